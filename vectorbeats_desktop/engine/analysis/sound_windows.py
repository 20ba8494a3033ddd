"""The windows of a recording that a sound model hears: ten seconds each, at fixed places, cut to the sample.

CLAP's own feature extractor takes ten seconds from a random place of anything longer, so that the same track would
have another vector each time. Here the middles of the windows divide the recording evenly.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import audio_info, decode_mono
from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.errors import UnreadableFile

RATE = 48_000  # Hz; what CLAP was trained on (Wu et al. 2023, "Large-scale contrastive language-audio pretraining")
WINDOW = 480_000  # samples
WINDOW_S = WINDOW / RATE
PLACES = 3
LEAST_S = 0.5  # of a window; what is left of one behind a wrong header says nothing

Samples = NDArray[np.float32]


def sound_windows(path: Path, places: int = PLACES, excerpt: Excerpt = WHOLE) -> Samples:
    """Windows of a file, or of a part of it: (n, 480000) float32 at 48 kHz, 1 <= n <= `places`.

    A recording that is shorter than all windows together has fewer; the last of a short one is repeated from its
    beginning until it is full, as CLAP was trained. Raises UnreadableFile.
    """
    length = _length(path, excerpt)
    if length is None or length <= WINDOW_S:
        return _repeated(_heard(path, excerpt, places))
    found: list[Samples] = []
    for start in window_starts(length, places):
        begin = excerpt.start_s + start
        try:
            samples = _exactly(decode_mono(path, RATE, Excerpt(begin, begin + 2 * WINDOW_S)), WINDOW)
        except UnreadableFile:
            if not found:
                raise
            break  # the header promised more than there is
        if len(samples) >= LEAST_S * RATE:
            found.append(_filled(samples))
    return np.stack(found) if found else _repeated(_heard(path, excerpt, places))


def window_starts(length_s: float, places: int) -> tuple[float, ...]:
    """Where the windows of a recording of so many seconds begin: their middles divide it evenly."""
    count = max(1, min(places, int(length_s // WINDOW_S)))
    return tuple(max(0.0, length_s * (number + 0.5) / count - WINDOW_S / 2) for number in range(count))


def _length(path: Path, excerpt: Excerpt) -> float | None:
    """The seconds that are meant; None when the file does not tell."""
    whole = audio_info(path).duration_s
    if whole is None:
        return excerpt.length_s
    end = whole if excerpt.end_s is None else min(whole, excerpt.end_s)
    return max(0.0, end - excerpt.start_s)


def _heard(path: Path, excerpt: Excerpt, places: int) -> Samples:
    """The beginning of what is meant, as many whole windows as there are, or what there is of one."""
    samples = _exactly(decode_mono(path, RATE, excerpt), places * WINDOW)
    whole = len(samples) // WINDOW
    return samples[: whole * WINDOW] if whole else samples


def _exactly(blocks: Iterator[Samples], most: int) -> Samples:
    """As many samples, or all that there are."""
    kept, left = [], most
    for block in blocks:
        kept.append(block[:left])
        left -= len(kept[-1])
        if left <= 0:
            break
    return np.concatenate(kept) if kept else np.zeros(0, np.float32)


def _repeated(samples: Samples) -> Samples:
    whole = len(samples) // WINDOW
    return samples.reshape(whole, WINDOW) if whole else _filled(samples)[None]


def _filled(samples: Samples) -> Samples:
    """Exactly one window: what is shorter is said again as often as it fits, and silence follows ("repeatpad")."""
    if len(samples) >= WINDOW:
        return samples[:WINDOW]
    filled = np.zeros(WINDOW, np.float32)
    if len(samples):
        again = np.tile(samples, WINDOW // len(samples))
        filled[: len(again)] = again
    return filled
