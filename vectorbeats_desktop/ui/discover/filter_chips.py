"""The active filters as small chips that are taken away with a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from vectorbeats_desktop.ui.discover.filter_values import in_words
from vectorbeats_desktop.ui.discover.narrowing import Narrowing
from vectorbeats_desktop.ui.flow_layout import FlowLayout
from vectorbeats_desktop.ui.icons import icon


class FilterChips(QWidget):
    """Hidden while nothing is filtered, or the panel is open."""

    def __init__(self, narrowing: Narrowing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Active filters"))
        self._narrowing = narrowing
        self._flow = FlowLayout(self, 6)
        self._chips: dict[str, QToolButton] = {}
        self._open = False
        narrowing.changed.connect(self._follow)
        self._follow()

    def chips(self) -> list[QToolButton]:
        return list(self._chips.values())

    def set_panel_open(self, is_open: bool) -> None:
        """Go while the panel says the same."""
        self._open = is_open
        self.setVisible(bool(self._chips) and not is_open)

    def _follow(self) -> None:
        wanted = {field: in_words(field, value) for field, value in self._narrowing.filters.items()}
        if self._narrowing.diversity:
            wanted["diversity"] = self.tr("More varied")
        for field in [field for field, chip in self._chips.items() if wanted.get(field) != chip.text()]:
            gone = self._chips.pop(field)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for field, words in wanted.items():
            if field not in self._chips:
                self._chips[field] = self._make(field, words)
        self.setVisible(bool(wanted) and not self._open)

    def _make(self, field: str, words: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("filterChip")
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setText(words)
        chip.setIcon(icon("close", "accent_text"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross comes after the words
        chip.setAccessibleName(self.tr("Remove the filter: {0}").format(words))
        chip.setToolTip(self.tr("Remove this filter"))
        chip.clicked.connect(partial(self._remove, field))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _remove(self, field: str) -> None:
        if field == "diversity":
            self._narrowing.set_diversity(0.0)
        else:
            self._narrowing.set_filter(field, None)
