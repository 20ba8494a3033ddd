from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.bridge.bank import PAIRS, Bank, build_bank
from vectorbeats_desktop.engine.encoders.bridge.grammar import load_grammar
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, load_concepts

SPACE = load_concepts()
SMALL = 1_500


@pytest.fixture(scope="module")
def bank() -> Bank:
    return build_bank(SPACE)


def distance(bank: Bank, order: np.ndarray) -> float:
    """How far the music of pairs, dealt out in an order, lies from the pictures in valence and energy."""
    pictures = np.array([(pair.picture.valence, pair.picture.energy) for pair in bank.pairs if not pair.same])
    music = np.array([(pair.music.valence, pair.music.energy) for pair in bank.pairs if not pair.same])
    return float(np.linalg.norm(pictures - music[order], axis=1).mean())


def test_there_are_enough_pairs_two_fifths_of_them_of_one_concept(bank: Bank) -> None:
    assert len(bank.pairs) == PAIRS >= 6_000
    assert sum(pair.same for pair in bank.pairs) == round(0.4 * PAIRS)
    assert len({(pair.picture.text, pair.music.text, pair.same) for pair in bank.pairs}) == PAIRS


def test_every_concept_is_said_to_both_models(bank: Bank) -> None:
    same = [pair for pair in bank.pairs if pair.same]
    assert {pair.group for pair in same} == set(SPACE.ids)
    assert all(pair.picture.concepts == pair.music.concepts == (pair.group,) for pair in same)


def test_different_pairs_are_about_what_is_shown_and_answer_with_music(bank: Bank) -> None:
    shown = {ConceptKind.SCENE, ConceptKind.ACTIVITY}
    for pair in (pair for pair in bank.pairs if not pair.same):
        assert pair.picture.concepts[0] == pair.group
        assert SPACE.concepts[SPACE.index(pair.group)].kind in shown
        assert not shown & {SPACE.concepts[SPACE.index(name)].kind for name in pair.music.concepts}


def test_music_is_near_to_its_picture_in_feeling(bank: Bank) -> None:
    count = sum(not pair.same for pair in bank.pairs)
    by_chance = distance(bank, np.random.default_rng(1).permutation(count))
    assert distance(bank, np.arange(count)) < 0.5 * by_chance


def test_sentences_are_whole(bank: Bank) -> None:
    texts = [phrase.text for phrase in (*bank.picture_phrases, *bank.music_phrases)]
    assert not [text for text in texts if "{" in text or "}" in text or "  " in text or not text.strip()]
    assert not [text for text in texts if " a a" in text or " an a " in text or " a e" in text.replace(" a eu", "")]
    assert "This audio is an R&B song" in texts
    assert "This audio is a euphoric song" in texts


def test_each_phrase_is_embedded_once_and_found_again(bank: Bank) -> None:
    texts = [phrase.text for phrase in bank.picture_phrases]
    assert len(set(texts)) == len(texts) < PAIRS / 2
    for pair, picture, music in list(zip(bank.pairs, bank.picture_rows, bank.music_rows, strict=True))[::97]:
        assert bank.picture_phrases[picture].text == pair.picture.text
        assert bank.music_phrases[music].text == pair.music.text


def test_the_same_seed_writes_the_same_bank_and_another_one_another() -> None:
    first, again = build_bank(SPACE, count=SMALL), build_bank(SPACE, count=SMALL)
    assert first.grammar == again.grammar
    assert first.pairs == again.pairs
    assert build_bank(SPACE, count=SMALL, seed=6).grammar != first.grammar


def test_another_word_in_the_grammar_is_another_grammar() -> None:
    grammar = load_grammar()
    changed = replace(grammar, said_to_pictures={**grammar.said_to_pictures, "beach": "a beach with palms"})
    assert build_bank(SPACE, count=SMALL, grammar=changed).grammar != build_bank(SPACE, count=SMALL).grammar


def test_links_are_followed_about_half_the_time() -> None:
    grammar = load_grammar()
    only = replace(grammar, links={"war": ("waltz",)})
    genres = [
        name
        for pair in build_bank(SPACE, count=6_000, grammar=only).pairs
        if not pair.same and pair.group == "war"
        for name in pair.music.concepts
        if SPACE.concepts[SPACE.index(name)].kind is ConceptKind.GENRE
    ]
    assert 0.2 < genres.count("waltz") / len(genres) < 0.8
