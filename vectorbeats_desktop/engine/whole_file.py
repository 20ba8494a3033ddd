"""Files that are written whole, or are not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vectorbeats_desktop.engine.playlists.files import CannotWrite, FileThere


@contextmanager
def whole_file(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Where to write; it takes the target's place once that has gone well, and is durable.

    Raises FileThere, CannotWrite; what the block raises beside OSError goes through, and leaves the target as it was.
    """
    if target.exists() and not replace:
        raise FileThere(f"There is a file at {target} already.", "Choose another name, or say that it may be replaced.")
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise CannotWrite(
            f"The file could not be written: {error.strerror or error}.", "Choose another folder, or make room."
        ) from error
    finally:
        part.unlink(missing_ok=True)
