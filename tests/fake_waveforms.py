"""Waveforms in memory, for tests of the window."""

from __future__ import annotations

import threading

from tests.fake_playlists import wait
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.waveforms import Waveform


class FakeWaveforms:
    """A rising line for every track, or `error`; `hold` keeps it at a checkpoint until it is set."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.error: KnownError | None = None
        self.hold = threading.Event()
        self.hold.set()

    def of(self, track: Track, ctx: TaskContext) -> Waveform:
        self.asked.append(track.name)
        wait(self.hold, ctx)
        if self.error is not None:
            raise self.error
        rising = bytes(number // 2 for number in range(500))
        return Waveform(rising, bytes(level // 2 for level in rising))
