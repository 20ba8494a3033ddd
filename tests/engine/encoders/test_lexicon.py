from __future__ import annotations

import pytest

from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.lexicon import Lexicon, affect_words, content_words, stem


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(load_concepts())


def test_the_affect_list_is_large_and_uses_its_whole_range() -> None:
    words = affect_words()

    assert len(words) >= 400
    assert min(valence for valence, _ in words.values()) <= -0.8
    assert max(valence for valence, _ in words.values()) >= 0.8


@pytest.mark.parametrize(
    "forms",
    [
        ("dance", "dances", "danced", "dancing"),
        ("run", "running", "runs"),
        ("storm", "storms"),
        ("calm", "calmly", "calmness"),
        ("gloomy", "gloomier", "gloominess"),
        ("happy", "happily", "happier", "happiest", "happiness"),
        ("carry", "carried", "carrying"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("flower", "flow"), ("carry", "car"), ("grass", "grace"), ("forest", "for"), ("string", "stress")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_say_nothing_are_left_out() -> None:
    assert content_words("I would like to listen to some music for the rain") == ["listen", "rain"]


@pytest.mark.parametrize(
    ("pleasant", "unpleasant"),
    [
        ("a happy child laughing", "a crying child at a grave"),
        ("sunny beach", "car accident"),
        ("kind friends", "unkind enemies in a war"),
    ],
)
def test_valence_orders_sentences(lexicon: Lexicon, pleasant: str, unpleasant: str) -> None:
    assert lexicon.read(pleasant).valence > lexicon.read(unpleasant).valence + 0.5


@pytest.mark.parametrize(
    ("wild", "quiet"), [("furious racing drums", "gentle lullaby"), ("party", "sleeping"), ("explosion", "still lake")]
)
def test_energy_orders_sentences(lexicon: Lexicon, wild: str, quiet: str) -> None:
    assert lexicon.read(wild).energy > lexicon.read(quiet).energy + 0.5


def test_a_named_concept_is_the_strongest(lexicon: Lexicon) -> None:
    space = load_concepts()

    reading = lexicon.read("jazz")

    assert space.concepts[int(reading.activations.argmax())].name == "jazz"
    assert reading.activations.max() == 1
    assert reading.coverage == 1


def test_unknown_words_give_nothing_and_say_so(lexicon: Lexicon) -> None:
    reading = lexicon.read("qwertz asdfgh")

    assert reading.coverage == 0
    assert reading.told == ()
    assert not reading.activations.any()
    assert (reading.valence, reading.energy) == (0, 0)


def test_half_known_words_are_half_covered(lexicon: Lexicon) -> None:
    assert lexicon.read("happy qwertz").coverage == 0.5
