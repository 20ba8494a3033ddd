"""What a worker does with a dropped sound.

The analysis is imported by the worker when it runs, not by the program that asks: it needs SciPy
and FFmpeg, which would only slow down the start of the program.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def recording(path: Path) -> str:
    """The identity of the recording in a file. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.library.identity import content_hash

    return content_hash(path)


def descriptors(path: Path) -> NDArray[np.float32]:
    """The sound descriptors of a file, (len(DESCRIPTORS),). Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.jobs import analyse

    return analyse(path).descriptors
