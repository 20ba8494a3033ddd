"""What other computers have found out about the same audio: asked before anything is decoded, and not believed blindly.

Of each computer the first result, and then one in fifty, is worked out here as well. Where that differs, nothing of
that computer is taken over.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from vectorbeats_desktop.engine.task import TaskContext

ASKED = 256  # tracks at once
ONE_IN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """The result of a stage as another computer tells it: which one, and what a stage's worker would have given."""

    device: str
    value: Any


class Elsewhere(Protocol):
    """Where results may be had. It never fails: what cannot be had is not there."""

    notices: list[str]

    def ask(self, stage: str, version: int, track_ids: Sequence[str], ctx: TaskContext) -> Mapping[str, Told]:
        """What is known of these tracks in this very version. Raises Cancelled."""
        ...

    def taken(self, stage: str, track_ids: Sequence[str]) -> None:
        """Told of what was taken over, and need not be told back."""
        ...


class Trust:
    """Which results are worked out here as well, and which computers are believed no more."""

    def __init__(self, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._met: set[str] = set()
        self._sampled: set[str] = set()
        self.lost: set[str] = set()

    def sample(self, told: Mapping[str, Told]) -> list[str]:
        """The tracks to work out here as well."""
        chosen = []
        for track_id, each in told.items():
            if each.device in self._sampled:
                continue
            if each.device not in self._met or self._chance() < 1 / ONE_IN:
                self._met.add(each.device)
                chosen.append(track_id)
        return chosen

    def sampled(self, device: str) -> None:
        """Hear that one in fifty of a computer's results was compared already, with what was worked out beside."""
        self._sampled.add(device)
