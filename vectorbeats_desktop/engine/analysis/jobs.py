"""What the analysis workers do. Each function is pickled by name and runs in a child process.

What it needs is imported there: the program that hands out the work does without PyAV and SciPy,
whose import would hold up its window.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.records import Tags

if TYPE_CHECKING:
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


def analyse(path: Path) -> Sound:
    """Decode a file and describe its sound. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import decode_mono
    from vectorbeats_desktop.engine.analysis.describe import describe

    return describe(decode_mono(path))


def melody(path: Path) -> bytes:
    """Decode a file and hear its melody; returns what the catalogue keeps of it. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.melody.track import heard_melody

    return heard_melody(path).to_bytes()
