"""The parts of a query as a row of chips."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtWidgets import QToolButton, QWidget

from vectorbeats_desktop.engine.records import Kind, PartReading
from vectorbeats_desktop.ui.discover.chips import PartChip
from vectorbeats_desktop.ui.discover.parts import Chosen, QueryParts
from vectorbeats_desktop.ui.flow_layout import FlowLayout


class ChipStrip(QWidget):
    """The chips of a query, in as many rows as they need; hidden while one text box says it all."""

    def __init__(self, parts: QueryParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Parts of the query"))
        self._parts = parts
        self._chips: dict[int, PartChip] = {}
        self._flow = FlowLayout(self)
        self.clear = QToolButton(self)
        self.clear.setObjectName("quietButton")
        self.clear.setText(self.tr("Clear all"))
        self.clear.clicked.connect(parts.clear)
        self._flow.addWidget(self.clear)
        parts.membership_changed.connect(self._follow)
        parts.changed.connect(self._refresh)
        parts.weighed.connect(self._refresh)
        self._follow()

    def chips(self) -> list[PartChip]:
        return [self._chips[one.key] for one in self._shown()]

    def show_readings(self, readings: Mapping[int, PartReading]) -> None:
        """Show what each part, by its key, was taken for."""
        for key, chip in self._chips.items():
            chip.show_reading(readings.get(key))
        self._flow.invalidate()

    def _shown(self) -> tuple[Chosen, ...]:
        """The words alone need no chip: the text box says them."""
        chosen = self._parts.chosen
        return () if len(chosen) == 1 and self._parts.is_text(chosen[0].key) else chosen

    def _follow(self) -> None:
        shown = self._shown()
        for key in set(self._chips) - {one.key for one in shown}:
            gone = self._chips.pop(key)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, one in enumerate(shown):
            if one.key not in self._chips:
                self._chips[one.key] = self._make(place, one)
        self._refresh()
        self.setVisible(bool(shown))
        self._set_tab_order(shown)

    def _make(self, place: int, one: Chosen) -> PartChip:
        chip = PartChip(one, self)
        chip.weight_changed.connect(self._parts.set_weight)
        chip.kind_changed.connect(self._set_kind)
        chip.sound_changed.connect(self._parts.set_sound)
        chip.remove_requested.connect(self._parts.remove)
        self._flow.insertWidget(place, chip)
        chip.show()
        return chip

    def _set_kind(self, key: int, kind: Kind) -> None:
        if not self._parts.set_kind(key, kind):
            self._refresh()  # it is in the query as that already: the menu goes back to what holds

    def _refresh(self) -> None:
        for one in self._shown():
            if chip := self._chips.get(one.key):
                chip.show_part(one)
        self._flow.invalidate()

    def _set_tab_order(self, shown: tuple[Chosen, ...]) -> None:
        order: list[QWidget] = []
        for one in shown:
            order += self._chips[one.key].stops
        order.append(self.clear)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
