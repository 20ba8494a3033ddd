"""Somebody who uses the program without pause, in a process of its own, and tells what they are shown.

`person.py` starts it. Prints a JSON list a line: ["ready", seconds it took to open and to answer a search], ["wrong",
violations], and then without end ["doing", kind, name, value], ["shown", kind, name, value, begun at] or ["told",
error]. Ends after an index that is complete.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults.invariants import Shown, seen, violations
from tests.small_library import fast_settings, words
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Correction, Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import Progress, TaskContext

ANYTHING = Query((words("calm night"),))


def say(*what: Any) -> None:
    """Tell whoever watches; who is not there any more needs to hear nothing."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def act(kind: str, name: str, value: Any, work: Callable[[], object]) -> None:
    """Do something that is shown as saved when it returns."""
    began = time.monotonic()
    say("doing", kind, name, value)
    try:
        work()
    except KnownError as error:
        say("told", f"{error.code}: {error.message}")
    else:
        say("shown", kind, name, value, began)


def edit(session: Session, number: int, tracks: list[str]) -> None:
    """Stars, a tempo, a playlist."""
    track = tracks[number % len(tracks)]
    stars, tempo = 1 + number % 5, 60.0 + number % 100
    act("stars", track, stars, lambda: session.rate(track, stars))
    act("tempos", track, tempo, lambda: session.details.correct(track, Correction(tempo_bpm=tempo)))
    rows = session.catalog.rows(session.catalog.page_ids())
    rows = rows[number % 3 :]
    name = f"List {number % 4}"
    listed = [row.track_id for row in rows]
    act("playlists", name, listed, lambda: session.playlists.save(name, rows, replace=True))


def search(session: Session, number: int) -> None:
    """By words, by likeness, and by a file, for which a worker is asked."""
    track = session.catalog.rows(session.catalog.page_ids())[number % 6]
    parts = (
        words(("calm", "furious and loud", track.name)[number % 3]),
        QueryPart(Kind.LIKE, str(track.path)),
        QueryPart(Kind.SOUND, str(track.path)),
    )
    part = parts[number % len(parts)]
    act("found", str(part.kind), 1, lambda: session.search(Query((part,)), TaskContext()).hits[0])


def acts(session: Session, activity: str, tracks: list[str]) -> Iterator[None]:
    """Do one thing after the other."""
    for number in itertools.count():
        if activity == "search":
            search(session, number)
        else:
            edit(session, number, tracks)
        if activity == "sync":
            act("synced", "all", number, lambda: session.remote.push(TaskContext()))
            act("synced", "pulled", number, lambda: session.remote.pull(TaskContext()))
        yield


def index(session: Session, music: Path) -> None:
    """Index until all is done, and tell each progress."""
    session.add_folder(music)

    def tell(progress: Progress) -> None:
        say("shown", "progress", progress.stage, progress.done, time.monotonic())

    session.retry()
    report = session.index(TaskContext(sink=tell))
    say("indexed", report.failed, session.status().ready)


def open_session(data: Path, address: str) -> Session:
    settings = fast_settings()
    settings.set("analysis.workers", 2)
    if address:
        settings.set("network.remote", True)
        settings.set("remote.address", address)
    session = Session.open(Paths.under(data), settings, wait_s=5)
    if address:
        session.remote.agree()
    return session


def main(started: float) -> None:
    """Open the library, say how it is, and use it without end. `started` is when the process was, monotonic seconds."""
    data, music, activity, told, *rest = sys.argv[1:]
    shown = Shown.from_json(Path(told).read_text("utf-8"))
    session = open_session(Path(data), rest[0] if rest else "")
    session.search(ANYTHING, TaskContext())
    session.store.info()
    say("ready", time.monotonic() - started)
    say("wrong", violations(session, shown))
    shown.settle(session)
    say("settled", shown.to_json())
    if activity == "index":
        index(session, Path(music))
        session.close()
        return
    tracks = sorted({track for track, _ in seen(session).done})
    for _ in acts(session, activity, tracks):
        pass
