"""Files that saved searches look for with: copied when their own place will not last."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery, DataFolderBroken
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart

LARGEST_PART = 256 * 1024 * 1024  # bytes; an hour of uncompressed music has 600 MB, and a hum 3
PART = ".part"  # the name of a file that is being written
OF_FILES = {Kind.IMAGE, Kind.HUM, Kind.SOUND, Kind.RECOGNISE, Kind.AUTO}

logger = logging.getLogger(__name__)


class SavedParts:
    """One folder, in it a folder for each content, in it the file by its own name, which may say what it shows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def any(self) -> bool:
        """Whether any file is kept."""
        return self._folder.is_dir()

    def files(self) -> list[Path]:
        """All files that are kept."""
        return sorted(path for path in self._folder.glob("*/*") if path.is_file() and path.name != PART)

    def put(self, name: Sequence[str], content: bytes) -> Path:
        """Keep a file by the names of its folder and its own. Raises OSError."""
        target = self._folder.joinpath(*name)
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = target.with_name(PART)
            part.write_bytes(content)
            part.replace(target)
        return target

    def kept(self, query: Query) -> Query:
        """The query with lasting files. Raises BadQuery for a file that is gone or too large, DataFolderBroken."""
        return replace(query, parts=tuple(self._lasting(part) for part in query.parts))

    def sweep(self, queries: Iterable[str]) -> None:
        """Remove the files that are named in none of these queries, which may be a newer version's: JSON in ASCII."""
        written = "\n".join(queries)
        for held in self._folder.iterdir():
            if held.name not in written:
                shutil.rmtree(held, ignore_errors=True)

    def _lasting(self, part: QueryPart) -> QueryPart:
        path = Path(part.value)
        if part.kind not in OF_FILES or not _is_temporary(path) or path.is_relative_to(self._folder):
            return part
        try:
            return replace(part, value=str(self._copied(path)))
        except FileNotFoundError:
            raise BadQuery(f"There is no file at {path}.", "It may have been moved or deleted.") from None
        except OSError as error:
            raise DataFolderBroken(
                f"{path.name} could not be kept for the saved search ({error}).", "Free some space, and try again."
            ) from error

    def _copied(self, path: Path) -> Path:
        if path.stat().st_size > LARGEST_PART:
            raise BadQuery(
                f"{path.name} lies in a temporary folder, and is too large to be kept with the search.",
                "Move it to another folder, and search with it again.",
            )
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        target = self._folder / content / path.name
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = target.with_name(PART)
            shutil.copyfile(path, part)
            part.replace(target)
        return target


def _is_temporary(path: Path) -> bool:
    """True for what lies where the system, or this program when it ends, throws things away."""
    places = {Path(tempfile.gettempdir()), Path(os.path.realpath(tempfile.gettempdir()))}
    return any(path.is_relative_to(place) for place in places)
