from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.engine.encoders.bridge.grammar import GrammarError, fill, load_grammar, slots
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, load_concepts

SPACE = load_concepts()


def kind(concept_id: str) -> ConceptKind:
    return SPACE.concepts[SPACE.index(concept_id)].kind


def test_the_table_speaks_of_concepts_that_there_are() -> None:
    grammar = load_grammar()
    assert set(grammar.said_to_pictures) | set(grammar.said_to_music) <= set(SPACE.ids)
    shown = {ConceptKind.SCENE, ConceptKind.ACTIVITY}
    assert {kind(name) for name in grammar.links} <= shown
    assert not shown & {kind(name) for music in grammar.links.values() for name in music}


def test_whatever_can_be_shown_or_played_has_words_for_the_picture_model() -> None:
    needed = {ConceptKind.SCENE, ConceptKind.ACTIVITY, ConceptKind.INSTRUMENT}
    assert {concept.id for concept in SPACE.concepts if concept.kind in needed} <= set(load_grammar().said_to_pictures)


def test_sentences_ask_only_for_what_they_are_given() -> None:
    grammar = load_grammar()
    for sentences in grammar.same.values():
        assert all(slots(sentence) <= {"it"} for sentence in (*sentences.picture, *sentences.music))
    assert all(slots(sentence) <= {"place", "light", "palette", "mood"} for sentence in grammar.different.picture)
    assert all(slots(sentence) <= {"genre", "mood", "tempo", "instruments"} for sentence in grammar.different.music)


@pytest.mark.parametrize(
    ("words", "said"),
    [("eerie", "an eerie song"), ("pop", "a pop song"), ("R&B", "an R&B song"), ("euphoric", "a euphoric song")],
)
def test_articles_go_by_sound(words: str, said: str) -> None:
    assert fill("{a it} song", {"it": words}) == said


@pytest.mark.parametrize("text", ["= no table", "[said]", "light = 3"])
def test_a_table_that_is_not_one_is_refused(tmp_path: Path, text: str) -> None:
    (table := tmp_path / "bridge.toml").write_text(text)
    with pytest.raises(GrammarError, match=r"bridge\.toml"):
        load_grammar(table)


def test_a_part_of_the_wrong_kind_is_refused(tmp_path: Path) -> None:
    parts = ("palette", "same", "different", "links")
    (table := tmp_path / "bridge.toml").write_text(
        "[said.picture]\n[said.music]\n[light]\nbright = 3\n" + "".join(f"[{part}]\n" for part in parts)
    )
    with pytest.raises(GrammarError, match="not written as it should be"):
        load_grammar(table)
