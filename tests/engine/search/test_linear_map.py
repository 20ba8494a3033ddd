from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.engine.encoders.bridge.synthetic import World, best, recall
from vectorbeats_desktop.engine.encoders.bridge.bank import build_bank
from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge
from vectorbeats_desktop.engine.encoders.bridge.fit import fit
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.records import Features, Kind, Mood, QueryPart, Tags
from vectorbeats_desktop.engine.search.channel import ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.linear_map import LinearMapChannel
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id
from vectorbeats_desktop.engine.task import TaskContext

TRACKS, PICTURES, SIZE = 300, 40, 128
CLAP = "clap_ada0"
FOUND = 10
FEATURES = Features(120.0, 4, "A minor", 0.5, -14.0, 3.0, 2100.0, 1.5)


@dataclass
class Library:
    """A world whose tracks lie in a real store; the last one has no sound vector yet."""

    world: World
    view: LibraryView
    vectors: TrackVectors
    bridge: Bridge
    ids: tuple[str, ...]

    def channel(self, bridge: Bridge | None) -> LinearMapChannel:
        return LinearMapChannel(self.world.space, lambda: self.vectors, lambda: bridge)

    def asked(self, number: int) -> ReadPart:
        return ReadPart(QueryPart(Kind.IMAGE, "seen.jpg"), Kind.IMAGE, picture=self.world.seen[number])


def listed(catalog: Catalog, folder: Path, count: int) -> tuple[str, ...]:
    """Identified tracks with a mood in the middle, so that they are in the view."""
    ids = tuple(f"a1-{number:032x}" for number in range(count))
    files = [SeenFile(bytes(folder / f"{number}.flac"), 1, number, number) for number in range(count)]
    for file_id, track_id in zip(catalog.add_files(catalog.add_folder(folder).folder_id, files), ids, strict=True):
        catalog.identified(file_id, track_id, Tags())
    catalog.sound_done([SoundRow(track_id, 1, np.zeros(3, np.float32), FEATURES) for track_id in ids])
    catalog.mood_done([MoodRow(track_id, 1, Mood(0.0, 0.0)) for track_id in ids])
    return ids


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("linear-map")
    world = World(seed=3, size=SIZE, tracks=TRACKS, pictures=PICTURES)
    bank = build_bank(world.space, count=2_000)
    bridge = fit(bank, *world.phrases(bank), picture_model="clip", music_model="clap")
    store, catalog = VectorStore(folder / "store", {MUSIC: {CLAP: SIZE}}), Catalog(folder / "catalog.sqlite")
    ids = listed(catalog, folder, TRACKS + 1)
    rows = zip(ids[:TRACKS], world.heard, strict=True)
    store.upsert(MUSIC, [Point(point_id(track_id), {CLAP: row}) for track_id, row in rows])
    view = LibraryView(catalog, catalog.revision())
    vectors = TrackVectors(store, PointIds(), MUSIC, CLAP, SIZE)
    yield Library(world, view, vectors, bridge.seeing(world.seen_before), ids)
    catalog.close()
    store.close()


def test_it_finds_what_truly_goes_with_a_picture_and_beats_chance_by_far(library: Library) -> None:
    channel, right = library.channel(library.bridge), library.world.right(FOUND)
    hits = 0
    for number in range(PICTURES):
        evidence = channel.weigh(library.asked(number), library.view, None, TaskContext())
        assert evidence is not None
        found = evidence.candidates(FOUND)
        assert len(found) == FOUND
        hits += len({library.ids[place] for place in right[number]} & set(found))
    assert hits / (FOUND * PICTURES) > 5 * FOUND / TRACKS


def test_candidates_come_in_the_order_of_their_scores(library: Library) -> None:
    evidence = library.channel(library.bridge).weigh(library.asked(0), library.view, None, TaskContext())
    assert evidence is not None
    best_first = evidence.scores(evidence.candidates(20))
    assert (np.diff(best_first) <= 0).all()
    worst_first = evidence.scores(evidence.candidates(20, fewest=True))
    assert (np.diff(worst_first) >= 0).all()
    assert best_first.min() > 1 > -1 > worst_first.max()


