"""Recordings that are in the library more than once: listed for the person, who alone decides what goes."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import DuplicateGroup, Track
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.ui.library.duplicate_tree import DuplicateTree
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job


class DuplicatesPane(QWidget):
    """Starts the search, shows how far it is, and lists what it found. It changes nothing."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    reveal_requested = Signal(object)  # Track: show it in the table

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._job: Job | None = None
        self.invitation = StatePanel("copies", self)
        self.bar = QProgressBar(self)
        self.figures = QLabel(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.summary = QLabel(self)
        self.tree = DuplicateTree(self)
        self.play = QPushButton(icon("play"), self.tr("Play"), self)
        self.folder = QPushButton(icon("folder"), self.tr("Open its folder"), self)
        self.again = QPushButton(icon("refresh"), self.tr("Look again"), self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()

    @property
    def searching(self) -> bool:
        return self._job is not None

    def search(self) -> None:
        """Look for duplicates, which may take a while."""
        job = self._actions.duplicates()
        self._job = job
        self._on_progress(job, Progress("duplicates"))
        self._stack.setCurrentIndex(1)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()
        job.progressed.connect(lambda progress: self._on_progress(job, progress))
        job.succeeded.connect(lambda groups: self._on_found(job, groups))
        job.failed.connect(lambda error: self._on_failed(job, error))
        job.cancelled.connect(lambda: self._on_cancelled(job))

    def _build(self) -> None:
        self.start = self.invitation.add_button(self.tr("Look for duplicates"), self.search, primary=True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the search for duplicates is"))
        self.figures.setObjectName("muted")
        self.summary.setObjectName("muted")
        self.summary.setWordWrap(True)
        for page in (self.invitation, self._build_progress(), self._build_found()):
            self._stack.addWidget(page)
        self._invite()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(self._stack)

    def _build_progress(self) -> QWidget:
        page = QWidget(self)
        said = QLabel(self.tr("Comparing every recording with the others…"), page)
        said.setObjectName("sectionTitle")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(said)
        layout.addLayout(row)
        layout.addWidget(self.figures)
        layout.addStretch(1)
        return page

    def _build_found(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.summary, 1)
        for button in (self.again, self.folder, self.play):
            button.setIconSize(beside_text(16))
            row.addWidget(button)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(self.tree, 1)
        return page

    def _connect(self) -> None:
        self.cancel.clicked.connect(self._give_up)
        self.again.clicked.connect(self.search)
        self.play.clicked.connect(lambda: self._play(self.tree.chosen()))
        self.folder.clicked.connect(lambda: self._open_folder(self.tree.chosen()[0]))
        self.tree.play_requested.connect(self._play)
        self.tree.folder_requested.connect(self._open_folder)
        self.tree.reveal_requested.connect(self.reveal_requested)
        self.tree.selectionModel().currentChanged.connect(self._follow_current)

    def _invite(self) -> None:
        self._say(
            self.tr("Is a recording here twice?"),
            self.tr(
                "Other encodings and lengths of the same recording are found by their sound, whatever their tags say. "
                "They are only listed: nothing is merged or deleted."
            ),
            "copies",
        )

    def _say(self, title: str, text: str, icon_name: str) -> None:
        self.invitation.say(title, text, icon_name)
        self._stack.setCurrentWidget(self.invitation)

    def _give_up(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _on_progress(self, job: Job, progress: Progress) -> None:
        if job is not self._job:
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        said = [wording.how_far(progress) if progress.total else ""]
        if progress.left_s is not None:
            said.append(wording.time_left(progress.left_s))
        self.figures.setText(" · ".join(text for text in said if text))

    def _on_found(self, job: Job, groups: tuple[DuplicateGroup, ...]) -> None:
        if job is not self._job:
            return
        self._job = None
        self.tree.show_groups(groups)
        if not groups:
            self._say(self.tr("No recording is in your library twice."), "", "check")
            self.start.setText(self.tr("Look again"))
            return
        files = wording.number(sum(len(group.tracks) for group in groups))
        said = (
            self.tr("1 recording has {1} files.")
            if len(groups) == 1
            else self.tr("{0} recordings have {1} files together.")
        )
        self.summary.setText(
            f"{said.format(wording.number(len(groups)), files)} "
            + self.tr("The longest and best encoded comes first. Nothing is changed by itself.")
        )
        self._stack.setCurrentIndex(2)
        self.tree.setFocus()

    def _on_failed(self, job: Job, error: object) -> None:
        if job is self._job:
            self._job = None
            if isinstance(error, KnownError):
                self._say(error.message, error.hint, "error")
            else:
                self._say(self.tr("The search went wrong"), self.tr("It has been written to the log."), "error")

    def _on_cancelled(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._invite()
            self.start.setFocus()

    def _follow_current(self) -> None:
        self.folder.setEnabled(len(self.tree.chosen()) == 1)

    def _play(self, tracks: list[Track]) -> None:
        if tracks:
            self.play_requested.emit(tracks, 0, 0.0)

    def _open_folder(self, track: Track) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(track.path.parent)))
