"""What was worked out and said, in one file: to carry to another computer, or to keep.

A ZIP archive: `manifest.json` with the format's version and, for each part, its SHA-256 and the ids of its records;
and the parts, 500 records each as lines of JSON, vectors as base64 of float32. The records are those of the remote
catalogue: no audio, no paths, no names of files.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.archive_member import BrokenMember, json_member, member, opened_archive
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.library.changes import EDITS, HEARD, MUSIC, Edit
from vectorbeats_desktop.engine.records import IndexReport
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.gathering import Gathering
from vectorbeats_desktop.engine.remote.port import RemotePoint
from vectorbeats_desktop.engine.remote.reuse import Reuse
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.untrusted_json import loads
from vectorbeats_desktop.engine.whole_file import whole_file

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

FORMAT, VERSION = "vectorbeats-analysis", 1
MANIFEST = "manifest.json"
PART = 500  # records
TRACKS = 100  # gathered at once
LARGEST_PART = 256 * 1024 * 1024  # bytes
LARGEST_MANIFEST = 256 * 1024 * 1024  # the ids of 100,000 tracks take a tenth
WHOLE = "Copy it again, or export it anew."


class UnreadableAnalysis(KnownError):
    """A file that holds no analysis, is damaged, or was made by a newer program."""

    code = "unreadable_analysis"


def write_analysis(session: Session, target: Path, ctx: TaskContext, *, replace: bool = False) -> int:
    """Write all that was worked out and said; return how many records.

    The file is whole or not there at all. Raises FileThere, CannotWrite, StoreUnavailable, Cancelled.
    """
    with whole_file(target, replace=replace) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = [_write_part(archive, number, points) for number, points in enumerate(_parts(session, ctx))]
        manifest = {"format": FORMAT, "version": VERSION, "parts": parts}
        archive.writestr(MANIFEST, json.dumps(manifest))
    return sum(len(part["ids"]) for part in parts)


def read_analysis(session: Session, source: Path, ctx: TaskContext) -> IndexReport:
    """Let a file's edits count where they are the later ones, and index, taking over what the file knows.

    Raises UnreadableAnalysis before anything is changed; else what Session.index raises.
    """
    with AnalysisFile(source, ctx) as file:
        edits = list(file.edits())
        changed = session.catalog.merge_edits(edits)
        session.catalog.log_edits(edit for edit in session.catalog.edits(changed) if edit in edits)
        session.details.read_anew(sorted(changed))
        return session.index(ctx, elsewhere=Reuse(session.catalog, file, to_tell=True))


class AnalysisFile:
    """A file of records, whose parts have all been compared with their hashes."""

    def __init__(self, path: Path, ctx: TaskContext) -> None:
        """Open it. Raises UnreadableAnalysis, Cancelled."""
        self._path = path
        try:
            self._archive = opened_archive(path)
        except BrokenMember as error:
            raise UnreadableAnalysis(f"{path.name} holds no analysis, or cannot be read.", WHOLE) from error
        try:
            self._place = {identity: part for part, ids in self._checked(ctx) for identity in ids}
        except BaseException:
            self._archive.close()
            raise
        self._read: tuple[str, dict[str, RemotePoint]] = ("", {})

    def __enter__(self) -> AnalysisFile:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    def read(self, _collection: str, ids: Sequence[str], _ctx: TaskContext) -> Mapping[str, RemotePoint]:
        """Those of the records that are in the file. Raises UnreadableAnalysis."""
        found = {}
        for identity in sorted(ids, key=lambda identity: self._place.get(identity, "")):
            if identity in self._place and identity in (points := self._points(self._place[identity])):
                found[identity] = points[identity]
        return found

    def edits(self) -> Iterator[Edit]:
        """What people said. Raises UnreadableAnalysis."""
        for part in dict.fromkeys(self._place.values()):
            for point in self._points(part).values():
                if (edit := records.edit_of(point.payload)) is not None:
                    yield edit

    def _points(self, part: str) -> dict[str, RemotePoint]:
        if self._read[0] != part:
            points = map(_parsed, self._content(part, LARGEST_PART).splitlines())
            self._read = (part, {point.id: point for point in points if point is not None})
        return self._read[1]

    def _checked(self, ctx: TaskContext) -> Iterator[tuple[str, list[str]]]:
        """Each part's name, with the ids of its records, once its hash is found to be right."""
        try:
            manifest = json_member(self._archive, MANIFEST, LARGEST_MANIFEST)
            if manifest["format"] != FORMAT:
                raise UnreadableAnalysis(f"{self._path.name} holds no analysis.", WHOLE)
            if manifest["version"] > VERSION:
                raise UnreadableAnalysis(f"{self._path.name} was made by a newer VectorBeats.", "Update this one.")
            parts = [
                (str(part["name"]), str(part["sha256"]), list(map(str, part["ids"]))) for part in manifest["parts"]
            ]
        except (BrokenMember, KeyError, TypeError) as error:
            raise UnreadableAnalysis(f"{self._path.name} holds no analysis.", WHOLE) from error
        pace = Pace(ctx, "check", len(parts))
        for name, expected, ids in parts:
            ctx.checkpoint()
            if hashlib.sha256(self._content(name, LARGEST_PART)).hexdigest() != expected:
                raise UnreadableAnalysis(f"{self._path.name} is damaged: {name} is not as it was written.", WHOLE)
            pace.step()
            yield name, ids

    def _content(self, name: str, largest: int) -> bytes:
        try:
            return member(self._archive, name, largest)
        except BrokenMember as error:
            raise UnreadableAnalysis(f"{self._path.name} is damaged: {name} cannot be read.", WHOLE) from error


def _parts(session: Session, ctx: TaskContext) -> Iterator[list[RemotePoint]]:
    """All records, track by track, in parts."""
    catalog = session.catalog
    gathering = Gathering(catalog, session.store, session.music, session.space, session.settings)
    tracks = sorted({*audit.known_tracks(catalog), *(edit.track_id for edit in catalog.edits())})
    pace = Pace(ctx, "export", len(tracks))
    waiting: list[RemotePoint] = []
    for start in range(0, len(tracks), TRACKS):
        ctx.checkpoint()
        batch = tracks[start : start + TRACKS]
        changes = [change for track_id in batch for change in catalog.changes_of(track_id, (*EDITS, MUSIC, *HEARD))]
        waiting += [point for _, point in gathering.points(changes) if point is not None]
        while len(waiting) >= PART:
            yield waiting[:PART]
            waiting = waiting[PART:]
        pace.step(count=len(batch))
    if waiting:
        yield waiting


def _write_part(archive: zipfile.ZipFile, number: int, points: Sequence[RemotePoint]) -> dict[str, Any]:
    name = f"records/{number:06}.jsonl"
    content = "".join(json.dumps(_plain(point), allow_nan=False) + "\n" for point in points).encode()
    archive.writestr(name, content)
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "ids": [point.id for point in points]}


def _plain(point: RemotePoint) -> dict[str, Any]:
    vectors = {name: records.packed(np.ascontiguousarray(row, "<f4").tobytes()) for name, row in point.vectors.items()}
    return {"id": point.id, "payload": dict(point.payload), "vectors": vectors}


def _parsed(line: bytes) -> RemotePoint | None:
    """A line's record; None for one that makes no sense."""
    try:
        told = loads(line)
        rows = {str(name): records.unpacked(text) for name, text in told["vectors"].items()}
        vectors = {name: np.frombuffer(row, "<f4").astype(np.float32) for name, row in rows.items() if row is not None}
        return RemotePoint(str(told["id"]), dict(told["payload"]), vectors)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
