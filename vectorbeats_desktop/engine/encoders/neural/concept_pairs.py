"""Pictures and sounds that need no explanation, with what they are in words: a trained model must put them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.neural.records import Role
from vectorbeats_desktop.engine.encoders.neural.trials import RATE, SIDE, WINDOW

Floats = NDArray[np.float32]
LEAST_TOLD = 0.25  # of the spread: an untrained model has 0 on average, one that knows its colours much more

COLOURS = {"red": (205, 30, 35), "green": (35, 150, 50), "blue": (30, 60, 200), "yellow": (245, 220, 40)}


def concept_pairs(role: Role) -> tuple[list[str], list[NDArray[Any]]]:
    """Sentences, and as many pictures, (224, 224, 3) uint8, or windows, (480000,) float32, one for each."""
    made = _pictures() if role is Role.PICTURES else _sounds()
    return list(made), list(made.values())


def told_apart(said: Floats, shown: Floats) -> float:
    """How far the right pairs stand out of all others, in standard deviations of those; 0 where nothing is known.

    `said` and `shown` are unit rows, (n, d), each of one concept. What a sentence or an item has in common with all
    others, the gap between the two sides among it, counts for nothing.
    """
    cosines = said.astype(np.float64) @ shown.T.astype(np.float64)
    left = cosines - cosines.mean(axis=0, keepdims=True) - cosines.mean(axis=1, keepdims=True) + cosines.mean()
    others = left[~np.eye(len(left), dtype=bool)]
    return float(np.diag(left).mean() / (others.std() + 1e-9))


def _pictures() -> dict[str, NDArray[np.uint8]]:
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    plain = {f"a plain {name} picture": np.full((SIDE, SIDE, 3), colour) for name, colour in COLOURS.items()}
    drawn: dict[str, Callable[[], NDArray[Any]]] = {
        "black and white stripes": lambda: (columns // 16) % 2,
        "a black and white chessboard": lambda: (columns // 28 + rows // 28) % 2,
        "a white circle on a black background": lambda: (rows - SIDE / 2) ** 2 + (columns - SIDE / 2) ** 2 < 70**2,
    }
    grey = {name: np.repeat(255 * draw()[..., None].astype(int), 3, axis=2) for name, draw in drawn.items()}
    return {name: picture.astype(np.uint8) for name, picture in {**plain, **grey}.items()}


def _sounds() -> dict[str, Floats]:
    time = np.arange(WINDOW) / RATE
    beat, tick = time % 0.5, time % 1.0
    noise = np.random.default_rng(3).standard_normal(WINDOW)
    low_high = np.cumsum(700 + 400 * np.sin(2 * np.pi * 0.5 * time)) / RATE
    made = {
        "white noise, a steady hiss": 0.2 * noise,
        "a beep, a pure electronic tone": 0.3 * np.sin(2 * np.pi * 1000 * time) * (tick < 0.5),
        "the ticking of a clock": 0.6 * noise * np.exp(-tick / 0.004),
        "a deep drum beat": 0.8 * np.sin(2 * np.pi * 60 * beat) * np.exp(-beat / 0.08),
        "a siren": 0.3 * np.sin(2 * np.pi * low_high),
    }
    return {name: sound.astype(np.float32) for name, sound in made.items()}
