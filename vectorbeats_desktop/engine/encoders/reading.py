"""What an encoder reads in a picture or in words, in the concept space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """Concepts, valence and energy, and where they came from.

    `activations` has one number in [0, 1] for each concept of the space, shape (C,); `without`
    is the same for what must *not* be there, or None. `valence` and `energy` lie in [-1, 1];
    `certainty` in [0, 1] says how much the source could tell of them. `told` names what it was
    read from ("low light", "rainy"); `source` names the encoder; `notices` are for the person.
    """

    activations: Vector
    valence: float
    energy: float
    certainty: float
    told: tuple[str, ...]
    source: str
    without: Vector | None = None
    notices: tuple[str, ...] = ()
