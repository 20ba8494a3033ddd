"""Drums of noise and falling tones, and the rhythms they play."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

from vectorbeats_desktop.engine.library.demo.instruments import shape
from vectorbeats_desktop.engine.library.demo.tones import RATE, Samples, noise, struck

Hit = tuple[float, str, float]
"""When (beats from the bar's beginning), which drum, how loud."""

RHYTHMS: dict[str, tuple[float, tuple[Hit, ...]]] = {
    # name: (beats in the pattern, hits)
    "dance": (
        4.0,
        (
            *((beat, "kick", 1.0) for beat in (0.0, 1.0, 2.0, 3.0)),
            *((beat, "snare", 0.6) for beat in (1.0, 3.0)),
            *((beat + 0.5, "openhat", 0.4) for beat in (0.0, 1.0, 2.0, 3.0)),
            *((beat / 4, "hat", 0.22) for beat in range(16)),
        ),
    ),
    "metal": (
        4.0,
        (
            *((beat / 2, "kick", 0.9) for beat in range(8)),
            *((beat, "snare", 0.9) for beat in (1.0, 3.0)),
            *((beat / 2, "openhat", 0.35) for beat in range(8)),
        ),
    ),
    "polka": (
        2.0,
        ((0.0, "kick", 0.6), (0.5, "snare", 0.4), (1.0, "kick", 0.5), (1.5, "snare", 0.4), (1.75, "snare", 0.25)),
    ),
    "latin": (
        4.0,
        (
            *((beat / 2, "shaker", 0.45 if beat % 2 else 0.25) for beat in range(8)),
            *((beat, "clave", 0.5) for beat in (0.0, 1.5, 3.0)),
            *((beat, "tom", 0.5) for beat in (1.0, 2.5, 3.5)),
        ),
    ),
    "shaker": (2.0, ((0.0, "shaker", 0.2), (0.5, "shaker", 0.3), (1.0, "clave", 0.2), (1.5, "shaker", 0.3))),
    "timpani": (4.0, ((0.0, "timpani", 0.7), (2.0, "timpani", 0.4), (3.5, "timpani", 0.25))),
    "muffled": (4.0, ((0.0, "timpani", 0.55), (3.0, "timpani", 0.2), (3.5, "timpani", 0.25))),
}


def hits(rhythm: str, beats: float, scale: float) -> Iterator[Hit]:
    """Yield a rhythm's hits from 0 to `beats`; one beat of it lasts `scale` beats of the piece."""
    length, pattern = RHYTHMS[rhythm]
    begin = 0.0
    while begin < beats:
        for place, drum, loudness in pattern:
            if (when := begin + place * scale) < beats:
                yield when, drum, loudness
        begin += length * scale


@cache
def drum(name: str) -> Samples:
    """Return a drum's sound. Raises KeyError for an unknown one."""
    return _DRUMS[name]()


def _falling(seconds: float, high: float, low: float, speed: float, decay: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    angle = 2 * np.pi * (low * time + (high - low) / speed * (1 - np.exp(-speed * time)))
    return shape((np.exp(-decay * time) * np.sin(angle)).astype(np.float32), 0.001, 0.03)


def _burst(seconds: float, low: float, high: float, decay: float, attack: float = 0.001) -> Samples:
    sound = noise(seconds, round(low), low, high)
    fade = np.exp(-decay * np.arange(sound.size) / RATE).astype(np.float32)
    return shape(sound * fade, attack, 0.02)


def _snare() -> Samples:
    rattle = _burst(0.25, 1200, 9000, 18)
    rattle[: round(0.15 * RATE)] += 0.6 * _falling(0.15, 260, 180, 30, 22)
    return rattle * np.float32(0.8)


def _kettledrum() -> Samples:
    """Return a kettledrum on D: its modes lie near 1 : 1.5 : 2 (Rossing 1982)."""
    return shape(struck(73.4, 1.4, [(1, 1, 2.4), (1.5, 0.5, 3), (1.98, 0.3, 4), (2.9, 0.1, 8)]), 0.004, 0.3)


_DRUMS: dict[str, Callable[[], Samples]] = {
    "kick": lambda: _falling(0.35, 160, 46, 32, 9),
    "tom": lambda: _falling(0.3, 220, 120, 20, 10),
    "snare": _snare,
    "hat": lambda: _burst(0.06, 7000, 13000, 70),
    "openhat": lambda: _burst(0.22, 6000, 13000, 18),
    "shaker": lambda: _burst(0.09, 4500, 11000, 35, attack=0.02),
    "clave": lambda: shape(struck(1250, 0.12, [(1, 1, 40), (2.7, 0.3, 70)]), 0.001, 0.02),
    "timpani": _kettledrum,
}
