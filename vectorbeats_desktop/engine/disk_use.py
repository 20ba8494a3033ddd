"""What files really take on the disk, which is less than their sizes where they have holes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

BLOCK = 512  # bytes that st_blocks counts in, whatever the disk's own blocks are


def bytes_taken(place: Path) -> int:
    """Bytes that a file, or all files of a folder, take on the disk; 0 where there is none.

    What goes while it is looked at is left out: others may be writing there. Links are counted as such.
    """
    return sum(map(_of_file, _files(place))) if place.is_dir() else _of_file(place)


def _files(folder: Path) -> Iterator[Path]:
    for at, _folders, names in os.walk(folder):  # passes over a folder that has just gone
        yield from (Path(at, name) for name in names)


def _of_file(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError:
        return 0
    blocks: int | None = getattr(found, "st_blocks", None)  # Windows does not tell them
    return found.st_size if blocks is None else blocks * BLOCK
