"""The order in which tracks are played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Track


@dataclass(frozen=True, slots=True)
class Entry:
    """A track in the queue, and where in it to begin. `by_itself` when nobody put it there: the queue went on.

    `match` tells from which to which second it is what was searched for.
    """

    track: Track
    start_s: float = 0.0
    by_itself: bool = False
    match: tuple[float, float] | None = None


MatchOf = Callable[[Track], tuple[float, float] | None]


class PlayQueue(QObject):
    """Tracks in order, and which of them is the current one; -1 when none is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._index = -1
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
        self.changed.emit()

    def insert(self, tracks: Sequence[Track], *, following: bool) -> None:
        """Put tracks right after the current one, or at the end."""
        place = self._index + 1 if following else len(self._entries)
        self._entries[place:place] = self._made(tracks)
        self.changed.emit()

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

    def _made(self, tracks: Sequence[Track]) -> list[Entry]:
        return [Entry(track, match=self.match_of(track)) for track in tracks]
