"""The parts of the query that is being put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vectorbeats_desktop.engine.records import Emphasis, Kind, QueryPart

MOST_PARTS = 12
NEUTRAL = 0.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A part as the page keeps it: what the engine is asked, its name, and its picture."""

    key: int
    part: QueryPart
    name: str
    thumbnail: QImage | None = None


class QueryParts(QObject):
    """What is asked for, in the order it was given. The words of the text box are a part too."""

    changed = Signal()  # what is asked differs: search again
    weighed = Signal()  # only a weight differs: search again at once
    membership_changed = Signal()  # a part came or went: the chips differ

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = count(1)
        self._chosen: list[Chosen] = []
        self._text_key = next(self._keys)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        return tuple(self._chosen)

    @property
    def text(self) -> str:
        return next((one.part.value for one in self._chosen if one.key == self._text_key), "")

    @property
    def full(self) -> bool:
        return len(self._chosen) >= MOST_PARTS

    def __len__(self) -> int:
        return len(self._chosen)

    def counting(self) -> tuple[Chosen, ...]:
        """The parts that count; one whose slider stands at 0 does not."""
        return tuple(one for one in self._chosen if one.part.weight != NEUTRAL)

    def find(self, kind: Kind, value: str) -> int | None:
        """The key of a part that is in the query already."""
        return next((one.key for one in self._chosen if (one.part.kind, one.part.value) == (kind, value)), None)

    def add(self, part: QueryPart, name: str, thumbnail: QImage | None = None) -> bool:
        """Add a part unless it is there already or there is no room; say whether it was added."""
        if self.full or self.find(part.kind, part.value) is not None:
            return False
        self._chosen.append(Chosen(next(self._keys), part, name, thumbnail))
        self._announce_membership()
        return True

    def set_text(self, text: str) -> None:
        """Replace the words; empty words are no part."""
        text = " ".join(text.split())
        if text == self.text:
            return
        place = self._place(self._text_key)
        if place is None:
            self._chosen.insert(0, Chosen(self._text_key, QueryPart(Kind.TEXT, text), text))
        elif text:
            old = self._chosen[place]
            self._chosen[place] = replace(old, part=replace(old.part, value=text), name=text)
        else:
            del self._chosen[place]
        self._announce_membership()

    def is_text(self, key: int) -> bool:
        return key == self._text_key

    def set_weight(self, key: int, weight: float) -> None:
        place = self._place(key)
        if place is None or self._chosen[place].part.weight == weight:
            return
        old = self._chosen[place]
        self._chosen[place] = replace(old, part=replace(old.part, weight=weight))
        self.weighed.emit()

    def set_kind(self, key: int, kind: Kind) -> bool:
        """Take a part for something else, such as a piece of music for a hum; say whether that was possible."""
        place = self._place(key)
        if place is None or self.find(kind, self._chosen[place].part.value) is not None:
            return False
        old = self._chosen[place]
        self._chosen[place] = replace(old, part=replace(old.part, kind=kind))
        self.changed.emit()
        return True

    def set_sound(self, key: int, emphasis: Emphasis, start_s: float | None, end_s: float | None) -> None:
        """Say which side of a sound counts, and which piece of it; None is its beginning or its end."""
        place = self._place(key)
        if place is None:
            return
        old = self._chosen[place]
        part = replace(old.part, emphasis=emphasis, start_s=start_s, end_s=end_s)
        if part != old.part:
            self._chosen[place] = replace(old, part=part)
            self.changed.emit()

    def remove(self, key: int) -> None:
        place = self._place(key)
        if place is not None:
            del self._chosen[place]
            self._announce_membership()

    def clear(self) -> None:
        if self._chosen:
            self._chosen.clear()
            self._announce_membership()

    def put_back(self, chosen: tuple[Chosen, ...]) -> None:
        """Make the query what it was at an earlier time, as `chosen` told it."""
        if chosen != self.chosen:
            self._chosen = list(chosen)
            self._announce_membership()

    def replace_all(self, parts: Iterable[tuple[QueryPart, str, QImage | None]]) -> None:
        """Make a query of other parts, their names and pictures; the first words become those of the text box."""
        chosen: list[Chosen] = []
        words_given = False
        for part, name, thumbnail in parts:
            words = part.kind is Kind.TEXT and not words_given
            words_given = words_given or words
            chosen.append(Chosen(self._text_key if words else next(self._keys), part, name, thumbnail))
        self._chosen = chosen[:MOST_PARTS]
        self._announce_membership()

    def _place(self, key: int) -> int | None:
        return next((place for place, one in enumerate(self._chosen) if one.key == key), None)

    def _announce_membership(self) -> None:
        self.membership_changed.emit()
        self.changed.emit()
