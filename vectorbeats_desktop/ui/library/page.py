"""The Library page: folders on top, then what indexing does, then every track and every problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from vectorbeats_desktop.engine.library.groups import Group, Grouping
from vectorbeats_desktop.engine.records import FileProblem, Folder, LibraryStatus, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.ui.library.browser import TrackBrowser
from vectorbeats_desktop.ui.library.duplicates import DuplicatesPane
from vectorbeats_desktop.ui.library.folder_pane import FolderPane
from vectorbeats_desktop.ui.library.folders import FolderStrip
from vectorbeats_desktop.ui.library.group_pane import GroupPane
from vectorbeats_desktop.ui.library.problems import ProblemsPane
from vectorbeats_desktop.ui.library.progress_panel import ProgressPanel
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.ui.spotify_asking import SpotifyAsking
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.session import Session

WIDEST = 2000
TRACKS, ALBUMS, ARTISTS, GENRES, FOLDERS, PROBLEMS, DUPLICATES = range(7)
GROUPINGS = {ALBUMS: Grouping.ALBUM, ARTISTS: Grouping.ARTIST, GENRES: Grouping.GENRE}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows besides the table."""

    status: LibraryStatus
    folders: tuple[Folder, ...]
    problems: tuple[FileProblem, ...]


def read_overview(session: Session) -> Overview:
    """Ask the library for all of it; not for the window's thread."""
    return Overview(session.status(), tuple(session.folders()), tuple(session.problems()))


