"""A group of rows under a title; what does not fit the words that are looked for is hidden."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget


@runtime_checkable
class Row(Protocol):
    """A widget that words can be looked for in."""

    def fits(self, sought: list[str]) -> bool: ...


class Section(QWidget):
    """A title, a sentence where one helps, and rows on one card with lines between them."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingSection")
        self.name = name
        self.title = QLabel(title, self)
        self.title.setObjectName("sectionTitle")
        self.setAccessibleName(title)
        self.rows: list[QWidget] = []
        self._about: dict[QFrame, QLabel] = {}
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 12)
        self._cards.setSpacing(8)
        self._cards.addWidget(self.title)

    def add_card(self, rows: list[QWidget], about: str = "") -> QFrame:
        """Put rows on a card below what is there, under a sentence about them."""
        card = QFrame(self)
        if about:
            said = self._about[card] = QLabel(about, self)
            said.setObjectName("muted")
            said.setWordWrap(True)
            self._cards.addWidget(said)
        card.setObjectName("card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(0, 2, 0, 2)
        lines.setSpacing(0)
        for row in rows:
            lines.addWidget(row)
        self._cards.addWidget(card)
        self.rows += rows
        return card

    def look_for(self, sought: list[str]) -> int:
        """Show the rows that have all of the words, all for none; returns how many those are."""
        fitting = 0
        for row in self.rows:
            fits = not isinstance(row, Row) or row.fits(sought)
            row.setVisible(fits)
            fitting += fits
        for card in self.findChildren(QFrame, "card"):
            shown = any(not row.isHidden() for row in self.rows if row.parent() is card)
            card.setVisible(shown)
            if card in self._about:
                self._about[card].setVisible(shown)
        self.setVisible(bool(fitting))
        return fitting
