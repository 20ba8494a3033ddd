"""What the process that records and its parent say to each other.

The parent sends orders; the child answers a Start with Opened, Pieces and Ended, or with Ended alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.take import Heard, Samples


@dataclass(frozen=True, slots=True)
class Start:
    """Record, until `longest_s` seconds of sound are there."""

    longest_s: float


@dataclass(frozen=True, slots=True)
class Stop:
    """End the take, if there still is one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The microphone is open, and sound comes from it."""

    device: InputDevice
    rate: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What was heard, with its samples, so that nothing is lost when the child is."""

    heard: Heard
    samples: Samples


@dataclass(frozen=True, slots=True)
class Ended:
    """The take is over; the microphone is closed. `error` says why, unless it was asked for or is full."""

    error: KnownError | None = None


Order = Start | Stop
Event = Opened | Piece | Ended
