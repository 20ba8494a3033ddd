"""One long job: what it does, how far it is, and how to pause and end it."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui.activity import words
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.workers.long_jobs import LongJob

TICK_MS = 1_000
STEPS = 1_000


class JobCard(QFrame):
    """Follows a job until it ends; whoever made the card takes it away then."""

    def __init__(self, long: LongJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.long = long
        self.title = QLabel(words.job(long.kind, long.subject), self)
        self.title.setObjectName("cardTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.since = QLabel(self)
        self.since.setObjectName("muted")
        self.figures = QLabel(self)
        self.figures.setObjectName("muted")
        self.reason = QLabel(self)
        self.reason.setProperty("tone", "warn")
        self.detail = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.detail.setObjectName("muted")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.pause = QPushButton(self)
        self.cancel = QPushButton(icon("close"), self.tr("Cancel"), self)
        self.setAccessibleName(self.title.text())
        self.bar.setAccessibleName(self.tr("Progress of {0}").format(self.title.text()))
        self.cancel.setAccessibleName(self.tr("Cancel: {0}").format(self.title.text()))
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_since)
        self._build()
        job = long.job
        job.progressed.connect(self._show)
        job.paused_changed.connect(self._show_paused)
        self.pause.clicked.connect(self._on_pause)
        self.cancel.clicked.connect(self._on_cancel)
        self._show(job.progress)
        self._show_paused(job.paused)
        self._show_since()
        self.say_reason("")
        self._tick.start()

    def say_reason(self, text: str) -> None:
        """Say why it is paused; empty when nobody but the person has paused it."""
        self.reason.setText(text)
        self.reason.setVisible(bool(text))

    def _show(self, progress: Progress | None) -> None:
        if progress is None:
            running = self.long.job.isRunning()
            self.figures.setText(self.tr("Getting ready") if running else self.tr("Waiting for its turn"))
            self.bar.setRange(0, 0 if running else 1)
            self.detail.hide()
            return
        known = progress.total > 0
        self.bar.setRange(0, STEPS if known else 0)
        if known:
            self.bar.setValue(round(STEPS * progress.done / progress.total))
        self.figures.setText(words.progress(self.long.kind, progress))
        self.detail.setText(progress.detail)
        self.detail.setVisible(bool(progress.detail))

    def _show_paused(self, paused: bool) -> None:
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.pause.setIcon(icon("play" if paused else "pause"))
        self.pause.setAccessibleName(f"{self.pause.text()}: {self.title.text()}")

    def _show_since(self) -> None:
        self.since.setText(words.since(self.long.since, time.time()))
        if self.long.job.progress is None:
            self._show(None)

    def _on_pause(self) -> None:
        job = self.long.job
        if job.paused:
            job.resume()
        else:
            job.pause()

    def _on_cancel(self) -> None:
        self.figures.setText(self.tr("Stopping…"))
        for button in (self.pause, self.cancel):
            button.setEnabled(False)
        self.long.job.cancel()

    def _build(self) -> None:
        for button in (self.pause, self.cancel):
            button.setIconSize(beside_text(16))
            button.setAutoDefault(True)  # outside of a dialog Enter would not press it
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.since)
        head.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addLayout(head)
        for widget in (self.figures, self.reason, self.bar, self.detail):
            lines.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addLayout(lines, 1)
        row.addWidget(self.pause)
        row.addWidget(self.cancel)
