"""What a server is asked for, so that tracks which are not in the library can be found by a query."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Kind

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """Records of a collection: near to a vector of the space `using`, near to a mood, or both.

    `near` is a mood, as the ranks of valence and energy that a track of the library would have.
    """

    collection: str
    using: str = ""
    vector: Floats | None = None
    near: tuple[float, float] | None = None

    @property
    def key(self) -> Hashable:
        """The same for wishes of the same thing."""
        vector = b"" if self.vector is None else np.asarray(self.vector, np.float32).tobytes()
        return self.collection, self.using, vector, self.near


@dataclass(frozen=True, slots=True)
class Wished:
    """All that a query wishes for: `wishes` to be sent, and `words` to be compared with names, which stay here.

    `kinds` are those that its parts were taken for.
    """

    wishes: Sequence[Wish] = ()
    words: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()

    @property
    def key(self) -> Hashable:
        """The same for all that wish for the same."""
        return tuple(wish.key for wish in self.wishes), self.words

    def __bool__(self) -> bool:
        return bool(self.wishes or self.words)
