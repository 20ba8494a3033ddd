"""The order in which tracks are played."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Track

Repeat = Literal["off", "all", "one"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A track in the queue, and where in it to begin. `by_itself` when nobody put it there: the queue went on."""

    track: Track
    start_s: float = 0.0
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class QueueState:
    """All that is in a queue."""

    entries: tuple[Entry, ...]
    index: int
    in_order: tuple[Entry, ...] | None


class PlayQueue(QObject):
    """Tracks in order, and which of them is the current one; -1 when none is."""

    changed = Signal()
    modes_changed = Signal()  # how it is repeated, or shuffled

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._index = -1
        self._repeat: Repeat = "off"
        self._in_order: tuple[Entry, ...] | None = None  # what was there before it was shuffled

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    @property
    def index(self) -> int:
        return self._index

    @property
    def current(self) -> Entry | None:
        return self._entries[self._index] if 0 <= self._index < len(self._entries) else None

    @property
    def has_next(self) -> bool:
        return self.next_place is not None

    @property
    def next_place(self) -> int | None:
        """Where the person gets to who goes on; None at the end."""
        if self._index + 1 < len(self._entries):
            return self._index + 1
        return 0 if self._repeat == "all" and self._index >= 0 else None

    @property
    def follower(self) -> int | None:
        """Where the queue gets to when the current entry has been played to its end; None at the end."""
        return self._index if self._repeat == "one" and self._index >= 0 else self.next_place

    @property
    def has_previous(self) -> bool:
        return self._index > 0

    @property
    def repeat(self) -> Repeat:
        return self._repeat

    @property
    def shuffled(self) -> bool:
        return self._in_order is not None

    @property
    def upcoming(self) -> tuple[Entry, ...]:
        """The entries after the current one."""
        return tuple(self._entries[self._index + 1 :])

    @property
    def state(self) -> QueueState:
        """What is in it, to be given back by `restore`."""
        return QueueState(tuple(self._entries), self._index, self._in_order)

    @property
    def left(self) -> int:
        """How many entries follow the current one."""
        return len(self._entries) - self._index - 1

    def replace(self, tracks: Sequence[Track], index: int, start_s: float = 0.0) -> None:
        """Take these tracks instead; the one at `index` becomes current and begins at `start_s`."""
        self._entries = [Entry(track) for track in tracks]
        self._index = index if 0 <= index < len(self._entries) else -1
        if self._index >= 0:
            self._entries[self._index] = Entry(self._entries[self._index].track, start_s)
        self._in_order = None
        self.changed.emit()
        self.modes_changed.emit()

    def insert(self, tracks: Sequence[Track], *, following: bool) -> None:
        """Put tracks right after the current one, or at the end."""
        self.insert_at(self._index + 1 if following else len(self._entries), tracks)

    def insert_at(self, place: int, tracks: Sequence[Track]) -> None:
        """Put tracks before the entry at that place; the current entry stays the current one."""
        place = min(max(0, place), len(self._entries))
        self._entries[place:place] = [Entry(track) for track in tracks]
        if place <= self._index:
            self._index += len(tracks)
        self.changed.emit()

    def move(self, places: Sequence[int], before: int) -> int:
        """Put entries before the one at `before`, in their order; return where the first of them is now."""
        chosen = sorted({place for place in places if 0 <= place < len(self._entries)})
        moved, current = [self._entries[place] for place in chosen], self._index
        order = [place for place in range(len(self._entries)) if place not in set(chosen)]
        first = sum(place < before for place in order)
        order[first:first] = chosen
        if moved and order != list(range(len(order))):
            self._entries = [self._entries[place] for place in order]
            self._index = order.index(current) if current >= 0 else -1
            self.changed.emit()
        return first

    def clear(self) -> None:
        """Take out all but the current entry, which goes on playing."""
        current = self.current
        self._entries = [current] if current is not None else []
        self._index, self._in_order = len(self._entries) - 1, None
        self.changed.emit()
        self.modes_changed.emit()

    def restore(self, state: QueueState) -> None:
        """Take back what was there; what plays goes on, and is the current entry where it is in there."""
        current = self.current
        self._entries, self._index, self._in_order = list(state.entries), state.index, state.in_order
        if current is not None:
            if self.current is not current and current not in self._entries:
                self._entries.insert(0, current)
            self._index = next(place for place, entry in enumerate(self._entries) if entry == current)
        self.changed.emit()
        self.modes_changed.emit()

    def set_repeat(self, repeat: Repeat) -> None:
        """Play it once, again and again, or the current entry again and again."""
        self._repeat = repeat
        self.changed.emit()
        self.modes_changed.emit()

    def shuffle(self, order: Sequence[Entry] | None = None) -> None:
        """Bring what follows the current entry into that order; into a random one when none is given."""
        following = list(self.upcoming)
        if order is None:
            random.shuffle(following)
        else:
            following = list(order)
        self._in_order = self._in_order or tuple(self._entries)
        self._entries[self._index + 1 :] = following
        self.changed.emit()
        self.modes_changed.emit()

    def unshuffle(self) -> None:
        """Bring the entries back into the order that they had; what came in since stays at the end."""
        if self._in_order is None:
            return
        current, left = self.current, list(self._entries)
        kept: list[Entry] = []
        for entry in self._in_order:
            place = next((at for at, one in enumerate(left) if one is entry), None)
            if place is not None:
                kept.append(left.pop(place))
        self._entries, self._in_order = kept + left, None
        self._index = next((at for at, one in enumerate(self._entries) if one is current), -1)
        self.changed.emit()
        self.modes_changed.emit()

    def go_on_with(self, tracks: Sequence[Track]) -> None:
        """Put tracks at the end that nobody asked for one by one."""
        self._entries += [Entry(track, by_itself=True) for track in tracks]
        self.changed.emit()

    def remove(self, place: int) -> None:
        """Take an entry out. When it is the current one, the one before it becomes current."""
        if not 0 <= place < len(self._entries):
            return
        del self._entries[place]
        if place <= self._index:
            self._index -= 1
        self.changed.emit()

    def go(self, place: int) -> Entry | None:
        """Make an entry current and return it; None when there is no such place."""
        if not 0 <= place < len(self._entries):
            return None
        self._index = place
        self.changed.emit()
        return self._entries[place]
