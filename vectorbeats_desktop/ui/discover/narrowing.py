"""What may be found at all, and how varied the answer shall be: all of a query that is not a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import FilterValue

Filters = Mapping[str, FilterValue]


class Narrowing(QObject):
    """The filters and the diversity of the query that is being put together."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filters: dict[str, FilterValue] = {}
        self._diversity = 0.0

    @property
    def filters(self) -> Filters:
        return MappingProxyType(dict(self._filters))

    @property
    def diversity(self) -> float:
        """In [0, 1]; see `Query.diversity`."""
        return self._diversity

    def set_filter(self, field: str, value: FilterValue | None) -> None:
        """Ask for a field's value; None asks for any."""
        if self._filters.get(field) == value:
            return
        if value is None:
            del self._filters[field]
        else:
            self._filters[field] = value
        self.changed.emit()

    def set_diversity(self, diversity: float) -> None:
        if diversity != self._diversity:
            self._diversity = diversity
            self.changed.emit()

    def put_back(self, filters: Filters, diversity: float) -> None:
        """Make both what they were at an earlier time."""
        if (dict(filters), diversity) != (self._filters, self._diversity):
            self._filters, self._diversity = dict(filters), diversity
            self.changed.emit()
