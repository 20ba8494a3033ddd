"""The instruments of the demo library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vectorbeats_desktop.engine.library.demo.tones import RATE, Samples, additive, noise, plucked, struck

Source = Callable[[float, float], Samples]  # frequency in Hz, seconds → samples


@dataclass(frozen=True, slots=True)
class Instrument:
    """A source of tones, how it begins and ends (seconds), and how much of a note it sounds.

    `ring` is how long it sounds on after the note's end; `gain` evens out loudness between
    instruments.
    """

    source: Source
    attack: float
    release: float
    ring: float = 0.0
    gain: float = 1.0

    def play(self, midi: int, seconds: float) -> Samples:
        """Return a note, with soft edges so that none clicks."""
        frequency = 440.0 * 2 ** ((midi - 69) / 12)
        tone = self.source(frequency, seconds + self.ring + self.release)
        return shape(tone, self.attack, self.release) * np.float32(self.gain)


def shape(tone: Samples, attack: float, release: float) -> Samples:
    """Return the tone with raised-cosine edges of these lengths in seconds."""
    rise, fall = min(round(attack * RATE), tone.size // 2), min(round(release * RATE), tone.size // 2)
    shaped = tone.copy()
    if rise:
        shaped[:rise] *= 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, rise, dtype=np.float32))
    if fall:
        shaped[-fall:] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fall, dtype=np.float32))
    return shaped


def _sloped(count: int, slope: float, odd: float = 1.0) -> list[float]:
    """Return harmonics falling as n to the -slope; even ones multiplied by `odd` (0: odd harmonics only)."""
    return [number**-slope * (1.0 if number % 2 else odd) for number in range(1, count + 1)]


def _piano(brightness: float, damping: float) -> Source:
    def source(frequency: float, seconds: float) -> Samples:
        fade = damping * (frequency / 260) ** 0.6
        harmonics = _sloped(12, 1.9 - brightness)
        first = additive(frequency, seconds, harmonics, damping=fade)
        return 0.6 * first + 0.4 * additive(frequency * 1.0006, seconds, harmonics, damping=0.5 * fade)

    return source


def _ensemble(harmonics: Sequence[float], spread: float, vibrato: float) -> Source:
    """Return several players a few cents apart."""

    def source(frequency: float, seconds: float) -> Samples:
        players = [
            additive(frequency * 2 ** (cents / 1200), seconds, harmonics, vibrato=vibrato, phase=start)
            for cents, start in ((-spread, 0.0), (0.0, 0.33), (spread, 0.67))
        ]
        return np.asarray(sum(players) / np.float32(2.0), np.float32)

    return source


def _single(harmonics: Sequence[float], vibrato: float = 0.0, damping: float = 0.0, breath: float = 0.0) -> Source:
    def source(frequency: float, seconds: float) -> Samples:
        tone = additive(frequency, seconds, harmonics, vibrato=vibrato, damping=damping)
        return tone + breath * noise(seconds, round(frequency), frequency, frequency * 3) if breath else tone

    return source


def _driven(frequency: float, seconds: float) -> Samples:
    """Return an overdriven power chord: root and fifth through a saturating amplifier and a dull loudspeaker."""
    saw = _sloped(14, 1.0)
    chord = sum(additive(frequency * ratio / 2, seconds, saw, phase=ratio) for ratio in (1.0, 1.003, 1.5, 2.0))
    hot = np.tanh(7.0 * np.asarray(chord, np.float32))
    hot -= hot.mean()  # saturation is lopsided; a loudspeaker passes no direct current
    return np.convolve(hot, np.hanning(9)[1:-1] / 4, mode="same").astype(np.float32)


def _bars(*partials: tuple[float, float, float]) -> Source:
    return lambda frequency, seconds: struck(frequency, seconds, partials)


INSTRUMENTS: dict[str, Instrument] = {
    "piano": Instrument(_piano(0.45, 1.1), 0.004, 0.18, ring=0.5, gain=1.3),
    "darkpiano": Instrument(_piano(0.15, 0.8), 0.006, 0.25, ring=0.4, gain=1.4),
    "guitar": Instrument(lambda f, s: plucked(f, s, softness=0.35, sustain=0.997), 0.002, 0.12, ring=0.8, gain=0.9),
    "harp": Instrument(lambda f, s: plucked(f, s, softness=0.75, sustain=0.998), 0.003, 0.3, ring=1.2, gain=1.0),
    "koto": Instrument(lambda f, s: plucked(f, s, softness=0.1, sustain=0.9955), 0.001, 0.15, ring=1.0, gain=0.9),
    "pizzicato": Instrument(lambda f, s: plucked(f, min(s, 0.5), softness=0.9, sustain=0.985), 0.002, 0.1, gain=1.2),
    "musicbox": Instrument(
        _bars((1, 1, 2.2), (2, 0.25, 3), (4.07, 0.22, 6), (6.8, 0.1, 12)), 0.001, 0.3, ring=1.3, gain=1.0
    ),
    "marimba": Instrument(_bars((1, 1, 5), (3.93, 0.25, 14), (9.2, 0.08, 30)), 0.002, 0.1, ring=0.5, gain=1.3),
    "bell": Instrument(
        _bars((0.5, 0.6, 0.7), (1, 1, 0.9), (1.19, 0.6, 1.2), (1.5, 0.3, 1.4), (2, 0.5, 1.6), (2.74, 0.2, 2.5)),
        *(0.003, 0.6),
        ring=2.0,
        gain=0.9,
    ),
    "flute": Instrument(_single([1, 0.3, 0.12, 0.05, 0.02], vibrato=14, breath=0.025), 0.06, 0.1, gain=0.95),
    "piccolo": Instrument(_single([1, 0.2, 0.05], vibrato=8, breath=0.02), 0.02, 0.06, gain=0.5),
    "clarinet": Instrument(_single(_sloped(11, 1.1, odd=0.12), vibrato=6), 0.04, 0.09, gain=1.1),
    "oboe": Instrument(_single([0.6, 0.9, 1, 0.55, 0.35, 0.2, 0.12, 0.08], vibrato=16), 0.05, 0.12, gain=1.35),
    "bassoon": Instrument(_single([0.7, 1, 0.8, 0.45, 0.3, 0.15, 0.1], vibrato=6), 0.035, 0.09, gain=1.3),
    "horn": Instrument(_single([1, 0.75, 0.45, 0.25, 0.12, 0.06], vibrato=7), 0.08, 0.18, gain=1.1),
    "brass": Instrument(_ensemble(_sloped(11, 0.95), 4, 5), 0.035, 0.09, gain=1.1),
    "trumpet": Instrument(_ensemble(_sloped(12, 0.8), 3, 10), 0.02, 0.07, gain=1.1),
    "strings": Instrument(_ensemble(_sloped(12, 1.15), 7, 10), 0.12, 0.3, gain=1.0),
    "softstrings": Instrument(_ensemble(_sloped(8, 1.6), 6, 11), 0.14, 0.4, gain=1.0),
    "organ": Instrument(_ensemble([1, 0.55, 0.3, 0.22, 0, 0.12, 0, 0.1], 3, 0), 0.06, 0.2, gain=0.8),
    "pad": Instrument(_ensemble(_sloped(6, 1.7), 9, 0), 0.35, 0.7, gain=0.9),
    "bass": Instrument(_single([1, 0.5, 0.22, 0.1, 0.05], damping=1.4), 0.006, 0.08, gain=1.2),
    "sawlead": Instrument(_ensemble(_sloped(16, 0.85), 9, 6), 0.006, 0.07, gain=1.2),
    "sawbass": Instrument(_single(_sloped(10, 1.0), damping=1.2), 0.004, 0.05, gain=1.3),
    "sawpluck": Instrument(_single(_sloped(14, 0.9), damping=3.5), 0.003, 0.08, ring=0.1, gain=0.9),
    "distorted": Instrument(_driven, 0.004, 0.06, gain=0.55),
}
