"""Why a hit was found, in full: each reason with its part, its channel and its share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Hit, Reason
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.shares import Share, ShareBar, colour_of, shares
from vectorbeats_desktop.ui.theme import colours

WIDTH = 460
SWATCH = QSize(10, 10)
CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class WhyPanel(QFrame):
    """A popup over the list; any of Escape, Enter and the space bar closes it."""

    def __init__(self, hit: Hit, part_names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popupPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        self.lines = [*reason_lines(hit, part_names), *found_lines(hit)]
        self.setAccessibleName(self.tr("Why “{0}” was found").format(hit.track.name))
        self.setAccessibleDescription("; ".join(self.lines))
        self._build(hit, part_names)

    def show_at(self, corner: QPoint) -> None:
        """Open with its upper right corner there, inside the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(corner.x() - self.width(), room.right() - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CLOSING:
            self.close()
        else:
            super().keyPressEvent(event)

    def _build(self, hit: Hit, part_names: Sequence[str]) -> None:
        among = shares(hit.reasons)
        bar = ShareBar(self)
        bar.show_shares(among)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, reason in enumerate(hit.reasons):
            grid.addWidget(self._swatch(reason, among), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._label(_sentence(reason, part_names)), row, 1)
            share = self._label(share_text(reason.strength), "fieldTitle")
            grid.addWidget(share, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(self._label(hit.track.name, "sectionTitle"))
        layout.addWidget(self._label(wording.confidence(hit.confidence), "fieldTitle"))
        layout.addWidget(bar)
        layout.addLayout(grid)
        for words in found_lines(hit):
            layout.addWidget(self._label(words, "fieldTitle"))
        bar.setVisible(bool(among))

    def _label(self, text: str, name: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setWordWrap(name != "fieldTitle")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _swatch(self, reason: Reason, among: Sequence[Share]) -> QLabel:
        against = reason.strength < 0
        square = QPixmap(SWATCH)
        square.fill(colours().bad if against else colour_of(reason.part, reason.channel, among))
        label = QLabel(self)
        label.setContentsMargins(0, 4, 0, 0)
        label.setPixmap(square)
        return label


def share_text(strength: float) -> str:
    """A share with its sign, such as +42 % or −7 %."""
    return f"{round(strength * 100):+d} %".replace("-", "−")


def reason_lines(hit: Hit, part_names: Sequence[str]) -> list[str]:
    """Each reason in a line, with its part and its share."""
    return [f"{_sentence(reason, part_names)}: {share_text(reason.strength)}" for reason in hit.reasons]


def found_lines(hit: Hit) -> list[str]:
    """Where in the track it was found, and how."""
    found = [wording.recording(hit.recording)] if hit.recording is not None else []
    return found + (wording.melody(hit.melody) if hit.melody is not None else [])


def _sentence(reason: Reason, part_names: Sequence[str]) -> str:
    of = part_names[reason.part] if 0 <= reason.part < len(part_names) and len(part_names) > 1 else ""
    about = " · ".join(text for text in (of, wording.channel(reason.channel)) if text)
    return f"{reason.text} ({about})"
