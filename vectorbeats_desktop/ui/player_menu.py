"""What is seldom wanted of the player: when to stop, and where to play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.sleep_timer import MINUTES, SleepTimer

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

OUTPUT_SETTING = "player.output"


class PlayerMenu(QMenu):
    """Made anew each time it opens: devices come and go, and time passes."""

    def __init__(self, player: Player, sleep: SleepTimer, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._sleep, self._settings = player, sleep, settings
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what there is now."""
        self.clear()
        self._head(self.tr("Stop playing"))
        self._fill_sleep()
        self.addSeparator()
        self._head(self.tr("Play through"))
        group = QActionGroup(self)
        chosen = self._player.output_id
        self._add(group, self.tr("The system's output"), not chosen).triggered.connect(partial(self._choose, ""))
        for device_id, name in self._player.outputs():
            self._add(group, name, device_id == chosen).triggered.connect(partial(self._choose, device_id))

    def _fill_sleep(self) -> None:
        group, sleep = QActionGroup(self), self._sleep
        off = not sleep.minutes and not sleep.at_end_of_track
        self._add(group, self.tr("Never by itself"), off).triggered.connect(lambda: sleep.stop())
        for minutes in MINUTES:
            chosen = sleep.minutes == minutes
            text = self.tr("In {0} minutes").format(minutes)
            if chosen:
                text = self.tr("In {0} minutes ({1} left)").format(minutes, sleep.left_min)
            self._add(group, text, chosen).triggered.connect(partial(self._start, minutes))
        at_end = self._add(group, self.tr("At the end of this track"), sleep.at_end_of_track)
        at_end.triggered.connect(lambda: sleep.wait_for_end())

    def _head(self, text: str) -> None:
        """A title among the actions; a section's own is not drawn once a style sheet draws its line."""
        self.addAction(text).setEnabled(False)

    def _add(self, group: QActionGroup, text: str, checked: bool) -> QAction:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        return action

    def _start(self, minutes: int, _checked: bool = True) -> None:
        self._sleep.start(minutes)

    def _choose(self, device_id: str, _checked: bool = True) -> None:
        self._player.choose_output(device_id)
        self._settings.set(OUTPUT_SETTING, device_id)
