"""The table with its filter: asks for the ids that fit, and shows them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.library.groups import Group
from vectorbeats_desktop.engine.records import FileState, LibraryStatus, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.icons import IconButton, icon
from vectorbeats_desktop.ui.library.details_panel import DetailsPanel
from vectorbeats_desktop.ui.library.scope_head import ScopeHead
from vectorbeats_desktop.ui.library.track_table import TrackTable
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

FILTER_PAUSE_MS = 150
DETAILS = "library.details"
ROOM_FOR_DETAILS = 860  # pixels; in less the table would be too narrow to read


class TrackBrowser(QWidget):
    """Every track of the library, filtered and sorted as the person wants."""

    def __init__(self, actions: Actions, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._job: Job | None = None
        self._stale = False
        self._sort, self._descending = "artist", False
        self._total = 0
        self._wanted: int | None = None  # a file to be shown once the ids are there
        self.filter = QLineEdit(self)
        self.states = QComboBox(self)
        self.count = QLabel(self)
        self.head = ScopeHead(covers, self)
        self.table = TrackTable(self._read_rows, covers, self)
        self.details = DetailsPanel(actions, covers, self)
        self.details.hide()  # until it is known how much room there is
        self.show_details = IconButton("info", self.tr("Details (Alt+Enter)"), self)
        self.nothing = StatePanel("filter", self)
        self._stack = QStackedWidget(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FILTER_PAUSE_MS)
        self._build()
        self.filter.textChanged.connect(self._pause.start)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self._pause.timeout.connect(self._ask_from_top)
        self.states.currentIndexChanged.connect(self._ask_from_top)
        self.table.sort_requested.connect(self._on_sort)
        self._connect_details()

    def _build(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter by title, artist, album, genre"))
        self.filter.setAccessibleName(self.tr("Filter the tracks"))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(420)
        self.states.setAccessibleName(self.tr("Which tracks"))
        self.states.addItem(self.tr("All tracks"), None)
        for state in FileState:
            self.states.addItem(wording.file_state(state), state)
        self.count.setObjectName("muted")
        self.nothing.add_button(self.tr("Show all tracks"), self.clear_filter)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.states)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.show_details)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.details)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addLayout(row)
        layout.addLayout(beside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_details()

    def toggle_details(self) -> None:
        """Show what is known of the chosen track beside the table, or do not; that is remembered."""
        preferences = self._actions.preferences
        preferences.choose(DETAILS, not preferences.value(DETAILS))
        self._arrange_details()

    def _connect_details(self) -> None:
        self.show_details.setCheckable(True)
        self.show_details.clicked.connect(self.toggle_details)
        self.details.closed.connect(self.toggle_details)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.tracks.modelReset.connect(self._on_selected)
        shortcut = QShortcut(QKeySequence("Alt+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle_details)

    def _arrange_details(self) -> None:
        wanted = bool(self._actions.preferences.value(DETAILS))
        shown = wanted and self.width() >= ROOM_FOR_DETAILS
        self.show_details.setChecked(shown)
        self.show_details.setEnabled(self.width() >= ROOM_FOR_DETAILS)
        if shown != self.details.isVisibleTo(self):
            self.details.setVisible(shown)
            self._on_selected()

    def _on_selected(self, *_change: object) -> None:
        row = self.table.currentIndex().row()
        selected = self.table.selectionModel().hasSelection()
        self.details.show_track(self.table.tracks.track(row) if selected and self.details.isVisible() else None)

    @property
    def group(self) -> Group | None:
        """The group whose tracks are shown; None where it is the whole library."""
        return self.head.group

    def show_group(self, group: Group | None) -> None:
        """Show only the tracks of a group, or all of the library."""
        if group is None and self.head.group is None:
            return
        self.head.show_group(group)
        self.filter.clear()
        self.states.setCurrentIndex(0)
        self._ask_from_top()

    @property
    def listing(self) -> bool:
        """Whether the files are being listed, or will be as soon as the table is seen."""
        return self._job is not None or self._stale

    def clear_filter(self) -> None:
        self.filter.clear()
        self.states.setCurrentIndex(0)
        self.refresh()

    def show_status(self, status: LibraryStatus) -> None:
        self._total = status.files
        self._say_count()

    def refresh(self) -> None:
        """List the files anew, with selection and scroll position kept; once more when asked meanwhile.

        While nobody sees the table, that waits until it is shown.
        """
        if self._job is not None or not self.isVisible():
            self._stale = True
            return
        self._ask(keep_place=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def reveal(self, track: Track) -> None:
        """Show a track, without a filter that would hide it."""
        self._wanted = track.file_id
        if not self.table.reveal(track.file_id):
            self.head.show_group(None)
            self.clear_filter()
        else:
            self._wanted = None
        self.table.setFocus()

    def find_on_spotify(self, track: Track) -> bool:
        """Ask for a track in its details; False where there is no room for them."""
        if self.width() < ROOM_FOR_DETAILS:
            return False
        if not self._actions.preferences.value(DETAILS):
            self.toggle_details()
        self.table.reveal(track.file_id)
        self.details.find_on_spotify(track)
        return True

    def _read_rows(self, ids: Sequence[int]) -> list[Track]:
        session = self._actions.session
        return session.catalog.rows(ids) if session is not None else []

    def _on_sort(self, sort: str, descending: bool) -> None:
        self._sort, self._descending = sort, descending
        self._ask_from_top()

    def _on_filter_entered(self) -> None:
        self._ask_from_top()
        self.table.setFocus()

    def _ask_from_top(self) -> None:
        self._ask(keep_place=False)

    def _ask(self, *, keep_place: bool) -> None:
        self._pause.stop()
        self._stale = False
        group = self.head.group
        job = self._actions.page_ids(
            self.filter.text(),
            sort=self._sort,
            descending=self._descending,
            state=self.states.currentData(),
            scope=group.scope if group is not None else None,
        )
        self._job = job
        job.succeeded.connect(partial(self._on_ids, job, keep_place))
        # Not `finished`: that comes in the job's own thread, where a partial would run.
        job.failed.connect(partial(self._on_ended, job))
        job.cancelled.connect(partial(self._on_ended, job))

    def _on_ids(self, job: Job, keep_place: bool, ids: array[int]) -> None:
        if job is not self._job:
            return
        self.table.show_ids(ids, keep_place=keep_place)
        self._say_count()
        self._show_table_or_nothing()
        if self._wanted is not None:
            self.table.reveal(self._wanted)
            self._wanted = None
        self._on_ended(job)

    def _on_ended(self, job: Job, _error: object = None) -> None:
        if job is self._job:
            self._job = None
            if self._stale:
                self.refresh()

    def _show_table_or_nothing(self) -> None:
        if self.table.tracks.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        text = self.filter.text().strip()
        title = self.tr("No track matches “{0}”").format(text) if text else self.tr("No tracks to show here")
        self.nothing.say(title, self.tr("The filter looks at titles, artists, albums, genres and file names."))
        self._stack.setCurrentWidget(self.nothing)

    def _say_count(self) -> None:
        shown = self.table.tracks.rowCount()
        total = self.head.group.count if self.head.group is not None else self._total
        if shown >= total:
            self.count.setText("")  # the page's head tells how many there are
        else:
            said = self.tr("{0} of {1} tracks")
            self.count.setText(said.format(wording.number(shown), wording.number(total)))
