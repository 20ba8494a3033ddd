"""The main window: rail, pages, banner and player bar, and what connects them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import CatalogDamaged, KnownError
from vectorbeats_desktop.engine.records import IndexReport, SearchResult, Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import motion
from vectorbeats_desktop.ui.banner import Banner
from vectorbeats_desktop.ui.catalogue.sign import CatalogueSign
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.intake import Intake, offers_something, read_mime
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.words_box import clipboard_intake
from vectorbeats_desktop.ui.errors import ErrorPresenter
from vectorbeats_desktop.ui.library.page import LibraryPage
from vectorbeats_desktop.ui.pages import (
    DISCOVER,
    LIBRARY,
    MAP,
    PAGES,
    PLAYLISTS,
    WELCOME,
    PageStack,
    Surroundings,
)
from vectorbeats_desktop.ui.playback import Playback
from vectorbeats_desktop.ui.player_bar import PlayerBar
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.rail import NavigationRail
from vectorbeats_desktop.ui.shortcuts import Shortcuts, ShortcutSheet
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.tips import Tips
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:
    from vectorbeats_desktop.ui.playlists.page import PlaylistsPage
    from vectorbeats_desktop.ui.window_commands import WindowCommands

MINIMUM = QSize(960, 600)
FIRST_SIZE = QSize(1280, 800)
BANNER_WIDEST = 1120
REMEMBER_AFTER_MS = 600


@runtime_checkable
class MarksPlaying(Protocol):
    """A page in which the track that plays stands out."""

    def mark_playing(self, file_id: int | None) -> None: ...


@runtime_checkable
class Keeps(Protocol):
    """A page that can save what it lists as a playlist."""

    def keep(self) -> None: ...


@runtime_checkable
class ShowsFound(Protocol):
    """A page in which what was found elsewhere stands out among the whole library."""

    def light(self, track_ids: Sequence[str]) -> None: ...

    def draw_way(self, track_ids: Sequence[str]) -> None: ...


class MainWindow(QMainWindow):
    """Everything a person sees. `playback` gets its player once the window stands."""

    closed = Signal()
    try_again = Signal()  # open the library again
    go_back = Signal(str)  # to the copy of that name, in place of a catalogue that does not open

    def __init__(self, actions: Actions, covers: CoverCache, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("VectorBeats")
        self.setMinimumSize(MINIMUM)
        self.setAcceptDrops(True)
        self._actions, self._theme, self._settings = actions, theme, settings
        # Each in its place from the start: moving a widget into another one styles all that is in it again.
        centre = QWidget(self)
        self.setCentralWidget(centre)
        self.rail = NavigationRail(centre)
        self.banner = Banner(centre)
        self.tips = Tips(self.banner, actions.preferences, self)
        self.saver = PlaylistSaver(actions, self)
        self.pages = PageStack(Surroundings(actions, covers, settings, self.saver), centre)
        self.player_bar = PlayerBar(covers, centre)
        self.errors = ErrorPresenter(self.banner, self)
        self.playback = Playback(self.player_bar, self.errors, actions, settings)
        self.leaving = False  # whether the program ends, and not only its window goes
        self._playing: int | None = None  # the file that plays
        self._commands: WindowCommands | None = None
        self._found: tuple[str, ...] = ()  # the tracks that the last search found
        self._way: tuple[str, ...] = ()  # those of the last path
        self._remember = QTimer(self, singleShot=True, interval=REMEMBER_AFTER_MS)
        self._build(centre)
        self.shortcuts = Shortcuts(self, self.keys())
        self._wishes = self._track_wishes()
        self.pages.made.connect(self._on_page_made)
        # Both are asked for things from elsewhere; all others can wait until they are shown.
        self.discover = cast(DiscoverPage, self.pages.get(DISCOVER))
        self.library = cast(LibraryPage, self.pages.get(LIBRARY))
        self._connect_pages()
        self._connect_actions()
        motion.set_reduced(settings.flag("window.reduce_motion"))
        self._restore()
        self.show_page(DISCOVER)

    @property
    def playlists(self) -> PlaylistsPage:
        """The Playlists page, made if it was not yet."""
        return cast("PlaylistsPage", self.pages.get(PLAYLISTS))

    def show_page(self, name: str) -> None:
        """Go to a page."""
        self.pages.go(name)
        self.rail.show_page(name)
        self.shortcuts.set_enabled("paste", name != DISCOVER)  # Discover pastes by itself
        self.tips.page_shown(name)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Add folders to the library, and look with files."""
        job = self._actions.run("look at a drop", lambda _ctx: [path for path in paths if path.is_dir()])
        job.succeeded.connect(lambda folders: self._open_sorted(paths, folders))

    def come_forward(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """End the program."""
        self.leaving = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offers_something(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take_in(read_mime(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember.stop()
        self._store()
        self.playback.stop()
        event.accept()
        self.closed.emit()

    def _build(self, centre: QWidget) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        around = QHBoxLayout()
        around.setContentsMargins(24, 12, 24, 0)
        self.banner.setMaximumWidth(BANNER_WIDEST)
        around.addStretch(1)
        around.addWidget(self.banner, 1000)
        around.addStretch(1)
        content.addLayout(around)
        content.addWidget(self.pages, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(content, 1)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(self.player_bar)

    def keys(self) -> dict[str, Callable[[], object]]:
        """What the keys of the table do that are bound to the window, by their actions."""
        return {
            "words": self._focus_words,
            "open": self._choose_files,
            "hum": self._hum,
            "filter": self._focus_filter,
            "paste": lambda: self._take_in(clipboard_intake()),
            "add_folder": self.add_folder,
            **self.playback.keys(),
            **{line.name: partial(self.show_page, line.name) for line in PAGES},
            "path": self._find_path,
            "keep": self._keep,
            "commands": self._open_palette,
            "help": lambda: ShortcutSheet(self).open(),
            "quit": self.leave,
        }

    def _open_palette(self) -> None:
        if self._commands is None:
            from vectorbeats_desktop.ui.window_commands import WindowCommands  # with a library that few starts need

            self._commands = WindowCommands(self, self._actions)
        self._commands.open()

    def welcome(self) -> None:
        """Lead through the first start."""
        self.show_page(WELCOME)

    def _on_welcomed(self) -> None:
        self._settings.set("window.welcomed", True)
        self.show_page(DISCOVER)

    def _connect_pages(self) -> None:
        self.rail.page_chosen.connect(self.show_page)
        self.rail.theme_chosen.connect(self.choose_theme)
        self.rail.help_requested.connect(lambda: ShortcutSheet(self).open())
        self.rail.show_theme(self._theme.mode)
        self.playback.save_requested.connect(self.saver.save)
        self.saver.said.connect(self._on_kept)
        self.discover.asker.answered.connect(self._on_answer)
        self.discover.asker.nothing_asked.connect(lambda: self._light(()))
        self.discover.humming.listening.connect(self.playback.hush)
        self.playback.drop_told.connect(self._on_drop)
        self.playback.continuing.exhausted.connect(self._on_exhausted)
        self.playback.track_changed.connect(self._mark_playing)
        self.playback.match_of = self.discover.answer.results.match_of
        self.discover.status.changed.connect(self.rail.show_library)
        self.banner.action_requested.connect(self.try_again)
        self.player_bar.volume_chosen.connect(self._remember.start)
        self._remember.timeout.connect(self._store)

    def _connect_actions(self) -> None:
        actions = self._actions
        actions.failed.connect(self.errors.show)
        actions.session_failed.connect(self._on_session_failed)
        actions.index_started.connect(self._on_index_started)
        actions.index_finished.connect(self._on_index_finished)
        actions.preferences.changed.connect(self._on_setting)
        CatalogueSign(actions, self.rail)

    def add_folder(self) -> None:
        """Ask for a folder of music."""
        if self.pages.name != WELCOME:  # there the steps go on
            self.show_page(LIBRARY)
        self.library.add_folder_dialog(self)

    def _track_wishes(self) -> dict[str, Callable[..., None]]:
        return {
            "play_requested": self.playback.play,
            "enqueue_requested": self.playback.enqueue,
            "save_requested": self.saver.save,
            "path_requested": self._begin_path,
            "like_requested": self._find_like,
            "reveal_requested": self._reveal,
            "page_requested": self.show_page,
            "playlist_requested": self._show_playlist,
            "add_folder_requested": self.add_folder,
            "path_found": self._on_path,
            "welcomed": self._on_welcomed,
        }

    def _on_page_made(self, _name: str, page: QWidget) -> None:
        for wish, act in self._wishes.items():
            if (signal := getattr(page, wish, None)) is not None:
                signal.connect(act)
        if isinstance(page, MarksPlaying):
            page.mark_playing(self._playing)
        if isinstance(page, ShowsFound):
            page.light(self._found)
            page.draw_way(self._way)

    def _on_answer(self, result: SearchResult) -> None:
        here = (hit.track for hit in result.hits if not hit.track.elsewhere)
        self._light(tuple(track.track_id for track in here if track.track_id))

    def _light(self, track_ids: tuple[str, ...]) -> None:
        """Let what a search found stand out wherever the whole library is seen."""
        self._found = track_ids
        if isinstance(page := self.pages.known(MAP), ShowsFound):
            page.light(track_ids)

    def _on_path(self, tracks: Sequence[Track]) -> None:
        self._way = tuple(track.track_id for track in tracks)
        if isinstance(page := self.pages.known(MAP), ShowsFound):
            page.draw_way(self._way)

    def _focus_words(self) -> None:
        self.show_page(DISCOVER)
        self.discover.focus_text()

    def _focus_filter(self) -> None:
        self.show_page(LIBRARY)
        self.library.focus_filter()

    def _choose_files(self) -> None:
        self.show_page(DISCOVER)
        self.discover.choose_files()

    def _hum(self) -> None:
        if self.pages.name != DISCOVER:
            self.show_page(DISCOVER)
        self.discover.humming.toggle()

    def _take_in(self, taken: Intake) -> None:
        if taken.paths:
            self.open_paths(taken.paths)
        elif taken:
            self.show_page(DISCOVER)
            self.discover.take_in(taken)

    def _open_sorted(self, paths: Sequence[Path], folders: Sequence[Path]) -> None:
        for folder in folders:
            self._actions.add_folder(folder)
        if files := [path for path in paths if path not in folders]:
            self.show_page(DISCOVER)
            self.discover.add_paths(files)
        elif folders:
            self.show_page(LIBRARY)

    def _reveal(self, track: Track) -> None:
        self.show_page(LIBRARY)
        self.library.show_track(track)

    def _mark_playing(self, track: Track | None) -> None:
        self._playing = track.file_id if track is not None else None
        for line in PAGES:
            if isinstance(page := self.pages.known(line.name), MarksPlaying):
                page.mark_playing(self._playing)

    def _find_like(self, track: Track) -> None:
        self.show_page(DISCOVER)
        self.discover.add_like(track)

    def _begin_path(self, track: Track) -> None:
        self.show_page(PLAYLISTS)
        self.playlists.begin_path(track)

    def _show_playlist(self, name: str) -> None:
        self.show_page(PLAYLISTS)
        self.playlists.show_playlist(name)

    def make_smart(self) -> None:
        """Ask for the rules of a new smart playlist."""
        self.show_page(PLAYLISTS)
        self.playlists.make_smart()

    def _find_path(self) -> None:
        self.playlists.show_path()
        self.show_page(PLAYLISTS)

    def _keep(self) -> None:
        """Save what the page lists, or what is chosen in it, as a playlist."""
        if isinstance(page := self.pages.currentWidget(), Keeps):
            page.keep()

    def _on_kept(self, said: str) -> None:
        if self.pages.name != PLAYLISTS or not self.playlists.saved.isVisible():  # there it is seen
            self.banner.say(said)

    def _on_exhausted(self) -> None:
        self.banner.say(
            self.tr("The queue ends here."), self.tr("Nothing more in your library is like what played."), "info"
        )

    def _on_drop(self, message: str, hint: str, folders: Sequence[Path]) -> None:
        add = self.tr("Add their folder") if len(folders) == 1 else self.tr("Add their folders")
        self.banner.say(message, hint, action=add if folders else "", act=partial(self._add_folders, folders))

    def _add_folders(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            self._actions.add_folder(folder)

    def _on_session_failed(self, error: KnownError) -> None:
        self.rail.show_failure()
        if isinstance(error, CatalogDamaged) and error.copy:
            act = partial(self.go_back.emit, error.copy)
            self.banner.say(error.message, error.hint, "error", self.tr("Go back to the copy"), act)
        else:
            self.banner.say(error.message, error.hint, "error", self.tr("Try again"))

    def _on_index_started(self, job: Job) -> None:
        self.rail.show_progress(Progress("index"))
        job.progressed.connect(lambda progress: self.rail.show_progress(progress, paused=job.paused))
        job.paused_changed.connect(
            lambda paused: self.rail.show_progress(job.progress or Progress("index"), paused=paused)
        )
        # Not `finished`: a quick job has sent it before this is called, and in its own thread.
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(lambda *_outcome: self.rail.show_progress(None))

    def _on_index_finished(self, report: IndexReport) -> None:
        if report.refilled:
            said = self.tr("The vector store was damaged. It has been filled again, and nothing is lost.")
            self.banner.say(said, self.tr("What was damaged is kept beside it, until it happens again."), "info")

    def choose_theme(self, mode: str) -> None:
        """Show another theme, and keep that choice."""
        self._show_theme(mode)
        self._settings.set("window.theme", mode)

    def _show_theme(self, mode: str) -> None:
        self._theme.set_mode(mode)
        self.rail.show_theme(mode)

    def _on_setting(self, name: str) -> None:
        """Show at once what was chosen on the Settings page, or by a command."""
        if name == "window.theme":
            self._show_theme(self._settings.text(name))
        elif name == "window.reduce_motion":
            motion.set_reduced(self._settings.flag(name))
        elif name.startswith("player.levelling"):
            self.playback.levelling.refresh()
        elif name == "player.continue":
            self.playback.continuing.refresh()

    def _restore(self) -> None:
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))
        saved = QByteArray.fromBase64(self._settings.text("window.geometry").encode())
        if not saved.isEmpty():
            self.restoreGeometry(saved)

    def _store(self) -> None:
        self._settings.set("window.geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        if self.playback.ready:
            self._settings.set("player.volume", self.player_bar.chosen_volume)
