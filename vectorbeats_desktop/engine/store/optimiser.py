"""The process that optimises a copy of a shard, while the store goes on answering from the shard itself.

Apart from `child`, the only module that knows Qdrant Edge; its `main` imports it, so that naming it costs nothing.
"""

from __future__ import annotations

import os
import shutil
from multiprocessing.connection import Connection
from pathlib import Path

MADE = ".optimised"
REPLACED = ".replaced"
CHUNK = 1 << 20


def made_of(folder: Path) -> Path:
    """Where the optimised copy of a shard is made."""
    return folder.with_name(folder.name + MADE)


def replaced_by(folder: Path) -> Path:
    """Where a shard lies while its optimised copy takes its place."""
    return folder.with_name(folder.name + REPLACED)


def main(pipe: Connection, folder: str) -> None:
    """Copy the shard in `folder`, optimise the copy, and answer "" once it is on the disk, else what went wrong."""
    import qdrant_edge as edge

    source, made = Path(folder), made_of(Path(folder))
    try:
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(source, made, copy_function=copy_data)
        shard = edge.EdgeShard.load(str(made))
        shard.optimize()
        shard.flush()
        shard.close()
        _sync(made)
    except Exception as error:  # noqa: BLE001 - Edge raises nothing narrower; whoever asked logs it, and goes on without
        pipe.send(str(error) or type(error).__name__)
    else:
        pipe.send("")


def copy_data(source: str, target: str) -> str:
    """Copy a file and leave its holes holes: Edge reserves far more than it fills."""
    with Path(source).open("rb") as read, Path(target).open("wb") as written:
        size = os.fstat(read.fileno()).st_size
        start = _data_from(read.fileno(), 0, size)
        while start < size:
            end = _hole_from(read.fileno(), start, size)
            read.seek(start)
            written.seek(start)
            while start < end:
                start += written.write(read.read(min(CHUNK, end - start)))
            start = _data_from(read.fileno(), end, size)
        written.truncate(size)
    return target


def _data_from(file: int, start: int, size: int) -> int:
    if not hasattr(os, "SEEK_DATA") or start >= size:
        return start
    try:
        return os.lseek(file, start, os.SEEK_DATA)
    except OSError:  # nothing but a hole is left
        return size


def _hole_from(file: int, start: int, size: int) -> int:
    return os.lseek(file, start, os.SEEK_HOLE) if hasattr(os, "SEEK_HOLE") else size


def _sync(folder: Path) -> None:
    """Bring every file onto the disk: what the copy replaces is deleted."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
