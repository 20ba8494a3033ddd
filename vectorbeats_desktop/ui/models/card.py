"""One model as a card: what it gives, how it stands, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.encoders.neural.records import Loaded
from vectorbeats_desktop.engine.models.shelf import State
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui.models import words
from vectorbeats_desktop.workers.job import Job


class ModelCard(QFrame):
    """Shows a State, or the Job that changes it. What takes much, or cannot be undone, is asked for twice."""

    download_requested = Signal(str)  # model id
    use_requested = Signal(str, bool)  # model id; False: use none
    verify_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.state = state
        self.job: Job | None = None
        self._where = ""  # the host and the free space, for the question before a download
        self.title = self._label("cardTitle", state.entry.title)
        self.badge = self._label("cardBadge")
        self.gives = self._label("", state.entry.gives)
        self.details = self._label("cardDetails", words.details(state.entry))
        self.said = self._label("cardSaid")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of {0}").format(state.entry.title))
        self.download = self._button(self.tr("Download…"), self._ask_download, "primary")
        self.use = self._button(self.tr("Use"), lambda: self.use_requested.emit(self._id, True), "primary")
        self.unuse = self._button(self.tr("Use none"), lambda: self.use_requested.emit(self._id, False))
        self.verify = self._button(self.tr("Verify"), lambda: self.verify_requested.emit(self._id))
        self.remove = self._button(self.tr("Remove…"), self._ask_remove)
        self.pause = self._button(self.tr("Pause"), self._on_pause)
        self.cancel = self._button(self.tr("Cancel"), self._on_cancel)
        self.yes = self._button(self.tr("Download now"), self._on_yes, "primary")
        self.no = self._button(self.tr("Not now"), self._on_no)
        self._asked: Callable[[], None] | None = None
        self._build()
        self.say("")
        self.show_state(state, "")

    @property
    def _id(self) -> str:
        return self.state.entry.model_id

    def show_state(self, state: State, where: str, running: Loaded | None = None) -> None:
        """Show how the model stands and runs; `where` tells the host and the free space."""
        self.state, self._where = state, where
        self.badge.setText(words.badge(state, running))
        self.badge.setProperty("tone", "good" if state.used else "muted")
        self.badge.style().unpolish(self.badge)
        self.badge.style().polish(self.badge)
        self.setAccessibleName(f"{state.entry.title}: {words.badge(state)}")
        self._arrange()

    def show_job(self, job: Job) -> None:
        """Show how far a job is, until it has ended."""
        self.job = job
        self.say("")
        self.bar.setRange(0, 0)
        job.progressed.connect(self._on_progress)
        job.paused_changed.connect(self._show_paused)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(lambda *_outcome: self._on_ended())
        self._arrange()

    def say(self, text: str, tone: str = "muted") -> None:
        """Say something below the buttons: what went wrong, or how far a job is."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.said.setProperty("tone", tone)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)

    def _arrange(self) -> None:
        busy, asking = self.job is not None, self._asked is not None
        there, partly = self.state.installed is not None, self.state.partial_bytes > 0
        rest = not busy and not asking
        self.bar.setVisible(busy)
        for button, shown in (
            (self.pause, busy),
            (self.cancel, busy),
            (self.yes, asking),
            (self.no, asking),
            (self.download, rest and not there),
            (self.use, rest and there and not self.state.used),
            (self.unuse, rest and self.state.used),
            (self.verify, rest and there),
            (self.remove, rest and (there or partly)),
        ):
            button.setVisible(shown)
        self.download.setText(self.tr("Go on…") if partly else self.tr("Download…"))

    def _ask_download(self) -> None:
        question = self.tr("{0} MB would be downloaded from {1}").format(self.state.entry.megabytes, self._where)
        self._ask(question, self.tr("Download now"), lambda: self.download_requested.emit(self._id))

    def _ask_remove(self) -> None:
        question = self.tr("Take it off the disk? What it has made of your library stays until another model is used.")
        self._ask(question, self.tr("Remove"), lambda: self.remove_requested.emit(self._id))

    def _ask(self, question: str, yes: str, act: Callable[[], None]) -> None:
        self._asked = act
        self.say(question, "text")
        self.yes.setText(yes)
        self._arrange()
        self.no.setFocus()

    def _on_yes(self) -> None:
        act, self._asked = self._asked, None
        self.say("")
        self._arrange()
        if act is not None:
            act()

    def _on_no(self) -> None:
        self._asked = None
        self.say("")
        self._arrange()

    def _on_pause(self) -> None:
        if self.job is None:
            return
        if self.job.paused:
            self.job.resume()
        else:
            self.job.pause()

    def _show_paused(self, paused: bool) -> None:
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))

    def _on_cancel(self) -> None:
        if self.job is not None:
            self.say(self.tr("Stopping…"))
            self.job.cancel()

    def _on_progress(self, progress: Progress) -> None:
        known = progress.total > 0
        self.bar.setRange(0, 1000 if known else 0)
        if known:
            self.bar.setValue(round(1000 * progress.done / progress.total))
        self.say(words.progress(progress))

    def _on_ended(self) -> None:
        self.job = None
        self.pause.setText(self.tr("Pause"))
        self.say("")
        self._arrange()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.badge)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        order = (
            self.download, self.use, self.unuse, self.verify, self.remove, self.pause, self.cancel, self.yes, self.no,
        )  # fmt: skip
        for button in order:
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.gives)
        layout.addWidget(self.details)
        layout.addWidget(self.bar)
        layout.addWidget(self.said)
        layout.addSpacing(2)
        layout.addLayout(buttons)

    def _label(self, name: str, text: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setWordWrap(name not in ("cardTitle", "cardBadge"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, text: str, act: Callable[[], object], kind: str = "secondary") -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", kind)
        button.setAutoDefault(True)  # outside of a dialog Enter would not press it
        button.setAccessibleName(f"{text.rstrip('…')}: {self.state.entry.title}")
        button.clicked.connect(lambda: act())
        return button
