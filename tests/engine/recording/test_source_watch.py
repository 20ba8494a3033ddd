from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import psutil
import pytest

from tests.sound_server import MICROPHONE, SPEAKERS, SoundServer, sound_server
from vectorbeats_desktop.engine.recording import source_watch
from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.source_watch import SourceWatch

__all__ = ["sound_server"]
NEVER_S = 3600.0
WAIT_S = 20.0


def wait(until: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + WAIT_S
    while not until() and time.monotonic() < give_up:
        time.sleep(0.01)
    return until()


def subscribers() -> list[str]:
    listening = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # ends while it is looked at
            words = child.cmdline()
            listening += [" ".join(words)] * ("subscribe" in words)
    return listening


def come_and_go(sound_server: SoundServer) -> bool:
    sound_server.ask("load-module", "module-null-sink", "sink_name=fourth")
    sound_server.unplug("fourth")
    return False


def test_only_the_end_of_its_own_source_is_told(sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_watch, "POLL_S", NEVER_S)  # so it is the server that tells
    watch = SourceWatch(InputDevice(sound_server.speakers_id, "Speakers"))
    try:
        assert wait(lambda: len(subscribers()) == 2)  # pactl, and what ends it
        sound_server.ask("load-module", "module-null-sink", "sink_name=third")
        sound_server.unplug(MICROPHONE)
        assert watch.trusted(WAIT_S)
        assert not watch.gone
        sound_server.unplug(SPEAKERS)
        # pactl may not have been listening yet; another source that goes makes the watch look again.
        assert wait(lambda: watch.gone or come_and_go(sound_server))
        assert not watch.trusted(0)
    finally:
        watch.close()
    assert subscribers() == []


def test_a_source_that_has_gone_before_is_seen(sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_watch, "POLL_S", NEVER_S)
    sound_server.unplug(SPEAKERS)
    watch = SourceWatch(InputDevice(sound_server.speakers_id, "Speakers"))
    assert wait(lambda: watch.gone)
    watch.close()


def test_without_the_program_that_tells_it_looks_by_itself(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_watch, "_SUBSCRIBE", ("no-such-program",))
    monkeypatch.setattr(source_watch, "POLL_S", 0.05)
    watch = SourceWatch(InputDevice(sound_server.speakers_id, "Speakers"))
    time.sleep(0.1)
    assert watch.trusted(0)
    sound_server.unplug(SPEAKERS)
    assert wait(lambda: watch.gone)
    watch.close()
