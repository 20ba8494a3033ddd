from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.encoders.bridge.synthetic import World
from vectorbeats_desktop.engine.encoders.bridge.bank import Bank, build_bank
from vectorbeats_desktop.engine.encoders.bridge.bridge import FEWEST_PICTURES, Bridge, Origin
from vectorbeats_desktop.engine.encoders.bridge.fit import fit
from vectorbeats_desktop.engine.encoders.bridge.rows import unit_rows
from vectorbeats_desktop.engine.encoders.concepts import load_concepts

Floats = np.ndarray


@pytest.fixture(scope="module")
def bank() -> Bank:
    return build_bank(load_concepts(), count=1_500)


@pytest.fixture(scope="module")
def world() -> World:
    return World(size=96, tracks=50, pictures=50)


def fitted(bank: Bank, pictures: Floats, music: Floats) -> Bridge:
    return fit(bank, pictures, music, picture_model="clip 1", music_model="clap 1")


def test_concepts_that_were_held_out_are_found_far_more_often_than_by_chance(bank: Bank, world: World) -> None:
    bridge = fitted(bank, *world.phrases(bank))
    told = bridge.diagnostics
    assert told.pairs == 1_500
    assert told.dimensions <= 96
    assert told.recall > 10 * told.chance
    assert bridge.origin == Origin("clip 1", "clap 1", bank.grammar)


def test_a_shuffled_bank_finds_held_out_concepts_by_chance_only(bank: Bank, world: World) -> None:
    rows = np.random.default_rng(1).permutation(bank.music_rows)
    told = fitted(replace(bank, music_rows=rows), *world.phrases(bank)).diagnostics
    assert told.recall < 2 * told.chance


def test_a_mere_rotation_is_found_exactly(bank: Bank) -> None:
    """Where both models say the same in other coordinates, a phrase is mapped onto itself."""
    random = np.random.default_rng(2)
    meaning = random.normal(size=(len(bank.picture_phrases), 24)).astype(np.float32)
    rotation = np.linalg.qr(random.normal(size=(24, 24)))[0].astype(np.float32)
    same = Bank(
        bank.pairs, bank.picture_phrases, bank.picture_phrases, bank.picture_rows, bank.picture_rows, bank.grammar
    )
    bridge = fit(same, meaning, meaning @ rotation, picture_model="a", music_model="b", noise=0.0)
    assert bridge.diagnostics.recall > 0.99
    mapped, straight = bridge.to_music(meaning), unit_rows(bridge.centred(meaning) @ rotation)
    assert float(np.sum(mapped * straight, axis=1).min()) > 0.98


def test_the_same_phrases_give_the_same_bridge(bank: Bank, world: World) -> None:
    first, again = (fitted(bank, *world.phrases(bank)) for _ in range(2))
    np.testing.assert_array_equal(first.to_music(world.seen), again.to_music(world.seen))


def test_pictures_are_mapped_to_unit_rows_of_the_other_models_size(bank: Bank, world: World) -> None:
    pictures, music = world.phrases(bank)
    bridge = fitted(bank, pictures, music[:, :80])
    mapped = bridge.to_music(world.seen)
    assert mapped.shape == (50, 80)
    assert mapped.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(mapped, axis=1), 1, atol=1e-5)
    with pytest.raises(ValueError, match="pictures have the shape"):
        bridge.to_music(world.seen[:, :95])


def test_models_of_few_dimensions_and_models_that_say_nothing_are_no_reason_to_fail(bank: Bank) -> None:
    random = np.random.default_rng(3)
    pictures = random.normal(size=(len(bank.picture_phrases), 8)).astype(np.float32)
    tiny = fitted(bank, pictures, random.normal(size=(len(bank.music_phrases), 6)).astype(np.float32))
    assert tiny.up.shape == (6, 6)
    mute = fitted(bank, pictures, np.ones((len(bank.music_phrases), 6), np.float32))
    assert not mute.to_music(pictures[:3]).any()


def test_what_pictures_have_in_common_is_taken_away_once_enough_were_seen(bank: Bank, world: World) -> None:
    bridge = fitted(bank, *world.phrases(bank))
    assert bridge.seeing(world.seen_before[: FEWEST_PICTURES - 1]) is bridge
    assert not bridge.sees_pictures
    seeing = bridge.seeing(world.seen_before)
    assert seeing.sees_pictures
    assert np.linalg.norm(seeing.centred(world.seen).mean(axis=0)) < 0.3
    assert np.linalg.norm(bridge.centred(world.seen).mean(axis=0)) > 0.6


@pytest.mark.parametrize(
    ("pictures", "music"), [(slice(1, None), slice(None)), (slice(None), slice(1, None)), (0, slice(None))]
)
def test_rows_that_are_not_the_banks_are_refused(bank: Bank, world: World, pictures: slice, music: slice) -> None:
    said, told = world.phrases(bank)
    with pytest.raises(ValueError, match="side has the shape"):
        fitted(bank, said[pictures], told[music])


def test_numbers_that_are_none_are_refused(bank: Bank, world: World) -> None:
    said, told = world.phrases(bank)
    told[3, 3] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        fitted(bank, said, told)
