"""How long each step of a search takes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds that each step took."""

    began: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        began = time.perf_counter()
        yield
        self.steps[name] = self.steps.get(name, 0.0) + _milliseconds(began)

    def timings_ms(self) -> Mapping[str, float]:
        """All steps so far, and "total"."""
        return {**self.steps, "total": _milliseconds(self.began)}


def _milliseconds(began: float) -> float:
    return 1_000 * (time.perf_counter() - began)
