"""The bridge where the truth is known; the whole table is `benchmarks/synthetic_world.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.encoders.bridge.rankings import Rankings
from tests.engine.encoders.bridge.synthetic import World, best, mood_precision, recall
from vectorbeats_desktop.engine.encoders.bridge.bank import Bank, build_bank
from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge
from vectorbeats_desktop.engine.encoders.bridge.explain import PictureConcepts
from vectorbeats_desktop.engine.encoders.bridge.rows import typical, unit_rows
from vectorbeats_desktop.engine.encoders.concepts import load_concepts

TRACKS, PICTURES = 500, 200
CHANCE = 10 / TRACKS


@pytest.fixture(scope="module")
def rankings() -> Rankings:
    world = World(seed=11, size=160, tracks=TRACKS, pictures=PICTURES)
    return Rankings(world, build_bank(load_concepts(), count=4_000))


@pytest.fixture(scope="module")
def shuffled(rankings: Rankings) -> Bridge:
    return rankings.shuffled()


def found(rankings: Rankings, scores: np.ndarray) -> float:
    return recall(scores, rankings.world.right())


def test_the_bridge_finds_nine_tenths_of_what_the_true_map_does(rankings: Rankings) -> None:
    assert found(rankings, rankings.mapped(rankings.bridge)) >= 0.9 * found(rankings, rankings.true_map())


def test_a_shuffled_bank_and_the_identity_fall_to_chance(rankings: Rankings, shuffled: Bridge) -> None:
    chance = mood_precision(np.random.default_rng(1).random((PICTURES, TRACKS), np.float32), rankings.world)
    for control in (rankings.mapped(shuffled), rankings.identity()):
        assert found(rankings, control) < 2 * CHANCE
        assert mood_precision(control, rankings.world) < chance + 0.08


def test_every_channel_knows_the_mood_and_together_they_know_it_best(rankings: Rankings) -> None:
    linear = rankings.mapped(rankings.bridge)
    alone = [mood_precision(scores, rankings.world) for scores in (linear, rankings.concepts(), rankings.affect())]
    together = mood_precision(rankings.fused(linear), rankings.world)
    assert min(alone) > 0.55
    assert together > np.mean(alone)


def test_without_centring_the_gap_between_the_media_is_in_the_way(rankings: Rankings) -> None:
    assert found(rankings, rankings.uncentred()) < 0.9 * found(rankings, rankings.mapped(rankings.bridge))


def test_both_corrections_take_places_from_hubs(rankings: Rankings) -> None:
    hubs = rankings.world.tracks.hubs

    def taken(correction: str) -> float:
        return float(hubs[best(rankings.mapped(rankings.bridge, correction))].mean())

    bare = found(rankings, rankings.mapped(rankings.bridge, ""))
    for correction, left in (("csls", 0.8), ("bank", 0.5)):
        assert taken(correction) < left * taken("")
        assert found(rankings, rankings.mapped(rankings.bridge, correction)) > bare


def test_more_pairs_find_more(rankings: Rankings) -> None:
    few = Rankings(rankings.world, build_bank(load_concepts(), count=500))
    assert found(rankings, few.mapped(few.bridge)) < 0.9 * found(rankings, rankings.mapped(rankings.bridge))


def test_pairs_that_say_different_things_teach_the_mood(rankings: Rankings) -> None:
    same = Rankings(rankings.world, Bank.of(pair for pair in rankings.bank.pairs if pair.same))
    literal = mood_precision(same.mapped(same.bridge), rankings.world)
    assert literal < mood_precision(rankings.mapped(rankings.bridge), rankings.world)


def explained(rankings: Rankings, bridge: Bridge, seen: np.ndarray) -> Iterator[tuple[int, int, str | None]]:
    """For each picture and each of the first five tracks: the concept that is said to have carried the match."""
    usual = typical(rankings.library @ bridge.heard.T)
    firsts = best(bridge.to_music(seen) @ rankings.library.T, 5)
    for picture, tracks in enumerate(firsts):
        concepts = PictureConcepts(bridge, seen[picture], usual)
        for track in tracks:
            named = concepts.named(rankings.library[track])
            yield picture, int(track), named[0].concept if named else None


def likeness(rankings: Rankings, concept: str, meaning: np.ndarray) -> np.ndarray:
    """How near a concept truly is to each picture or track, in standard deviations over all of them."""
    meanings, space = rankings.world.meanings, rankings.world.space
    place = space.index(concept)
    own = meanings.of([[concept]], space.valence[place : place + 1], space.energy[place : place + 1], None)
    near = unit_rows(meaning - meaning.mean(axis=0)) @ (own[0] - meaning.mean(axis=0))
    standing: np.ndarray = (near - near.mean()) / near.std()
    return standing


def test_what_is_named_is_truly_in_the_picture_and_in_the_track(rankings: Rankings) -> None:
    named = [(p, t, c) for p, t, c in explained(rankings, rankings.bridge, rankings.world.seen) if c is not None]
    assert len(named) > 0.2 * 5 * PICTURES
    pictures, tracks = rankings.world.pictures.meaning, rankings.world.tracks.meaning
    in_picture = np.array([likeness(rankings, concept, pictures)[picture] for picture, _, concept in named])
    in_track = np.array([likeness(rankings, concept, tracks)[track] for _, track, concept in named])
    assert (in_picture > 0.5).mean() > 0.95
    assert (in_track > 0.5).mean() > 0.9


def test_nothing_is_named_for_noise_and_little_by_a_wrong_map(rankings: Rankings, shuffled: Bridge) -> None:
    random = np.random.default_rng(4)
    blur = random.normal(0, 0.05, rankings.world.seen.shape).astype(np.float32)
    noise = unit_rows(rankings.world.seen_before.mean(axis=0) + blur)
    right = sum(c is not None for *_, c in explained(rankings, rankings.bridge, rankings.world.seen))
    assert sum(c is not None for *_, c in explained(rankings, shuffled, rankings.world.seen)) < 0.4 * right
    assert sum(c is not None for *_, c in explained(rankings, rankings.bridge, noise)) < 0.02 * right


def test_taking_a_concept_out_of_a_picture_loses_what_is_told(rankings: Rankings) -> None:
    bridge, picture = replace(rankings.bridge, centre=np.zeros(160, np.float32)), rankings.world.seen[0]
    told = PictureConcepts(bridge, picture, 1.0).lost(rankings.library[:3])
    place = bridge.concepts.index("calm")
    without = picture - (picture @ bridge.shown[place]) * bridge.shown[place]
    length = np.linalg.norm(bridge.mapped(picture[None]))
    scores = rankings.library[:3] @ bridge.mapped(np.stack([picture, without])).T / length
    np.testing.assert_allclose(told[:, place], scores[:, 0] - scores[:, 1], atol=1e-5)
