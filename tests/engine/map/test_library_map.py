"""The map of a real catalogue and a real store: kept, filled up, made anew, and never shaken."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.engine.map.made_up_music import add_tracks, cluster, track_id
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.map.keeping import NAME
from vectorbeats_desktop.engine.map.records import MapPoints
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import Progress, TaskContext


@pytest.fixture
def session(paths: Paths) -> Iterator[Session]:
    with Session.open(paths, fast_settings()) as opened:
        yield opened


@pytest.fixture
def music(tmp_path: Path) -> Path:
    return tmp_path / "music"


def mapped(session: Session, *, anew: bool = False) -> MapPoints:
    return session.library_map.points(TaskContext(), anew=anew)


def where(points: MapPoints) -> dict[str, tuple[float, ...]]:
    return dict(zip(points.known.track_ids, map(tuple, points.places.tolist()), strict=True))


def test_an_empty_library_has_an_empty_map(session: Session) -> None:
    assert len(mapped(session)) == 0
    assert not mapped(session).outgrown


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_handful_of_tracks_has_a_map_too(session: Session, music: Path, count: int) -> None:
    add_tracks(session, range(count), music)
    points = mapped(session)
    assert len(points) == count
    assert np.isfinite(points.places).all()
    assert len(set(where(points).values())) == count
    assert np.abs(points.places).max() <= 2


def test_what_is_alike_lies_together_and_making_it_tells_how_far_it_is(session: Session, music: Path) -> None:
    add_tracks(session, range(90), music)
    told: list[Progress] = []
    points = session.library_map.points(TaskContext(sink=told.append))
    groups = np.array([cluster(int(one[3:], 16)) for one in points.known.track_ids])
    apart = np.linalg.norm(points.places[:, None] - points.places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    assert (groups[apart.argsort(axis=1)[:, :15]] == groups[:, None]).mean() > 0.95
    assert {"map reading", "map comparing", "map arranging"} <= {one.stage for one in told}
    arranged = [one for one in told if one.stage == "map arranging" and one.total]
    assert arranged[-1].done == arranged[-1].total


def test_newcomers_go_where_their_like_is_and_nobody_moves(session: Session, music: Path) -> None:
    add_tracks(session, range(30), music)
    before = where(mapped(session))
    add_tracks(session, range(30, 42), music)
    points = mapped(session)
    after = where(points)
    assert {one: after[one] for one in before} == before
    assert len(after) == 42
    assert not points.outgrown
    for number in range(30, 42):
        nearest = min(before, key=lambda one: np.hypot(*np.subtract(before[one], after[track_id(number)])))
        assert cluster(int(nearest[3:], 16)) == cluster(number)


def test_what_has_gone_drops_out_and_nobody_moves(session: Session, music: Path, tmp_path: Path) -> None:
    add_tracks(session, range(15), music)
    add_tracks(session, range(15, 30), tmp_path / "other")
    before = where(mapped(session))
    session.remove_folder(session.folders()[1].folder_id)
    after = where(mapped(session))
    assert len(after) == 15
    assert after == {one: before[one] for one in after}


def test_a_library_that_has_grown_by_more_than_half_outgrows_its_map(session: Session, music: Path) -> None:
    add_tracks(session, range(20), music)
    before = where(mapped(session))
    add_tracks(session, range(20, 31), music)
    assert mapped(session).outgrown
    made = mapped(session, anew=True)
    assert not made.outgrown
    after = where(made)
    assert after != {**after, **before}
    # It is turned like the one before: each cluster lies on the side where it lay.
    for group in range(3):
        ids = [one for one in before if cluster(int(one[3:], 16)) == group]
        was, lies = (np.mean([places[one] for one in ids], axis=0) for places in (before, after))
        assert was @ lies > 0.5 * np.linalg.norm(was) * np.linalg.norm(lies)


def test_the_map_is_the_same_after_a_restart_and_when_made_again(paths: Paths, music: Path) -> None:
    with Session.open(paths, fast_settings()) as first:
        add_tracks(first, range(25), music)
        before = where(mapped(first))
    with Session.open(paths, fast_settings()) as second:
        told: list[Progress] = []
        points = second.library_map.points(TaskContext(sink=told.append))
        assert where(points) == before
        assert not told
        (paths.cache / "map" / NAME).unlink()
    with Session.open(paths, fast_settings()) as third:
        assert where(mapped(third)) == before


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 and nothing", b"no archive at all" * 9])
def test_a_damaged_file_is_made_again(
    paths: Paths, music: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with Session.open(paths, fast_settings()) as first:
        add_tracks(first, range(12), music)
        before = where(mapped(first))
    kept = paths.cache / "map" / NAME
    kept.write_bytes(damage)
    with Session.open(paths, fast_settings()) as second:
        assert where(mapped(second)) == before
    assert "made again" in caplog.text
    assert kept.stat().st_size > len(damage)


def test_places_that_are_none_are_made_again(paths: Paths, music: Path) -> None:
    with Session.open(paths, fast_settings()) as first:
        add_tracks(first, range(12), music)
        before = where(mapped(first))
    kept = paths.cache / "map" / NAME
    with np.load(kept) as old:
        parts = {**old, "places": np.full((12, 2), np.nan, np.float32)}
    with kept.open("wb") as file:
        np.savez(file, **parts)
    with Session.open(paths, fast_settings()) as second:
        assert where(mapped(second)) == before


def test_it_can_be_cancelled_while_it_is_made_and_leaves_no_process(session: Session, music: Path) -> None:
    add_tracks(session, range(600), music)
    session.store.info()  # its process stays
    running = set(multiprocessing.active_children())
    ctx = TaskContext()

    def sink(progress: Progress) -> None:
        if progress.stage == "map arranging":
            ctx.cancel()

    ctx.sink = sink
    with pytest.raises(Cancelled):
        session.library_map.points(ctx)
    assert set(multiprocessing.active_children()) == running
    assert not (session.paths.cache / "map" / NAME).exists()


def test_what_points_are_coloured_by_is_what_the_catalogue_says(session: Session, music: Path) -> None:
    add_tracks(session, range(8), music)
    known = mapped(session).known
    tracks = {track.track_id: track for track in session.catalog.rows(known.file_ids.tolist())}
    for row, one in enumerate(known.track_ids):
        track = tracks[one]
        assert track.mood is not None
        assert track.features is not None
        assert known.valence[row] == pytest.approx(track.mood.valence)
        assert known.energy[row] == pytest.approx(track.mood.energy)
        assert known.tempo[row] == track.features.tempo_bpm
        assert (None if np.isnan(known.year[row]) else known.year[row]) == track.tags.year
        assert ("" if known.genre[row] < 0 else known.genres[known.genre[row]]) == track.tags.genre
