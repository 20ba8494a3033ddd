"""Made pictures and sounds, by which a model is tried: the same ones each time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.neural.records import Role

WINDOW = 480_000
RATE = 48_000
SIDE = 224
SEED = 11

PHRASES = (
    "a dog runs on the beach",
    "slow piano music",
    "the engine of an old car",
    "a bowl of red apples",
    "heavy metal guitars",
    "snow on a mountain at dawn",
    "a crowded market street",
    "a solo violin, very sad",
    "children laughing in a park",
    "a library full of books",
    "fast electronic dance music",
    "rain falls on a tin roof",
    "an empty desert under a blue sky",
    "a choir sings in a church",
    "a plate of spaghetti",
    "a jazz trio in a small club",
    "waves break against the rocks",
    "a white cat asleep on a sofa",
    "drums and nothing else",
    "a neon sign at night",
)


def trial_items(role: Role, count: int) -> list[NDArray[Any]]:
    """Pictures, (224, 224, 3) uint8, or windows, (480000,) float32, each very unlike the others."""
    return [_picture(number) if role is Role.PICTURES else _window(number) for number in range(count)]


def _picture(number: int) -> NDArray[np.uint8]:
    random = np.random.default_rng([SEED, number])
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    colours = random.integers(0, 256, (2, 3))
    waves = np.sin(2 * np.pi * (rows * random.integers(0, 6) + columns * random.integers(0, 6)))[..., None]
    mixed = colours[0] * (waves + 1) / 2 + colours[1] * (1 - waves) / 2
    return np.asarray(mixed.clip(0, 255), np.uint8)


def _window(number: int) -> NDArray[np.float32]:
    """Noise, low and high tones, and pulses, in turn."""
    random = np.random.default_rng([SEED, number])
    time = np.arange(WINDOW) / RATE
    frequency = 80 * 2.0 ** random.uniform(0, 6)
    made = (
        0.3 * random.standard_normal(WINDOW),
        0.3 * np.sin(2 * np.pi * frequency * time),
        0.3 * np.sin(2 * np.pi * frequency * time) * (np.sin(2 * np.pi * random.uniform(1, 6) * time) > 0),
        0.2 * np.sign(np.sin(2 * np.pi * frequency * time)),
    )[number % 4]
    return np.asarray(made, np.float32)
