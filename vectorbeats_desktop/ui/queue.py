"""The order in which tracks are played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import MelodyMatch, Track


@dataclass(frozen=True, slots=True)
class Match:
    """From which to which second a track is what was searched for; `melody` when that was a hum."""

    start_s: float
    end_s: float
    melody: MelodyMatch | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A track in the queue, and where in it to begin. `by_itself` when nobody put it there: the queue went on."""

    track: Track
    start_s: float = 0.0
    by_itself: bool = False
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Cleared:
    """What the queue held before it was cleared."""

    entries: tuple[Entry, ...]
    index: int


MatchOf = Callable[[Track], Match | None]


class PlayQueue(QObject):
    """Tracks in order, and which of them is the current one; -1 when none is."""

    changed = Signal()
    replaced = Signal()  # other tracks were put in instead

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._index = -1
        self._listed: list[Entry] = []  # as they were put in
        self.match_of: MatchOf = lambda _track: None  # asked for each track that is put in

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
        return self._index + 1 < len(self._entries)

    @property
    def has_previous(self) -> bool:
        return self._index > 0

    def following(self, *, again: bool) -> Entry | None:
        """The entry after the current one; after the last, the first where the queue begins again, else None."""
        if self.current is None or not (again or self.has_next):
            return None
        return self._entries[(self._index + 1) % len(self._entries)]

    @property
    def rest(self) -> tuple[Entry, ...]:
        """The entries that follow the current one."""
        return tuple(self._entries[self._index + 1 :])

    @property
    def left(self) -> int:
        """How many entries follow the current one."""
        return len(self._entries) - self._index - 1

    def replace(self, tracks: Sequence[Track], index: int, start_s: float = 0.0) -> None:
        """Take these tracks instead; the one at `index` becomes current and begins at `start_s`."""
        self._entries = self._made(tracks)
        self._index = index if 0 <= index < len(self._entries) else -1
        if self._index >= 0:
            self._entries[self._index] = replace(self._entries[self._index], start_s=start_s)
        self._listed = list(self._entries)
        self.changed.emit()
        self.replaced.emit()

    def insert(self, tracks: Sequence[Track], *, following: bool) -> None:
        """Put tracks right after the current one, or at the end."""
        place = self._index + 1
        self.put(tracks, self._entries[place] if following and place < len(self._entries) else None)

    def put(self, tracks: Sequence[Track], before: Entry | None) -> None:
        """Put tracks before an entry; at the end when it is None, or not there any more."""
        made = self._made(tracks)
        place = next((place for place, entry in enumerate(self._entries) if entry is before), len(self._entries))
        self._entries[place:place] = made
        self._listed += made
        if place <= self._index:
            self._index += len(made)
        self.changed.emit()

    def go_on_with(self, tracks: Sequence[Track]) -> None:
        """Put tracks at the end that nobody asked for one by one."""
        made = [Entry(track, by_itself=True) for track in tracks]
        self._entries += made
        self._listed += made
        self.changed.emit()

    def remove(self, place: int) -> None:
        """Take an entry out. When it is the current one, the one before it becomes current."""
        if not 0 <= place < len(self._entries):
            return
        del self._entries[place]
        if place <= self._index:
            self._index -= 1
        self.changed.emit()

    def move(self, place: int, to: int) -> None:
        """Put an entry to another place; the current one stays current."""
        size = len(self._entries)
        if place == to or not (0 <= place < size and 0 <= to < size):
            return
        current = self.current
        self._entries.insert(to, self._entries.pop(place))
        if current is not None:
            self._index = _place_of(current, self._entries)
        self.changed.emit()

    def clear(self) -> Cleared:
        """Take out all entries but the current one; returns what `restore` puts back."""
        cleared = Cleared(tuple(self._entries), self._index)
        current = self.current
        self._entries = [current] if current is not None else []
        self._index = len(self._entries) - 1
        self.changed.emit()
        return cleared

    def restore(self, cleared: Cleared) -> None:
        """Put back what was cleared around what is there now."""
        before = [entry for entry in cleared.entries[: max(0, cleared.index)] if not _is_among(entry, self._entries)]
        after = [entry for entry in cleared.entries[max(0, cleared.index) :] if not _is_among(entry, self._entries)]
        self._entries = [*before, *self._entries, *after]
        self._index += len(before)
        self.changed.emit()

    def order_rest(self, entries: Sequence[Entry]) -> None:
        """Let what follows the current entry come in this order."""
        self._entries[self._index + 1 :] = entries
        self.changed.emit()

    def list_rest(self) -> None:
        """Let what follows the current entry come in the order in which it was put in."""
        places = {id(entry): place for place, entry in enumerate(self._listed)}
        self.order_rest(sorted(self.rest, key=lambda entry: places.get(id(entry), len(places))))

    def go(self, place: int) -> Entry | None:
        """Make an entry current and return it; None when there is no such place."""
        if not 0 <= place < len(self._entries):
            return None
        self._index = place
        self.changed.emit()
        return self._entries[place]

    def _made(self, tracks: Sequence[Track]) -> list[Entry]:
        return [Entry(track, match=self.match_of(track)) for track in tracks]


def _place_of(entry: Entry, entries: Sequence[Entry]) -> int:
    return next(place for place, other in enumerate(entries) if other is entry)


def _is_among(entry: Entry, entries: Sequence[Entry]) -> bool:
    return any(other is entry for other in entries)
