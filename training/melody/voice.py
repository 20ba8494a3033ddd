"""A synthetic singing voice: a source with harmonics through three moving formants."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Note = tuple[float, float, int]
"""Start and end in seconds, and a MIDI number."""

RATE = 16_000
HOP = 80  # samples between two values of pitch, loudness and formants
HIGHEST_HZ = 7_000
HARMONICS = 35
FORMANTS = ((1.0, 90.0), (0.6, 130.0), (0.3, 180.0))  # loudness and width, Hz
VOWELS = {  # centres of three formants in Hz, after Peterson and Barney 1952
    "a": (730, 1090, 2440),
    "e": (530, 1840, 2480),
    "i": (270, 2290, 3010),
    "o": (570, 840, 2410),
    "u": (300, 870, 2240),
    "m": (250, 1100, 2200),
    "schwa": (500, 1500, 2500),
}


class _Lines:
    """Pitch, loudness, formants and consonants over time, one value each HOP."""

    def __init__(self, count: int) -> None:
        self.at_s = np.arange(count) * HOP / RATE
        self.pitch = np.full(count, np.nan)
        self.loudness = np.zeros(count)
        self.consonants = np.zeros(count)
        self.formants = np.tile(np.array(VOWELS["schwa"], float), (count, 1))


def sing(notes: Sequence[Note], seconds: float, rng: np.random.Generator) -> Floats:
    """Sing notes on changing vowels: mono samples at 16 kHz, (seconds * RATE,), a person by chance."""
    size = int(seconds * RATE)
    count = size // HOP + 1
    lines = _Lines(count)
    vocal_tract, tilt = rng.uniform(0.85, 1.25), rng.uniform(0.6, 1.5)
    vibrato_hz, vibrato, breath = rng.uniform(4.5, 6.5), rng.uniform(0, 0.6), rng.uniform(0.002, 0.03)
    for note in notes:
        _add_note(lines, note, rng, vibrato_hz, vibrato)
    known = np.flatnonzero(~np.isnan(lines.pitch))
    if not len(known):
        return np.zeros(size, np.float32)
    pitch = np.interp(np.arange(count), known, lines.pitch[known])
    pitch = _smoothed(pitch, int(rng.integers(5, 15)) * 2 + 1)
    drift = np.hanning(200) / np.hanning(200).sum() * 8
    pitch += 0.12 * np.convolve(rng.normal(0, 1, count + 199), drift, "valid")[:count]
    formants = vocal_tract * np.stack([_smoothed(lines.formants[:, i], 9) for i in range(3)], axis=1)
    voice = _harmonics(440 * 2 ** ((pitch - 69) / 12), formants, lines.loudness, tilt, size)
    at, every = np.arange(size) / HOP, np.arange(count)
    noise = rng.normal(0, 1, size)
    voice += noise * breath * np.interp(at, every, lines.loudness)
    voice += 0.15 * np.diff(noise, prepend=0) * np.interp(at, every, lines.consonants)
    return voice.astype(np.float32)


def _add_note(lines: _Lines, note: Note, rng: np.random.Generator, vibrato_hz: float, vibrato: float) -> None:
    """A note with how it is reached and left, its vibrato once it is held, its attack and perhaps a consonant."""
    start, end = int(note[0] * RATE / HOP), min(int(note[1] * RATE / HOP), len(lines.pitch))
    length = end - start
    if length < 4:
        return
    line = np.full(length, note[2] + rng.normal(0, 0.12))
    way = rng.random()
    if way < 0.35:  # from below
        glide = min(length, int(rng.integers(6, 28)))
        line[:glide] += np.linspace(rng.uniform(-1.8, -0.2), 0, glide)
    elif way < 0.45:  # from above
        glide = min(length, int(rng.integers(6, 20)))
        line[:glide] += np.linspace(rng.uniform(0.2, 1.2), 0, glide)
    if rng.random() < 0.2:
        glide = min(length, int(rng.integers(6, 20)))
        line[-glide:] += np.linspace(0, rng.uniform(-1.5, -0.2), glide)
    if length * HOP / RATE > 0.3:
        grown = np.clip((np.arange(length) * HOP / RATE - 0.15) / 0.3, 0, 1)
        phase = 2 * np.pi * vibrato_hz * lines.at_s[start:end] + rng.uniform(0, 6)
        line += vibrato * grown * np.sin(phase)
    lines.pitch[start:end] = line
    loudness = np.full(length, 10 ** (rng.normal(0, 2.5) / 20))
    attack = min(int(rng.integers(3, 14)), length // 2)
    loudness[:attack] *= np.linspace(0.05, 1, attack)
    release = min(int(rng.integers(4, 20)), length // 2)
    loudness[-release:] *= np.linspace(1, 0.05, release)
    lines.loudness[start:end] = loudness
    lines.formants[start:end] = VOWELS[list(VOWELS)[int(rng.integers(len(VOWELS)))]]
    if rng.random() < 0.4:
        around = int(rng.integers(6, 20)) // 2
        lines.consonants[max(0, start - around) : start + around] = rng.uniform(0.05, 0.4)


def _smoothed(line: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    window = np.hanning(width) / np.hanning(width).sum()
    return np.convolve(np.pad(line, width // 2, mode="edge"), window, "valid")


def _harmonics(
    hz: NDArray[np.float64], formants: NDArray[np.float64], loudness: NDArray[np.float64], tilt: float, size: int
) -> NDArray[np.float64]:
    """Sines at multiples of `hz`, each as loud as the formants are at its frequency, and softer upwards by `tilt`."""
    at, every = np.arange(size) / HOP, np.arange(len(hz))
    turn = np.exp(2j * np.pi * np.cumsum(np.interp(at, every, hz)) / RATE)
    harmonic, voice = np.ones(size, complex), np.zeros(size)
    for number in range(1, HARMONICS + 1):
        harmonic *= turn
        frequency = hz * number
        if frequency.min() > HIGHEST_HZ:
            break
        gain = 0.015 + sum(
            loud / (1 + ((frequency - formants[:, i]) / width) ** 2) for i, (loud, width) in enumerate(FORMANTS)
        )
        gain = gain / number**tilt * (frequency < HIGHEST_HZ + 200) * loudness
        voice += harmonic.imag * np.interp(at, every, gain)
    loudest: float = np.abs(voice).max()
    return voice / (loudest + 1e-9)
