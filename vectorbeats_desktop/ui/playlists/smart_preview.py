"""What a recipe gives now: how many tracks, and the first of them, asked anew while rules are edited."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.playlists.recipe import Recipe
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.busy_line import BusyLine
from vectorbeats_desktop.ui.playlists.track_field import line
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.smart_actions import PREVIEWED, FilledPlaylist

PAUSE_MS = 300
LEAST = 4  # lines, where there is little room
MARGINS = (PREVIEWED + 1) * 7 + 20


class SmartPreview(QWidget):
    """What was shown stays until there is an answer; what cannot be asked is told instead."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._recipe: Recipe | None = None
        self._job: Job | None = None
        self.count = QLabel(self)
        self.note = QLabel(self)
        self.first = QListWidget(self)
        self.busy = BusyLine(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._build()

    def show_recipe(self, recipe: Recipe) -> None:
        """Ask what this gives, after a short pause."""
        self._recipe = recipe
        self.say("")
        self._pause.start()

    def say(self, problem: str) -> None:
        """Tell what keeps the rules from being asked."""
        self.note.setText(problem)
        self.note.setVisible(bool(problem))

    def give_up(self) -> None:
        """Take no answer any more."""
        self._pause.stop()
        self._job = None

    def _ask(self) -> None:
        if self._recipe is None:
            return
        self._job = job = self._actions.smart.preview(self._recipe)
        self.busy.set_busy(True)
        job.succeeded.connect(partial(self._on_filled, job))
        job.failed.connect(partial(self._on_failed, job))

    def _on_filled(self, job: Job, found: FilledPlaylist) -> None:
        if job is not self._job:
            return
        self.busy.set_busy(False)
        filled = found.filled
        said = (wording.tracks(filled.count), wording.long_duration(filled.seconds))
        self.count.setText(" · ".join(text for text in said if text))
        self.say("\n".join(filled.notices))
        self.first.clear()
        self.first.addItems([line(track) for track in found.first])
        if filled.count > len(found.first):
            self.first.addItem(self.tr("and {0} more").format(wording.number(filled.count - len(found.first))))

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self.busy.set_busy(False)
        self.count.setText("")
        self.first.clear()
        self.say(str(error) if isinstance(error, KnownError) else self.tr("The preview failed."))

    def _build(self) -> None:
        self.count.setObjectName("sectionTitle")
        self.note.setProperty("tone", "warn")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.hide()
        self.first.setObjectName("previewList")
        self.first.setAccessibleName(self.tr("The first tracks"))
        self.first.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.first.setUniformItemSizes(True)
        self.first.setMinimumHeight(LEAST * self.fontMetrics().height())
        self.first.setMaximumHeight((PREVIEWED + 1) * self.fontMetrics().height() + MARGINS)
        self.first.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.first.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the rules say what is in it
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.count, self.busy, self.note, self.first):
            layout.addWidget(widget)
