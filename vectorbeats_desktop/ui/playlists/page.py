"""The Playlists page: saved ones, and paths."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabBar, QWidget

from vectorbeats_desktop.engine.records import Playlist, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.ui.playlists.file_dialogs import playlist_files
from vectorbeats_desktop.ui.playlists.path_panel import PathPanel
from vectorbeats_desktop.ui.playlists.saved_pane import SavedPane
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.spotify_asking import SpotifyAsking
from vectorbeats_desktop.workers.actions import Actions

WIDEST = 2000
SAVED, PATH = 0, 1


class PlaylistsPage(QWidget):
    """Keeps what a person wants to hear again, and finds ways from one track to another."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    enqueue_requested = Signal(object, bool)  # list[Track], True: right after the track that plays
    like_requested = Signal(object)  # Track: find more like it
    reveal_requested = Signal(object)  # Track: show it in the library
    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with

    path_found = Signal(object)  # list[Track], in order; empty when there is none any more

    def __init__(
        self, actions: Actions, covers: CoverCache, saver: PlaylistSaver, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("playlistsPage")
        self.setAccessibleName(self.tr("Playlists"))
        self.setAcceptDrops(True)
        self._actions, self.saver = actions, saver
        self._wanted = ""  # the playlist to be chosen once it is listed
        self.watch = LibraryWatch(actions, "playlists", lambda session: session.playlists.all(), self, seen_in=self)
        self.bring_in = QPushButton(self.tr("Import…"), self)
        self.new_smart = QPushButton(self.tr("New smart playlist…"), self)
        self.subtitle = QLabel(self)
        self.tabs = QTabBar(self)
        self.hint = HintBar(self)
        self.spotify = SpotifyAsking(actions, self.hint, self)
        self._panes = QStackedWidget(self)
        self.saved = SavedPane(actions, covers, saver, self._panes)
        self.path = PathPanel(actions, covers, self._panes)
        self._build()
        self._connect()
        actions.playlists.changed.connect(self.watch.refresh)
        saver.saved.connect(self._on_saved)

    def begin_path(self, track: Track) -> None:
        """Look for a path that begins with this track."""
        self.tabs.setCurrentIndex(PATH)
        self.path.begin_with(track)

    def show_path(self) -> None:
        """Turn to the path."""
        self.tabs.setCurrentIndex(PATH)

    def show_playlist(self, name: str) -> None:
        """Turn to a saved playlist, once it is listed."""
        self.tabs.setCurrentIndex(SAVED)
        self._on_saved(name)

    def make_smart(self) -> None:
        """Ask for the rules of a new smart playlist."""
        self.tabs.setCurrentIndex(SAVED)
        self.saved.maker.new()

    def keep(self) -> None:
        """Save what is shown as a playlist, where it is none yet."""
        if self.tabs.currentIndex() == PATH:
            self.path.keep()
        elif self.saved.list.smart:
            self.saved.maker.freeze(self.saved.list.name)
        else:
            self.save_requested.emit(self.saved.table.given, self.saved.list.name)

    def mark_playing(self, file_id: int | None) -> None:
        """Let the track that plays stand out."""
        for table in (self.saved.table, self.path.table):
            table.mark_playing(file_id)

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        if self.tabs.currentIndex() == PATH:
            self.path.focus_next()
        else:
            self.saved.focus_list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.refresh()  # what fills itself is filled when it is opened

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if playlist_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.tabs.setCurrentIndex(SAVED)
        self.saved.import_files(playlist_files(event.mimeData()))

    def _build(self) -> None:
        title = QLabel(self.tr("Playlists"), self)
        title.setObjectName("pageTitle")
        self.subtitle.setObjectName("pageSubtitle")
        self.bring_in.setIcon(icon("import"))
        self.bring_in.setIconSize(beside_text(18))
        self.new_smart.setIcon(icon("smart-playlist"))
        self.new_smart.setIconSize(beside_text(18))
        self.new_smart.setProperty("kind", "quiet")
        below = QHBoxLayout()
        below.addWidget(self.tabs)
        below.addStretch(1)
        below.addWidget(self.new_smart)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.subtitle)
        head.addStretch(1)
        head.addWidget(self.bring_in)
        self.tabs.addTab(self.tr("Saved"))
        self.tabs.addTab(self.tr("Path"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Saved playlists or a path"))
        self._panes.addWidget(self.saved)
        self._panes.addWidget(self.path)
        layout = centred_column(self, WIDEST)
        layout.addLayout(head)
        layout.addLayout(below)
        layout.addWidget(self.hint)
        layout.addWidget(self._panes, 1)

    def _connect(self) -> None:
        self.bring_in.clicked.connect(self._import)
        self.new_smart.clicked.connect(self.make_smart)
        self.tabs.currentChanged.connect(self._panes.setCurrentIndex)
        self.watch.changed.connect(self._on_playlists)
        self.path.save_requested.connect(self.save_requested)
        self.path.found.connect(self.path_found)
        for pane in (self.saved, self.path):
            pane.said.connect(self.hint.say)
            wishes = pane.table.wishes
            wishes.play_requested.connect(self.play_requested)
            wishes.enqueue_requested.connect(self.enqueue_requested)
            wishes.like_requested.connect(self.like_requested)
            wishes.reveal_requested.connect(self.reveal_requested)
            wishes.save_requested.connect(self.save_requested)
            wishes.path_requested.connect(self.begin_path)
            wishes.spotify_requested.connect(self.spotify.find)
            wishes.offer_spotify(self._actions.preferences)

    def _import(self) -> None:
        self.tabs.setCurrentIndex(SAVED)
        self.saved.import_dialog()

    def _on_saved(self, name: str) -> None:
        self._wanted = name
        self.watch.refresh()

    def _on_playlists(self, playlists: Sequence[Playlist]) -> None:
        wanted = self._wanted if any(one.name == self._wanted for one in playlists) else ""
        if wanted:
            self._wanted = ""
        count = wording.number(len(playlists))
        self.subtitle.setText(self.tr("{0} saved").format(count) if playlists else "")
        self.saved.show_playlists(playlists, wanted)
