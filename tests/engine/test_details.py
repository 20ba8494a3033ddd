"""All that is known of one track, and what a person corrects in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.small_library import fast_settings, start_children, words
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Correction, Query, Track
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture(scope="module")
def session(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    paths = copied(small_library / "data", tmp_path_factory.mktemp("details"))
    with Session.open(paths, fast_settings()) as opened:
        start_children(opened)
        yield opened


@pytest.fixture
def drone(session: Session) -> Iterator[Track]:
    track = session.catalog.rows(session.catalog.page_ids("deep below"))[0]
    yield track
    session.details.correct(track.track_id, Correction())


def found(session: Session, text: str, **filters: tuple[float | None, float | None]) -> list[str]:
    result = session.search(Query((words(text),), filters=filters), TaskContext())
    return [hit.track.name for hit in result.hits]


def test_what_is_known_of_a_track(session: Session, drone: Track) -> None:
    session.rate(drone.track_id, 4)
    told = session.details.of(drone)
    assert told.track.features == drone.features
    assert told.files == (drone.path,)
    assert (told.stars, told.correction) == (4, Correction())
    assert all(0 <= one.second < other.second for one, other in zip(told.melody, told.melody[1:], strict=False))
    unknown = replace(drone, file_id=10_000, track_id="")
    assert session.details.of(unknown).files == (drone.path,)


def test_a_corrected_mood_counts_in_searches_and_filters(session: Session, drone: Track) -> None:
    assert drone.mood is not None
    assert drone.mood.energy < 0
    before = found(session, "cheerful happy dance")
    session.details.correct(drone.track_id, Correction(valence=0.9, energy=0.95))
    told = session.details.of(drone)
    assert told.track.mood is not None
    assert (told.track.mood.valence, told.track.mood.energy) == (0.9, 0.95)
    assert told.track.mood.concepts != drone.mood.concepts
    after = found(session, "cheerful happy dance")
    assert after.index("Deep Below") < before.index("Deep Below")
    assert "Deep Below" in found(session, "calm", energy=(0.9, None))
    session.details.correct(drone.track_id, Correction())
    assert session.details.of(drone).track.mood == drone.mood
    assert "Deep Below" not in found(session, "calm", energy=(0.9, None))


def test_a_corrected_tempo_counts_in_what_is_shown_and_filters(session: Session, drone: Track) -> None:
    session.details.correct(drone.track_id, Correction(tempo_bpm=47.5))
    told = session.details.of(drone)
    assert told.track.features is not None
    assert told.track.features.tempo_bpm == 47.5
    assert found(session, "calm", tempo=(47.0, 48.0)) == ["Deep Below"]


def test_a_correction_outlives_a_new_analysis(session: Session, drone: Track, tmp_path: Path) -> None:
    right = Correction(0.5, 0.6, 60.0)
    session.details.correct(drone.track_id, right)
    for stage in ("sound", "mood"):
        with session.catalog.write(visible=True) as connection:
            connection.execute("DELETE FROM stages WHERE stage = ? AND track_id = ?", (stage, drone.track_id))
    session.index(TaskContext())
    told = session.details.of(drone)
    assert told.correction == right
    assert told.track.mood is not None
    assert (told.track.mood.valence, told.track.mood.energy) == (0.5, 0.6)
    assert told.track.features is not None
    assert told.track.features.tempo_bpm == 60.0
    assert "Deep Below" in found(session, "calm", tempo=(59.0, 61.0), energy=(0.55, 0.65))


@pytest.mark.parametrize(
    "wrong",
    [
        Correction(valence=0.1),
        Correction(2.0, 0.0),
        Correction(0.0, float("nan")),
        Correction(tempo_bpm=5.0),
        Correction(tempo_bpm=1e9),
    ],
)
def test_what_cannot_be_is_refused(session: Session, drone: Track, wrong: Correction) -> None:
    with pytest.raises(BadQuery):
        session.details.correct(drone.track_id, wrong)
    assert session.details.of(drone).correction == Correction()


def test_a_track_that_is_gone_cannot_be_corrected(session: Session) -> None:
    with pytest.raises(BadQuery, match="no longer"):
        session.details.correct("a1-nobody", Correction(tempo_bpm=100))
