"""The Diagnostics page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.health_records import HealthReport, Remedy, State
from vectorbeats_desktop.ui.column import centred_column, scroll_down
from vectorbeats_desktop.ui.diagnostics import figures, words
from vectorbeats_desktop.ui.diagnostics.log_view import LogView
from vectorbeats_desktop.ui.diagnostics.rows import FigureRow, LatencyRow, PartRow
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.settings.section import Section
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.diagnostic_actions import Figures
from vectorbeats_desktop.workers.job import Job

WIDEST = 1100
PAGE_OF = {
    Remedy.FOLDERS: "library",
    Remedy.MODELS: "models",
    Remedy.COPIES: "settings",
    Remedy.SYNC: "catalogue",
    Remedy.SETTINGS: "settings",
}
"""Where a person does what the program cannot do by itself."""


class DiagnosticsPage(QWidget):
    """Looks when it is shown; mends and reports when it is asked to."""

    page_requested = Signal(str)  # a page's name

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diagnosticsPage")
        self.setAccessibleName(self.tr("Diagnostics"))
        self._actions = actions
        self._job: Job | None = None
        self.parts: list[PartRow] = []
        self.latencies: list[LatencyRow] = []
        self.figures: list[FigureRow] = []
        self.check = QPushButton(self.tr("Check again"), self)
        self.repair = QPushButton(self.tr("Repair"), self)
        self.report = QPushButton(self.tr("Save a report…"), self)
        self.hint = HintBar(self)
        self.state = QLabel(self.tr("Looking at every part…"), self)
        self.counters = QLabel(self)
        self.log = LogView(self)
        self._inner = QWidget()
        self._health = Section("health", self.tr("Health"), self._inner)
        self._speed = Section("speed", self.tr("How long searches take"), self._inner)
        self._counted = Section("counted", self.tr("What was counted"), self._inner)
        self._cards: dict[Section, QFrame] = {}
        self._build()
        self.check.clicked.connect(self.look)
        self.repair.clicked.connect(self._mend)
        self.report.clicked.connect(self._ask_report)
        actions.session_ready.connect(self.look)
        self.look()

    def take_focus(self) -> None:
        """Put the focus on the button that looks again, and look at what is quickly looked at."""
        self.check.setFocus()
        self._count()

    def look(self) -> None:
        """Look at every part, and count anew."""
        if self._actions.session is None or self._job is not None:
            return
        self._follow(self._actions.diagnostics.health(), self.tr("Looking at every part…"))
        self._count()

    def save_report(self, target: Path) -> None:
        """Write the support bundle to a file."""
        job = self._actions.diagnostics.bundle(target)
        self.hint.say(self.tr("Writing the report…"))
        said = self.tr("The report is in {0}. Nothing was sent to anybody; look through it before you pass it on.")
        job.succeeded.connect(lambda _none: self.hint.say(said.format(target)))
        job.failed.connect(self._tell)

    def _mend(self) -> None:
        if self._job is None:
            self._follow(self._actions.diagnostics.repair(), self.tr("Mending what can be mended…"))

    def _follow(self, job: Job, said: str) -> None:
        self._job = job
        self.state.setText(said)
        self._set_busy(True)
        job.succeeded.connect(self._show_health)
        job.failed.connect(self._tell)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(lambda *_outcome: self._on_ended(job))

    def _on_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._set_busy(False)
            self._count()

    def _set_busy(self, busy: bool) -> None:
        self.repair.setEnabled(not busy)  # not the other one: the focus would leave it

    def _tell(self, error: Exception) -> None:
        if isinstance(error, KnownError):  # a bug is told by the window
            self.hint.say(f"{error.message} {error.hint}".strip())
            self.state.setText(self.tr("It could not be looked at, or not be mended."))

    def _show_health(self, report: HealthReport) -> None:
        self.parts = [PartRow(part, self._health) for part in report.parts]
        for row in self.parts:
            row.remedy_wanted.connect(self._help)
        self._replace(self._health, [*self.parts])
        self.state.setText(
            {
                State.HEALTHY: self.tr("All is well."),
                State.DEGRADED: self.tr("All works, some of it with limits."),
                State.UNHEALTHY: self.tr("Something is broken. Repair mends what can be mended."),
            }[report.state]
        )

    def _help(self, remedy: Remedy) -> None:
        if remedy is Remedy.REPAIR:
            self._mend()
        elif remedy is Remedy.INDEX:
            self._actions.index()
            self.hint.say(self.tr("Indexing has begun; the page Activity shows how far it is."))
        else:
            self.page_requested.emit(PAGE_OF[remedy])

    def _count(self) -> None:
        if self._actions.session is not None:
            self._actions.diagnostics.figures().succeeded.connect(self._show_figures)

    def _show_figures(self, found: Figures) -> None:
        session = self._actions.session
        if session is None:
            return
        self.counters.setText(words.counters(found.counters))
        self.latencies = [LatencyRow(latency, self._speed) for latency in found.latencies]
        self._replace(self._speed, [*self.latencies])
        self._speed.setVisible(bool(self.latencies))
        self.figures = [FigureRow(*told, self._counted) for told in figures.told(found.families)]
        self._replace(self._counted, [*self.figures])
        self._counted.setVisible(bool(self.figures))
        self.log.show_entries(found.log, session.paths.logs)

    def _replace(self, section: Section, rows: list[QWidget]) -> None:
        if (card := self._cards.pop(section, None)) is not None:
            card.hide()
            card.deleteLater()
        section.rows = []
        if rows:
            self._cards[section] = section.add_card(rows)

    def _ask_report(self) -> None:
        name = f"vectorbeats-report-{datetime.now():%Y-%m-%d}.zip"
        suggested = str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save a report"), suggested, self.tr("Reports (*.zip)"))
        if chosen:
            self.save_report(Path(chosen))

    def _build(self) -> None:
        title = QLabel(self.tr("Diagnostics"), self)
        title.setObjectName("pageTitle")
        self.state.setObjectName("muted")
        self.counters.setObjectName("muted")
        self.report.setToolTip(self.tr("A zip for whoever helps you, without private names and paths"))
        self.repair.setToolTip(self.tr("What it takes away is made again by the next indexing run"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addStretch(1)
        for button in (self.check, self.repair, self.report):
            button.setAutoDefault(True)  # outside of a dialog Enter would not press it
            head.addWidget(button)
        log = Section("log", self.tr("Log"), self._inner)
        log.add_card([self.log])
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(8)
        column.addWidget(self._health)
        column.addWidget(self._speed)
        column.addWidget(self._counted)
        column.addWidget(log)
        column.addWidget(self.counters)
        column.addStretch(1)
        self._speed.hide()
        self._counted.hide()
        scroll = QScrollArea(self)
        scroll_down(scroll, self._inner)
        layout = centred_column(self, WIDEST)
        layout.addLayout(head)
        layout.addWidget(self.state)
        layout.addWidget(self.hint)
        layout.addWidget(scroll, 1)
