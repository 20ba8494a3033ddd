from __future__ import annotations

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.words import SOURCE_LIST, WordsEncoder, concept_cosines, concept_shares


@pytest.fixture(scope="module")
def space() -> ConceptSpace:
    return load_concepts()


@pytest.fixture(scope="module")
def words(space: ConceptSpace) -> WordsEncoder:
    return WordsEncoder(space, None)


def test_without_a_model_the_word_list_answers_and_says_so(words: WordsEncoder) -> None:
    reading = words.read("a happy summer day")

    assert reading.source == SOURCE_LIST
    assert reading.valence > 0.4
    assert reading.told == ("happy", "summer")
    assert any("word list" in notice for notice in reading.notices)


def test_activations_fit_the_store(words: WordsEncoder, space: ConceptSpace) -> None:
    reading = words.read("rainy night")

    assert reading.activations.shape == (len(space),)
    assert reading.activations.dtype == np.float32
    assert 0 <= reading.activations.min() <= reading.activations.max() == 1
    assert np.linalg.norm(space.to_vector(reading.activations)) == pytest.approx(1, abs=1e-5)


def test_not_sad_leaves_sadness_out_and_is_gently_pleasant(words: WordsEncoder, space: ConceptSpace) -> None:
    sad, not_sad, happy = words.read("sad"), words.read("not sad"), words.read("happy")

    assert not_sad.without is not None
    assert not_sad.without[space.index("sad")] == 1
    assert not_sad.activations[space.index("sad")] == 0
    assert sad.valence < 0 < not_sad.valence < happy.valence


def test_less_is_weaker_than_none(words: WordsEncoder) -> None:
    less, none = words.read("less aggressive"), words.read("not aggressive")

    assert less.without is not None
    assert none.without is not None
    assert 0 < less.without.max() < none.without.max()
    assert none.energy < less.energy < 0


def test_wanted_words_lead_over_unwanted_ones(words: WordsEncoder, space: ConceptSpace) -> None:
    reading = words.read("calm piano without drums")

    assert reading.energy < -0.3
    assert reading.without is not None
    assert reading.without[space.index("drums")] > 0
    assert reading.activations[space.index("piano")] > 0


def test_leaving_out_a_genre_says_nothing_about_the_mood(words: WordsEncoder) -> None:
    reading = words.read("anything but jazz")

    assert (reading.valence, reading.energy, reading.certainty) == (0, 0, 0)
    assert not reading.activations.any()
    assert reading.without is not None
    assert reading.without.max() == 1


@pytest.mark.parametrize("text", ["without vocals", "calm, no singing", "music without words"])
def test_voices_cannot_be_heard_yet_and_that_is_said(words: WordsEncoder, text: str) -> None:
    assert any("sings" in notice for notice in words.read(text).notices)


@pytest.mark.parametrize("text", ["not", "happy without qwertz"])
def test_a_negation_that_was_not_understood_is_told(words: WordsEncoder, text: str) -> None:
    assert any("not understood" in notice for notice in words.read(text).notices)


def test_unknown_words_are_told(words: WordsEncoder) -> None:
    reading = words.read("qwertz")

    assert reading.certainty == 0
    assert any("qwertz" in notice for notice in reading.notices)


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂", "the of and", "no " * 40, "x" * 5000])
def test_odd_texts_are_read_without_harm(words: WordsEncoder, text: str) -> None:
    reading = words.read(text)

    assert np.isfinite(reading.activations).all()
    assert -1 <= reading.valence <= 1


def test_a_phrase_is_nearest_to_its_own_concept() -> None:
    phrases = np.array([[1, 0.1, 0, 0.2], [0.9, 0, 0.1, 0.2], [0, 1, 0, 0.2], [0, 0.1, 1, 0.2]], np.float32)

    cosines = concept_cosines(phrases, phrases, np.array([0, 0, 1, 2]))

    assert cosines.argmax(axis=1).tolist() == [0, 0, 1, 2]


def test_shares_are_a_softmax_over_the_nearest() -> None:
    shares = concept_shares(np.array([0.7, 0.7, 0.0, 0.63], np.float32), temperature=0.07, nearest=3)

    # by hand: e^0, e^0 and e^-1 over their sum; the farthest takes no part
    assert shares == pytest.approx([0.4223, 0.4223, 0, 0.1554], abs=1e-3)
