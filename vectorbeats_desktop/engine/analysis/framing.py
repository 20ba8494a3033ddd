"""Cutting a stream of blocks into overlapping frames."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class Framer:
    """Frames of `size` samples, `hop` apart, the first centred on the first sample, as librosa's.

    Of n samples there come 1 + n // hop frames, `last` included; what lies outside is silence.
    """

    def __init__(self, size: int, hop: int) -> None:
        self._size = size
        self._hop = hop
        self._tail = np.zeros(size // 2, np.float32)

    def push(self, block: Samples) -> Samples:
        """The frames that a further block completes, shape (n, size), n being 0 or more; valid until the next call."""
        joined = np.concatenate((self._tail, block))
        count = (len(joined) - self._size) // self._hop + 1
        if count <= 0:
            self._tail = joined
            return np.zeros((0, self._size), np.float32)
        self._tail = joined[count * self._hop :]
        return sliding_window_view(joined, self._size)[: count * self._hop : self._hop]

    def last(self) -> Samples:
        """The frames that reach beyond the end."""
        return self.push(np.zeros(self._size // 2, np.float32))


def hann(size: int) -> Samples:
    """The periodic Hann window."""
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size), np.float32)
