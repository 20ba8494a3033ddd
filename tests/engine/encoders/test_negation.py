from __future__ import annotations

import pytest

from vectorbeats_desktop.engine.encoders.negation import PARTLY, split

PHRASES = [
    # text, what is wanted, what is not
    ("not sad", "", ["sad"]),
    ("without vocals", "", ["vocals"]),
    ("no drums", "", ["drums"]),
    ("never boring", "", ["boring"]),
    ("anything but jazz", "", ["jazz"]),
    ("isn't happy", "", ["happy"]),
    ("isn’t happy", "", ["happy"]),
    ("calm piano without drums", "calm piano", ["drums"]),
    ("happy, not sad", "happy", ["sad"]),
    ("no drums or bass, a soft piano", "a soft piano", ["drums bass"]),
    ("no drums and a soft piano", "and a soft piano", ["drums"]),
    ("piano without drums and with strings", "piano and with strings", ["drums"]),
    ("neither happy nor sad", "", ["happy sad"]),
    ("rather than rock, some folk", "some folk", ["rock"]),
    ("instead of metal a lullaby", "a lullaby", ["metal"]),
    ("party songs except for techno", "party songs", ["techno"]),
    ("drum-free meditation", "meditation", ["drum"]),
    ("non-vocal music", "music", ["vocal"]),
    ("nothing scary", "", ["scary"]),
    ("I don't want to be sad", "i", ["sad"]),
    ("don't want no drums", "", ["drums"]),
    ("something that doesn't make me cry", "something that", ["cry"]),
    ("quiet music with no singing in the background", "quiet music with in the background", ["singing"]),
    ("energetic without being aggressive", "energetic", ["aggressive"]),
    ("no vocals no drums", "", ["vocals", "drums"]),
    ("free of noise", "", ["noise"]),
    ("A man is not smiling at the camera.", "a man is at the camera .", ["smiling"]),
    # What only looks like a negation
    ("not bad", "good", []),
    ("nothing but love", "love", []),
    ("can't stop dancing", "dancing", []),
    ("no matter what happens, sunshine", "sunshine", []),
    ("not only fast but also dark", "fast but also dark", []),
    ("not without drums", "drums", []),
    ("without a doubt the best party song", "the best party song", []),
    ("never ending summer", "endless summer", []),
    ("Gymnopédie No. 1", "gymnopédie number 1", []),
    ("no, something happy", "something happy", []),
    ("unhappy love", "unhappy love", []),
    ("nobody at the beach", "nobody at the beach", []),
    ("why not", "", []),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), PHRASES, ids=[text for text, _, _ in PHRASES])
def test_wanted_and_unwanted_words_are_told_apart(text: str, wanted: str, unwanted: list[str]) -> None:
    request = split(text)

    assert request.wanted == wanted
    assert [part.text for part in request.unwanted] == unwanted


@pytest.mark.parametrize("text", ["less aggressive", "not too aggressive", "not so aggressive", "hardly aggressive"])
def test_soft_negation_asks_for_less_and_not_for_none(text: str) -> None:
    (part,) = split(text).unwanted

    assert part.text == "aggressive"
    assert part.strength == PARTLY


@pytest.mark.parametrize("text", ["not", "happy, but not", "without"])
def test_a_cue_that_leads_nowhere_is_told(text: str) -> None:
    request = split(text)

    assert request.unwanted == ()
    assert request.dangling == (text.split()[-1],)


def test_plain_words_pass_unchanged() -> None:
    assert split("a rainy evening in the old town").wanted == "a rainy evening in the old town"


def test_empty_text_gives_an_empty_request() -> None:
    assert split("").wanted == ""
