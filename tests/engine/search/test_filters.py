"""Filters: what they take, what they leave, and that the store is asked for the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.records import Features, FilterValue, Mood, Tags
from vectorbeats_desktop.engine.search.filters import UNANALYSED, Allowed, FilteredTracks, checked_filter
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, CONCEPT_SIZE, MUSIC, point_id

SPACE = "space"


class Library:
    """Tracks a to f, of which f is not analysed yet, in two folders and a real store."""

    def __init__(self, root: Path) -> None:
        self.catalog = Catalog(root / "catalog.sqlite")
        self.store = VectorStore(root / "store", {MUSIC: {SPACE: CONCEPT_SIZE}})
        self.root = root
        self.filtered = FilteredTracks(self.catalog)
        folder = self.catalog.add_folder(root)
        self._names = {
            "a": (
                "one/a.flac",
                Tags(artist="Nora Vale", album="Still", genre="Jazz; Blues", year=1994, duration_s=100, codec="flac"),
            ),
            "b": ("one/b.flac", Tags(artist="Guest", album_artist="Nora Vale", album="Still", genre="jazz", year=1995)),
            "c": ("two/c.flac", Tags(artist="Motörhead", album="Heat", genre="Métal", year=2010, duration_s=300)),
            "d": ("two/d.flac", Tags(artist="Iron", album="Heat", genre="Techno", duration_s=240)),
            "e": ("twofold/e.flac", Tags(artist="Iron", album="Other", genre="Techno", year=2020, duration_s=241.5)),
            "f": ("two/f.flac", Tags(title="New", artist="Iron", album="Heat", genre="Techno")),
        }
        self.folder_id = folder.folder_id
        for track_id, (name, tags) in self._names.items():
            self.add(track_id, name, tags)
        self._analyse()

    def add(self, track_id: str, name: str, tags: Tags) -> None:
        seen = SeenFile(str(self.root / name).encode(), 1, 1)
        (file_id,) = self.catalog.add_files(self.folder_id, [seen])
        self.catalog.identified(file_id, track_id, tags)

    def _analyse(self) -> None:
        random = np.random.default_rng(5)
        sounds, moods, points = [], [], []
        for number, track_id in enumerate("abcde"):
            key, tempo = ("A minor", "C# major")[number % 2], 80.0 + 10 * number
            features = Features(tempo, 4, key, 0.5, -14.0, 3.0, 2100.0, 1.5)
            sounds.append(SoundRow(track_id, 1, np.zeros(3, np.float32), features))
            mood = Mood(number / 5, number / 10, ("calm",) if track_id == "b" else ())
            moods.append(MoodRow(track_id, 1, mood))
            tags = self._names[track_id][1]
            told = {"genre": tags.genre, "album": tags.album, "artist": tags.artist, "tempo": tempo}
            vector = {SPACE: random.normal(size=CONCEPT_SIZE).astype(np.float32)}
            points.append(Point(point_id(track_id), vector, {**told, "energy": mood.energy, "valence": mood.valence}))
        self.catalog.sound_done(sounds)
        self.catalog.mood_done(moods)
        self.store.upsert(MUSIC, points)

    def passing(self, filters: Mapping[str, FilterValue]) -> set[str]:
        allowed = self.allowed(filters)
        assert allowed is not None
        return set(allowed)

    def allowed(self, filters: Mapping[str, FilterValue]) -> Allowed | None:
        unreachable = self.catalog.status().unreachable
        return self.filtered.allowed(checked_filter(filters), self.catalog.revision(), unreachable)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    yield made
    made.store.close()
    made.catalog.close()


CASES: tuple[tuple[dict[str, FilterValue], str], ...] = (
    ({"genre": "JAZZ"}, "ab"),
    ({"genre": "blues"}, "a"),
    ({"genre": ("metal", "jazz")}, "abc"),
    ({"artist": "nora vale"}, "ab"),
    ({"artist": "motorhead"}, "c"),
    ({"album": "heat"}, "cdf"),
    ({"key": "a MINOR"}, "ace"),
    ({"year": (None, 1995)}, "ab"),
    ({"year": (None, None)}, "abce"),
    ({"duration": 240}, "d"),
    ({"duration": (240, None)}, "cde"),
    ({"tempo": (95.0, 115.0)}, "cd"),
    ({"energy": (0.15, 1)}, "cde"),
    ({"valence": 0.0}, "a"),
    ({"rating": (1, None)}, "d"),
    ({"rating": 0}, "abcef"),
    ({"analysed": False}, "f"),
    ({"analysed": "Yes"}, "abcde"),
    ({"genre": "techno", "tempo": (None, 110)}, "d"),
    ({"genre": "polka"}, ""),
    ({"title": "NEW"}, "f"),
    ({"format": "flac"}, "a"),
    ({"mood": "calm"}, "b"),
)


@pytest.mark.parametrize(("filters", "expected"), CASES)
def test_what_passes(library: Library, filters: dict[str, FilterValue], expected: str) -> None:
    library.catalog.rate("d", 4)
    assert library.passing(filters) == set(expected)


def test_a_folder_is_not_another_one_whose_name_begins_alike(library: Library) -> None:
    assert library.passing({"folder": str(library.root / "two")}) == set("cdf")
    assert library.passing({"folder": str(library.root / "two" / ".." / "one")}) == set("ab")
    assert library.passing({"folder": "/"}) == set("abcdef")


def test_the_store_is_told_what_it_can_test_by_itself(library: Library) -> None:
    wanted = library.allowed({"genre": "jazz", "tempo": (None, 85)})
    assert wanted is not None
    assert wanted.where[MUSIC]["genre"] == ("Jazz; Blues", "jazz")
    assert AUDIO not in wanted.where
    tempo = library.allowed({"tempo": (100.0, None)})
    assert tempo is not None
    assert set(tempo.where) == {MUSIC, AUDIO}
    for beyond in ({"artist": "iron"}, {"year": 1994}, {"genre": "jazz", "year": 1994}, {"tempo": (None, None)}):
        told = library.allowed(beyond)  # type: ignore[arg-type]
        assert told is not None
        assert not told.where


def test_by_the_store_or_by_ids_the_same_tracks_are_near(library: Library) -> None:
    vectors = TrackVectors(library.store, PointIds(), MUSIC, SPACE, CONCEPT_SIZE)
    view = LibraryView(library.catalog, library.catalog.revision())
    vector = np.random.default_rng(1).normal(size=CONCEPT_SIZE).astype(np.float32)
    for filters, _ in CASES:
        allowed = library.allowed(filters)
        assert allowed is not None
        by_payload = vectors.nearest(vector, 10, view, allowed)
        by_ids = vectors.nearest(vector, 10, view, frozenset(allowed))
        assert by_payload == by_ids
        assert set(by_ids) == allowed - {"f"}, "what is not analysed has no vector"


def test_a_track_whose_second_file_passes_is_asked_for_by_its_id(library: Library) -> None:
    library.add("d", "one/d again.flac", Tags(artist="Iron", genre="Jazz"))
    allowed = library.allowed({"genre": "jazz"})
    assert allowed is not None
    assert set(allowed) == set("abd")
    assert not allowed.where, "the store knows of the first file's genre only"


def test_what_is_not_there_never_passes(library: Library) -> None:
    assert library.allowed({}) is None
    library.catalog.set_reachable(library.folder_id, False)
    assert library.passing({}) == set()
    assert library.passing({"genre": "jazz"}) == set()


def test_the_same_filter_is_resolved_once_until_something_changes(library: Library) -> None:
    first = library.allowed({"rating": (1, None)})
    assert library.allowed({"rating": (1, None)}) is first
    library.catalog.rate("a", 5)
    assert library.passing({"rating": (1, None)}) == {"a"}
    library.catalog.rate("a", None)
    assert library.passing({"rating": (1, None)}) == set()


def test_what_is_not_analysed_can_be_found_by_name_only_and_that_is_told() -> None:
    assert checked_filter({"analysed": "no"}).notices == (UNANALYSED,)
    assert checked_filter({"analysed": True}).notices == ()


@pytest.mark.parametrize(
    "filters",
    [
        {"colour": "red"},
        {"analysed": "perhaps"},
        {"analysed": 1.5},
        {"rating": "five"},
        {"year": (1, 2, 3)},
        {"year": (2000.0, 1990.0)},
        {"genre": ()},
        {"genre": 3},
        {"folder": 7},
        {"tempo": True},
    ],
)
def test_what_makes_no_sense_is_refused(filters: dict[str, FilterValue]) -> None:
    with pytest.raises(BadQuery):
        checked_filter(filters)


def test_a_rating_is_announced_when_it_can_be_read_and_not_before(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = library.catalog
    seen: list[int] = []
    write = catalog.write

    @contextmanager
    def watched(*, visible: bool) -> Iterator[sqlite3.Connection]:
        with write(visible=visible) as connection:
            yield connection
            seen.append(catalog.rating_revision())

    monkeypatch.setattr(catalog, "write", watched)
    before = catalog.rating_revision()
    catalog.rate("a", 3)
    assert set(seen) == {before}, "who looks now still sees the old stars, and would keep them as the new ones"
    assert catalog.rating_revision() > before
