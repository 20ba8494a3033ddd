"""The melody network: which pitch of a mix carries the melody, at each moment.

A small convolutional network on a harmonically stacked spectrum, after Bittner et al. 2017 ("Deep salience
representations for F0 estimation in polyphonic music"). It was trained by `training/melody` on synthetic
arrangements and synthetic voices only; resources/models/melody.md tells on what, and how well it does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.onnx import one_core_session
from vectorbeats_desktop.engine.paths import resources

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]

FILE = "melody.onnx"
PITCHES = 144  # thirds of a semitone from C2 up to B5
LOWEST_MIDI = 36
BINS_PER_SEMITONE = 3
FRAME_S = 0.1  # of what it says: half as many frames as the spectrum has
PIECE = 1_000  # frames of the spectrum that are read at once: 50 s; twice as many take 50 MB more, and as long
CONTEXT = 40  # frames on either side that a piece's edges need


def melody_posterior(levels: Floats) -> Floats:
    """How likely each pitch carries the melody: (n, PITCHES + 1) float32 for each FRAME_S; the last is "none".

    Args:
        levels: the spectrum by `spectrum.log_spectrum`, (frames, BINS).
    """
    session = _session(resources() / "models" / FILE)
    pieces = []
    for start in range(0, len(levels), PIECE):
        first, end = max(0, start - CONTEXT), min(len(levels), start + PIECE + CONTEXT)
        scores = session.run(None, {"levels": levels[None, first:end]})[0][0]
        before, wanted = (start - first) // 2, (min(PIECE, len(levels) - start) + 1) // 2
        pieces.append(np.asarray(scores[before : before + wanted], np.float32))
    if not pieces:
        return np.zeros((0, PITCHES + 1), np.float32)
    posterior = np.concatenate(pieces)
    posterior -= posterior.max(axis=1, keepdims=True)
    np.exp(posterior, out=posterior)
    posterior /= posterior.sum(axis=1, keepdims=True)
    return posterior


@cache
def _session(path: Path) -> InferenceSession:
    return one_core_session(path, in_blocks=False)  # its twenty channels would be thirty-two
