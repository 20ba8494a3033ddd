"""The outline of a track's loudness over its time, as a player's seek bar draws it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import EXCERPT_S, decode_mono, excerpt_starts

RATE = 8000  # what is above 4 kHz adds little to a level
CELL = 80  # samples, a hundredth of a second
STEPS = 500  # columns of an outline; a seek bar has about as many pixels

Cells = NDArray[np.float32]


def outline(path: Path) -> tuple[bytes, bytes]:
    """Peak and mean level (RMS) of 500 equal parts of a file, each 500 bytes, from 0 to 255, the loudest peak.

    Of a file longer than 15 minutes twelve minutes are heard; what lies between is interpolated.
    Raises UnreadableFile.
    """
    peaks, powers = _cells(path)
    starts = excerpt_starts(path)
    if starts:
        peaks, powers = _spread(peaks, starts), _spread(powers, starts)
    edges = np.linspace(0, len(peaks), STEPS + 1)
    firsts = edges[:-1].astype(int)
    lasts = np.maximum(firsts + 1, np.ceil(edges[1:]).astype(int))
    peak = np.array([peaks[one:end].max() for one, end in zip(firsts, lasts, strict=True)])
    level = np.sqrt([powers[one:end].mean() for one, end in zip(firsts, lasts, strict=True)])
    loudest = max(float(peak.max()), 1e-6)
    return _as_bytes(peak / loudest), _as_bytes(level / loudest)


def _cells(path: Path) -> tuple[Cells, Cells]:
    """The highest amplitude and the mean power of each hundredth of a second, (n,)."""
    peaks, powers = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    rest = np.zeros(0, np.float32)
    for block in decode_mono(path, RATE):
        joined = np.concatenate([rest, block])
        whole = len(joined) // CELL * CELL
        cells, rest = joined[:whole].reshape(-1, CELL), joined[whole:]
        peaks.append(np.abs(cells).max(axis=1))
        powers.append((cells**2).mean(axis=1))
    if len(rest):
        peaks.append(np.abs(rest).max(keepdims=True))
        powers.append((rest**2).mean(keepdims=True))
    return np.concatenate(peaks), np.concatenate(powers)


def _spread(cells: Cells, starts: tuple[float, ...]) -> Cells:
    """Excerpts of a minute put where they were heard, at one cell a second, and what lies between drawn straight."""
    each = EXCERPT_S * RATE // CELL
    second = RATE // CELL
    times, heard = [], []
    for number, start in enumerate(starts):
        piece = cells[number * each : (number + 1) * each]
        for place in range(0, len(piece), second):
            times.append(start + place / second)
            heard.append(piece[place : place + second].max())
    length = starts[-1] + EXCERPT_S + starts[0]
    return np.asarray(np.interp(np.arange(length), times, heard), np.float32)


def _as_bytes(shares: NDArray[np.floating]) -> bytes:
    return np.clip(np.round(shares * 255), 0, 255).astype(np.uint8).tobytes()
