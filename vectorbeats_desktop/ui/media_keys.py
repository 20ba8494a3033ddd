"""The desktop's media keys and player controls, by MPRIS: what they show, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import Locate
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.player_bar import PlayerBar
from vectorbeats_desktop.workers.mpris import MediaBus
from vectorbeats_desktop.workers.mpris_words import NowPlaying


class MediaKeys(QObject):
    """Steers a player for the desktop; of no effect where there is no session bus."""

    raise_asked = Signal()
    quit_asked = Signal()
    open_asked = Signal(object)  # Path of a file to play

    def __init__(self, player: Player, bar: PlayerBar, locate: Locate, desktop_entry: str) -> None:
        super().__init__(player)
        self._player, self._bar, self._locate = player, bar, locate
        self._bus = MediaBus(desktop_entry, QCoreApplication.applicationName(), self)
        # Several signals tell of one step; one message is enough for all of them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self._bus.show(self._now()))
        for changed in (player.track_changed, player.playing_changed, player.queue.changed, player.duration_changed):
            changed.connect(self._tell)
        player.queue.modes_changed.connect(self._tell)
        bar.volume.valueChanged.connect(self._tell)
        player.seeked.connect(lambda: self._bus.jumped(self._now()))
        self._obey()
        self._tell()

    def close(self) -> bool:
        """Leave the bus; say whether its thread has ended."""
        return self._bus.close()

    def _tell(self) -> None:
        self._soon.start()  # not connected itself: it would take a signal's number for milliseconds

    def _obey(self) -> None:
        bus, player = self._bus, self._player
        bus.asked.connect(self._on_asked)
        bus.seek_asked.connect(self._on_seek)
        bus.position_asked.connect(lambda place, second: player.seek(second) if place == player.place else None)
        bus.volume_asked.connect(lambda heard: self._bar.volume.setValue(round(heard * 100)))
        bus.loop_asked.connect(player.queue.set_repeat)
        bus.shuffle_asked.connect(self._on_shuffle)
        bus.open_asked.connect(self._on_open)

    def _on_asked(self, name: str) -> None:
        player = self._player
        acts: dict[str, Callable[[], object]] = {
            "Raise": self.raise_asked.emit,
            "Quit": self.quit_asked.emit,
            "PlayPause": player.toggle,
            "Play": lambda: None if player.playing else player.toggle(),
            "Pause": lambda: player.toggle() if player.playing else None,
            "Stop": player.halt,
            "Next": lambda: player.next() if player.queue.has_next else None,
            "Previous": player.previous,
        }
        acts[name]()

    def _on_seek(self, by_s: float) -> None:
        """Go on or back; beyond the end, to the next track, as the interface has it."""
        target = self._player.position_s + by_s
        if target > self._player.duration_s > 0:
            self._player.next()
        else:
            self._player.seek(target)

    def _on_shuffle(self, on: bool) -> None:
        if on != self._player.queue.shuffled:
            (self._player.queue.shuffle if on else self._player.queue.unshuffle)()

    def _on_open(self, address: str) -> None:
        url = QUrl(address)
        if url.isLocalFile():
            self.open_asked.emit(Path(url.toLocalFile()))

    def _now(self) -> NowPlaying:
        player, queue, track = self._player, self._player.queue, self._player.current
        now = NowPlaying(
            status=player.status_word,
            volume=self._bar.chosen_volume,
            loop=queue.repeat,
            shuffled=queue.shuffled,
            can_next=queue.has_next,
            can_previous=queue.current is not None,
            position_s=player.position_s,
        )
        if track is None:
            return now
        cover = self._locate(track.cover_id)
        return replace(
            now,
            place=player.place,
            title=track.name,
            artist=wording.artist(track) if track.tags.artist else "",
            album=track.tags.album,
            url=_address(track.path),
            art_url=_address(cover) if cover is not None else "",
            length_s=player.duration_s,
        )


def _address(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