def test_scores_are_deviations_within_the_library_and_a_track_without_a_vector_has_none(library: Library) -> None:
    evidence = library.channel(library.bridge).weigh(library.asked(1), library.view, None, TaskContext())
    assert evidence is not None
    scores = evidence.scores(library.ids)
    assert scores.dtype == np.float32
    assert abs(scores[:TRACKS].mean()) < 0.05
    assert scores[:TRACKS].std() == pytest.approx(1, abs=0.05)
    assert scores[TRACKS] == 0
    assert evidence.grounds(library.ids[TRACKS]) is None


def test_only_allowed_tracks_are_proposed(library: Library) -> None:
    allowed = frozenset(library.ids[10:60])
    evidence = library.channel(library.bridge).weigh(library.asked(2), library.view, allowed, TaskContext())
    assert evidence is not None
    assert len(found := evidence.candidates(FOUND)) == FOUND
    assert set(found) <= allowed


def test_hubs_take_fewer_places_than_by_bare_cosines(library: Library) -> None:
    world, channel = library.world, library.channel(library.bridge)
    rows = world.heard - world.heard.mean(axis=0)
    bare = best(library.bridge.to_music(world.seen) @ (rows / np.linalg.norm(rows, axis=1, keepdims=True)).T)
    scores = np.stack(
        [
            evidence.scores(library.ids[:TRACKS])
            for number in range(PICTURES)
            if (evidence := channel.weigh(library.asked(number), library.view, None, TaskContext())) is not None
        ]
    )
    assert world.tracks.hubs[best(scores)].mean() < 0.8 * world.tracks.hubs[bare].mean()
    assert recall(scores, world.right(FOUND)) > 5 * FOUND / TRACKS


def test_reasons_name_concepts_of_the_space_or_nothing(library: Library) -> None:
    channel = library.channel(library.bridge)
    told = []
    for number in range(PICTURES):
        evidence = channel.weigh(library.asked(number), library.view, None, TaskContext())
        assert evidence is not None
        told += [evidence.grounds(track_id) for track_id in evidence.candidates(5)]
    named = [grounds for grounds in told if grounds is not None]
    assert 0 < len(named) < len(told)
    for grounds in named:
        concepts = [library.world.space.concepts[library.world.space.index(name)] for name in grounds.concepts]
        assert grounds.text == f"the picture shows {', '.join(concept.name for concept in concepts)}"


def test_it_is_silent_without_a_picture_a_bridge_or_pictures_to_be_centred_by(library: Library) -> None:
    words = ReadPart(QueryPart(Kind.TEXT, "calm"), Kind.TEXT)
    assert library.channel(library.bridge).weigh(words, library.view, None, TaskContext()) is None
    assert library.channel(None).weigh(library.asked(0), library.view, None, TaskContext()) is None
    unseen = library.channel(dataclasses.replace(library.bridge, sees_pictures=False))
    assert unseen.weigh(library.asked(0), library.view, None, TaskContext()) is None


def test_it_is_silent_while_no_track_has_been_heard(library: Library, tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    empty = LibraryView(catalog, catalog.revision())
    vectors = TrackVectors(library.vectors.store, PointIds(), MUSIC, CLAP, SIZE)
    channel = LinearMapChannel(library.world.space, lambda: vectors, lambda: library.bridge)
    assert channel.weigh(library.asked(0), empty, None, TaskContext()) is None
    catalog.close()


def test_a_query_that_was_given_up_stops(library: Library) -> None:
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        library.channel(library.bridge).weigh(library.asked(0), library.view, None, ctx)


def test_a_new_bridge_is_used_at_once(library: Library) -> None:
    now = [library.bridge]
    channel = LinearMapChannel(library.world.space, lambda: library.vectors, lambda: now[0])
    before = channel.weigh(library.asked(0), library.view, None, TaskContext())
    random = np.random.default_rng(5)
    now[0] = dataclasses.replace(library.bridge, up=random.permutation(library.bridge.up.T).T)
    after = channel.weigh(library.asked(0), library.view, None, TaskContext())
    assert before is not None
    assert after is not None
    assert before.candidates(FOUND) != after.candidates(FOUND)
