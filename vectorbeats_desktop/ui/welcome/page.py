"""The page of the very first start: three steps, each of which can be skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.ui.welcome.steps import FoldersStep, ModelsStep, PolitenessStep, Step
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.records import Folder

WIDEST = 680
CARD_HEIGHT = 320


class WelcomePage(QWidget):
    """Leads through the steps, and asks to be left."""

    add_folder_requested = Signal()
    page_requested = Signal(str)  # a page's name
    welcomed = Signal()  # all steps were gone through or skipped

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        self.setAccessibleName(self.tr("Welcome"))
        self.folders = FoldersStep(self)
        self.politeness = PolitenessStep(actions.preferences, self)
        self.models = ModelsStep(self)
        self.steps: tuple[Step, ...] = (self.folders, self.politeness, self.models)
        self.stack = QStackedWidget(self)
        self.where = QLabel(self)
        self.skip = QPushButton(self.tr("Skip"), self)
        self.back = QPushButton(self.tr("Back"), self)
        self.next = QPushButton(self.tr("Next"), self)
        self._build()
        self.watch = LibraryWatch(actions, "folders", lambda session: session.folders(), self)
        self.watch.changed.connect(self._on_folders)
        self.folders.add_folder_requested.connect(self.add_folder_requested)
        self.folders.demo_requested.connect(actions.build_demo)
        self.models.models_requested.connect(lambda: self._leave_for("models"))
        self.skip.clicked.connect(self.welcomed)
        self.back.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.next.clicked.connect(lambda: self.go(self.stack.currentIndex() + 1))
        self.go(0)

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        self.steps[self.stack.currentIndex()].first().setFocus()

    def go(self, place: int) -> None:
        """Show a step; behind the last one the page asks to be left."""
        if place >= len(self.steps):
            self.welcomed.emit()
            return
        self.stack.setCurrentIndex(place)
        last = place == len(self.steps) - 1
        self.where.setText(self.tr("Step {0} of {1}").format(place + 1, len(self.steps)))
        self.back.setVisible(place > 0)
        self.next.setText(self.tr("Begin") if last else self.tr("Next"))
        self.skip.setVisible(not last)
        self.take_focus()

    def _on_folders(self, folders: list[Folder]) -> None:
        self.folders.show_folders(folders)

    def _leave_for(self, page: str) -> None:
        self.welcomed.emit()
        self.page_requested.emit(page)

    def _build(self) -> None:
        title = QLabel(self.tr("Welcome to VectorBeats"), self)
        title.setObjectName("pageTitle")
        said = QLabel(
            self.tr("Find music in your own collection: by a picture, a hummed tune, words or a recording."), self
        )
        said.setObjectName("pageSubtitle")
        said.setWordWrap(True)
        for step in self.steps:
            self.stack.addWidget(step)
        self.next.setProperty("kind", "primary")
        self.skip.setProperty("kind", "quiet")
        self.where.setObjectName("muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.where)
        buttons.addStretch(1)
        for button in (self.skip, self.back, self.next):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        card = QFrame(self)
        card.setObjectName("card")
        card.setMinimumHeight(CARD_HEIGHT)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(24, 20, 24, 20)
        inner.setSpacing(16)
        inner.addWidget(self.stack, 1)
        inner.addLayout(buttons)
        layout = centred_column(self, WIDEST)
        layout.addStretch(2)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(said)
        layout.addWidget(card)
        layout.addStretch(3)
