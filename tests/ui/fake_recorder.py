"""A recorder without a microphone: what it hears is told by the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.take import PITCH_STEP_S, Heard, Take, voiced_s

if TYPE_CHECKING:
    from vectorbeats_desktop.workers.recorder import Recorder

RATE = 16_000
BUILT_IN = InputDevice("pulse:alsa_input.built-in", "Built-in Audio", default=True)
HEADSET = InputDevice("pulse:alsa_input.headset", "USB Headset")
MONITOR = InputDevice("pulse:alsa_output.built-in.monitor", "Built-in Audio", monitor=True)
DEVICES = (BUILT_IN, HEADSET, MONITOR)
TUNE = (60, 62, 64, 65, 67, 67, 69, 69, 67, 65, 64, 62, 60)


def pitch_of(start_s: float, end_s: float, *, sung: bool = True) -> tuple[tuple[float, float | None], ...]:
    """A tune of half-second notes with a little vibrato and a short breath after each."""
    points: list[tuple[float, float | None]] = []
    for step in range(round(start_s / PITCH_STEP_S), round(end_s / PITCH_STEP_S)):
        second = step * PITCH_STEP_S
        note = TUNE[int(second / 0.5) % len(TUNE)]
        breath = second % 0.5 > 0.46
        points.append((second, None if breath or not sung else note + 0.25 * float(np.sin(2 * np.pi * 5.5 * second))))
    return tuple(points)


def make_take(seconds: float, *, sung: bool = True) -> Take:
    """A take whose samples follow its pitch line."""
    time = np.arange(int(RATE * seconds)) / RATE
    pitch = pitch_of(0.0, seconds, sung=sung)
    loudness = np.where(time % 0.5 > 0.46, 0.02, 0.3 * (1 - 0.6 * (time % 0.5))) if sung else np.full(len(time), 0.01)
    return Take((loudness * np.sin(2 * np.pi * 220 * time)).astype(np.float32), RATE, pitch, voiced_s(pitch))


class FakeRecorder(QObject):
    """Answers as a Recorder does; `says` and `hears` are the world's part."""

    devices_listed = Signal(object)
    started = Signal(object)
    heard = Signal(object)
    so_far = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.devices: tuple[InputDevice, ...] = DEVICES
        self.trouble: KnownError | None = None
        self.opens = True  # the microphone opens as soon as it is asked to
        self.asked: list[tuple[str, str]] = []
        self.recording = False
        self.seconds = 0.0

    def as_recorder(self) -> Recorder:
        """For the typed door of the page."""
        return cast("Recorder", self)

    def list_devices(self) -> None:
        self.asked.append(("list", ""))
        if self.trouble is not None:
            self.failed.emit(self.trouble)
        else:
            self.devices_listed.emit(self.devices)

    def prepare(self, device_id: str = "") -> None:
        self.asked.append(("prepare", device_id))

    def start(self, device_id: str = "") -> None:
        self.asked.append(("start", device_id))
        if self.trouble is not None:
            self.failed.emit(self.trouble)
            return
        self.recording, self.seconds = True, 0.0
        if self.opens:
            self.open()

    def open(self) -> None:
        """The microphone has been opened."""
        self.started.emit(BUILT_IN)

    def hear(self, seconds: float, **what: bool | float) -> None:
        """So many seconds are hummed."""
        begin, self.seconds = self.seconds, self.seconds + seconds
        sung = bool(what.pop("sung", True))
        told = Heard(
            elapsed_s=self.seconds,
            level_db=float(what.pop("level_db", -20.0)),
            pitch=pitch_of(begin, self.seconds, sung=sung),
            voiced_s=voiced_s(pitch_of(0.0, self.seconds, sung=sung)),
            overloaded=bool(what.pop("overloaded", False)),
            too_quiet=bool(what.pop("too_quiet", False)),
            no_melody=bool(what.pop("no_melody", False)),
        )
        assert not what
        self.heard.emit(told)

    def look(self) -> None:
        self.asked.append(("look", ""))
        if self.recording:
            self.so_far.emit(make_take(self.seconds))

    def stop(self) -> None:
        self.asked.append(("stop", ""))
        self.end()

    def end(self, *, sung: bool = True) -> None:
        """The take ends, by itself or because it was asked to."""
        self.recording = False
        self.finished.emit(make_take(self.seconds, sung=sung))

    def lose(self, error: KnownError) -> None:
        """The microphone is pulled out."""
        if self.seconds:
            self.end()
        self.recording = False
        self.failed.emit(error)

    def discard(self) -> None:
        self.asked.append(("discard", ""))
        self.recording = False

    def shut(self) -> bool:
        self.asked.append(("shut", ""))
        return True
