"""Joins the player to the desktop's media keys and widgets: shows there what plays, does what is wished there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QUrl

from vectorbeats_desktop.engine.paths import APPLICATION
from vectorbeats_desktop.engine.records import Track, loose_track
from vectorbeats_desktop.ui.queue_order import Order, QueueOrder
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.mpris_bus import MprisBus
from vectorbeats_desktop.workers.now_playing import LoopStatus, NowPlaying

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player


LOOPS = {"off": LoopStatus.NONE, "one": LoopStatus.TRACK, "all": LoopStatus.QUEUE}
"""By the values of Repeat."""


class Window(Protocol):
    """What the desktop may ask of the window."""

    def come_forward(self) -> None: ...

    def leave(self) -> None: ...


class Mpris(QObject):
    """Holds the connection to the session bus of Linux; on other systems it holds none."""

    def __init__(
        self,
        player: Player,
        order: QueueOrder,
        window: Window,
        actions: Actions,
        find_cover: Callable[[str], Path | None],
        desktop_entry: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._player, self._order, self._actions = player, order, actions
        self._begun = 0
        self._track: Track | None = None
        self.bus = MprisBus(APPLICATION, desktop_entry, find_cover, self)
        self._wishes: dict[str, Callable[[], None]] = {
            "raise": window.come_forward,
            "quit": window.leave,
            "next": player.next,
            "previous": player.previous,
            "pause": player.pause,
            "play": player.resume,
            "toggle": player.toggle,
            "stop": player.halt,
        }
        self.bus.wished.connect(self._on_wish)
        player.track_changed.connect(self._on_track)
        for changed in (player.state_changed, player.volume_changed, player.duration_changed, player.repeat_changed):
            changed.connect(self._show)
        player.queue.changed.connect(self._show)
        order.changed.connect(self._show)
        player.position_changed.connect(lambda position_s, _duration_s: self.bus.put(position_s))
        player.seeked.connect(self.bus.tell_seeked)
        self._show()

    def start(self) -> None:
        """Be reachable from now on, where the system has such a bus."""
        if sys.platform.startswith("linux"):
            self.bus.start()

    def shut(self) -> bool:
        """Leave the bus; say whether its thread has ended."""
        return self.bus.shut()

    def _on_track(self, _track: object) -> None:
        self._begun += 1
        self._show()

    def _show(self, *_changed: object) -> None:
        player = self._player
        queue = player.queue
        self.bus.show(
            NowPlaying(
                track=player.current,
                number=self._begun,
                duration_s=player.duration_s,
                state=player.state,
                volume=player.volume,
                has_next=player.has_next,
                has_previous=queue.current is not None,
                loop=LOOPS[str(player.repeat)],
                shuffled=self._order.order is not Order.LISTED,
            )
        )

    def _on_wish(self, name: str, value: object) -> None:
        player = self._player
        if (act := self._wishes.get(name)) is not None:
            act()
        elif name == "seek" and isinstance(value, float):
            player.seek(value)
        elif name == "volume" and isinstance(value, float):
            player.set_volume(value)
        elif name == "loop":
            repeats = type(player.repeat)
            player.set_repeat(next(repeat for repeat in repeats if LOOPS[str(repeat)] == value))
        elif name == "shuffle":
            self._order.shuffle(value is True)
        elif name == "open":
            self._open(Path(QUrl(str(value)).toLocalFile()))

    def _open(self, path: Path) -> None:
        """Play a file, with what the library knows of it."""
        job = self._actions.playlists.tracks_of_files([path])
        job.succeeded.connect(lambda tracks: self._player.play(tracks[0] if tracks else loose_track(path)))
