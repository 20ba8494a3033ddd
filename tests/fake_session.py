"""A session in memory, for tests of the window that are not about the engine."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.fake_playlists import FakePlaylists, FakeRecognition, FakeRoutes
from tests.fake_searches import FakeSearches, FakeVerdicts
from tests.fake_waveforms import FakeWaveforms
from vectorbeats_desktop.engine.journal import Journal
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
    SearchResult,
    Tags,
    Track,
)
from vectorbeats_desktop.engine.search.picture_opener import Pixels, opened_here
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
        self.changes = self.playlist_changes = 0
        self.rated: dict[str, int] = {}

    def revision(self) -> int:
        return self.changes

    def said_revision(self) -> int:
        return self.playlist_changes

    def page_ids(
        self, filter_text: str = "", sort: str = "artist", descending: bool = False, state: FileState | None = None
    ) -> array[int]:
        found = [i for i, track in self.tracks.items() if filter_text.lower() in track.name.lower()]
        return array("q", sorted(found, reverse=descending))

    def ratings(self, track_ids: Iterable[str]) -> dict[str, int]:
        return {track_id: stars for track_id in track_ids if (stars := self.rated.get(track_id))}

    def genres(self) -> dict[str, str]:
        return {track.track_id: track.tags.genre for track in self.tracks.values() if track.tags.genre}

    def rows(self, file_ids: Sequence[int]) -> list[Track]:
        return [self.tracks[file_id] for file_id in file_ids]

    def tracks_by_path(self, paths: Sequence[Path]) -> dict[Path, Track]:
        return {track.path: track for track in self.tracks.values() if track.path in paths}


class Opener:
    """Opens pictures where it is asked."""

    def open(self, path: Path, side: int, ctx: TaskContext) -> Pixels:
        return opened_here(path, side, ctx)


class SteadyStore:
    """A vector store that has never been lost."""

    losses = 0


class FakeSession:
    """Answers as a Session does. `hold` keeps `index` and `search` at a checkpoint until it is set."""

    def __init__(self, tracks: Sequence[Track] = (), settings: Settings | None = None) -> None:
        self.catalog = FakeCatalog(tracks)
        self.settings = settings or Settings()
        self.store = SteadyStore()
        self.journal = Journal()
        self.searches = FakeSearches()
        self.verdicts = FakeVerdicts()
        self.playlists, self.routes, self.recognition = FakePlaylists(), FakeRoutes(), FakeRecognition()
        self.waveforms, self.opener = FakeWaveforms(), Opener()
        self.known: list[Folder] = []
        self.indexed: list[list[int] | set[Path] | None] = []
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
        self,
        ctx: TaskContext,
        folders: Sequence[int] | None = None,
        confirm_removals: bool = False,
        places: Collection[Path] | None = None,
    ) -> IndexReport:
        if self.error is not None and places is not None:
            raise self.error
        self.indexed.append(set(places) if places is not None else None if folders is None else list(folders))
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
        self.catalog.rated[track_id] = stars or 0

    def words_source(self) -> str:
        return "word list"

    def status(self) -> LibraryStatus:
        count = len(self.catalog.tracks)
        return LibraryStatus(files=count, ready=count, tracks=count)

    def problems(self) -> list[FileProblem]:
        return []

    def cover_path(self, cover_id: str) -> Path | None:
        return None
