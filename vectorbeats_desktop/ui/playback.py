"""What the window has to do with playing: the bar, the queue, the keys, and the wait for the player."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.continuing import Continuing
from vectorbeats_desktop.ui.errors import ErrorPresenter
from vectorbeats_desktop.ui.hum_overlay import HumOverlay
from vectorbeats_desktop.ui.levelling import Levelling
from vectorbeats_desktop.ui.player_bar import PlayerBar
from vectorbeats_desktop.ui.player_menu import OUTPUT_SETTING, PlayerMenu
from vectorbeats_desktop.ui.queue import MatchOf
from vectorbeats_desktop.ui.queue_drops import QueueDrops
from vectorbeats_desktop.ui.queue_order import QueueOrder
from vectorbeats_desktop.ui.queue_panel import QueuePanel
from vectorbeats_desktop.ui.seek_outline import SeekOutline
from vectorbeats_desktop.ui.sleep_timer import SleepTimer
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

SEEK_STEP_S = 10.0
REPEAT_SETTING = "player.repeat"


class Playback(QObject):
    """Passes wishes on to the player; the first one waits until there is a player."""

    track_changed = Signal(object)  # Track that plays now, or None
    drop_told = Signal(str, str, object)  # what came of a drop, what to do, and the folders that would help
    save_requested = Signal(object, str)  # list[Track] of the queue to be kept as a playlist, and a name

    def __init__(self, bar: PlayerBar, errors: ErrorPresenter, actions: Actions, settings: Settings) -> None:
        super().__init__(bar)
        self._politeness = actions.politeness
        self._actions, self._settings = actions, settings
        self._bar, self._errors = bar, errors
        self.continuing = Continuing(actions, settings, self)
        self.levelling = Levelling(settings, self)
        self._sleep: SleepTimer | None = None
        self._outline = SeekOutline(actions, bar.seek, self)
        self.match_of: MatchOf = lambda _track: None  # where a track is what was searched for
        self._player: Player | None = None
        self._queue_panel: QueuePanel | None = None
        self._wish: tuple[Sequence[Track], int, float] | None = None
        bar.queue_requested.connect(self.show_queue)

    @property
    def ready(self) -> bool:
        """Whether there is a player."""
        return self._player is not None

    def attach(self, player: Player, volume: float) -> QueueOrder:
        """Play with this player from now on, beginning with what was asked for meanwhile; what orders its queue."""
        self._player = player
        player.set_repeat(type(player.repeat)(self._settings.text(REPEAT_SETTING)))
        player.repeat_changed.connect(self._keep_repeat)
        order = QueueOrder(player.queue, self._actions, self._settings, self)
        panel = self._queue_panel = QueuePanel(player, self.continuing, order, self._bar.window())
        panel.save_requested.connect(self.save_requested)
        panel.closed.connect(self._bar.queue.setFocus)
        HumOverlay(player, self._actions, self._bar)
        drops = QueueDrops(player, self._actions, self)
        drops.said.connect(self.drop_told)
        panel.dropped.connect(drops.take)
        self._bar.dropped.connect(drops.take)
        self._bar.queue_hovered.connect(self._open_queue)
        player.queue.match_of = lambda track: self.match_of(track)
        self.continuing.attach(player)
        self._outline.attach(player)
        self.levelling.attach(player)
        sleep = self._sleep = SleepTimer(player, self)
        sleep.changed.connect(lambda: self._show_sleep(sleep))
        self._bar.more.setMenu(PlayerMenu(player, sleep, self._settings, self._bar))
        self._bar.attach(player, volume)
        player.failed.connect(self._errors.show)
        player.choose_output(self._settings.text(OUTPUT_SETTING))
        player.track_changed.connect(self.track_changed)
        player.playing_changed.connect(self._politeness.set_playing)
        if self._wish is not None:
            player.play_tracks(*self._wish)
        return order

    def play(self, tracks: Sequence[Track], index: int, start_s: float = 0.0) -> None:
        """Play these tracks from the one at `index` on, which begins at `start_s`."""
        if self._player is None:
            self._wish = (tracks, index, start_s)
        else:
            self._player.play_tracks(tracks, index, start_s)

    def enqueue(self, tracks: Sequence[Track], following: bool) -> None:
        """Add tracks to the queue, right after the current one or at the end."""
        if self._player is not None:
            self._player.enqueue(tracks, following)

    def show_queue(self) -> None:
        """Open the list of what plays next, or close it when it is open."""
        if self._queue_panel is not None and self._queue_panel.isVisible():
            self._queue_panel.close()
        else:
            self._open_queue()

    def _open_queue(self) -> None:
        if self._queue_panel is not None:
            self._queue_panel.show_above(self._bar)

    def _keep_repeat(self) -> None:
        if self._player is not None:
            self._settings.set(REPEAT_SETTING, str(self._player.repeat))

    def _show_sleep(self, sleep: SleepTimer) -> None:
        said = ""
        if sleep.minutes:
            said = self.tr("More of the player: it stops in {0} minutes").format(sleep.minutes)
        elif sleep.at_end_of_track:
            said = self.tr("More of the player: it stops at the end of this track")
        self._bar.show_sleep(said)

    def hush(self) -> None:
        """Pause what plays; whether it goes on is up to the person."""
        if self._player is not None and self._player.playing:
            self._player.toggle()

    def stop(self) -> None:
        """Stop, and let go of the file."""
        if self._player is not None:
            self._player.stop()

    def keys(self) -> dict[str, Callable[[], object]]:
        """What the player's keys do, by the names in the table of shortcuts."""
        return {
            "toggle": self._with_player(lambda player: player.toggle()),
            "next": self._with_player(lambda player: player.next()),
            "previous": self._with_player(lambda player: player.previous()),
            "forward": self._with_player(lambda player: player.seek(player.position_s + SEEK_STEP_S)),
            "back": self._with_player(lambda player: player.seek(player.position_s - SEEK_STEP_S)),
            "louder": lambda: self._bar.step_volume(1),
            "quieter": lambda: self._bar.step_volume(-1),
            "queue": self.show_queue,
        }

    def _with_player(self, act: Callable[[Player], None]) -> Callable[[], None]:
        return lambda: act(self._player) if self._player is not None else None
