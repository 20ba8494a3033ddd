"""`vectorbeats record`, with a real sound server where there can be one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sound_server import SPEAKERS, SoundServer, hum, plain_alsa, sound_server, write_wav
from vectorbeats_desktop import cli
from vectorbeats_desktop.commands.record import chosen
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.recording.devices import InputDevice

__all__ = ["sound_server"]
COMMAND = (sys.executable, "-m", "vectorbeats_desktop", "record")
FOUND = (
    InputDevice("pulse:usb.1", "USB Mic", default=True),
    InputDevice("pulse:usb.2", "USB Mic Pro"),
    InputDevice("pulse:out.monitor", "Monitor of Speakers", monitor=True),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "takes").mkdir()
    monkeypatch.chdir(tmp_path / "takes")
    return tmp_path / "takes"


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command, once it says that it records."""
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        said = run.stderr.readline()
        assert said.startswith("RECORDING from")
        try:
            yield run
        finally:
            run.kill()


@pytest.mark.parametrize(
    ("word", "device_id"),
    [
        ("pulse:usb.2", "pulse:usb.2"),
        ("usb mic", "pulse:usb.1"),
        ("pro", "pulse:usb.2"),
        ("MONITOR", "pulse:out.monitor"),
    ],
)
def test_a_device_is_chosen_by_id_or_name_or_a_part_of_it(word: str, device_id: str) -> None:
    assert chosen(word, FOUND).device_id == device_id


@pytest.mark.parametrize(("word", "said"), [("usb", "“USB Mic”, “USB Mic Pro”"), ("phone", "There are: “USB Mic”")])
def test_a_word_for_several_devices_or_none_is_refused_with_their_names(word: str, said: str) -> None:
    with pytest.raises(BadQuery) as raised:
        chosen(word, FOUND)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    "arguments",
    [
        ["hum.mp3"],
        ["nowhere/hum.wav"],
        ["there.wav"],
        ["folder.wav", "--replace"],
        ["--seconds", "0"],
        ["--seconds", "31"],
        ["--seconds", "nan"],
        ["--louder"],
    ],
)
def test_wrong_use_is_told_before_anything_is_recorded(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "there.wav").write_text("music")
    (folder / "folder.wav").mkdir()
    assert cli.run(["record", *arguments]) == 2
    assert "RECORDING" not in capsys.readouterr().err
    assert (folder / "there.wav").read_text() == "music"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a real microphone would be used")
def test_without_a_microphone_it_fails_with_3_and_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(plain_alsa(folder)))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder / 'none'}")
    assert cli.run(["record", "--json"]) == 3
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert (answer["code"], answer["error"]) == ("no_microphone", "No microphone was found.")
    assert answer["hint"]
    assert "RECORDING" not in printed.err
    assert not list(folder.glob("*.wav"))


def test_devices_are_listed_for_people_and_programs(
    sound_server: SoundServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["record", "--list-devices"]) == 0
    printed = capsys.readouterr().out
    assert "Monitor of Größe „Raum“ (the default, what this computer plays)\n" in printed
    assert sound_server.speakers_id in printed
    assert cli.run(["record", "--list-devices", "--json"]) == 0
    devices = json.loads(capsys.readouterr().out)["devices"]
    assert devices[0] == {
        "id": sound_server.microphone_id,
        "name": "Monitor of Größe „Raum“",
        "monitor": True,
        "default": True,
    }


def test_a_hum_is_recorded_for_some_seconds_without_touching_a_library(
    sound_server: SoundServer, paths: Paths, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sound_server.play(write_wav(tmp_path / "hum.wav", hum(note_s=5))) as player:
        assert cli.run(["record", "hum.wav", "--seconds", "1.5", "--device", "raum", "--json"]) == 0
        player.kill()
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert answer["path"] == str(folder / "hum.wav")
    assert answer["device"]["id"] == sound_server.microphone_id
    assert answer["seconds"] == 1.5
    assert answer["voiced_s"] == pytest.approx(1.5, abs=0.3)
    with wave.open(answer["path"]) as wav:
        assert (wav.getframerate(), wav.getnframes()) == (answer["rate_hz"], 1.5 * answer["rate_hz"])
    assert "RECORDING from what this computer plays" in printed.err
    assert "voiced" in printed.err
    assert "The recording has ended." in printed.err
    assert not paths.data.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal that one process sends another there")
def test_ctrl_c_ends_the_take_and_keeps_it(sound_server: SoundServer, folder: Path) -> None:
    with started() as run:
        assert run.stderr is not None
        run.stderr.readline()  # the first line of the meter: sound has come
        run.send_signal(signal.SIGINT)
        printed, said = run.communicate(timeout=60)
    assert run.returncode == 0, said
    (take,) = folder.glob("hum-*.wav")
    assert printed.startswith(str(take))
    with wave.open(str(take)) as wav:
        assert wav.getnframes() > 0
    assert "wants at least 6 s of melody" in said


def test_a_microphone_that_goes_away_is_told_with_3_and_the_take_is_kept(
    sound_server: SoundServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hum.wav").write_text("an older one")
    unplug = threading.Timer(1.0, lambda: sound_server.unplug(SPEAKERS))
    with started("hum.wav", "--replace", "--json", "--device", sound_server.speakers_id) as run:
        unplug.start()
        printed, said = run.communicate(timeout=60)
    unplug.join()
    assert run.returncode == 3, said
    take, problem = (json.loads(line) for line in printed.splitlines())
    with wave.open(take["path"]) as wav:
        assert wav.getnframes() == pytest.approx(take["seconds"] * take["rate_hz"], abs=100)
    assert take["seconds"] > 0.3
    assert problem["code"] == "microphone_lost"
    assert "went away" in said
