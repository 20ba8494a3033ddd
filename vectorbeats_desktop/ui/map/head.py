"""The upper edge of the map page: title, what points are coloured by, and the tools."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.icons import IconButton, beside_text, icon
from vectorbeats_desktop.ui.map import colouring


class MapHead(QWidget):
    """Its widgets are public: the page connects them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Map"), self)
        title.setObjectName("pageTitle")
        self.count = QLabel(self)
        self.count.setObjectName("pageSubtitle")
        self.caution = QLabel(self.tr("Distances are only roughly right: near means alike, far says little."), self)
        self.caution.setObjectName("pageSubtitle")
        self.caution.setWordWrap(True)
        self.colour = QComboBox(self)
        self.colour.setAccessibleName(self.tr("What points are coloured by"))
        for kind in colouring.KINDS:
            self.colour.addItem(colouring.title(kind), kind)
        by = QLabel(self.tr("&Colour by"), self)
        by.setBuddy(self.colour)
        self.lasso = QPushButton(icon("lasso"), self.tr("Draw around tracks"), self)
        self.lasso.setProperty("kind", "secondary")
        self.lasso.setIconSize(beside_text(18))
        self.lasso.setCheckable(True)
        self.lasso.setToolTip(self.tr("Choose tracks by drawing a line around them (L, or Shift and drag)"))
        self.nearer = IconButton("zoom-in", self.tr("Nearer (+)"), self)
        self.away = IconButton("zoom-out", self.tr("Away (−)"), self)
        self.whole = IconButton("zoom-fit", self.tr("Show all (0)"), self)
        self.anew = IconButton("refresh", self.tr("Make the map anew"), self)
        self.tools = _row(self, self.lasso, self.nearer, self.away, self.whole, self.anew)
        self.below = _row(self, by, self.colour)
        above, under = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(title)
        above.addWidget(self.count)
        above.addStretch(1)
        above.addWidget(self.tools)
        under.addWidget(self.caution, 1)
        under.addWidget(self.below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(above)
        layout.addLayout(under)

    def choose(self, kind: str) -> None:
        """Colour by this, as the person chose before."""
        self.colour.setCurrentIndex(max(0, self.colour.findData(kind)))

    def show_tools(self, shown: bool) -> None:
        """Show what is of use only where there are points, or hide it."""
        for part in (self.tools, self.below, self.caution):
            part.setVisible(shown)

    @property
    def kind(self) -> str:
        """What points are coloured by."""
        return str(self.colour.currentData())


def _row(parent: QWidget, *widgets: QWidget) -> QWidget:
    held = QWidget(parent)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return held
