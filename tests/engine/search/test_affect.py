from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.reading import Reading
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.search.affect import MOODS as AFFECT_MOODS
from vectorbeats_desktop.engine.search.affect import AffectChannel, aim
from vectorbeats_desktop.engine.search.channel import ReadPart, Voice
from vectorbeats_desktop.engine.search.library_view import LibraryView, mid_ranks
from vectorbeats_desktop.engine.task import TaskContext

# Valence and energy of five tracks of a library in which nothing is truly cheerful.
MOODS = {
    "gloomy": (-0.9, -0.8),
    "angry": (-0.7, 0.6),
    "plain": (-0.4, 0.0),
    "serene": (-0.1, -0.5),
    "brisk": (0.0, 0.3),
}


def test_more_of_each_mood_can_be_asked_for() -> None:
    space = load_concepts()
    places = {word: space.concepts[space.index(concept)] for word, concept in AFFECT_MOODS.items()}
    assert places["calm"].energy < 0 < places["lively"].energy
    assert places["sombre"].valence < 0 < places["bright"].valence
    assert all(place.name == place.id for place in places.values())


@pytest.fixture
def view() -> LibraryView:
    values = np.array(list(MOODS.values()), np.float32)
    catalog = SimpleNamespace(moods=lambda: (list(MOODS), values[:, 0], values[:, 1]))
    return LibraryView(cast(Catalog, catalog), revision=1)


def asked(valence: float, energy: float, certainty: float = 1.0, kind: Kind = Kind.TEXT) -> ReadPart:
    reading = Reading(np.zeros(3, np.float32), valence, energy, certainty, (), "test")
    return ReadPart(QueryPart(kind, "x"), kind, (Voice(reading, "words"),))


@pytest.mark.parametrize(
    ("valence", "energy", "best"),
    [(0.9, 0.4, "brisk"), (-0.9, -0.9, "gloomy"), (-0.5, 0.9, "angry"), (0.7, -0.9, "serene")],
)
def test_the_most_extreme_reading_finds_the_most_extreme_track_of_this_library(
    view: LibraryView, valence: float, energy: float, best: str
) -> None:
    evidence = AffectChannel().weigh(asked(valence, energy), view, None, TaskContext())
    assert evidence is not None
    assert evidence.candidates(1) == [best]
    assert evidence.scores(["nobody knows it"]).tolist() == [0.0]


def test_scores_are_calibrated_over_the_library(view: LibraryView) -> None:
    evidence = AffectChannel().weigh(asked(0.5, 0.5), view, None, TaskContext())
    assert evidence is not None
    scores = evidence.scores(list(MOODS))
    assert float(scores.mean()) == pytest.approx(0.0, abs=1e-5)
    assert float(scores.std()) == pytest.approx(1.0, abs=1e-5)


def test_only_allowed_tracks_are_proposed(view: LibraryView) -> None:
    evidence = AffectChannel().weigh(asked(0.9, 0.4), view, frozenset({"plain", "angry"}), TaskContext())
    assert evidence is not None
    assert set(evidence.candidates(5)) == {"plain", "angry"}


def test_a_reading_that_is_unsure_weighs_less_and_one_that_knows_nothing_is_no_evidence(view: LibraryView) -> None:
    sure, unsure = (
        AffectChannel().weigh(asked(0.5, 0.5, certainty), view, None, TaskContext()) for certainty in (1.0, 0.25)
    )
    assert sure is not None
    assert unsure is not None
    assert unsure.weight == pytest.approx(sure.weight / 4)
    assert AffectChannel().weigh(asked(0.5, 0.5, 0.0), view, None, TaskContext()) is None


def test_reasons_say_what_both_are(view: LibraryView) -> None:
    evidence = AffectChannel().weigh(asked(0.9, -0.9, kind=Kind.IMAGE), view, None, TaskContext())
    assert evidence is not None
    grounds = {track: evidence.grounds(track) for track in MOODS}
    assert grounds["serene"] is not None
    assert grounds["serene"].text == "calm and bright like the picture"
    assert grounds["serene"].concept_names == ("calm", "cheerful")
    assert grounds["angry"] is None


def test_the_voices_of_a_part_are_heard_by_their_shares() -> None:
    low, high = asked(-1.0, -1.0).voices[0], asked(1.0, 1.0).voices[0]
    part = ReadPart(
        QueryPart(Kind.IMAGE, "x"), Kind.IMAGE, (Voice(low.reading, "words", 0.25), Voice(high.reading, "words", 0.75))
    )
    target = aim(part)
    assert target is not None
    assert target.valence == pytest.approx(0.75, abs=0.02)


def test_mid_ranks_give_equal_values_the_same_rank() -> None:
    assert mid_ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == pytest.approx([0.75, 0.125, 0.75, 0.375])
