"""What stands above the tracks of an album, an artist, a genre or a folder."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.library.groups import Group, Grouping
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconButton, icon
from vectorbeats_desktop.ui.library.group_model import byline, how_much

COVER = 72


class ScopeHead(QFrame):
    """Tells which group is shown, and what can be done with all of it."""

    back = Signal()  # to where it was opened
    play_requested = Signal()
    keep_requested = Signal()

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._covers = covers
        self.group: Group | None = None
        self.leave = IconButton("previous", self.tr("Back"), self)
        self.leave.set_icon("chevron-left", self.tr("Back"))
        self._cover = QLabel(self)
        self._cover.setFixedSize(COVER, COVER)
        self.title = ElidedLabel(self)
        self.title.setObjectName("cardTitle")
        self.text = ElidedLabel(self)
        self.text.setObjectName("cardDetails")
        self.play = QPushButton(icon("play", "on_accent"), self.tr("Play all"), self)
        self.play.setProperty("kind", "primary")
        self.keep = QPushButton(self.tr("Save as a playlist…"), self)
        self._build()
        self.leave.clicked.connect(self.back)
        self.play.clicked.connect(self.play_requested)
        self.keep.clicked.connect(self.keep_requested)
        covers.loaded.connect(self._show_cover)
        self.hide()

    def show_group(self, group: Group | None) -> None:
        """Tell of a group; None hides the head."""
        self.group = group
        self.setVisible(group is not None)
        if group is None:
            return
        album = group.scope.grouping is Grouping.ALBUM
        where = group.scope.key if group.scope.grouping is Grouping.FOLDER else byline(group) if album else ""
        self.title.setText(group.title)
        self.text.setText(" · ".join(text for text in (where, how_much(group)) if text))
        self.setAccessibleName(f"{wording.grouping(group.scope.grouping)}: {group.title}")
        self._show_cover()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_cover()

    def _show_cover(self, _cover_id: str = "") -> None:
        if self.group is not None:
            shown = self._covers.picture(self.group.cover_id, self.group.title, COVER, self.devicePixelRatioF())
            self._cover.setPixmap(shown)

    def _build(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch(1)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.leave)
        row.addWidget(self._cover)
        row.addLayout(lines, 1)
        row.addWidget(self.play)
        row.addWidget(self.keep)
