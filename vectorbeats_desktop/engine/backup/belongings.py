"""Everything that a person made, as rows of plain values: read out of a session, checked, and merged into one.

Tracks are named by their audio's hash, so that all of it belongs to the same music on another computer. Left out are
secrets, what is of this computer only, and the switches of the network: those are switched on anew where they shall be.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorbeats_desktop.engine.errors import BadQuery, BadSetting
from vectorbeats_desktop.engine.library import merging
from vectorbeats_desktop.engine.library.changes import Edit
from vectorbeats_desktop.engine.library.merging import Merged
from vectorbeats_desktop.engine.library.saved_names import checked_name
from vectorbeats_desktop.engine.library.waiting import Row
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.records import Verdict
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.search.query_json import query_from_json, query_to_json
from vectorbeats_desktop.engine.search.saved import LONGEST_HISTORY
from vectorbeats_desktop.engine.settings import SETTINGS, declared

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

OF_THIS_COMPUTER = (
    "network.",
    "privacy.",
    "monitoring.",
    "window.geometry",
    "window.state",
    "player.output",
    "recorder.device",
)
"""Settings that begin so stay behind."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """One kind of thing that a person made. `check` raises for a row that makes no sense."""

    name: str
    read: Callable[[Session], list[Row]]
    check: Callable[[Row], object]
    merge: Callable[[Session, Sequence[Row]], Merged]


def carried(value: str, files: Mapping[str, Path]) -> str:
    """Where a part of a saved search lies now, when its file came along."""
    came = files.get("/".join(re.split(r"[\\/]", value)[-2:]))
    return value if came is None else str(came)


def with_files(rows: Sequence[Row], files: Mapping[str, Path]) -> list[Row]:
    """The searches, looking for with the files that came along."""
    found = []
    for row in rows:
        query = query_from_json(row["query"])[0]
        parts = tuple(replace(part, value=carried(part.value, files)) for part in query.parts)
        found.append({**row, "query": query_to_json(replace(query, parts=parts))})
    return found


def _edits(session: Session) -> list[Row]:
    return [dict(records.edit_point(edit).payload) for edit in session.catalog.edits()]


def _edit(row: Row) -> Edit:
    if (edit := records.edit_of(row)) is None:
        raise ValueError(row)
    return edit


def _merge_edits(session: Session, rows: Sequence[Row]) -> Merged:
    told = [_edit(row) for row in rows]
    before = set(session.catalog.edits())
    changed = session.catalog.merge_edits(told)
    taken = [edit for edit in told if edit not in before and edit in session.catalog.edits({edit.track_id})]
    session.catalog.log_edits(taken)
    session.details.read_anew(sorted(changed))
    return Merged(len(taken), len(told) - len(taken))


def _settings(session: Session) -> list[Row]:
    settings = session.settings
    return [
        {"name": each.name, "value": settings.get(each.name)}
        for each in SETTINGS
        if not (each.secret or each.name.startswith(OF_THIS_COMPUTER) or settings.is_default(each.name))
    ]


def _merge_settings(session: Session, rows: Sequence[Row]) -> Merged:
    """What was chosen here stays, since nobody knows which was chosen later."""
    new = [row for row in rows if session.settings.is_default(row["name"])]
    for row in new:
        session.settings.set(row["name"], row["value"])
    return Merged(len(new), len(rows) - len(new))


def _check_setting(row: Row) -> None:
    setting = declared(row["name"])
    setting.check(row["value"])
    if setting.secret or setting.name.startswith(OF_THIS_COMPUTER):
        raise ValueError(row)


def _folders(session: Session) -> list[Row]:
    return [{"path": str(folder.path)} for folder in session.folders()]


def _merge_folders(session: Session, rows: Sequence[Row]) -> Merged:
    """Those that are on this computer; the others are of another one, or away."""
    known = {folder.path for folder in session.folders()}
    new = [path for row in rows if (path := Path(row["path"])) not in known and _is_folder(path)]
    for path in new:
        session.add_folder(path)
    return Merged(len(new), len(rows) - len(new))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # longer than a path can be
        return False


def _check_playlist(row: Row) -> None:
    if checked_name(row["name"]) != row["name"]:
        raise ValueError(row)
    if row["recipe"] is not None:
        _texts(row, "recipe")
    _numbers(row, "made_at", "changed_at")
    for track_id, path in row["entries"]:
        track_id.encode()  # SQLite takes no lone surrogates, and a path only those that stand for bytes
        os.fsencode(path)


def _check_search(row: Row) -> None:
    _texts(row, "name", "query")
    if row["name"] and checked_name(row["name"]) != row["name"]:
        raise ValueError(row)
    _numbers(row, "asked_at")
    query_from_json(row["query"])


def _check_verdict(row: Row) -> None:
    Verdict(row["verdict"])
    _texts(row, "query_key", "track_id", "asked")
    _numbers(row, "said_at")


def _check_hum(row: Row) -> None:
    _texts(row, "track_id", "contour")
    Contour.from_bytes(base64.b64decode(row["contour"], validate=True))
    _numbers(row, "start_s", "end_s")


def _texts(row: Row, *names: str) -> None:
    for name in names:
        if not isinstance(row[name], str):
            raise ValueError(row)  # noqa: TRY004 - its content is wrong
        row[name].encode()  # SQLite takes no lone surrogates


def _numbers(row: Row, *names: str) -> None:
    if not all(is_number(row[name]) for name in names):
        raise ValueError(row)


BELONGINGS: tuple[Belonging, ...] = (
    Belonging("folders", _folders, lambda row: Path(row["path"]), _merge_folders),
    Belonging("settings", _settings, _check_setting, _merge_settings),
    Belonging("edits", _edits, _edit, _merge_edits),
    Belonging(
        "playlists",
        lambda session: merging.playlist_rows(session.catalog),
        _check_playlist,
        lambda session, rows: merging.merge_playlists(session.catalog, rows),
    ),
    Belonging(
        "searches",
        lambda session: merging.search_rows(session.catalog, LONGEST_HISTORY),
        _check_search,
        lambda session, rows: merging.merge_searches(session.catalog, rows, LONGEST_HISTORY),
    ),
    Belonging(
        "verdicts",
        lambda session: merging.verdict_rows(session.catalog),
        _check_verdict,
        lambda session, rows: merging.merge_verdicts(session.catalog, rows),
    ),
    Belonging(
        "hums",
        lambda session: merging.hum_rows(session.catalog),
        _check_hum,
        lambda session, rows: merging.merge_hums(session.catalog, rows),
    ),
)


def sensible(belonging: Belonging, rows: Any) -> list[Row]:
    """The rows that make sense; what a newer version may have added beside them is left out."""
    found: list[Row] = []
    for row in rows if isinstance(rows, list) else []:
        try:
            belonging.check(row)
        except (ValueError, KeyError, TypeError, OverflowError, BadQuery, BadSetting, AttributeError):
            continue
        found.append(row)
    return found
