"""More of a mood or less of it: a part of words of its own, or another weight of the one that is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.part_words import weight_text
from vectorbeats_desktop.ui.discover.parts import Chosen, QueryParts
from vectorbeats_desktop.ui.discover.reception import Reception
from vectorbeats_desktop.ui.discover.undoing import Undoing

STEP = 0.4  # of the weight, each time
MOST = 1.0


class Pushing(QObject):
    """Changes the query by what a reason names; the hint tells what counts now, and takes it back."""

    def __init__(
        self, parts: QueryParts, reception: Reception, undoing: Undoing, hint: HintBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts, self._reception, self._undoing, self._hint = parts, reception, undoing, hint

    def push(self, words: str, more: bool) -> None:
        """Let the words count more, or less, than they do."""
        step = STEP if more else -STEP
        there = self._there(words)
        if there is None:
            if self._reception.add_part(QueryPart(Kind.TEXT, words, step), words, None):
                self._tell(words, step)
            return
        weight = min(MOST, max(-MOST, round(there.part.weight + step, 1)))
        if weight == there.part.weight:
            self._hint.say(
                self.tr("“{0}” counts as much as anything can already.").format(words)
                if more
                else self.tr("“{0}” counts against a track as much as anything can already.").format(words)
            )
            return
        self._parts.set_weight(there.key, weight)
        self._tell(words, weight)

    def _there(self, words: str) -> Chosen | None:
        """The part that says just that, be it that of the text box."""
        return next(
            (
                one
                for one in self._parts.chosen
                if one.part.kind is Kind.TEXT and one.part.value.casefold() == words.casefold()
            ),
            None,
        )

    def _tell(self, words: str, weight: float) -> None:
        if weight == 0:
            said = self.tr("“{0}” does not count any more.").format(words)
        else:
            more = self.tr("More of “{0}” ({1}).")
            said = (more if weight > 0 else self.tr("Less of “{0}” ({1}).")).format(words, weight_text(weight))
        step = self._undoing.last
        self._hint.say(said, self.tr("Undo"), partial(self._undoing.undo_step, step) if step is not None else None)
