"""The window's program: builds the parts, hands them over, and takes them down in order."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine import ipc
from vectorbeats_desktop.engine.errors import DataFolderBusy, KnownError
from vectorbeats_desktop.engine.heap import share_arenas
from vectorbeats_desktop.engine.log import configure, debugging
from vectorbeats_desktop.engine.paths import APPLICATION, Paths, resources
from vectorbeats_desktop.engine.settings import Settings, declared
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.language import speak
from vectorbeats_desktop.ui.pages import load_code
from vectorbeats_desktop.ui.stall_watch import StallWatch
from vectorbeats_desktop.ui.system import SignalWatch
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

if TYPE_CHECKING:  # it is opened beside the window, and its import takes longer than showing that
    from vectorbeats_desktop.engine.session import Session
    from vectorbeats_desktop.ui.mpris import Mpris
    from vectorbeats_desktop.ui.sound_link import SoundLink

DESKTOP_FILE = "vectorbeats"
SWITCH_INTERVAL_S = 0.001  # a job's thread that runs Python keeps the window waiting no longer than this
WINDOW_COMMAND = "window"
OWNER_WAIT_S = 2.0  # whoever had the folder may be just ending
SHUT_WAIT_MS = 15_000
PAGES_AFTER_MS = 3000  # by then the start has settled
PLAYER_MODULES = tuple(
    f"vectorbeats_desktop.ui.{name}" for name in ("player", "mpris", "sound_link", "track_notices", "tray")
)

log = logging.getLogger(__name__)


class Program(QObject):
    """Composition of the window's program, for one data folder."""

    _forward = Signal(object)  # list[Path]: another start of the program, told in another thread

    def __init__(self, application: QApplication, paths: Paths, files: Sequence[Path] = ()) -> None:
        super().__init__()
        self._paths, self._files = paths, files
        self._server: ipc.Server | None = None
        self._mpris: Mpris | None = None
        self._sound: SoundLink | None = None
        self._settings = Settings.load(paths.settings)
        self._theme = Theme(application, self._settings.text("window.theme"))
        self.actions = Actions(self)
        self.actions.preferences.attach(self._settings)
        self.covers = CoverCache(self._cover_path, self)
        self.window = MainWindow(self.actions, self.covers, self._theme, self._settings)
        # Opening reads the disk and starts processes; the window must stand before that.
        self._lane = Lane("open", opened=True)
        self._code_lane = Lane("code", opened=True)
        self._forward.connect(self._on_forward)
        application.applicationStateChanged.connect(self._on_state)
        self.window.try_again.connect(self.open)
        self.window.go_back.connect(self._go_back)
        self.window.errors.watch_slots()

    def start(self) -> None:
        """Show the window, then open the library and load the player."""
        self.window.show()
        QTimer.singleShot(0, self.open)
        QTimer.singleShot(0, self._load_player)

    def open(self) -> None:
        """Open the library; until then what is asked waits for it."""
        job = Job("open", partial(_open_session, self._paths, self._settings))
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_failed)
        self._lane.add(job)

    def _go_back(self, copy: str) -> None:
        """Put a copy into the place of a catalogue that does not open, and open that."""
        job = Job("go back", lambda _ctx: _put_back(self._paths, copy))
        job.succeeded.connect(self.open)
        job.failed.connect(self._on_failed)
        self._lane.add(job)

    def close(self) -> bool:
        """End everything in order; say whether every thread has ended."""
        self.window.errors.unwatch_slots()
        if self._server is not None:
            self._server.close()
            self._server = None
        ended = self._lane.shut(SHUT_WAIT_MS)
        ended = self._code_lane.shut(SHUT_WAIT_MS) and ended
        if self._sound is not None:
            self._sound.close()
        if self._mpris is not None:
            ended = self._mpris.shut() and ended
        ended = self.window.discover.close_shelf() and ended
        ended = self.covers.shut() and ended
        return self.actions.shut() and ended

    def _cover_path(self, cover_id: str) -> Path | None:
        session = self.actions.session
        return session.cover_path(cover_id) if session is not None else None

    def _load_player(self) -> None:
        """Import what plays in a thread: Qt Multimedia takes as long to load as the rest of the window together."""
        job = Job("player", lambda _ctx: _import_player())
        job.succeeded.connect(self._add_player)
        job.failed.connect(self._add_player)  # it meets the same failure, where it is told
        self._code_lane.add(job)

    def _add_player(self, _outcome: object = None) -> None:
        from vectorbeats_desktop.ui.mpris import Mpris
        from vectorbeats_desktop.ui.player import Player
        from vectorbeats_desktop.ui.sound_link import SoundLink
        from vectorbeats_desktop.ui.track_notices import TrackNotices
        from vectorbeats_desktop.ui.tray import Tray

        player = Player(self.window)
        self._sound = SoundLink(QApplication.instance() or self)
        self._sound.lost.connect(player.lose_sound)
        self._sound.watch()
        order = self.window.playback.attach(player, self._settings.number("player.volume"))
        self._mpris = Mpris(player, order, self.window, self.actions, self._cover_path, DESKTOP_FILE, self)
        self._mpris.start()
        preferences = self.actions.preferences
        tray = Tray(player, self.window, preferences, self.window)
        TrackNotices(player, self.window, preferences, self._mpris.bus, tray)

    def _on_opened(self, session: Session) -> None:
        self._server = ipc.Server(self._paths, partial(self._answer, session))
        self.actions.set_session(session)
        session.warm()
        QTimer.singleShot(PAGES_AFTER_MS, self, lambda: self._code_lane.add(Job("pages", lambda _ctx: load_code())))
        if self._settings.problem:
            self.window.banner.say(self.tr("Some settings could not be used."), self._settings.problem, "warning")
        if self._files:
            self.window.open_paths(self._files)
        elif not self._settings.flag("window.welcomed"):
            job = self.actions.run("first start", lambda _ctx: session.folders())
            job.succeeded.connect(lambda folders: None if folders else self.window.welcome())

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Wake the store when a person comes back: what they look for next shall not wait for it."""
        session = self.actions.session
        if state == Qt.ApplicationState.ApplicationActive and session is not None:
            session.store.start()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DataFolderBusy) and _hand_over(self._paths, self._files):
            QApplication.quit()
        elif isinstance(error, KnownError):
            self.actions.set_failure(error)
        else:
            text = self.tr("The library could not be opened, which is a fault of the program ({0}).")
            self.actions.set_failure(
                KnownError(text.format(type(error).__name__), self.tr("It has been written to the log."))
            )

    def _answer(self, session: Session, argv: list[str], cwd: Path, write: ipc.Write, context: TaskContext) -> int:
        """Answer another start of the program (in a thread of the server)."""
        if argv[:1] == [WINDOW_COMMAND]:
            self._forward.emit([cwd / name for name in argv[1:]])
            return 0
        from vectorbeats_desktop.commands import answering  # with its parser, only needed when somebody calls

        return answering.answer(session, argv, cwd, write, context)

    def _on_forward(self, files: list[Path]) -> None:
        self.window.come_forward()
        if files:
            self.window.open_paths(files)


def run(argv: list[str]) -> int:
    """Run the window's program until it is closed; return its exit code.

    Arguments are files to look with and folders to add. When a window runs already for this
    data folder, it is raised and given them.
    """
    paths = Paths.default()
    files = [Path.cwd() / name for name in argv]
    if _hand_over(paths, files):
        return 0
    _log_to(paths)
    # Qt's messages stay on standard error. A handler in Python would need the GIL in threads of
    # Qt Multimedia that the window's thread, holding it, waits for.
    settings = Settings.load(paths.settings)
    scale(settings)
    application = make_application()
    speak(application, settings.text("window.language"))
    program = Program(application, paths, files)
    # Not with the last window: it may be closed into the tray.
    application.setQuitOnLastWindowClosed(False)
    program.window.closed.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    signals = SignalWatch(program.window.leave)
    stalls = StallWatch() if debugging() else None
    if stalls is not None:
        stalls.start()
    program.start()
    code = application.exec()
    if stalls is not None:
        stalls.close()
    ended = program.close()
    signals.close()
    if not ended:
        log.error("a thread did not end; leaving without it")
        os._exit(1)
    return code


def scale(settings: Settings) -> None:
    """Make everything as large as the person wants, on top of what the system says. Before there is an application."""
    factor = settings.number("window.scale")
    if factor != declared("window.scale").default:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{factor:g}")


def make_application() -> QApplication:
    """The QApplication with its names and icon, in a process in which the window comes first."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    share_arenas()
    QGuiApplication.setDesktopFileName(DESKTOP_FILE)
    application = QApplication([APPLICATION])
    application.setApplicationName(APPLICATION)
    application.setApplicationDisplayName(APPLICATION)
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(resources() / "icons" / "vectorbeats.svg")))
    return application


def _log_to(paths: Paths) -> None:
    """Log from the start; the session does so too once it is open, and says when it cannot."""
    try:
        configure(paths.logs)
    except OSError as error:
        log.warning("there is no log yet: %s", error)


def _hand_over(paths: Paths, files: Sequence[Path]) -> bool:
    """Give the files to a window that runs already; False when there is none."""
    try:
        return ipc.call(paths, [WINDOW_COMMAND, *map(str, files)], Path.cwd(), _say_nothing) == 0
    except ipc.OwnerLeft:
        return False  # it is closing


def _say_nothing(_stream: str, _text: str) -> None:
    """A command that has the folder says that it is no window; ours says what to do instead."""


def _import_player() -> None:
    for name in PLAYER_MODULES:
        import_module(name)


def _open_session(paths: Paths, settings: Settings, _context: TaskContext) -> Session:
    from vectorbeats_desktop.engine.session import Session

    return Session.open(paths, settings, wait_s=OWNER_WAIT_S)


def _put_back(paths: Paths, copy: str) -> None:
    from vectorbeats_desktop.engine.backup.copies import Copies

    copies = Copies(paths)
    copies.replace_damaged(copies.named(copy))
