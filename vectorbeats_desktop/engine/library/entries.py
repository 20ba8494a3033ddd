"""What goes into the catalogue and comes out of it, beside the engine's common records."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.records import Features, FileState, Mood

if TYPE_CHECKING:  # the window opens before anything needs it
    import numpy as np
    import numpy.typing as npt


class Presence(IntEnum):
    """Whether a file was there when its folder was last looked at."""

    PRESENT = 0
    GONE = 1  # hidden; its row is kept until new files are identified, since it may only have moved
    WAITING = 2  # gone together with many others, or with a drive: shown as unreachable until the person decides


def at_or_under(place: bytes) -> tuple[bytes, bytes, bytes]:
    """A path, and the bounds between which the paths of all that lies in it are."""
    separator = os.sep.encode()
    return place, place + separator, place + bytes([separator[0] + 1])


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A music file as a scan saw it. `path` is kept as bytes, so that any name survives."""

    path: bytes
    size: int
    mtime_ns: int
    inode: int = 0  # 0 when the file system gives none


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the catalogue remembers it."""

    file_id: int
    path: bytes
    size: int
    mtime_ns: int
    inode: int
    state: FileState
    track_id: str = ""  # empty until it has been identified
    presence: Presence = Presence.PRESENT

    def same_as(self, seen: SeenFile) -> bool:
        """True when size and time say that its content has not changed."""
        return self.size == seen.size and self.mtime_ns == seen.mtime_ns


@dataclass(frozen=True, slots=True)
class SoundRow:
    """The result of the stage "sound" for one track. `descriptors` is float32, (n,)."""

    track_id: str
    version: int
    descriptors: npt.NDArray[np.float32]
    features: Features


@dataclass(frozen=True, slots=True)
class EmbeddingRow:
    """What a sound model made of a track: `mean` (d,), of unit length, and one unit row for each window, (n, d)."""

    track_id: str
    mean: npt.NDArray[np.float32]
    windows: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class MoodRow:
    """The result of the stage "mood" for one track."""

    track_id: str
    version: int
    mood: Mood


@dataclass(frozen=True, slots=True)
class MelodyRow:
    """The result of the stage "melody" for one track. `frames` is what TrackMelody.to_bytes gives."""

    track_id: str
    version: int
    frames: bytes


@dataclass(frozen=True, slots=True)
class FingerprintRow:
    """The result of the stage "fingerprint" for one track. `landmarks` is what Landmarks.to_bytes gives."""

    track_id: str
    version: int
    landmarks: bytes


@dataclass(frozen=True, slots=True)
class NameRow:
    """By what words a track is known."""

    track_id: str
    title: str
    artist: str
    album: str
    genre: str


@dataclass(frozen=True, slots=True)
class PlaylistEntry:
    """A place in a saved playlist: the audio that stands there, and where its file was. `track_id` may be empty."""

    track_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search as the catalogue keeps it. `query` is JSON; an empty name is the history's."""

    search_id: int
    name: str
    query: str
    asked_at: float  # seconds since the epoch


@dataclass(frozen=True, slots=True)
class FolderRecord:
    """What reconciling has to remember of a folder."""

    device: int | None  # the number of the file system it lay on
    mounts: tuple[Path, ...]  # other file systems seen inside it
