"""A folder in which hardly anything is as it should be."""

from __future__ import annotations

from pathlib import Path

from tests.broken import damaged, disguised, entries, strange, tagged
from tests.broken.sounds import sound

GOOD = ("mp3", "flac", "ogg", "opus", "m4a", "wav")


def write_folder(folder: Path) -> dict[str, Path]:
    """Write every kind of broken input; returns the path of each by its kind."""
    made: dict[str, Path] = {}
    for content in (damaged.CONTENT, disguised.CONTENT, strange.CONTENT, tagged.CONTENT):
        for kind, make in content.items():
            made[kind] = folder / kind
            made[kind].write_bytes(make())
    made.update(entries.write_entries(folder))
    return made


def write_good(folder: Path) -> list[Path]:
    """Music that is as it should be, one file of each format."""
    paths = [folder / f"good.{kind}" for kind in GOOD]
    for number, path in enumerate(paths):
        path.write_bytes(sound(path.suffix[1:], 700.0 + number))
    return paths
