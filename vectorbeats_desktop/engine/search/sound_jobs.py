"""What a worker does with a dropped sound.

The analysis is imported by the worker when it runs, not by the program that asks: it needs SciPy
and FFmpeg, which would only slow down the start of the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.excerpt import Excerpt
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted


def recording(path: Path) -> str:
    """The identity of the recording in a file. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.library.identity import content_hash

    return content_hash(path)


def descriptors(path: Path, excerpt: Excerpt) -> tuple[NDArray[np.float32], float]:
    """The sound descriptors of a part of a file, (len(DESCRIPTORS),), and its seconds. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import RATE, decode_mono
    from vectorbeats_desktop.engine.analysis.describe import describe

    samples = 0

    def counted() -> Iterator[NDArray[np.float32]]:
        nonlocal samples
        for block in decode_mono(path, RATE, excerpt):
            samples += len(block)
            yield block

    return describe(counted()).descriptors, samples / RATE


def sort(path: Path, excerpt: Excerpt) -> Sorted:
    """What sort of sound a part of a file is. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.sort_model import heard_sort

    return heard_sort(path, excerpt)


def windows(path: Path, places: int, excerpt: Excerpt) -> NDArray[np.float32]:
    """What a sound model hears of a part of a file, (n, 480000). Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.sound_windows import sound_windows

    return sound_windows(path, places, excerpt)
