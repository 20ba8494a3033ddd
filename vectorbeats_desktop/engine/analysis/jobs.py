"""What the analysis workers do. Each function is pickled by name and runs in a child process.

What it needs is imported there: the program that hands out the work does without PyAV and SciPy,
whose import would hold up its window.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.records import ReplayGain, Tags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorbeats_desktop.engine.analysis.descriptors import Sound


@dataclass(frozen=True, slots=True)
class Identified:
    """Which recording a file holds, what it says of itself, and the name of its cover ("" for none)."""

    track_id: str
    tags: Tags
    cover_id: str


def identify(path: Path, covers: Path) -> Identified:
    """Hash a file's audio, read its tags and keep its cover as a thumbnail below `covers`.

    Raises UnreadableFile. A cover that cannot be read is no error of the music.
    """
    from vectorbeats_desktop.engine.analysis.cover import cover_of
    from vectorbeats_desktop.engine.library.identity import content_hash
    from vectorbeats_desktop.engine.library.tags import read_tags

    track_id = content_hash(path)
    tags, picture = read_tags(path)
    return Identified(track_id, tags, cover_of(path, picture, covers))


@dataclass(frozen=True, slots=True)
class Heard:
    """What one decoding of a file gave: its sound, and its fingerprint (none for what is decoded in excerpts)."""

    sound: Sound
    fingerprint: bytes = b""


def hear(path: Path) -> Heard:
    """Decode a file once, describe its sound and hear its landmarks. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import WHOLE_LIMIT_S, audio_info, decode_mono
    from vectorbeats_desktop.engine.analysis.describe import describe
    from vectorbeats_desktop.engine.fingerprint.hearing import TrackEar

    length = audio_info(path).duration_s
    if length is None or length > WHOLE_LIMIT_S:
        return Heard(analyse(path))
    ear = TrackEar()
    sound = describe(decode_mono(path), ear.hear)
    return Heard(sound, ear.landmarks().to_bytes())


def fingerprint(path: Path) -> bytes:
    """Decode a file, all of it, and hear its landmarks; returns what is kept of them. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.fingerprint.hearing import heard_file

    return heard_file(path).to_bytes()


def analyse(path: Path) -> Sound:
    """Decode a file and describe its sound. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import decode_mono
    from vectorbeats_desktop.engine.analysis.describe import describe

    return describe(decode_mono(path))


def melody(path: Path) -> bytes:
    """Decode a file and hear its melody; returns what the catalogue keeps of it. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.melody.track import heard_melody

    return heard_melody(path).to_bytes()


def replay_gain(path: Path) -> ReplayGain:
    """Read what a file's tags say of its loudness. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.library.gain_tags import read_replay_gain

    return read_replay_gain(path)


def outline(path: Path) -> tuple[bytes, bytes]:
    """Decode a file and draw its outline: peaks and levels, see `peaks.outline`. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.peaks import outline

    return outline(path)


def windows(path: Path, places: int) -> NDArray[np.float32]:
    """What a sound model hears of a file: as many windows of ten seconds. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.sound_windows import sound_windows

    return sound_windows(path, places)
