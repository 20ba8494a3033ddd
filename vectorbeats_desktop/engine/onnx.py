"""What runs on ONNX Runtime, which is told to keep to itself what it runs."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from swift_f0 import SwiftF0


def onnx_runtime() -> ModuleType:
    """The package `onnxruntime`, with its reports off.

    What the program's `__init__` sets keeps it from reporting by itself; on Windows the system collects what it says,
    whatever the environment, unless it is told not to once it is loaded.
    """
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime  # type: ignore[no-any-return]


def pitch_tracker() -> SwiftF0:
    """SwiftF0, on one thread: a process each runs beside it."""
    onnx_runtime()
    from swift_f0 import SwiftF0

    return SwiftF0(threads=1, spin=False)
