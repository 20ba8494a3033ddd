"""The real process that records, without a window."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.sound_server import SPEAKERS, SoundServer, hum, plain_alsa, sound_server, write_wav
from vectorbeats_desktop.engine.recording.errors import MicrophoneLost, NoMicrophone
from vectorbeats_desktop.engine.recording.messages import Ended, Opened, Piece
from vectorbeats_desktop.engine.recording.recorder_process import RecorderProcess
from vectorbeats_desktop.engine.recording.take import Take

__all__ = ["sound_server"]
NOTES = (60.0, 67.0)


def follow(process: RecorderProcess) -> tuple[Take, Ended]:
    """All of a take up to its end."""
    while not isinstance(event := process.receive(), Ended):
        assert isinstance(event, Opened | Piece)
    take = process.take()
    assert take is not None
    return take, event


def test_without_alsas_plugin_the_servers_own_recorder_is_used(
    sound_server: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(plain_alsa(tmp_path)))
    process = RecorderProcess(sound_server.microphone_id)
    try:
        with sound_server.play(write_wav(tmp_path / "hum.wav", hum((60.0,), note_s=20))) as player:
            try:
                process.start(1.0)
                assert isinstance(process.receive(), Opened)
                recorders = [each.name() for each in psutil.Process(process.pid).children()]
                take, ended = follow(process)
            finally:
                player.kill()
        assert ended.error is None
        assert "parec" in recorders
        assert not psutil.Process(process.pid).children()
        assert len(take.samples) == take.rate == 48_000  # exactly as long as was asked
        assert np.median([note for _, note in take.pitch if note is not None]) == pytest.approx(60, abs=0.2)
        process.start()
        assert isinstance(process.receive(), Opened)
        sound_server.unplug("room")
        _take, ended = follow(process)
        assert isinstance(ended.error, MicrophoneLost)
    finally:
        process.close()


def test_nobody_is_recorded_once_the_pipe_is_closed(sound_server: SoundServer) -> None:
    process = RecorderProcess(sound_server.speakers_id)
    process.start()
    assert isinstance(process.receive(), Opened)
    assert _streams(sound_server) == 1
    process.pipe.close()  # as a parent that ends does
    give_up = time.monotonic() + 30
    while process.alive and time.monotonic() < give_up:
        time.sleep(0.02)
    assert not process.alive
    assert _streams(sound_server) == 0
    process.close()


def test_a_source_that_is_not_there_is_refused_and_no_other_one_used(sound_server: SoundServer) -> None:
    sound_server.unplug(SPEAKERS)
    process = RecorderProcess(sound_server.speakers_id)
    try:
        process.start()
        event = process.receive()
        assert isinstance(event, Ended)
        assert isinstance(event.error, NoMicrophone)
        assert process.take() is None
    finally:
        process.close()


def _streams(sound_server: SoundServer) -> int:
    return len(sound_server.ask("list", "short", "source-outputs").splitlines())
