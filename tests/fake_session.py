"""A session in memory, for tests of the window that are not about the engine."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import (
    Confidence,
    FileProblem,
    FileState,
    Folder,
    Hit,
    IndexReport,
    LibraryStatus,
    Query,
    Reason,
    Said,
    SavedSearch,
    SearchResult,
    Tags,
    Track,
    Verdict,
)
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import Progress, TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session


def make_track(number: int, path: Path | None = None, cover_id: str = "") -> Track:
    return Track(
        file_id=number,
        path=path or Path(f"/music/{number}.flac"),
        folder_id=1,
        state=FileState.READY,
        tags=Tags(title=f"Song {number}", artist=f"Artist {number % 7}", album="Album", duration_s=180.0 + number),
        track_id=f"a1-{number:032x}",
        cover_id=cover_id,
    )


class FakeCatalog:
    def __init__(self, tracks: Sequence[Track]) -> None:
        self.tracks = {track.file_id: track for track in tracks}
        self.changes = 0

    def revision(self) -> int:
        return self.changes

    def page_ids(
        self, filter_text: str = "", sort: str = "artist", descending: bool = False, state: FileState | None = None
    ) -> array[int]:
        found = [i for i, track in self.tracks.items() if filter_text.lower() in track.name.lower()]
        return array("q", sorted(found, reverse=descending))

    def genres(self) -> dict[str, str]:
        return {track.track_id: track.tags.genre for track in self.tracks.values() if track.tags.genre}

    def rows(self, file_ids: Sequence[int]) -> list[Track]:
        return [self.tracks[file_id] for file_id in file_ids]


class FakeSearches:
    """The history and the saved searches, in memory."""

    def __init__(self) -> None:
        self.kept: list[SavedSearch] = []

    def saved(self) -> list[SavedSearch]:
        return [one for one in self.kept if one.name]

    def history(self, limit: int = 200) -> list[SavedSearch]:
        return [one for one in reversed(self.kept) if not one.name][:limit]

    def save(self, name: str, query: Query, *, replace: bool = False) -> SavedSearch:
        if replace:
            self.kept = [one for one in self.kept if one.name != name]
        assert name not in {one.name for one in self.kept}
        return self._keep(name, query)

    def remember(self, query: Query) -> None:
        self._keep("", query)

    def forget(self, search_id: int) -> None:
        self.kept = [one for one in self.kept if one.search_id != search_id]

    def clear_history(self) -> None:
        self.kept = self.saved()

    def _keep(self, name: str, query: Query) -> SavedSearch:
        made = SavedSearch(len(self.kept) + 1, name, query, 0.0)
        self.kept.append(made)
        return made


class FakeVerdicts:
    """What was said of hits, by query, in memory."""

    def __init__(self) -> None:
        self.said: list[tuple[Query, str, Verdict | None]] = []

    def say(self, query: Query, track_id: str, verdict: Verdict | None) -> None:
        self.said.append((query, track_id, verdict))

    def all(self) -> list[Said]:
        keys = list(dict.fromkeys((repr(query), track_id) for query, track_id, _verdict in self.said))
        found = []
        for query, track_id, _verdict in self.said:
            verdict = self.of(query).get(track_id)
            if verdict is not None and (key := (repr(query), track_id)) in keys:
                keys.remove(key)
                found.append(Said(repr(query), track_id, verdict, query.parts[0].value, 0.0))
        return found[::-1]

    def forget(self, said: Said) -> None:
        query = next(query for query, _track_id, _verdict in self.said if repr(query) == said.query_key)
        self.say(query, said.track_id, None)

    def of(self, query: Query) -> dict[str, Verdict]:
        found: dict[str, Verdict] = {}
        for asked, track_id, verdict in self.said:
            if asked == query and verdict is not None:
                found[track_id] = verdict
            elif asked == query:
                found.pop(track_id, None)
        return found


class FakeRecognition:
    """Recognises nothing until `answer` is set; `heard` tells how much it was given, in seconds."""

    def __init__(self) -> None:
        self.answer: object = None
        self.error: Exception | None = None
        self.heard: list[float] = []

    def listen(self, samples: NDArray[np.float32], rate_hz: int, ctx: TaskContext) -> object:
        self.heard.append(len(samples) / rate_hz)
        if self.error is not None:
            raise self.error
        return self.answer


class FakeSession:
    """Answers as a Session does. `hold` keeps `index` and `search` at a checkpoint until it is set."""

    def __init__(self, tracks: Sequence[Track] = (), settings: Settings | None = None) -> None:
        self.catalog = FakeCatalog(tracks)
        self.settings = settings or Settings()
        self.searches = FakeSearches()
        self.verdicts = FakeVerdicts()
        self.recognition = FakeRecognition()
        self.ratings: dict[str, int | None] = {}
        self.known: list[Folder] = []
        self.indexed: list[list[int] | None] = []
        self.searched: list[Query] = []
        self.hold = threading.Event()
        self.hold.set()
        self.closed = False
        self.error: Exception | None = None

    def as_session(self) -> Session:
        return cast("Session", self)

    def close(self) -> None:
        self.closed = True

    def warm(self) -> None: ...

    def folders(self) -> list[Folder]:
        return list(self.known)

    def add_folder(self, path: Path) -> Folder:
        if self.error is not None:
            raise self.error
        folder = Folder(len(self.known) + 1, path)
        self.known.append(folder)
        return folder

    def remove_folder(self, folder_id: int) -> None:
        self.known = [folder for folder in self.known if folder.folder_id != folder_id]

    def index(
        self, ctx: TaskContext, folders: Sequence[int] | None = None, confirm_removals: bool = False
    ) -> IndexReport:
        self.indexed.append(None if folders is None else list(folders))
        ctx.report(Progress("sound", 1, 4))
        while not self.hold.wait(0.005):
            ctx.checkpoint()
        count = len(self.catalog.tracks)
        return IndexReport(count, count, 0, 0, 0, 0, count, 0, 0, 0.1)

    def retry(self, file_ids: Sequence[int] | None = None) -> None: ...

    def build_demo(self, ctx: TaskContext) -> Path:
        return Path("/music/demo")

    def search(self, query: Query, ctx: TaskContext) -> SearchResult:
        self.searched.append(query)
        while not self.hold.wait(0.005):
            ctx.checkpoint()
        if self.error is not None:
            raise self.error
        tracks = list(self.catalog.tracks.values())
        reason = Reason("concept", "calm, slow", 1.0, ("calm",))
        hits = tuple(Hit(track, 1.0, Confidence.GOOD, (reason,)) for track in tracks[: query.limit])
        return SearchResult(hits, len(tracks), len(tracks))

    def rate(self, track_id: str, stars: int | None) -> None:
        self.ratings[track_id] = stars

    def words_source(self) -> str:
        return "word list"

    def status(self) -> LibraryStatus:
        count = len(self.catalog.tracks)
        return LibraryStatus(files=count, ready=count, tracks=count)

    def problems(self) -> list[FileProblem]:
        return []

    def cover_path(self, cover_id: str) -> Path | None:
        return None
