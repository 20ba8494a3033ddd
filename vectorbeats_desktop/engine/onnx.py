"""What runs on ONNX Runtime, which is told to keep to itself what it runs."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from swift_f0 import SwiftF0


def onnx_runtime() -> ModuleType:
    """The package `onnxruntime`, with its reports off.

    What the program's `__init__` sets keeps it from reporting by itself; on Windows the system collects what it says,
    whatever the environment, unless it is told not to once it is loaded.
    """
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime  # type: ignore[no-any-return]


def one_core_session(path: Path, *, in_blocks: bool = True) -> InferenceSession:
    """A network on the processor, on one thread that sleeps between calls: the pool has a process for each core.

    Args:
        path: the network.
        in_blocks: whether channels are laid out in blocks of as many as a vector register holds, eight or sixteen.
            Where the network's channels fill up blocks badly, it is quicker without.
    """
    onnxruntime = onnx_runtime()
    options = onnxruntime.SessionOptions()
    if not in_blocks:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def pitch_tracker() -> SwiftF0:
    """SwiftF0, on one thread: a process each runs beside it."""
    onnx_runtime()
    from swift_f0 import SwiftF0

    return SwiftF0(threads=1, spin=False)
