"""Everything a person made in one file: to keep, or to carry to another computer.

A ZIP archive: `manifest.json` with the format's version and the SHA-256 of each other member; a JSON member for each
kind of thing, see `belongings`; and below `files/` the pictures and sounds that saved searches look for with and that
have no lasting place of their own.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine.archive_member import BrokenMember, json_member, member, opened_archive
from vectorbeats_desktop.engine.backup.belongings import BELONGINGS, sensible, with_files
from vectorbeats_desktop.engine.backup.copies import Why
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.library.merging import Merged
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.playlists.files import CannotWrite
from vectorbeats_desktop.engine.search.saved_parts import LARGEST_PART
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.engine.whole_file import whole_file

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

FORMAT, VERSION = "vectorbeats-backup", 1
MANIFEST = "manifest.json"
FILES = "files"
SUFFIX = ".vbbackup"
_FILE = re.compile(rf"{FILES}/([0-9a-f]+)/([^/\\]+)")  # never a place beside those of saved searches
LARGEST_JSON = 256 * 1024 * 1024  # bytes; what a person said of 100,000 tracks takes a tenth
WHOLE = "Copy it again from where it was kept, or take an older one."


class UnreadableBackup(KnownError):
    """A file that is no backup, is damaged, or was made by a newer program."""

    code = "unreadable_backup"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup brought, by kind; how much of it made no sense here; when, and by what version, it was made."""

    merged: dict[str, Merged] = field(default_factory=dict)
    senseless: int = 0
    made_at: float = 0.0  # seconds since the epoch


def write_backup(session: Session, target: Path, ctx: TaskContext, *, replace: bool = False) -> dict[str, int]:
    """Write all that the person made; returns how much of each kind.

    The file is whole or not there at all. Raises FileThere, CannotWrite, DataFolderBroken, Cancelled.
    """
    counts: dict[str, int] = {}
    sums: dict[str, str] = {}
    with whole_file(target, replace=replace) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(BELONGINGS):
            ctx.checkpoint()
            ctx.report(Progress("backup", number, len(BELONGINGS)))
            rows = one.read(session)
            counts[one.name] = len(rows)
            content = json.dumps(rows, allow_nan=False).encode()
            sums[f"{one.name}.json"] = hashlib.sha256(content).hexdigest()
            archive.writestr(f"{one.name}.json", content)
        for file in session.searches.kept_files():
            ctx.checkpoint()
            name = f"{FILES}/{file.parent.name}/{file.name}"
            content = session.searches.content_of(file)
            sums[name] = hashlib.sha256(content).hexdigest()
            archive.writestr(name, content)
        told = {"format": FORMAT, "version": VERSION, "made_at": time.time(), "program": __version__, "sha256": sums}
        archive.writestr(MANIFEST, json.dumps(told))
        ctx.report(Progress("backup", len(BELONGINGS), len(BELONGINGS)))
    return counts


def read_backup(session: Session, source: Path, ctx: TaskContext) -> Restored:
    """Merge what a backup holds into what is here: of one thing the later counts, and nothing is deleted.

    The file is read and compared with its sums before anything is changed, and a copy of the catalogue is made first.
    Raises UnreadableBackup, CannotWrite, DataFolderBroken, Cancelled.
    """
    with _opened(source) as (archive, manifest):
        _check(source, archive, manifest["sha256"], ctx)
        rows: dict[str, Sequence[dict[str, Any]]] = {}
        senseless = 0
        for one in BELONGINGS:
            told = _rows(source, archive, f"{one.name}.json") if f"{one.name}.json" in manifest["sha256"] else []
            rows[one.name] = sensible(one, told)
            senseless += len(told) - len(rows[one.name])
        session.copies.make(session.catalog, Why.BEFORE, ctx)
        try:
            files = {
                "/".join(found.groups()): session.searches.keep_file(found.groups(), archive.read(name))
                for name in manifest["sha256"]
                if (found := _FILE.fullmatch(name)) and found[2] not in (".", "..")
            }
            rows["searches"] = with_files(rows["searches"], files)
            merged = {one.name: one.merge(session, rows[one.name]) for one in BELONGINGS}
        except OSError as error:
            raise CannotWrite(
                f"It could not be restored: {error.strerror or error}.", "Make room, and restore it once more."
            ) from error
    return Restored(merged, senseless, float(manifest["made_at"]))


@contextmanager
def _opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, Mapping[str, Any]]]:
    wrong = UnreadableBackup(f"{source.name} is no backup of VectorBeats, or cannot be read.", WHOLE)
    try:
        archive = opened_archive(source)
    except BrokenMember as error:
        raise wrong from error
    with archive:
        try:
            manifest = json_member(archive, MANIFEST, LARGEST_JSON)
            if manifest["format"] != FORMAT:
                raise wrong
            if manifest["version"] > VERSION:
                raise UnreadableBackup(f"{source.name} was made by a newer VectorBeats.", "Update this one.")
            if not is_number(manifest["made_at"]) or not isinstance(manifest["sha256"], dict):
                raise wrong
        except (BrokenMember, KeyError, TypeError) as error:
            raise wrong from error
        yield archive, manifest


def _check(source: Path, archive: zipfile.ZipFile, sums: Mapping[str, str], ctx: TaskContext) -> None:
    for number, (name, expected) in enumerate(sums.items()):
        ctx.checkpoint()
        ctx.report(Progress("check", number, len(sums)))
        damaged = _damaged(source, name)
        try:
            content = member(archive, name, LARGEST_PART if name.startswith(f"{FILES}/") else LARGEST_JSON)
        except BrokenMember as error:
            raise damaged from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise damaged


def _rows(source: Path, archive: zipfile.ZipFile, name: str) -> list[Any]:
    try:
        told = json_member(archive, name, LARGEST_JSON)
    except BrokenMember as error:
        raise _damaged(source, name) from error
    return told if isinstance(told, list) else []


def _damaged(source: Path, name: str) -> UnreadableBackup:
    return UnreadableBackup(f"{source.name} is damaged: {name} is not as it was written.", WHOLE)
