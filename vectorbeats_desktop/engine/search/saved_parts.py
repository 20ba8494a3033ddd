"""Files that saved searches look for with: copied when their own place will not last."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery, DataFolderBroken
from vectorbeats_desktop.engine.leavings import PICTURES, places, run_folder
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.seal import BYTES, FILE, Seal, SealLocked

LARGEST_PART = 256 * 1024 * 1024  # bytes; an hour of uncompressed music has 600 MB, and a hum 3
PART = ".part"  # the name of a file that is being written
OF_FILES = {Kind.IMAGE, Kind.HUM, Kind.SOUND, Kind.RECOGNISE, Kind.AUTO}

logger = logging.getLogger(__name__)


class SavedParts:
    """One folder, in it a folder for each content, in it the file by its own name, which may say what it shows.

    Sealed files are opened into a folder of this run, where they are read from; `stored` gives back where they lie.
    """

    def __init__(self, folder: Path, seal: Seal) -> None:
        self._folder = folder
        self._seal = seal
        self._lock = threading.Lock()
        self._run: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Delete what was opened for this run."""
        with self._lock:
            run, self._run = self._run, None
        if run is not None:
            run.cleanup()

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
            part.write_bytes(self._seal.sealed(content, FILE))
            part.replace(target)
        return target

    def read(self, path: Path) -> bytes:
        """The content of a file that is kept. Raises SealLocked, OSError."""
        return self._seal.opened(path.read_bytes(), FILE)

    def convert(self) -> int:
        """Bring all files to what the seal says; returns how many could not be opened. Raises OSError."""
        self.close()
        locked = 0
        for path in self.files():
            try:
                content = self.read(path)
            except SealLocked:
                locked += 1
                continue
            part = path.with_name(PART)
            part.write_bytes(self._seal.sealed(content, FILE))
            part.replace(path)
        return locked

    def readable(self, query: Query) -> Query:
        """The query, with files that can be read as they are; one that cannot be opened stays where it lies."""
        return replace(query, parts=tuple(self._readable(part) for part in query.parts))

    def stored(self, query: Query) -> Query:
        """The query, with its files where they are kept for good."""
        if self._run is None:
            return query
        opened = Path(self._run.name)
        return replace(query, parts=tuple(self._stored(part, opened) for part in query.parts))

    def _stored(self, part: QueryPart, opened: Path) -> QueryPart:
        path = Path(part.value)
        if part.kind not in OF_FILES or not path.is_relative_to(opened):
            return part
        return replace(part, value=str(self._folder / path.relative_to(opened)))

    def _readable(self, part: QueryPart) -> QueryPart:
        path = Path(part.value)
        if part.kind not in OF_FILES or not path.is_relative_to(self._folder) or not _is_sealed(path):
            return part
        with self._lock:
            self._run = self._run or run_folder(PICTURES)
            opened = Path(self._run.name) / path.relative_to(self._folder)
        if not opened.is_file():
            try:
                content = self.read(path)
            except (SealLocked, OSError) as error:
                logger.warning("a file of a saved search cannot be opened: %s", type(error).__name__)
                return part
            opened.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            opened.write_bytes(content)
        return replace(part, value=str(opened))

    def kept(self, query: Query) -> Query:
        """The query with lasting files. Raises BadQuery for a file that is gone or too large, DataFolderBroken."""
        stored = self.stored(query)
        return replace(stored, parts=tuple(self._lasting(part) for part in stored.parts))

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
            part.write_bytes(self._seal.sealed(path.read_bytes(), FILE))
            part.replace(target)
        return target


def _is_temporary(path: Path) -> bool:
    """True for what lies where the system, or this program when it ends, throws things away."""
    temporary = [place for each in places() for place in (each, Path(os.path.realpath(each)))]
    return any(path.is_relative_to(place) for place in temporary)


def _is_sealed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(BYTES)) == BYTES
    except OSError:
        return False
