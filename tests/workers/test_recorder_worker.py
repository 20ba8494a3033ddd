"""The recorder: with a process that speaks the protocol without sound, and with a real sound server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from pytestqt.qtbot import QtBot

from tests.silent_recorder import RATE, list_and_die, list_and_hang, list_none, list_two, speak
from tests.sound_server import NOTES, SPEAKERS, SoundServer, hum, sound_server, write_wav
from vectorbeats_desktop.engine.children import Main
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.recording.errors import MicrophoneLost, NoMicrophone
from vectorbeats_desktop.engine.recording.take import Take
from vectorbeats_desktop.workers import recorder_loop
from vectorbeats_desktop.workers.recorder import Recorder

__all__ = ["sound_server"]
WAIT_MS = 30_000
NOTE_S = 0.35
QUEUED_S = 0.2  # meanwhile more is heard than this thread has been told


class Listener:
    """A recorder, and all that it said, in order."""

    def __init__(self, recorder: Recorder, qtbot: QtBot) -> None:
        self.recorder = recorder
        self._qtbot = qtbot
        self.said: list[tuple[str, Any]] = []
        for name in ("devices_listed", "started", "heard", "so_far", "finished", "failed"):
            getattr(recorder, name).connect(self._keeper(name))

    def _keeper(self, name: str) -> Callable[[object], None]:
        return lambda value: self.said.append((name, value))

    def names(self) -> list[str]:
        """What was said, each kind once in a row."""
        names = [name for name, _value in self.said]
        return [name for name, before in zip(names, ["", *names], strict=False) if name != before]

    def last(self, name: str) -> Any:
        return [value for said, value in self.said if said == name][-1]

    def wait(self, name: str, count: int = 1) -> Any:
        self._qtbot.waitUntil(lambda: sum(said == name for said, _ in self.said) >= count, timeout=WAIT_MS)
        return self.last(name)

    def pid(self) -> int:
        return int(self.last("started").name.rsplit(" ", 1)[1])


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Callable[..., Listener]]:
    made: list[Recorder] = []

    def build(serve: Main = speak, **options: Any) -> Listener:
        made.append(Recorder(serve=serve, **options))
        return Listener(made[-1], qtbot)

    yield build
    ended = [recorder.shut() for recorder in made]
    assert all(ended)


def test_a_take_is_what_was_heard_until_it_was_stopped(make: Callable[..., Listener]) -> None:
    listener = make()
    assert not listener.recorder.recording
    listener.recorder.start("mic")
    assert listener.recorder.recording
    listener.wait("heard", 5)
    listener.recorder.stop()
    take = listener.wait("finished")
    assert not listener.recorder.recording
    assert listener.names() == ["started", "heard", "finished"]
    assert listener.last("started").device_id == "mic"
    heard = [value for name, value in listener.said if name == "heard"]
    assert isinstance(take, Take)
    assert take.rate == RATE
    assert take.samples.tolist() == [0.25] * (40 * len(heard))
    assert take.pitch == sum((each.pitch for each in heard), ())
    assert take.voiced_s == pytest.approx(0.016 * len(heard))


def test_what_there_is_so_far_can_be_looked_at(make: Callable[..., Listener]) -> None:
    told = make()
    told.recorder.look()  # there is nothing yet
    told.recorder.start("a")
    told.wait("heard", 5)
    told.recorder.look()
    part = told.wait("so_far")
    assert len(part.samples) >= 5 * 0.04 * RATE
    told.recorder.stop()
    whole = told.wait("finished")
    assert len(whole.samples) > len(part.samples)
    assert np.array_equal(whole.samples[: len(part.samples)], part.samples)
    told.recorder.look()  # there is nothing any more
    assert told.names().count("so_far") == 1


def test_a_second_take_is_made_by_the_same_process_and_another_device_by_a_new_one(
    make: Callable[..., Listener],
) -> None:
    listener = make()
    pids = []
    for device in ("mic", "mic", "other"):
        listener.said.clear()
        listener.recorder.start(device)
        listener.wait("heard")
        pids.append(listener.pid())
        listener.recorder.stop()
        listener.wait("finished")
    assert pids[0] == pids[1] != pids[2]
    assert not psutil.pid_exists(pids[0])


def test_a_take_that_is_full_ends_by_itself(make: Callable[..., Listener]) -> None:
    listener = make()
    listener.recorder.start("short")
    assert listener.wait("finished").duration_s == pytest.approx(0.2)
    assert not listener.recorder.recording


@pytest.mark.parametrize(("device", "word"), [("unplugged", "Gone."), ("dies", "ended unexpectedly")])
def test_what_was_recorded_is_kept_when_the_microphone_or_the_process_goes(
    make: Callable[..., Listener], device: str, word: str
) -> None:
    listener = make()
    listener.recorder.start(device)
    error = listener.wait("failed")
    assert listener.names() == ["started", "heard", "finished", "failed"]
    assert listener.last("finished").duration_s == pytest.approx(0.2)
    assert isinstance(error, MicrophoneLost)
    assert word in error.message
    assert error.hint
    listener.said.clear()
    listener.recorder.start("short")  # and it goes on as if nothing had been
    listener.wait("finished")


@pytest.mark.parametrize(("device", "word"), [("missing", "None there."), ("dies at once", "while it was starting")])
def test_without_a_microphone_it_fails_and_says_what_to_do(
    make: Callable[..., Listener], device: str, word: str
) -> None:
    listener = make()
    listener.recorder.start(device)
    error = listener.wait("failed")
    assert listener.names() == ["failed"]
    assert isinstance(error, NoMicrophone)
    assert word in error.message
    assert error.hint
    assert not listener.recorder.recording


def test_a_process_whose_list_of_devices_is_old_is_replaced(make: Callable[..., Listener]) -> None:
    listener = make()
    listener.recorder.start("stale")
    listener.wait("heard")
    first = listener.pid()
    listener.recorder.stop()
    listener.wait("finished")
    listener.recorder.start("stale")  # the first process says that there is no microphone
    listener.wait("started", 2)
    assert listener.pid() != first
    listener.recorder.stop()
    listener.wait("finished", 2)
    assert "failed" not in listener.names()


def test_a_discarded_take_is_not_told_and_the_next_one_is_whole(make: Callable[..., Listener], qtbot: QtBot) -> None:
    listener = make()
    listener.recorder.start("mic")
    listener.wait("heard", 3)
    first = listener.pid()
    time.sleep(QUEUED_S)
    listener.recorder.discard()
    assert not listener.recorder.recording
    listener.said.clear()
    qtbot.waitUntil(lambda: not psutil.pid_exists(first), timeout=WAIT_MS)
    assert listener.said == []
    listener.recorder.start("mic")
    listener.wait("heard", 2)
    listener.recorder.stop()
    take = listener.wait("finished")
    assert take.pitch[0] == (0.0, 60.0)
    assert take.duration_s == pytest.approx(0.04 * sum(name == "heard" for name, _ in listener.said))


def test_orders_in_any_sequence_leave_it_usable(make: Callable[..., Listener]) -> None:
    listener = make()
    recorder = listener.recorder
    for order in "tdpSSttdtSpdStdSdSdttSS":
        match order:
            case "S":
                recorder.start("mic")
            case "t":
                recorder.stop()
            case "d":
                recorder.discard()
            case "p":
                recorder.prepare("mic")
    listener.wait("heard")
    recorder.stop()
    recorder.stop()
    listener.wait("finished")
    assert not recorder.recording
    recorder.start("short")
    assert listener.wait("finished", 2).duration_s == pytest.approx(0.2)
    assert "failed" not in listener.names()


def test_stopped_before_there_was_any_sound_the_take_is_empty(make: Callable[..., Listener]) -> None:
    listener = make()
    listener.recorder.start("slow")
    listener.recorder.stop()
    take = listener.wait("finished")
    assert listener.names() == ["finished"]
    assert (take.duration_s, take.voiced_s) == (0.0, 0.0)


def test_a_process_that_does_not_obey_is_ended_and_its_sound_kept(
    make: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_loop, "STOP_WAIT_S", 0.2)
    listener = make()
    listener.recorder.start("deaf")
    listener.wait("heard")
    pid = listener.pid()
    listener.recorder.stop()
    assert listener.wait("finished").duration_s == pytest.approx(0.04)
    assert not psutil.pid_exists(pid)
    assert "failed" not in listener.names()


def test_a_process_that_falls_silent_is_told_as_lost(
    make: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_loop, "PIECE_WAIT_S", 0.2)
    listener = make()
    listener.recorder.start("deaf")
    assert isinstance(listener.wait("failed"), MicrophoneLost)
    assert listener.last("finished").duration_s == pytest.approx(0.04)


def test_an_idle_process_ends_after_a_while_and_comes_back(make: Callable[..., Listener], qtbot: QtBot) -> None:
    listener = make(idle_s=0.2)
    listener.recorder.start("short")
    listener.wait("finished")
    pid = listener.pid()
    qtbot.waitUntil(lambda: not psutil.pid_exists(pid), timeout=WAIT_MS)
    listener.recorder.start("short")
    listener.wait("finished", 2)


@pytest.mark.usefixtures("spawned")
def test_a_prepared_process_is_the_one_that_records(make: Callable[..., Listener], qtbot: QtBot) -> None:
    listener = make()
    listener.recorder.prepare("mic")
    me = psutil.Process()
    qtbot.waitUntil(lambda: any("spawn_main" in " ".join(each.cmdline()) for each in me.children()), timeout=WAIT_MS)
    prepared = {each.pid for each in me.children()}
    listener.recorder.start("mic")
    listener.wait("started")
    assert listener.pid() in prepared


def test_devices_are_listed_also_while_recording(make: Callable[..., Listener]) -> None:
    listener = make(serve_list=list_two)
    listener.recorder.start("mic")
    listener.wait("started")
    listener.recorder.list_devices()
    listener.recorder.list_devices()
    devices = listener.wait("devices_listed")
    assert [(device.name, device.monitor) for device in devices] == [("A microphone", False), ("Speakers", True)]
    assert listener.recorder.recording


@pytest.mark.parametrize("serve_list", [list_none, list_and_die, list_and_hang])
def test_without_a_list_it_fails_and_says_what_to_do(
    make: Callable[..., Listener], serve_list: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_loop, "LIST_WAIT_S", 20 if serve_list is not list_and_hang else 0.2)
    listener = make(serve_list=serve_list)
    listener.recorder.list_devices()
    error = listener.wait("failed")
    assert isinstance(error, NoMicrophone)
    assert error.hint


def test_shut_ends_everything_in_the_middle_of_a_take(make: Callable[..., Listener], qtbot: QtBot) -> None:
    listener = make()
    listener.recorder.start("mic")
    listener.wait("heard")
    pid = listener.pid()
    time.sleep(QUEUED_S)
    listener.said.clear()
    assert listener.recorder.shut()
    assert listener.recorder.shut()
    assert not psutil.pid_exists(pid)
    assert not listener.recorder.recording
    listener.recorder.start("mic")
    listener.recorder.list_devices()
    listener.recorder.stop()
    qtbot.wait(50)
    assert not listener.recorder.recording
    assert listener.said == []


def test_a_bug_in_its_thread_is_told_and_the_next_call_starts_another(
    make: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    listener = make()
    with monkeypatch.context() as patch:
        patch.setattr(recorder_loop, "RecorderProcess", broken)
        listener.recorder.start("mic")
        assert not isinstance(listener.wait("failed"), KnownError)
    assert not listener.recorder.recording
    listener.recorder.start("short")
    listener.wait("finished")


def test_the_windows_process_loads_nothing_heavy() -> None:
    program = "import sys, vectorbeats_desktop.workers.recorder as r; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "PySide6" in loaded
    assert not loaded & {"sounddevice", "_sounddevice", "onnxruntime", "swift_f0", "av", "scipy", "numba"}


# --- with sound ------------------------------------------------------------------------------


@pytest.fixture
def real(qtbot: QtBot, sound_server: SoundServer) -> Iterator[Listener]:
    recorder = Recorder()
    yield Listener(recorder, qtbot)
    assert recorder.shut()


def test_a_hum_is_recorded_as_it_was_played(real: Listener, sound_server: SoundServer, tmp_path: Path) -> None:
    played = write_wav(tmp_path / "hum.wav", hum(note_s=NOTE_S))
    real.recorder.start()
    device = real.wait("started")
    assert (device.device_id, device.name) == (sound_server.microphone_id, "Monitor of Größe „Raum“")
    with sound_server.play(played) as player:
        assert player.wait(30) == 0
    real.recorder.stop()
    take = real.wait("finished")
    assert take.rate == 48_000
    assert take.voiced_s == pytest.approx(NOTE_S * len(NOTES), abs=0.6)
    notes = [note for _time, note in take.pitch if note is not None]
    pieces = np.array_split(np.array(notes), len(NOTES))
    assert [round(float(np.median(piece))) for piece in pieces] == list(NOTES)
    heard = [value for name, value in real.said if name == "heard"]
    assert max(each.level_db for each in heard) == pytest.approx(-16, abs=4)
    assert not any(each.overloaded for each in heard)
    saved = tmp_path / "take.wav"
    take.save(saved)
    assert saved.stat().st_size == 44 + 2 * len(take.samples)


def test_only_the_chosen_source_is_heard_and_when_it_vanishes_the_take_is_kept(
    real: Listener, sound_server: SoundServer, tmp_path: Path
) -> None:
    real.recorder.list_devices()
    devices = {device.device_id: device for device in real.wait("devices_listed")}
    assert set(devices) == {sound_server.microphone_id, sound_server.speakers_id}
    assert devices[sound_server.microphone_id].default
    assert devices[sound_server.speakers_id].monitor
    real.recorder.start(sound_server.speakers_id)
    real.wait("started")
    with sound_server.play(write_wav(tmp_path / "hum.wav", hum(note_s=0.5))) as player:
        real.wait("heard", 10)
        sound_server.unplug(SPEAKERS)
        # The server goes on with the default source, in which somebody hums.
        assert isinstance(real.wait("failed"), MicrophoneLost)
        player.kill()
    take = real.last("finished")
    assert take.duration_s >= 0.4
    assert not take.samples[: -take.rate // 4].any()  # on a busy computer some of it may slip through
    real.said.clear()
    real.recorder.start(sound_server.speakers_id)
    assert isinstance(real.wait("failed"), NoMicrophone)
