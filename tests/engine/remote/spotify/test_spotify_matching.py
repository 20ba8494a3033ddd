"""Which of Spotify's tracks is a recording: hand-made hard cases, and what holds of every score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.remote.spotify.hard_cases import CASES, Case, offer, want
from vectorbeats_desktop.engine.remote.spotify.matching import SURE, best, score
from vectorbeats_desktop.engine.remote.spotify.names import read_title
from vectorbeats_desktop.engine.remote.spotify.records import plain_isrc


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_hard_case(case: Case) -> None:
    found = best(case.wanted, case.candidates)
    assert (found and found.spotify.spotify_id) == case.expected


def test_there_are_sixty_of_them_and_more_than_a_third_expects_nothing() -> None:
    assert len(CASES) >= 60
    assert sum(case.expected is None for case in CASES) > len(CASES) / 3


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_order_of_the_candidates_does_not_matter(case: Case) -> None:
    assert best(case.wanted, case.candidates) == best(case.wanted, case.candidates[::-1])


def test_what_was_found_by_isrc_is_sure_and_says_so() -> None:
    wanted = want("Hurt", "Johnny Cash", 218, isrc="USDJ20201013")
    found = best(wanted, [offer("it", "Hurt", "Johnny Cash", 218, isrc="USDJ20201013")])
    assert found is not None
    assert (found.by, found.sureness) == ("isrc", 1.0)


def test_each_doubt_takes_something_off() -> None:
    exact = score(want("Karma Police", "Radiohead", 262), offer("", "Karma Police", "Radiohead", 262))
    longer = score(want("Karma Police", "Radiohead", 268), offer("", "Karma Police", "Radiohead", 262))
    remaster = score(want("Karma Police", "Radiohead", 268), offer("", "Karma Police - Remaster", "Radiohead", 262))
    assert exact == 1.0 > longer > remaster >= SURE


@pytest.mark.parametrize(
    ("text", "shown", "kinds", "guests"),
    [
        ("One (Live) [2011 Remaster]", "One", {"live"}, ()),
        ("Song (feat. A & B) - C Remix", "Song", {"remix"}, ("A", "B")),
        ("Blue (Da Ba Dee)", "Blue Da Ba Dee", set(), ()),
        ("Nessun dorma (From “Turandot”)", "Nessun dorma", set(), ()),
        ("(Untitled)", "Untitled", set(), ()),
        ("", "", set(), ()),
        ("((((", "((((", set(), ()),
    ],
)
def test_a_title_is_taken_apart(text: str, shown: str, kinds: set[str], guests: tuple[str, ...]) -> None:
    title = read_title(text)
    assert (title.shown, set(title.kinds), title.guests) == (shown, kinds, guests)


@given(st.text(max_size=60), st.text(max_size=40), st.floats(1, 3000))
def test_any_names_can_be_compared_and_equal_ones_are_never_less_sure(title: str, artist: str, length: float) -> None:
    value = score(want(title, artist, length), offer("", title, artist, length))
    assert 0.0 <= value <= 1.0


@pytest.mark.parametrize(
    ("text", "isrc"),
    [("GB-UM7-10-29604", "GBUM71029604"), ("usdj20201013", "USDJ20201013"), ("n/a", ""), ("12345", ""), ("", "")],
)
def test_an_isrc_is_read_in_any_spelling(text: str, isrc: str) -> None:
    assert plain_isrc(text) == isrc
