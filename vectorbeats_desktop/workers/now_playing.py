"""What plays, as other programs of the desktop are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vectorbeats_desktop.engine.records import Track


class PlayState(StrEnum):
    """Whether something is heard; the values are those of MPRIS."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


class LoopStatus(StrEnum):
    """What is played again and again; the values are those of MPRIS."""

    NONE = "None"
    TRACK = "Track"
    QUEUE = "Playlist"


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """The player at one moment. `volume` is as it is heard, from 0 to 1; `number` counts what was begun.

    `shuffled` says that the queue is played in another order than it was listed in.
    """

    track: Track | None = None
    number: int = 0
    duration_s: float = 0.0
    state: PlayState = PlayState.STOPPED
    volume: float = 1.0
    has_next: bool = False
    has_previous: bool = False
    loop: LoopStatus = LoopStatus.NONE
    shuffled: bool = False
