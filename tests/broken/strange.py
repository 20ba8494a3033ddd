"""Sounds that are whole, and that nobody expects: none at all, not numbers, far too loud, far too many channels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.broken.sounds import Samples, encoded, pcm, riff, tune

FLOAT = 3


def floats(samples: Samples) -> bytes:
    """A WAV of 32-bit float."""
    return riff(samples.astype("<f4").tobytes(), tag=FLOAT, bits=32)


def with_holes(value: float) -> Samples:
    """A tune in which every hundredth sample is `value`."""
    samples = tune(450.0)
    samples[::100] = value
    return samples


def eight_channels() -> bytes:
    return encoded(np.stack([tune(200.0 + 50 * n) for n in range(8)]), "flac", "flac", layout="7.1")


CONTENT: dict[str, Callable[[], bytes]] = {
    "no samples.wav": lambda: riff(b""),
    "no samples.flac": lambda: encoded(np.zeros((1, 4096), np.float32), "flac", "flac")[:86],
    "one sample.wav": lambda: riff(pcm(np.full(1, 0.5, np.float32))),
    "a hundredth of a second.wav": lambda: riff(pcm(tune(451.0, 0.01))),
    "not a number.wav": lambda: floats(np.full(44_100, np.nan, np.float32)),
    "holes of not a number.wav": lambda: floats(with_holes(np.nan)),
    "holes of infinity.wav": lambda: floats(with_holes(np.inf)),
    "far too loud.wav": lambda: floats(tune(452.0) * np.float32(1e38)),
    "far too quiet.wav": lambda: floats(tune(453.0) * np.float32(1e-40)),
    "eight channels.flac": eight_channels,
    "192 kHz.flac": lambda: encoded(tune(454.0, 1.0, 192_000)[np.newaxis], "flac", "flac", rate=192_000),
    "8 kHz 8 bits.wav": lambda: riff((tune(455.0, 2.0, 8_000) * 99 + 128).astype("u1").tobytes(), rate=8_000, bits=8),
    "a constant.wav": lambda: riff(pcm(np.full(88_200, 0.25, np.float32))),
    "silence.wav": lambda: riff(bytes(2 * 88_200)),
    "silence.mp3": lambda: encoded(np.zeros((1, 88_200), np.float32), "mp3", "libmp3lame"),
}
