"""Two tracks of a small library side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.small_library import fast_settings, start_children
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, load_concepts
from vectorbeats_desktop.engine.records import Comparison, Correction, Track
from vectorbeats_desktop.engine.session import Session


@pytest.fixture(scope="module")
def session(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    paths = copied(small_library / "data", tmp_path_factory.mktemp("comparing"))
    with Session.open(paths, fast_settings()) as opened:
        start_children(opened)
        yield opened


def track(session: Session, name: str) -> Track:
    return session.catalog.rows(session.catalog.page_ids(name))[0]


def compared(session: Session, first: str, second: str) -> Comparison:
    return session.comparing.of(track(session, first), track(session, second))


def test_alike_tracks_have_much_in_common_and_others_little(session: Session) -> None:
    alike = compared(session, "rainy night", "deep below")
    unlike = compared(session, "deep below", "holiday")
    assert [details.track.name for details in alike.tracks] == ["Rainy Night", "Deep Below"]
    assert len(alike.shared) > len(unlike.shared)
    assert unlike.only[0]
    assert unlike.only[1]


def test_no_concept_is_told_twice_and_all_are_said_of_music(session: Session) -> None:
    told = compared(session, "deep below", "holiday")
    names = [*told.shared, *told.only[0], *told.only[1]]
    assert len(set(names)) == len(names)
    kinds = {concept.name: concept.kind for concept in load_concepts().concepts}
    assert {kinds[name] for name in names} <= {ConceptKind.MOOD, ConceptKind.TEXTURE}


def test_the_order_of_the_two_is_that_of_the_answer(session: Session) -> None:
    one_way, other_way = compared(session, "furnace", "holiday"), compared(session, "holiday", "furnace")
    assert one_way.only == (other_way.only[1], other_way.only[0])
    assert one_way.shared == other_way.shared


def test_what_is_told_of_concepts_has_to_do_with_the_moods(session: Session) -> None:
    drone, pop = track(session, "deep below"), track(session, "holiday")
    session.details.correct(drone.track_id, Correction(valence=-0.8, energy=-0.8))
    session.details.correct(pop.track_id, Correction(valence=0.8, energy=0.8))
    told = session.comparing.of(drone, pop)
    places = {concept.name: concept for concept in load_concepts().concepts}
    assert all(places[name].valence < 0 for name in told.only[0] if places[name].kind is ConceptKind.MOOD)
    assert any(places[name].kind is ConceptKind.MOOD for name in told.only[0])
    assert all(places[name].valence > 0 for name in told.only[1] if places[name].kind is ConceptKind.MOOD)
    assert [details.correction.valence for details in told.tracks] == [-0.8, 0.8]


def test_a_track_that_is_not_analysed_has_nothing_in_common(session: Session) -> None:
    unknown = replace(track(session, "holiday"), file_id=10_000, track_id="")
    told = session.comparing.of(unknown, track(session, "furnace"))
    assert (told.shared, told.only) == ((), ((), ()))
