"""A library of made-up tracks behind the real actions, for tests of the pages."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tests.fake_comparing import FakeComparing
from tests.fake_playlists import FakePlaylists, FakeRecognition, FakeRoutes
from tests.fake_searches import FakeSearches, FakeVerdicts
from tests.fake_session import Opener, SteadyStore
from tests.fake_waveforms import FakeWaveforms
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.journal import Journal
from vectorbeats_desktop.engine.records import (
    Confidence,
    Features,
    FileProblem,
    FileState,
    Folder,
    Hit,
    IndexReport,
    LibraryStatus,
    MelodyMatch,
    Mood,
    Query,
    Reason,
    SearchResult,
    Tags,
    Track,
)
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:  # the pages need none of the engine's parts, and so do their tests
    from vectorbeats_desktop.engine.session import Session

REPORT = IndexReport(12, 12, 0, 0, 0, 0, 11, 1, 0, 2.5)


def make_track(number: int, state: FileState = FileState.READY) -> Track:
    return Track(
        file_id=number,
        path=Path(f"/music/{number}.flac"),
        folder_id=1,
        state=state,
        tags=Tags(title=f"Song {number}", artist=f"Artist {number % 7}", album="Amber", year=1999, duration_s=185),
        track_id=f"t{number}",
        features=Features(119.6, 4, "A minor", 0.8, -14.0, 3.0, 2000.0, 2.0),
        mood=Mood(0.1, 0.2, ("mellow", "calm")),
        error="It holds no sound." if state is FileState.FAILED else "",
    )


def make_result(
    *numbers: int, searched: int = 20_000, total: int = 20_000, notices: tuple[str, ...] = ()
) -> SearchResult:
    confidences = list(Confidence)
    hits = tuple(
        Hit(
            make_track(number),
            1 / (row + 1),
            confidences[min(row, 2)],
            (Reason("concept", "warm colours → mellow", 0.7),),
        )
        for row, number in enumerate(numbers)
    )
    return SearchResult(hits, searched, total, notices)


def make_melody(start_s: float = 83.0, key_shift: int = 3, tempo_ratio: float = 1.1) -> MelodyMatch:
    """Two lines of ten seconds, the track's a semitone below the hum."""
    hummed = tuple(60.0 + note for note in (0, 2, 4, 5, 7, 7, 9, 7, 5, 4))
    heard = tuple(note - 1 for note in hummed)
    return MelodyMatch(start_s, start_s + 10, key_shift, tempo_ratio, 1.0, hummed, heard)


class FakeCatalog:
    """Answers pages as the catalogue does; `reads` counts the pages that were asked for."""

    def __init__(self) -> None:
        self.ids = array("q", range(1, 13))
        self.asked: list[tuple[str, str, bool, FileState | None]] = []
        self.reads = 0
        self.rated: dict[str, int] = {}
        self.states: dict[int, FileState] = {}

    def revision(self) -> int:
        return 0  # nobody else changes it

    def said_revision(self) -> int:
        return 0

    def page_ids(
        self, filter_text: str = "", sort: str = "artist", descending: bool = False, state: FileState | None = None
    ) -> array[int]:
        self.asked.append((filter_text, sort, descending, state))
        wanted = [number for number in self.ids if filter_text.lower() in f"song {number}"]
        return array("q", reversed(wanted) if descending else wanted)

    def tracks_by_id(self, track_ids: Sequence[str]) -> dict[str, list[Track]]:
        return {track_id: [make_track(int(track_id[1:]))] for track_id in track_ids}

    def ratings(self, track_ids: Iterable[str]) -> dict[str, int]:
        return {track_id: stars for track_id in track_ids if (stars := self.rated.get(track_id))}

    def genres(self) -> dict[str, str]:
        return {"t1": "Rock; Pop", "t2": "Jazz", "t3": "Rock"}

    def rows(self, ids: Sequence[int]) -> list[Track]:
        self.reads += 1
        return [make_track(number, self.states.get(number, FileState.READY)) for number in ids]


class FakeSession:
    """What the pages ask of a Session. `answer` decides what a search returns, or raises."""

    def __init__(self) -> None:
        self.opener = Opener()
        self.catalog = FakeCatalog()
        self.settings = Settings()
        self.store = SteadyStore()
        self.journal = Journal()
        self.searches = FakeSearches()
        self.verdicts = FakeVerdicts()
        self.playlists, self.routes, self.recognition = FakePlaylists(), FakeRoutes(), FakeRecognition()
        self.waveforms = FakeWaveforms()
        self.comparing = FakeComparing()
        self.queries: list[Query] = []
        self.reader = "word list"
        self.answer: Callable[[Query], SearchResult] = lambda _query: make_result(1, 2, 3)
        self.hold = threading.Event()  # searches wait for it
        self.hold.set()
        self.library = LibraryStatus(files=20_000, ready=20_000, tracks=20_000)
        self.kept: list[Folder] = []
        self.trouble: list[FileProblem] = []
        self.calls: list[tuple[str, Any]] = []
        self.work: Callable[[TaskContext], None] = lambda _ctx: None  # what an indexing run does
        self.refusal: KnownError | None = None

    def search(self, query: Query, ctx: TaskContext) -> SearchResult:
        self.queries.append(query)
        assert self.hold.wait(10)
        ctx.checkpoint()
        return self.answer(query)

    def rate(self, track_id: str, stars: int | None) -> None:
        self.catalog.rated[track_id] = stars or 0

    def words_source(self) -> str:
        return self.reader

    def status(self) -> LibraryStatus:
        return self.library

    def folders(self) -> list[Folder]:
        return list(self.kept)

    def problems(self) -> list[FileProblem]:
        return list(self.trouble)

    def add_folder(self, path: Path) -> Folder:
        self.calls.append(("add_folder", path))
        folder = Folder(len(self.kept) + 1, path)
        self.kept.append(folder)
        return folder

    def remove_folder(self, folder_id: int) -> None:
        self.calls.append(("remove_folder", folder_id))
        self.kept = [folder for folder in self.kept if folder.folder_id != folder_id]

    def retry(self, file_ids: Sequence[int] | None = None) -> None:
        self.calls.append(("retry", file_ids))

    def confirm_hum(self, hums: Sequence[Path], track_id: str, ctx: TaskContext) -> int:
        if self.refusal is not None:
            raise self.refusal
        self.calls.append(("confirm_hum", (tuple(hums), track_id)))
        return len(hums)

    def index(
        self, ctx: TaskContext, folders: Sequence[int] | None = None, confirm_removals: bool = False
    ) -> IndexReport:
        self.calls.append(("index", (folders, confirm_removals)))
        self.work(ctx)
        return REPORT

    def build_demo(self, ctx: TaskContext) -> Path:
        self.calls.append(("build_demo", None))
        return Path("/demo")

    def close(self) -> None:
        self.hold.set()

    def as_session(self) -> Session:
        """For the typed door of the actions."""
        return cast("Session", self)
