"""What a worker does with a recording. It imports there what it needs: the program that asks does without SciPy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks


def peaks_of_file(path: Path) -> QueryPeaks:
    """The peaks of at most a file's first minute. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.fingerprint.hearing import heard_query

    return heard_query(path)


def peaks_of_samples(samples: NDArray[np.float32], rate_hz: int) -> QueryPeaks:
    """The peaks of mono samples, (n,)."""
    from vectorbeats_desktop.engine.fingerprint.hearing import heard_samples

    return heard_samples(samples, rate_hz)
