"""The Activity page."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.settings import declared
from vectorbeats_desktop.ui.activity import words
from vectorbeats_desktop.ui.activity.job_card import JobCard
from vectorbeats_desktop.ui.activity.trouble_row import TroubleRow
from vectorbeats_desktop.ui.column import centred_column, scroll_down
from vectorbeats_desktop.ui.settings.row import SettingRow
from vectorbeats_desktop.ui.settings.section import Section
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.long_jobs import LongJob

WIDEST = 1100
SHOWN = 20  # of runs, and of what went wrong
OF_ANALYSIS = (
    "analysis.workers",
    "analysis.pause_while_playing",
    "analysis.pause_on_battery",
    "analysis.pause_on_busy",
    "analysis.night_only",
    "analysis.night_from",
    "analysis.night_to",
)
OF_INDEXING = ("index", "demo")

Known = tuple[list[dict[str, Any]], list[dict[str, Any]]]  # runs and problems, the newest first


class ActivityPage(QWidget):
    """Shows the long jobs as they come and go, and what the journal keeps."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activityPage")
        self.setAccessibleName(self.tr("Activity"))
        self._actions = actions
        self.cards: list[JobCard] = []
        self.nothing = QLabel(self.tr("Nothing is going on. Your library is as it should be."), self)
        self.nothing.setObjectName("muted")
        self._scroll = QScrollArea(self)
        self._inner = QWidget()
        self._jobs = QVBoxLayout()
        self.polite = Section("polite", self.tr("When to hold back"), self._inner)
        self.rows = {name: SettingRow(declared(name), actions.preferences, self.polite) for name in OF_ANALYSIS}
        self.troubles: list[TroubleRow] = []
        self.runs: list[QLabel] = []
        self._history = QVBoxLayout()
        self._sections: list[Section] = []
        self._build()
        self._connect()
        for long in actions.long_jobs.current:
            self._add(long)
        self._show_count()
        self.refresh()

    def take_focus(self) -> None:
        """Put the focus on the first job's button, or on the page."""
        if self.cards:
            self.cards[0].pause.setFocus()
        else:
            self._scroll.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Read the journal anew."""
        session = self._actions.session
        if session is not None:
            journal = session.journal
            job = self._actions.run("read the journal", lambda _ctx: (journal.runs.all(), journal.problems.all()))
            job.succeeded.connect(self._show_known)

    def _connect(self) -> None:
        actions = self._actions
        actions.long_jobs.began.connect(self._add)
        actions.long_jobs.ended.connect(self._remove)
        actions.politeness.changed.connect(lambda _reasons: self._say_reasons())
        actions.preferences.changed.connect(self._on_setting)
        actions.session_ready.connect(self.refresh)
        actions.index_finished.connect(lambda _report: self.refresh())
        actions.troubles.added.connect(self.refresh)

    def _add(self, long: LongJob) -> None:
        card = JobCard(long, self._inner)
        self.cards.append(card)
        self._jobs.addWidget(card)
        self._show_count()
        self._say_reasons()

    def _remove(self, long: LongJob) -> None:
        for card in [card for card in self.cards if card.long is long]:
            self.cards.remove(card)
            self._jobs.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._show_count()

    def _show_count(self) -> None:
        self.nothing.setVisible(not self.cards)

    def _say_reasons(self) -> None:
        night_from = self._actions.preferences.settings.whole("analysis.night_from")
        said = words.paused_for(self._actions.politeness.reasons, night_from)
        running = self._actions.indexing
        for card in self.cards:
            card.say_reason(said if card.long.job is running else "")

    def _on_setting(self, name: str) -> None:
        if name in self.rows:
            self.rows[name].refresh()
        self._say_reasons()

    def _show_known(self, known: Known) -> None:
        runs, problems = known
        for section in self._sections:
            self._history.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections, self.troubles, self.runs = [], [], []
        if problems:
            self._add_section("troubles", self.tr("What went wrong"), [self._trouble(one) for one in problems[:SHOWN]])
        if runs:
            self._add_section("runs", self.tr("Finished runs"), [self._run(one) for one in runs[:SHOWN]])

    def _add_section(self, name: str, title: str, rows: list[QWidget]) -> None:
        section = Section(name, title, self._inner)
        section.add_card(rows)
        self._sections.append(section)
        self._history.addWidget(section)

    def _trouble(self, record: dict[str, Any]) -> QWidget:
        row = TroubleRow(record, self._inner)
        row.again_requested.connect(partial(self._try_again, record))
        self.troubles.append(row)
        return row

    def _run(self, record: dict[str, Any]) -> QWidget:
        label = QLabel(f"{words.moment(float(record.get('at', 0.0)))} · {words.run(record)}", self._inner)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setContentsMargins(16, 8, 16, 8)
        self.runs.append(label)
        return label

    def _try_again(self, record: dict[str, Any]) -> None:
        actions, subject = self._actions, str(record.get("subject", ""))
        match record.get("what"):
            case "index":
                actions.index()
            case "demo":
                actions.build_demo()
            case "duplicates":
                actions.duplicates()
            case "download model":
                actions.models.download(subject)
            case "verify model":
                actions.models.verify(subject)
            case "sync":
                actions.remote.sync()
            case "file":
                self._try_file_again(subject)

    def _try_file_again(self, path: str) -> None:
        session = self._actions.session
        if session is None:
            return
        job = self._actions.run(
            "look for a file's problem",
            lambda _ctx: [one.file_id for one in session.problems() if str(one.path) == path and one.file_id],
        )
        job.succeeded.connect(lambda ids: self._actions.retry(ids) if ids else self._actions.index())

    def _build(self) -> None:
        title = QLabel(self.tr("Activity"), self)
        title.setObjectName("pageTitle")
        now = QLabel(self.tr("Now"), self._inner)
        now.setObjectName("sectionTitle")
        self.polite.add_card(
            [*self.rows.values()], self.tr("Analysing music takes time and power. It goes on by itself afterwards.")
        )
        self._jobs.setSpacing(8)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(8)
        column.addWidget(now)
        column.addWidget(self.nothing)
        column.addLayout(self._jobs)
        column.addSpacing(12)
        column.addLayout(self._history)
        column.addWidget(self.polite)
        column.addStretch(1)
        scroll_down(self._scroll, self._inner)
        layout = centred_column(self, WIDEST)
        layout.addWidget(title)
        layout.addWidget(self._scroll, 1)
