"""What `vectorbeats record` shows while it records."""

from __future__ import annotations

import math
import sys
import time

from vectorbeats_desktop.commands.output import Output
from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.take import Heard

LINE_S = 0.1
SLOW_LINE_S = 5.0  # where the line cannot be written over
BAR_DB = 60
BAR_WIDTH = 20


class RecordMeter:
    """The line that says that it records, how loud it is, and how much melody there was."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._live = sys.stderr.isatty()
        self._shown_at = -math.inf
        self._width = 0

    def begin(self, device: InputDevice) -> None:
        """Say that it records, and from what."""
        source = f"what this computer plays (“{device.name}”)" if device.monitor else f"“{device.name}”"
        self._out.note(f"RECORDING from {source}. Ctrl+C ends it.")

    def show(self, heard: Heard) -> None:
        """Write the line anew, or from time to time another one."""
        now = time.monotonic()
        if now - self._shown_at < (LINE_S if self._live else SLOW_LINE_S):
            return
        self._shown_at = now
        line = _meter_line(heard)
        if self._live:
            self._out.write("stderr", "\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._out.note(line)

    def end(self) -> None:
        """Say that it records no more."""
        if self._live and self._width:
            self._out.note("")
        if self._shown_at > 0:
            self._out.note("The recording has ended.")


def _meter_line(heard: Heard) -> str:
    share = min(1.0, max(0.0, 1 + heard.level_db / BAR_DB))
    bar = ("#" * round(share * BAR_WIDTH)).ljust(BAR_WIDTH, ".")
    flags = (
        (heard.overloaded, "  too loud"),
        (heard.too_quiet, "  too quiet"),
        (heard.no_melody, "  no melody heard"),
    )
    advice = next((text for on, text in flags if on), "")
    return f"REC {heard.elapsed_s:4.1f} s  [{bar}]  {heard.voiced_s:4.1f} s voiced{advice}"
