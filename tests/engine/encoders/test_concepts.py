from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.concepts import (
    PLACE,
    SIZE,
    ConceptKind,
    ConceptSpace,
    ConceptTableError,
    load_concepts,
)

ENTRY = {
    "id": '"calm-sea"',
    "kind": '"scene"',
    "name": '"calm sea"',
    "place": "{ valence = 0.5, energy = -0.6, tempo = -0.5, mode = 0.2, brightness = 0.0, density = -0.4 }",
    "colours": '["#0077b6"]',
    "phrases": '["a calm sea", "no wind at all", "flat blue water"]',
    "words": '["calm", "sea"]',
}


def table(tmp_path: Path, *entries: dict[str, str]) -> Path:
    path = tmp_path / "concepts.toml"
    blocks = ("\n".join(["[[concept]]", *(f"{key} = {value}" for key, value in entry.items())]) for entry in entries)
    path.write_text("\n\n".join(blocks), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def space() -> ConceptSpace:
    return load_concepts()


def place_of(space: ConceptSpace, concept_id: str) -> tuple[float, float]:
    concept = space.concepts[space.index(concept_id)]
    return concept.valence, concept.energy


def test_the_shipped_space_has_enough_of_every_kind(space: ConceptSpace) -> None:
    least = {"mood": 70, "scene": 60, "activity": 35, "genre": 55, "instrument": 30, "texture": 20}
    for kind, number in least.items():
        assert space.kinds[ConceptKind(kind)].sum() >= number, kind
    assert 260 <= len(space) <= SIZE


def test_concepts_lie_where_psychology_puts_them(space: ConceptSpace) -> None:
    pleasant_active = ["joyful", "euphoric", "excited", "dancing", "fireworks"]
    pleasant_calm = ["serene", "peaceful", "relaxed", "lake", "sleeping"]
    unpleasant_active = ["furious", "fearful", "war", "explosion", "fighting"]
    unpleasant_calm = ["melancholic", "lonely", "grieving", "funeral", "cemetery"]
    signs = {(1, 1): pleasant_active, (1, -1): pleasant_calm, (-1, 1): unpleasant_active, (-1, -1): unpleasant_calm}
    for expected, concepts in signs.items():
        for concept in concepts:
            assert tuple(np.sign(place_of(space, concept))) == expected, concept


def test_each_phrase_belongs_to_one_concept(space: ConceptSpace) -> None:
    phrases = [phrase.casefold() for owned in space.phrases for phrase in owned]
    assert len(phrases) == len(set(phrases))


def test_places_are_balanced_so_that_nothing_reads_as_happy_by_default(space: ConceptSpace) -> None:
    moods = space.kinds[ConceptKind.MOOD] | space.kinds[ConceptKind.SCENE]
    assert abs(float(space.valence[moods].mean())) < 0.25
    assert abs(float(space.energy[moods].mean())) < 0.25


def test_a_vector_has_length_one_and_the_stores_size(space: ConceptSpace) -> None:
    activations = np.zeros(len(space), dtype=np.float32)
    activations[[3, 8]] = 3, 4
    vector = space.to_vector(activations)
    assert vector.shape == (512,)
    assert vector.dtype == np.float32
    assert vector[[3, 8]] == pytest.approx([0.6, 0.8])
    assert not vector[len(space) :].any()
    assert not space.to_vector(np.zeros(len(space), dtype=np.float32)).any()


@pytest.mark.parametrize("wrong", [np.ones(3), np.ones((2, 2))])
def test_a_vector_of_another_shape_is_refused(space: ConceptSpace, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="shape"):
        space.to_vector(wrong.astype(np.float32))


def test_numbers_that_are_not_finite_are_refused(space: ConceptSpace) -> None:
    activations = np.full(len(space), np.nan, dtype=np.float32)
    with pytest.raises(ValueError, match="finite"):
        space.to_vector(activations)


def test_closeness_is_highest_at_the_place_itself(space: ConceptSpace) -> None:
    valence, energy = place_of(space, "furious")
    close = space.closeness(valence, energy)
    assert close[space.index("furious")] == pytest.approx(1)
    assert close[space.index("serene")] < 0.01 < close[space.index("angry")]


def test_strongest_names_concepts_of_a_kind_in_their_order(space: ConceptSpace) -> None:
    activations = np.zeros(len(space), dtype=np.float32)
    activations[[space.index("rain"), space.index("sad"), space.index("lonely")]] = 1, 0.4, 0.7
    assert [concept.id for concept in space.strongest(activations, 5)] == ["rain", "lonely", "sad"]
    assert [concept.id for concept in space.strongest(activations, 1, ConceptKind.MOOD)] == ["lonely"]


def test_arrays_cannot_be_changed_by_those_who_share_them(space: ConceptSpace) -> None:
    with pytest.raises(ValueError, match="read-only"):
        space.valence[0] = 0


def test_the_control_keeps_all_parts_but_says_nothing(space: ConceptSpace) -> None:
    control = space.shuffled(7)
    assert sorted(control.ids) == sorted(space.ids)
    assert sorted(control.valence) == sorted(space.valence)
    assert control.space_id != space.space_id
    same = {concept.id: concept for concept in space.concepts}
    moved = np.array([same[concept.id].valence for concept in control.concepts])
    assert abs(np.corrcoef(moved, control.valence)[0, 1]) < 0.2
    in_the_same_index = np.mean([first == second for first, second in zip(control.ids, space.ids, strict=True)])
    assert in_the_same_index < 0.05
    assert space.shuffled(7).ids == control.ids != space.shuffled(8).ids


def test_the_space_id_follows_the_concepts_and_their_order(tmp_path: Path) -> None:
    other = ENTRY | {"id": '"storm"', "name": '"storm"'}
    first = load_concepts(table(tmp_path, ENTRY, other)).space_id
    load_concepts.cache_clear()
    turned = load_concepts(table(tmp_path, other, ENTRY)).space_id
    load_concepts.cache_clear()
    renamed = load_concepts(table(tmp_path, ENTRY | {"name": '"still water"'}, other)).space_id
    assert first != turned
    assert first == renamed
    assert first.startswith("concepts_")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": '"smell"'}, "unknown kind"),
        ({"id": '"Calm Sea"'}, "like-this"),
        ({"name": '" "'}, "name is empty"),
        ({"colours": "[]"}, "1 to 4 colours"),
        ({"colours": '["blue"]'}, "#rrggbb"),
        ({"phrases": '["one", "two"]'}, "3 to 6 phrases"),
        ({"phrases": '["one", "two", ""]'}, "phrases is empty"),
        ({"phrases": '["one", "two", "two"]'}, "repeats"),
        ({"words": '["two words"]'}, "single, lower-case"),
        ({"words": "[]"}, "single, lower-case"),
        ({"words": "3"}, "no list"),
        ({"place": ENTRY["place"].replace("-0.6", "-1.6")}, "energy is not a number from -1 to 1"),
        ({"place": ENTRY["place"].replace("0.5", "nan", 1)}, "valence is not a number"),
        ({"place": ENTRY["place"].replace("0.2", "true")}, "mode is not a number"),
        ({"place": "{ valence = 0.5 }"}, "place must give valence, energy"),
        ({"colour": '"#ffffff"'}, "missing or unknown: colour"),
    ],
)
def test_a_mistake_in_the_table_is_named(tmp_path: Path, change: dict[str, str], complaint: str) -> None:
    load_concepts.cache_clear()
    with pytest.raises(ConceptTableError, match=complaint) as raised:
        load_concepts(table(tmp_path, ENTRY | change))
    assert "concept 1" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [({"name": '"other"'}, "each id may appear once only: calm-sea"), ({"id": '"other"'}, "each name .*: calm sea")],
)
def test_repeated_ids_and_names_are_refused(tmp_path: Path, change: dict[str, str], complaint: str) -> None:
    load_concepts.cache_clear()
    with pytest.raises(ConceptTableError, match=complaint):
        load_concepts(table(tmp_path, ENTRY, ENTRY | change))


def test_more_concepts_than_the_vector_has_places_are_refused(tmp_path: Path) -> None:
    load_concepts.cache_clear()
    entries = [ENTRY | {"id": f'"c-{number}"', "name": f'"c {number}"'} for number in range(SIZE + 1)]
    with pytest.raises(ConceptTableError, match="1 to 512"):
        load_concepts(table(tmp_path, *entries))


@pytest.mark.parametrize("text", ["", "[[concept", "concept = 3", "[other]\nx = 1"])
def test_a_broken_table_is_refused(tmp_path: Path, text: str) -> None:
    load_concepts.cache_clear()
    path = tmp_path / "concepts.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConceptTableError, match=r"concepts\.toml"):
        load_concepts(path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConceptTableError, match="cannot be read"):
        load_concepts(tmp_path / "none.toml")


def test_every_place_has_its_array(space: ConceptSpace) -> None:
    for field in PLACE:
        column = getattr(space, field)
        assert column.shape == (len(space),)
        assert column[space.index("heavy")] == pytest.approx(getattr(space.concepts[space.index("heavy")], field))
