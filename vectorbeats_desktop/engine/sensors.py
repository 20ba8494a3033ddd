"""What the computer is doing besides: does it run on its battery, and how busy do others keep it?"""

from __future__ import annotations

import contextlib
from typing import Protocol

import psutil


class Sensors(Protocol):
    """What politeness asks."""

    def on_battery(self) -> bool: ...

    def others_load(self) -> float:
        """The share of all cores that other programs took since the last call, 0 to 1."""
        ...


class SystemSensors:
    """Asks the system. Walks the list of processes, so it is no matter for the window's thread."""

    def __init__(self) -> None:
        self._before: tuple[float, float, float] | None = None

    def on_battery(self) -> bool:
        """Whether there is a battery and nothing that feeds it; a computer without one is never on it."""
        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
        return battery is not None and battery.power_plugged is False

    def others_load(self) -> float:
        """The share of all cores that was taken since the last call by none of this program's processes; 0 at first."""
        now, before = _times(), self._before
        self._before = now
        if before is None:
            return 0.0
        whole, busy, own = (later - earlier for later, earlier in zip(now, before, strict=True))
        # A child that has ended took its share along; what seems less than nothing is none.
        return min(1.0, max(0.0, busy - max(0.0, own)) / whole) if whole > 0 else 0.0


def _times() -> tuple[float, float, float]:
    """Seconds so far, over all cores: of everything, of work, and of this program's own work."""
    times = psutil.cpu_times()
    # Guests are part of `user` on Linux, and counted there already.
    parts = {name: value for name, value in times._asdict().items() if not name.startswith("guest")}
    whole = sum(parts.values())
    rest = parts.get("idle", 0.0) + parts.get("iowait", 0.0)
    return whole, whole - rest, _own_seconds()


def _own_seconds() -> float:
    process = psutil.Process()
    family = [process, *process.children(recursive=True)]
    seconds = 0.0
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):  # it ended just now
            times = member.cpu_times()
            seconds += times.user + times.system
    ended = process.cpu_times()
    return seconds + getattr(ended, "children_user", 0.0) + getattr(ended, "children_system", 0.0)
