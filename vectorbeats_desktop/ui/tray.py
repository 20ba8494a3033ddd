"""An icon in the desktop's tray: what plays, its controls, and a window that stays when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from vectorbeats_desktop.engine.paths import APPLICATION
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.workers.preferences import Preferences

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

SETTING, TOLD = "window.tray", "window.tray_told"
OPENING = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Leaves(Protocol):
    """A window that can come forward, and knows whether the program ends."""

    leaving: bool

    def come_forward(self) -> None: ...

    def leave(self) -> None: ...


class Tray(QObject):
    """Stands in the tray while the setting is on and the desktop has one; closing the window hides it then."""

    def __init__(self, player: Player, window: Leaves, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._player, self._window, self._preferences, self._widget = player, window, preferences, parent
        self._hidden = False  # whether the window was closed into the tray
        self.icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        self.menu = QMenu(parent)
        self.playing = self.menu.addAction("")
        self.playing.setEnabled(False)
        self.menu.addSeparator()
        self.toggle = self.menu.addAction(self.tr("Play"), player.toggle)
        self.next = self.menu.addAction(icon("next"), self.tr("Next track"), player.next)
        self.previous = self.menu.addAction(icon("previous"), self.tr("Previous track"), player.previous)
        self.menu.addSeparator()
        self.show_window = self.menu.addAction(self.tr("Show the window"), self._come_forward)
        self.quit = self.menu.addAction(self.tr("Quit"), window.leave)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._come_forward)
        for changed in (player.track_changed, player.playing_changed):
            changed.connect(self._show_player)
        player.queue.changed.connect(self._show_player)
        preferences.changed.connect(self._on_setting)
        parent.installEventFilter(self)
        self._show_player()
        self._on_setting(SETTING)

    @property
    def stands(self) -> bool:
        """Whether a person can find the program in the tray."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def say(self, title: str, text: str) -> None:
        """Tell something beside the tray."""
        self.icon.showMessage(title, text, self.icon.icon())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window that a person closes, unless the program or the session ends."""
        if event.type() != QEvent.Type.Close or watched is not self._widget:
            return super().eventFilter(watched, event)
        if not self.stands or self._window.leaving or _session_ends():
            return False
        event.ignore()
        self._hidden = True
        self._widget.hide()
        if not self._preferences.value(TOLD):
            self._preferences.choose(TOLD, True)
            self.say(APPLICATION, self.tr("It goes on here in the tray. Its menu quits it."))
        return True

    def _on_setting(self, name: str) -> None:
        if name == SETTING:
            wanted = bool(self._preferences.value(SETTING)) and QSystemTrayIcon.isSystemTrayAvailable()
            self.icon.setVisible(wanted)
            if self._hidden and not wanted:
                self._come_forward()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in OPENING:
            self._come_forward()

    def _come_forward(self) -> None:
        self._hidden = False
        self._window.come_forward()

    def _show_player(self, *_changed: object) -> None:
        player, track = self._player, self._player.current
        self.playing.setText(_line(track) if track is not None else self.tr("Nothing plays"))
        self.icon.setToolTip(_line(track) if track is not None else APPLICATION)
        self.toggle.setText(self.tr("Pause") if player.playing else self.tr("Play"))
        self.toggle.setIcon(icon("pause" if player.playing else "play"))
        self.toggle.setEnabled(track is not None)
        self.next.setEnabled(player.has_next)
        self.previous.setEnabled(track is not None)


def _session_ends() -> bool:
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()


def _line(track: Track) -> str:
    return f"{track.name} — {wording.artist(track)}"
