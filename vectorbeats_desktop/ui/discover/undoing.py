"""What was done to the query, step by step, so that it can be undone and done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from vectorbeats_desktop.ui.discover.narrowing import Filters, Narrowing
from vectorbeats_desktop.ui.discover.parts import Chosen, QueryParts

MOST_STEPS = 100
ONE_GO_MS = 1_000  # of typing or sliding without a longer pause, which is undone as one


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Something that was done. Steps of the same `go`, one soon after the other, are one."""

    undo: Callable[[], object]
    redo: Callable[[], object]
    go: str = ""


class Undoing(QObject):
    """A stack of steps; what is done anew after undoing forgets what was undone."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: deque[Step] = deque(maxlen=MOST_STEPS)
        self._undone: list[Step] = []
        self._since = QElapsedTimer()
        self.going = False  # while something is undone or done again

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def last(self) -> Step | None:
        """What was done last."""
        return self._done[-1] if self._done else None

    def push(self, step: Step) -> None:
        """Remember what was just done."""
        soon = self._since.isValid() and self._since.elapsed() < ONE_GO_MS
        if step.go and self._done and self._done[-1].go == step.go and soon and not self._undone:
            step = replace(step, undo=self._done.pop().undo)
        self._done.append(step)
        self._undone.clear()
        self._since.start()
        self.changed.emit()

    def undo(self) -> None:
        if self._done:
            self.undo_step(self._done[-1])

    def undo_step(self, step: Step) -> None:
        """Undo this very step, though others may have come after it."""
        if step in self._done:
            self._done.remove(step)
            self._undone.append(step)
            self._go(step.undo)

    def redo(self) -> None:
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._go(step.redo)

    def _go(self, way: Callable[[], object]) -> None:
        self._since.invalidate()
        self.going = True
        way()
        self.going = False
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class QueryState:
    """A query as it was being put together."""

    chosen: tuple[Chosen, ...]
    filters: Filters
    diversity: float


class QueryEdits(QObject):
    """Makes steps of what a person does to the query."""

    def __init__(self, parts: QueryParts, narrowing: Narrowing, undoing: Undoing, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._narrowing, self._undoing = parts, narrowing, undoing
        self._last = self._state()
        for changed in (parts.changed, parts.weighed, narrowing.changed):
            changed.connect(self._on_changed)

    def _state(self) -> QueryState:
        return QueryState(self._parts.chosen, self._narrowing.filters, self._narrowing.diversity)

    def _on_changed(self) -> None:
        before, self._last = self._last, self._state()
        after = self._last
        if self._undoing.going or after == before:
            return
        self._undoing.push(
            Step(lambda: self._put_back(before), lambda: self._put_back(after), go=_go(before, after, self._parts))
        )

    def _put_back(self, state: QueryState) -> None:
        self._parts.put_back(state.chosen)
        self._narrowing.put_back(state.filters, state.diversity)


def _go(before: QueryState, after: QueryState, parts: QueryParts) -> str:
    """A name for changes that are of one go: of one slider, or in the words."""
    if (before.filters, before.diversity) != (after.filters, after.diversity):
        return "diversity" if before.filters == after.filters and before.chosen == after.chosen else ""
    others = [[one for one in state.chosen if not parts.is_text(one.key)] for state in (before, after)]
    if others[0] == others[1]:
        return "words"  # their weight too
    if [one.key for one in before.chosen] != [one.key for one in after.chosen]:
        return ""
    different = [new for old, new in zip(before.chosen, after.chosen, strict=True) if old != new]
    if len(different) != 1:
        return ""
    (new,) = different
    old = next(one for one in before.chosen if one.key == new.key)
    slid = replace(old, part=replace(old.part, weight=new.part.weight)) == new
    return f"weight of {new.key}" if slid else ""
