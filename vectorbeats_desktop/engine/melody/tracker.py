"""The pitch of a whole track, frame by frame, by SwiftF0's network.

SwiftF0's own model turns samples into spectra by multiplying matrices, and answers each 16 ms. Of a track no more is
asked than a pitch class each 200 ms: here the spectra come from FFTs, and the frames lie 40 ms apart, so that five
make a step. That takes a quarter of the time and finds as much (docs/PERFORMANCE.md). A hum is followed by SwiftF0
itself, in `pitch`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.framing import hann
from vectorbeats_desktop.engine.melody.pitch import RATE, Pitches, midi_number
from vectorbeats_desktop.engine.onnx import one_core_session
from vectorbeats_desktop.engine.paths import resources

Floats = NDArray[np.float32]

FILE = "swift_f0.onnx"
HOP = 640  # samples: a pitch each 40 ms
HOP_S = HOP / RATE
SIZES = (512, 1_024, 2_048)  # of the spectra that the network sees, all in the same frames
BETWEEN_HZ = (100.0, 1_100.0)  # lower is the bass, higher are overtones
_WINDOWS = {size: hann(size) for size in SIZES}
PIECE = 512  # frames that are heard at once
CONTEXT = 8  # frames on either side that a piece's edges need; the network sees seven
SILENT = 1e-3  # the highest amplitude of a frame in which nothing can be heard


def track_pitch(samples: Floats, hop: int = HOP) -> Pitches:
    """Follow the pitch of mono samples at 16 kHz, (n,): n // hop pitches, each of the middle of its frame."""
    frames = len(samples) // hop
    midi, confidence = np.zeros(frames, np.float32), np.zeros(frames, np.float32)
    padded = np.pad(samples, (max(SIZES) // 2, max(SIZES) // 2))
    for start in range(0, frames, PIECE):
        end = min(start + PIECE, frames)
        first, last = max(0, start - CONTEXT), min(frames, end + CONTEXT)
        hertz, sure = _network()(_magnitudes(padded, first, last, hop))
        wanted = slice(start - first, end - first)
        midi[start:end], confidence[start:end] = midi_number(hertz[wanted]), sure[wanted]
    loudest = np.abs(samples[: frames * hop].reshape(frames, hop)).max(axis=1, initial=0.0)
    confidence[loudest < SILENT] = 0  # the network never saw silence, and answers it with anything
    return Pitches(midi, confidence)


def _magnitudes(padded: Floats, first: int, last: int, hop: int) -> dict[str, Floats]:
    """The magnitude spectra of some frames, (1, frames, bins), by the names of the network's inputs."""
    found = {}
    for size in SIZES:
        begin = first * hop + hop // 2 + (max(SIZES) - size) // 2
        span = padded[begin : begin + (last - first - 1) * hop + size]
        windows = np.lib.stride_tricks.sliding_window_view(span, size)[::hop]
        spectra = scipy.fft.rfft(windows * _WINDOWS[size], axis=1)
        found[f"magnitude_{size}"] = np.abs(spectra)[None]
    return found


@cache
def _network() -> _Network:
    return _Network(resources() / "models" / FILE)


class _Network:
    """SwiftF0 behind its spectra: a pitch in Hz and the confidence in it, both (frames,)."""

    def __init__(self, path: Path) -> None:
        self._session = one_core_session(path)
        low, high = BETWEEN_HZ
        self._limits: dict[str, Any] = {"fmin": np.asarray(low, np.float32), "fmax": np.asarray(high, np.float32)}

    def __call__(self, magnitudes: dict[str, Floats]) -> tuple[Floats, Floats]:
        hertz, confidence = self._session.run(["pitch", "confidence"], magnitudes | self._limits)
        return np.asarray(hertz[0], np.float32), np.asarray(confidence[0], np.float32)
