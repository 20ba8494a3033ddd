"""When a batch of results is full."""

from __future__ import annotations

import time
from typing import Generic, TypeVar

LARGEST = 64
LONGEST_S = 2.0

Item = TypeVar("Item")


class Batch(Generic[Item]):
    """Gathers results until there are 64, or as many as told, or the first is two seconds old.

    Large enough that making them durable costs little, small enough that a crash repeats little.
    """

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._items: list[Item] = []
        self._since = 0.0

    def add(self, item: Item) -> None:
        if not self._items:
            self._since = time.monotonic()
        self._items.append(item)

    @property
    def full(self) -> bool:
        return len(self._items) >= self._largest or (bool(self._items) and time.monotonic() - self._since > LONGEST_S)

    def take(self) -> list[Item]:
        """Everything gathered; the batch is empty afterwards."""
        items, self._items = self._items, []
        return items
