"""Somebody who uses the program without pause, in a process of its own, and tells what they are shown.

`person.py` starts it. Prints a JSON list a line: ["ready", seconds it took to open and to answer a search], ["wrong",
violations], and then without end ["doing", kind, name, value], ["shown", kind, name, value, begun at], ["told",
error] or ["done", pairs of a track and a stage that are shown as done from now on]. Who watches may write an empty
line: between two things done it is answered by ["now", all that is shown, what does not agree]. Ends after an index
that is complete, and after a last "now".
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults.invariants import Shown, disagreements, seen, violations
from tests.faults.reopening import ANYTHING
from tests.small_library import fast_settings, words
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Correction, Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import Progress, TaskContext


def say(*what: Any) -> None:
    """Tell whoever watches; who is not there any more needs to hear nothing."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Watcher:
    """Who watches: is told what is done now, and answered when they ask how all is."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._told: set[tuple[str, str]] = set()
        self._asked = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while os.read(sys.stdin.fileno(), 1):  # no buffer of Python's, whose lock would be held at the end
            self._asked.set()

    def tell_done(self) -> None:
        """Show which stages are done since the last time, as the window's list does."""
        done = seen(self._session).done
        if new := done - self._told:
            self._told |= new
            say("done", sorted(new))

    def answer(self) -> None:
        """Say how all is, if that was asked."""
        if self._asked.is_set():
            self.tell_all()

    def tell_all(self) -> None:
        """Say how all is. Who cannot say it has something wrong."""
        self._asked.clear()
        try:
            now, wrong = seen(self._session), disagreements(self._session)
        except KnownError as error:
            say("now", Shown().to_json(), [f"nothing can be read: {error.code}: {error.message}"])
        else:
            say("now", now.to_json(), wrong)


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


def index(session: Session, music: Path, watcher: Watcher) -> None:
    """Index until all is done, and tell each progress."""
    session.add_folder(music)

    def tell(progress: Progress) -> None:
        watcher.tell_done()
        watcher.answer()
        say("shown", "progress", progress.stage, progress.done, time.monotonic())

    session.retry()
    report = session.index(TaskContext(sink=tell))
    watcher.tell_done()
    say("indexed", report.failed, session.status().ready)
    watcher.tell_all()


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
    watcher = Watcher(session)
    watcher.tell_done()
    if activity == "index":
        index(session, Path(music), watcher)
        session.close()
        return
    tracks = sorted({track for track, _ in seen(session).done})
    for _ in acts(session, activity, tracks):
        watcher.answer()
