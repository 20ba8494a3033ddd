"""How far indexing is, with pause and cancel; afterwards, what it did."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import IndexReport
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.workers.job import Job

SUMMARY_MS = 20_000  # how long what was done stays to be read


class ProgressPanel(QFrame):
    """Follows one indexing job at a time; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Indexing"))
        self._job: Job | None = None
        self.stage = QLabel(self)
        self.stage.setObjectName("sectionTitle")
        self.figures = QLabel(self)
        self.figures.setObjectName("muted")
        self.detail = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.detail.setObjectName("muted")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far indexing is"))
        self.pause = QPushButton(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setAccessibleDescription(self.tr("Stop indexing; what is done stays, and it can go on later"))
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(SUMMARY_MS)
        self._leave.timeout.connect(self.hide)
        self._build()
        self.pause.clicked.connect(self._on_pause)
        self.cancel.clicked.connect(self._on_cancel)
        self.hide()

    def _build(self) -> None:
        self.cancel.setIcon(icon("close"))
        for button in (self.pause, self.cancel):
            button.setIconSize(beside_text(16))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pause)
        buttons.addWidget(self.cancel)
        titles = QHBoxLayout()
        titles.setSpacing(12)
        titles.addWidget(self.stage)
        titles.addWidget(self.figures, 1)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addLayout(titles)
        lines.addWidget(self.bar)
        lines.addWidget(self.detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(16)
        layout.addLayout(lines, 1)
        layout.addLayout(buttons)

    def follow(self, job: Job) -> None:
        """Show this job until it ends."""
        self._job = job
        self._leave.stop()
        self._show_running(True)
        self.show_progress(job.progress or Progress(""))
        job.progressed.connect(self.show_progress)
        job.paused_changed.connect(lambda paused: self._on_paused_changed(job, paused))
        job.cancelled.connect(lambda: self._on_end(job, self.tr("Stopped. What is done stays; the rest waits.")))
        job.failed.connect(lambda _error: self._on_end(job, self.tr("Indexing stopped. What is done stays.")))
        job.succeeded.connect(lambda report: self._on_end(job, self._summary(report)))
        self.show()

    def show_progress(self, progress: Progress) -> None:
        self.stage.setText(self._stage(progress.stage))
        self.detail.setText(progress.detail)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.figures.setText(self._figures(progress))

    def _stage(self, stage: str) -> str:
        paused = self._job is not None and self._job.paused
        said = wording.stage(stage)
        return self.tr("Paused: {0}").format(said) if paused else said

    def _figures(self, progress: Progress) -> str:
        said = [wording.how_far(progress)]
        if progress.rate > 0:
            said.append(self.tr("{0} files/s").format(f"{progress.rate:.1f}"))
        if progress.left_s is not None:
            said.append(wording.time_left(progress.left_s))
        return " · ".join(text for text in said if text)

    def _summary(self, report: object) -> str:
        if not isinstance(report, IndexReport):
            return ""
        counts = (
            (report.added, self.tr("{0} new")),
            (report.changed, self.tr("{0} changed")),
            (report.moved, self.tr("{0} moved")),
            (report.removed, self.tr("{0} removed")),
            (report.analysed, self.tr("{0} analysed")),
            (report.melodies, self.tr("{0} melodies heard")),
            (report.failed, self.tr("{0} with a problem")),
        )
        said = [text.format(wording.number(count)) for count, text in counts if count]
        return self.tr("Done: {0}").format(", ".join(said)) if said else ""

    def _on_pause(self) -> None:
        if self._job is None:
            return
        if self._job.paused:
            self._job.resume()
        else:
            self._job.pause()

    def _on_paused_changed(self, job: Job, paused: bool) -> None:
        """Say so, also when somebody else paused it: by the settings, or on the Activity page."""
        if job is self._job:
            self._show_running(not paused)
            self.stage.setText(self._stage(job.progress.stage if job.progress else ""))

    def _show_running(self, running: bool) -> None:
        self.pause.setText(self.tr("Pause") if running else self.tr("Resume"))
        self.pause.setIcon(icon("pause" if running else "play"))
        for widget in (self.pause, self.cancel, self.bar, self.detail):
            widget.setVisible(True)
        self.cancel.setEnabled(True)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self.stage.setText(self.tr("Stopping…"))

    def _on_end(self, job: Job, said: str) -> None:
        """Leave one line behind, or nothing when nothing was new."""
        if job is not self._job:
            return
        self._job = None
        self.stage.setText(said)
        self.figures.setText("")
        for widget in (self.pause, self.cancel, self.bar, self.detail):
            widget.setVisible(False)
        self.setVisible(bool(said))
        self._leave.start()
