"""Two results side by side, in the place of the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Comparison
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.compared_body import GAP, LABELS, ComparedBody, Pair
from vectorbeats_desktop.ui.discover.compared_head import ComparedHead
from vectorbeats_desktop.ui.icons import IconButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAY_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2)


class ComparePanel(QFrame):
    """1 and 2 play, X swaps, Escape goes back to the results."""

    play_requested = Signal(int)  # 0 or 1: which of the two
    swap_requested = Signal()
    closed = Signal()
    push_requested = Signal(str, bool)  # words, and whether they are to count more

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Comparison of two results"))
        self.swap = IconButton("swap", self.tr("Swap sides (X)"), self, 16)
        self.back = IconButton("close", self.tr("Back to the results (Esc)"), self, 16)
        self.heads = tuple(ComparedHead(number, covers, self) for number in (1, 2))
        self.area = QScrollArea(self)
        self._head_row = QHBoxLayout()
        self.area.verticalScrollBar().rangeChanged.connect(self._align_heads)
        self.swap.clicked.connect(self.swap_requested)
        self.back.clicked.connect(self.closed)
        for place, head in enumerate(self.heads):
            head.play_requested.connect(lambda place=place: self.play_requested.emit(place))
        self._build()

    @property
    def body(self) -> ComparedBody | None:
        """What stands below the heads."""
        shown = self.area.widget()
        return shown if isinstance(shown, ComparedBody) else None

    def show_heads(self, hits: Pair) -> None:
        """Tell which two these are."""
        for head, hit in zip(self.heads, hits, strict=True):
            head.show_hit(hit)
        names = " · ".join(hit.track.name for hit in hits)
        self.setAccessibleDescription(names)

    def show_body(self, hits: Pair, part_names: Sequence[str], comparison: Comparison, problem: str = "") -> None:
        """Tell what they are and why they were found; the focus and the scroll position stay where they were."""
        focused, scrolled = self._focused_in_body(), self.area.verticalScrollBar().value()
        # In its place from the start: moving it there would style all that is in it again.
        body = ComparedBody(hits, part_names, comparison, problem, self.area.viewport())
        body.push_requested.connect(self.push_requested)
        self.area.setWidget(body)  # the one before is deleted
        body.setAutoFillBackground(False)
        body.show()
        self.area.verticalScrollBar().setValue(scrolled)
        if focused:
            again = (button for button in body.findChildren(QAbstractButton) if button.accessibleName() == focused)
            next(again, self.heads[0].play).setFocus()

    def mark_playing(self, file_id: int | None) -> None:
        """Tell which of the two plays, if any."""
        for head in self.heads:
            head.mark_playing(file_id)

    def take_focus(self) -> None:
        """Put the focus on the first button that plays."""
        self.heads[0].play.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in PLAY_KEYS:
            self.play_requested.emit(PLAY_KEYS.index(Qt.Key(event.key())))
        elif event.key() == Qt.Key.Key_X and not event.modifiers():
            self.swap_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in ENTER and isinstance(focused, QAbstractButton) and focused.hasFocus():
            focused.click()
        else:
            super().keyPressEvent(event)

    def _focused_in_body(self) -> str:
        """The name of the button that has the focus, when it is one that is about to be made anew."""
        focused, body = self.window().focusWidget(), self.body
        inside = focused is not None and body is not None and body.isAncestorOf(focused)
        return focused.accessibleName() if inside and focused is not None else ""

    def _align_heads(self, _least: int, most: int) -> None:
        """Keep the heads above their columns, which a scroll bar makes narrower."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most else 0
        self._head_row.setContentsMargins(LABELS + GAP, 0, bar, 0)

    def _build(self) -> None:
        title = QLabel(self.tr("Side by side"), self)
        title.setObjectName("sectionTitle")
        bar = QHBoxLayout()
        bar.addWidget(title)
        bar.addStretch(1)
        bar.addWidget(self.swap)
        bar.addWidget(self.back)
        heads = self._head_row
        heads.setSpacing(GAP)
        for head in self.heads:
            heads.addWidget(head, 1)
        self._align_heads(0, 0)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setAccessibleName(self.tr("What they have in common, and what not"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addLayout(heads)
        layout.addWidget(self.area, 1)
