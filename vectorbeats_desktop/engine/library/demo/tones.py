"""Tones from nothing but arithmetic: additive and plucked-string synthesis.

All give mono float32 at RATE with a peak near 1, without attack or release; `instruments.py`
shapes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE = 32_000  # Hz; all tones stay below 14 kHz
HIGHEST_HZ = 13_000.0
VIBRATO_HZ = 5.3
CYCLE = 8192  # samples of a table that holds one cycle; its steps are 70 dB below the tone

Samples = NDArray[np.float32]
Times = NDArray[np.float64]


def additive(
    frequency: float,
    seconds: float,
    harmonics: Sequence[float],
    *,
    damping: float = 0.0,
    vibrato: float = 0.0,
    phase: float = 0.0,
) -> Samples:
    """Return a harmonic tone; `damping` is the first harmonic's decay per second, the nth decays n times as fast.

    `vibrato` is a depth in cents at 5.3 Hz that begins after a quarter of a second; `phase` is in cycles.
    """
    count = sum(1 for number in range(1, len(harmonics) + 1) if number * frequency <= HIGHEST_HZ)
    time = np.arange(round(seconds * RATE)) / RATE
    cycles = frequency * time + phase
    if vibrato:
        depth = frequency * (2 ** (vibrato / 1200) - 1) / (2 * np.pi * VIBRATO_HZ)
        wave = np.sin((2 * np.pi * VIBRATO_HZ * time).astype(np.float32))
        cycles += depth * np.clip((time - 0.25) / 0.3, 0, 1) * wave
    if damping:
        return _decaying(cycles, time, harmonics[:count], damping) / np.float32(sum(harmonics))
    places = (cycles * CYCLE).astype(np.int64) & (CYCLE - 1)
    return np.asarray(_cycle(tuple(harmonics[:count]))[places] / sum(harmonics), np.float32)


@lru_cache(maxsize=64)
def _cycle(harmonics: tuple[float, ...]) -> Samples:
    """Return one cycle of a steady tone as a table."""
    angle = 2 * np.pi * np.arange(CYCLE) / CYCLE
    waves = [amplitude * np.sin(number * angle) for number, amplitude in enumerate(harmonics, start=1)]
    return np.asarray(np.sum(waves, axis=0), np.float32)


def _decaying(cycles: Times, time: Times, harmonics: Sequence[float], damping: float) -> Samples:
    """Return a tone whose high harmonics fade first: the nth is the nth power of one rotating, decaying pointer."""
    pointer = np.exp(2j * np.pi * (cycles % 1.0) - damping * time).astype(np.complex64)
    power, tone = pointer.copy(), np.zeros(time.size, np.float32)
    for amplitude in harmonics:
        tone += np.float32(amplitude) * power.imag
        power *= pointer
    return tone


def struck(frequency: float, seconds: float, partials: Sequence[tuple[float, float, float]]) -> Samples:
    """Return an inharmonic, ringing tone of (ratio, amplitude, decay per second), as bells and bars have."""
    time = np.arange(round(seconds * RATE)) / RATE
    tone = np.zeros(time.size)
    for ratio, amplitude, decay in partials:
        if ratio * frequency < HIGHEST_HZ:
            tone += amplitude * np.exp(-decay * time) * np.sin(2 * np.pi * frequency * ratio * time)
    return (tone / sum(amplitude for _, amplitude, _ in partials)).astype(np.float32)


def plucked(frequency: float, seconds: float, *, softness: float = 0.5, sustain: float = 0.996) -> Samples:
    """Return a plucked string: noise going round a damped loop (Karplus and Strong 1983).

    `softness` in [0, 1] blunts the pluck; `sustain` is what one turn leaves. The loop has a whole
    number of samples, so the string is tuned by resampling it.
    """
    period = max(2, int(RATE / frequency))
    stretch = frequency / (RATE / (period + 0.5))
    random = np.random.default_rng(int(frequency * 100))
    burst: Samples = random.uniform(-1, 1, period + 1).astype(np.float32)
    for _ in range(1 + round(4 * softness)):
        burst = ((burst + np.roll(burst, 1)) / 2).astype(np.float32)
    burst -= burst.mean()
    turns = int(seconds * RATE * stretch / period) + 3
    string = np.zeros((turns + 1) * period + 1, np.float32)
    string[: period + 1] = burst / max(float(np.abs(burst).max()), 1e-6)
    for turn in range(1, turns):
        now = turn * period + 1
        before = string[now - period - 1 : now]
        string[now : now + period] = sustain * 0.5 * (before[:-1] + before[1:])
    places = np.arange(round(seconds * RATE)) * stretch
    return np.asarray(np.interp(places, np.arange(string.size), string), np.float32)


def noise(seconds: float, seed: int, low: float, high: float) -> Samples:
    """Return noise between two frequencies in Hz, peak 1."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= 1 / (1 + (low / np.maximum(frequencies, 1)) ** 4) / (1 + (frequencies / high) ** 4)
    sound = np.fft.irfft(spectrum, count)
    return np.asarray(sound / np.abs(sound).max(), np.float32)
