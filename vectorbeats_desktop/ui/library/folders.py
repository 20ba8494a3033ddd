"""The folders of the library as cards: where each is, how it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from vectorbeats_desktop.engine.records import Folder
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.flow_layout import FlowLayout
from vectorbeats_desktop.ui.icons import IconButton, IconLabel

CARD_WIDTH = 380
ROWS_SHOWN = 2
SPACING = 8


class FolderCard(QFrame):
    """One folder."""

    look_again = Signal(int)  # folder id
    remove_requested = Signal(object)  # Folder
    confirm_requested = Signal(object)  # Folder

    def __init__(self, folder: Folder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.folder = folder
        self._icon = IconLabel("folder", 24, self)
        self._path = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._path.setObjectName("folderPath")
        self.state = ElidedLabel(self)
        self.confirm = QPushButton(self.tr("Confirm…"), self)
        self.confirm.setProperty("kind", "quiet")
        self.again = IconButton("refresh", self.tr("Look for changes"), self, 16)
        self.remove = IconButton("close", self.tr("Take out of the library"), self, 16)
        self._build()
        self.confirm.clicked.connect(lambda: self.confirm_requested.emit(self.folder))
        self.again.clicked.connect(lambda: self.look_again.emit(self.folder.folder_id))
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.folder))

    def _build(self) -> None:
        self.setFixedWidth(CARD_WIDTH)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._icon, 0, 0, 2, 1)
        grid.addWidget(self._path, 0, 1, 1, 2)
        grid.addWidget(self.state, 1, 1)
        grid.addWidget(self.confirm, 1, 2)
        grid.addWidget(self.again, 0, 3, 2, 1)
        grid.addWidget(self.remove, 0, 4, 2, 1)
        grid.setColumnStretch(1, 1)

    def show_folder(self, folder: Folder, *, indexing: bool) -> None:
        """Show where the folder is and how it stands."""
        self.folder = folder
        self._path.setText(str(folder.path))
        text, tone, icon = self._standing(folder, indexing)
        self.state.setText(text)
        self.state.setProperty("tone", tone)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self._icon.set_icon(icon, tone)
        self.confirm.setVisible(bool(folder.pending_removals) and not indexing)
        self.again.setEnabled(not indexing)
        name = folder.path.name or str(folder.path)
        self.setAccessibleName(f"{folder.path}: {text}")
        self.again.setAccessibleName(self.tr("Look for changes in {0}").format(name))
        self.remove.setAccessibleName(self.tr("Take {0} out of the library").format(name))
        self.confirm.setAccessibleName(self.tr("Confirm that files of {0} are gone").format(name))

    def _standing(self, folder: Folder, indexing: bool) -> tuple[str, str, str]:
        """What to say, in which tone, beside which icon."""
        count = wording.number(folder.files)
        if not folder.reachable:
            return self.tr("Not reachable · {0} tracks wait").format(count), "warn", "unreachable"
        if folder.pending_removals:
            gone = wording.number(folder.pending_removals)
            return self.tr("{0} files are gone").format(gone), "warn", "warning"
        if indexing:
            return self.tr("Being indexed · {0} tracks").format(count), "muted", "folder"
        if folder.scanned_at is None:
            return self.tr("Not looked through yet"), "muted", "folder"
        if folder.files == 0:
            return self.tr("No music in it"), "muted", "folder"
        if folder.files == 1:
            return self.tr("Up to date · 1 track"), "muted", "folder"
        return self.tr("Up to date · {0} tracks").format(count), "muted", "folder"


class FolderStrip(QScrollArea):
    """The cards side by side, two rows at most; more are scrolled to."""

    look_again = Signal(int)
    remove_requested = Signal(object)
    confirm_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("folderStrip")
        self.setAccessibleName(self.tr("Folders"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget(self)
        self._inner.setObjectName("folderStripInner")
        self._flow = FlowLayout(self._inner, SPACING)
        self.setWidget(self._inner)
        self._cards: dict[int, FolderCard] = {}
        self._indexing = False

    def cards(self) -> list[FolderCard]:
        return list(self._cards.values())

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show these folders; cards that stay keep their focus."""
        for gone in set(self._cards) - {folder.folder_id for folder in folders}:
            card = self._cards.pop(gone)
            self._flow.removeWidget(card)
            card.hide()
            card.deleteLater()
        for folder in folders:
            if folder.folder_id not in self._cards:
                self._cards[folder.folder_id] = self._make(folder)
            self._cards[folder.folder_id].show_folder(folder, indexing=self._indexing)
        self.setVisible(bool(folders))
        self._fit()

    def set_indexing(self, indexing: bool) -> None:
        self._indexing = indexing
        for card in self._cards.values():
            card.show_folder(card.folder, indexing=indexing)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(CARD_WIDTH, self.height())

    def _make(self, folder: Folder) -> FolderCard:
        card = FolderCard(folder, self._inner)
        card.look_again.connect(self.look_again)
        card.remove_requested.connect(self.remove_requested)
        card.confirm_requested.connect(self.confirm_requested)
        self._flow.addWidget(card)
        card.show()
        return card

    def _fit(self) -> None:
        """Be as high as the rows need, up to the most that are shown at once."""
        if not self._cards:
            return
        row = max(card.sizeHint().height() for card in self._cards.values())
        most = ROWS_SHOWN * row + (ROWS_SHOWN - 1) * SPACING
        self.setFixedHeight(min(most, max(row, self._flow.heightForWidth(self.viewport().width()))))
