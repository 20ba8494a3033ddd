"""The short-time spectra that landmarks are looked for in, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from vectorbeats_desktop.engine.analysis.framing import Framer, hann
from vectorbeats_desktop.engine.fingerprint.landmarks import HOP, RATE

Floats = NDArray[np.float32]
Number = TypeVar("Number", np.float32, np.complex64)

SIZE = 2048
LOWEST_HZ, HIGHEST_HZ = 200.0, 4_000.0
"""What passes a telephone's loudspeaker and its codecs."""

FIRST_BIN = round(LOWEST_HZ * SIZE / RATE)
LAST_BIN = round(HIGHEST_HZ * SIZE / RATE)
MARGIN = 2  # bins on either side, in which a peak's slopes lie
FLOOR = np.float32(1e-6)
"""Of the power in a bin, 114 dB below a full-scale sine's: what lies there is no sound."""

_STEP = 256  # frames transformed at once, so that they stay in the cache


class Transformer:
    """Power of frames of 93 ms, 23 ms apart, of mono samples at 22,050 Hz that come in blocks.

    What it yields is (k, bins) float32, the first column being bin FIRST_BIN - MARGIN. Memory is a block's.
    """

    def __init__(self) -> None:
        self._framer, self._window = Framer(SIZE, HOP), hann(SIZE)

    def push(self, block: Floats) -> Iterator[Floats]:
        """The frames that a further block completes; to be read before the next one."""
        return self._transformed(self._framer.push(block))

    def last(self) -> Iterator[Floats]:
        """The frames that reach beyond the end."""
        return self._transformed(self._framer.last())

    def _transformed(self, frames: Floats) -> Iterator[Floats]:
        for start in range(0, len(frames), _STEP):
            spectra = fft.rfft(frames[start : start + _STEP] * self._window, axis=1)
            kept = of_landmarks(spectra)
            yield np.square(kept.real) + np.square(kept.imag)


def of_landmarks(spectra: NDArray[Number]) -> NDArray[Number]:
    """The columns of short-time spectra, (n, SIZE / 2 + 1), that landmarks are looked for in."""
    return spectra[:, FIRST_BIN - MARGIN : LAST_BIN + MARGIN + 1]