class LibraryPage(QWidget):
    """Where the music comes from, how far it is known, and all of it in one table."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    enqueue_requested = Signal(object, bool)  # list[Track], True: right after the track that plays
    like_requested = Signal(object)  # Track: find more like it
    path_requested = Signal(object)  # Track: find a path that begins with it
    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with

    def __init__(self, actions: Actions, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPage")
        self.setAccessibleName(self.tr("Library"))
        self._actions = actions
        self.watch = LibraryWatch(actions, "library overview", read_overview, self)
        self.add = QPushButton(icon("folder-add", "on_accent"), self.tr("Add folder…"), self)
        self.subtitle = QLabel(self)
        self.folders = FolderStrip(self)
        self.progress = ProgressPanel(self)
        self.tabs = QTabBar(self)
        self.hint = HintBar(self)
        self.spotify = SpotifyAsking(actions, self.hint, self)
        # Each in its place from the start: moving a widget into another one styles all that is in it again.
        self._body = QStackedWidget(self)
        self._panes = QStackedWidget(self._body)
        self.browser = TrackBrowser(actions, covers, self._panes)
        self.groups = {place: GroupPane(actions, covers, each, self._panes) for place, each in GROUPINGS.items()}
        self.tree = FolderPane(actions, self._panes)
        self._opened_from = TRACKS
        self.problems = ProblemsPane(self._panes)
        self.duplicates = DuplicatesPane(actions, self._panes)
        self.empty = StatePanel("library", self._body)
        self._build()
        self._connect()

    def add_folder_dialog(self, above: QWidget | None = None) -> None:
        """Ask for a folder, above this page or another widget, and take it into the library."""
        dialog = QFileDialog(above or self, self.tr("Add a folder with music"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: [self._actions.add_folder(Path(name)) for name in names])
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_track(self, track: Track) -> None:
        """Bring a track into view, selected."""
        self.tabs.setCurrentIndex(TRACKS)
        self.browser.reveal(track)

    def _find_on_spotify(self, track: Track) -> None:
        if not self.browser.find_on_spotify(track):
            self.spotify.find(track)

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        self.browser.table.setFocus()

    def mark_playing(self, file_id: int | None) -> None:
        """Let the track that plays stand out."""
        self.browser.table.mark_playing(file_id)

    def keep(self) -> None:
        """Save the chosen tracks as a playlist."""
        self.save_requested.emit(self.browser.table.chosen_tracks(), "")

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        self.tabs.setCurrentIndex(TRACKS)
        self.browser.filter.setFocus()
        self.browser.filter.selectAll()

    def _build(self) -> None:
        title = QLabel(self.tr("Library"), self)
        title.setObjectName("pageTitle")
        self.subtitle.setObjectName("pageSubtitle")
        self.add.setProperty("kind", "primary")
        self.add.setIconSize(beside_text(18))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.subtitle)
        head.addStretch(1)
        head.addWidget(self.add)
        self.tabs.addTab(self.tr("Tracks"))
        for each in (*GROUPINGS.values(), Grouping.FOLDER):
            self.tabs.addTab(wording.grouping(each))
        self.tabs.addTab(self.tr("Problems"))
        self.tabs.addTab(self.tr("Duplicates"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Ways to look at the library"))
        self._panes.addWidget(self.browser)
        for pane in self.groups.values():
            self._panes.addWidget(pane)
        self._panes.addWidget(self.tree)
        self._panes.addWidget(self.problems)
        self._panes.addWidget(self.duplicates)
        self._body.addWidget(self._panes)
        self._body.addWidget(self.empty)
        layout = centred_column(self, WIDEST)
        layout.addLayout(head)
        for widget in (self.folders, self.progress, self.tabs, self.hint):
            layout.addWidget(widget)
        layout.addWidget(self._body, 1)
        self._fill_empty()
        self._show_empty(False)
        self.folders.hide()

    def _fill_empty(self) -> None:
        self.empty.say(
            self.tr("Your library is empty"),
            self.tr(
                "Add a folder with music. It stays where it is, is never changed, and can be played at once; "
                "meanwhile it is listened to, here on this computer."
            ),
        )
        self.empty.add_button(self.tr("Add folder…"), lambda: self.add_folder_dialog(), primary=True)
        self.demo = self.empty.add_button(self.tr("Try it with demo music"), self._actions.build_demo)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self.add_folder_dialog())
        self.tabs.currentChanged.connect(self._panes.setCurrentIndex)
        self.watch.changed.connect(self._on_overview)
        self.folders.look_again.connect(lambda folder_id: self._actions.index([folder_id]))
        self.folders.remove_requested.connect(self._ask_removal)
        self.folders.confirm_requested.connect(self._ask_confirmation)
        self.problems.retry_requested.connect(self._actions.retry)
        for wishes in (self.browser.table.wishes, *(pane.wishes for pane in self.groups.values())):
            wishes.play_requested.connect(self.play_requested)
            wishes.enqueue_requested.connect(self.enqueue_requested)
            wishes.like_requested.connect(self.like_requested)
            wishes.path_requested.connect(self.path_requested)
            wishes.save_requested.connect(self.save_requested)
        self.browser.table.wishes.offer_spotify(self._actions.preferences)
        self.browser.table.wishes.spotify_requested.connect(self._find_on_spotify)
        details = self.browser.details
        details.play_requested.connect(self.play_requested)
        details.retry_requested.connect(self._actions.retry)
        self._connect_groups()
        self.duplicates.play_requested.connect(self.play_requested)
        self.duplicates.reveal_requested.connect(self.show_track)
        self._actions.session_ready.connect(self.browser.refresh)
        self._actions.library_changed.connect(self.browser.refresh)
        self._actions.index_started.connect(self._on_index_started)
        if self._actions.session is not None:
            self.browser.refresh()
        if self._actions.indexing is not None:
            self._on_index_started(self._actions.indexing)

    def _connect_groups(self) -> None:
        for pane in self.groups.values():
            pane.opened.connect(self.open_group)
        self.tree.opened.connect(self.open_group)
        # A click on the tab asks for all tracks, also while it shows a group's.
        self.tabs.tabBarClicked.connect(lambda place: self.browser.show_group(None) if place == TRACKS else None)
        head = self.browser.head
        head.back.connect(self._leave_group)
        head.play_requested.connect(lambda: self._with_group(self.groups[ALBUMS].play))
        head.keep_requested.connect(lambda: self._with_group(self.groups[ALBUMS].keep))

    def open_group(self, group: Group) -> None:
        """Show the tracks of an album, an artist, a genre or a folder."""
        self._opened_from = self.tabs.currentIndex()
        self.browser.show_group(group)
        self.tabs.setCurrentIndex(TRACKS)
        self.browser.table.setFocus()

    def _leave_group(self) -> None:
        self.tabs.setCurrentIndex(self._opened_from)
        self.browser.show_group(None)
        if (pane := self.groups.get(self._opened_from)) is not None:
            pane.grid.setFocus()
        elif self._opened_from == FOLDERS:
            self.tree.view.setFocus()

    def _with_group(self, act: Callable[[Group], None]) -> None:
        if self.browser.group is not None:
            act(self.browser.group)

    def _on_index_started(self, job: Job) -> None:
        self.progress.follow(job)
        self._set_indexing(True)
        # Not `finished`: a quick job has sent it before this is called.
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(lambda *_outcome: self._set_indexing(False))

    def _set_indexing(self, indexing: bool) -> None:
        self.folders.set_indexing(indexing)
        self.demo.setEnabled(not indexing)

    def _on_overview(self, overview: Overview) -> None:
        status = overview.status
        self.folders.show_folders(overview.folders)
        self.problems.show_problems(overview.problems)
        self.browser.show_status(status)
        count = len(overview.problems)
        self.tabs.setTabText(PROBLEMS, self._problems_title(count))
        self.subtitle.setText(self._how_much(status))
        self._show_empty(not overview.folders)

    def _problems_title(self, count: int) -> str:
        return self.tr("Problems ({0})").format(wording.number(count)) if count else self.tr("Problems")

    def _how_much(self, status: LibraryStatus) -> str:
        if not status.files:
            return ""
        files = wording.number(status.files)
        if status.pending:
            return self.tr("{0} of {1} tracks analysed").format(wording.number(status.ready), files)
        return self.tr("1 track") if status.files == 1 else self.tr("{0} tracks").format(files)

    def _show_empty(self, empty: bool) -> None:
        self.tabs.setVisible(not empty)
        self.add.setVisible(not empty)
        self._body.setCurrentWidget(self.empty if empty else self._panes)

    def _ask_removal(self, folder: Folder) -> None:
        self._ask(
            self.tr("Take this folder out of the library?"),
            self.tr("{0}\n\nIts {1} tracks leave the library. The files on your disk stay as they are.").format(
                folder.path, wording.number(folder.files)
            ),
            self.tr("Take out"),
            lambda: self._actions.remove_folder(folder.folder_id),
        )

    def _ask_confirmation(self, folder: Folder) -> None:
        self._ask(
            self.tr("{0} files are gone from this folder").format(wording.number(folder.pending_removals)),
            self.tr(
                "{0}\n\nThat is a large part of it, so they wait in the library in case they come back: "
                "a drive that is not there, or a folder that was moved. Are they gone for good?"
            ).format(folder.path),
            self.tr("Gone for good"),
            lambda: self._actions.index([folder.folder_id], confirm_removals=True),
        )

    def _ask(self, title: str, text: str, yes: str, act: object) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, title, f"<b>{title}</b>", QMessageBox.StandardButton.Cancel, self)
        box.setInformativeText(text)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        agreed.clicked.connect(act)
        box.finished.connect(box.deleteLater)
        box.open()
