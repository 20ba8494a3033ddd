"""Queries out of what was typed, and out of lines of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.commands.batch_query import query_of_line
from vectorbeats_desktop.commands.query import Listing, Manner, filters_of, seconds_of
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Emphasis, Kind, QueryPart
from vectorbeats_desktop.engine.settings import Settings

LISTING = Listing.of(Settings(), 7, True)


def absolute(path: str) -> Path:
    return Path("/here") / path


@pytest.mark.parametrize(
    ("text", "seconds"), [("83", 83.0), ("1:23", 83.0), ("0:07.5", 7.5), ("1:02:03", 3723.0), (" 4.25 ", 4.25)]
)
def test_a_time_is_seconds_or_as_players_show_it(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-3", "1:", "1:2:3:4"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadQuery, match="no time"):
        seconds_of(text)


def test_passages_and_sides_are_of_what_can_be_heard_only() -> None:
    manner = Manner({Kind.LIKE: 0.5}, 10.0, 20.0, Emphasis.RHYTHM)
    assert manner.part(Kind.LIKE, "a.ogg", absolute) == QueryPart(
        Kind.LIKE, "/here/a.ogg", 0.5, "", 10.0, 20.0, Emphasis.RHYTHM
    )
    assert manner.part(Kind.HUM, "a.wav", absolute).start_s == 10.0
    assert manner.part(Kind.IMAGE, "a.png", absolute) == QueryPart(Kind.IMAGE, "/here/a.png")


def test_a_playlist_is_a_name_or_a_file() -> None:
    assert Manner().part(Kind.PLAYLIST, "Road trip", absolute).value == "Road trip"
    assert Manner().part(Kind.PLAYLIST, "road.M3U", absolute).value == "/here/road.M3U"


def test_a_line_says_all_that_the_options_say() -> None:
    line = {
        "id": 3,
        "like": ["a.ogg", "b.ogg"],
        "playlist": "Road trip",
        "weights": {"playlist": -0.5},
        "from": "0:10",
        "to": 20,
        "emphasis": "timbre",
        "diversity": 0.4,
        "per_album": 1,
        "filter": {"rating": [4, None], "analysed": True},
    }
    query = query_of_line(line, absolute, LISTING)
    assert [(part.kind, part.weight, part.start_s, part.end_s, part.emphasis) for part in query.parts] == [
        (Kind.LIKE, 1.0, 10.0, 20.0, Emphasis.TIMBRE),
        (Kind.LIKE, 1.0, 10.0, 20.0, Emphasis.TIMBRE),
        (Kind.PLAYLIST, -0.5, None, None, Emphasis.BALANCED),
    ]
    assert query.filters == {"rating": (4, None), "analysed": True}
    assert (query.limit, query.diversity, query.per_artist, query.per_album) == (7, 0.4, 3, 1)


@pytest.mark.parametrize(
    "line",
    [
        {"text": "calm", "from": []},
        {"text": "calm", "emphasis": 3},
        {"text": "calm", "emphasis": "loud"},
        {"text": "calm", "diversity": "much"},
        {"text": "calm", "per_artist": 1.5},
        {"text": "calm", "per_album": True},
        {"text": "calm", "filter": {"year": None}},
    ],
)
def test_a_line_that_makes_no_sense_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(BadQuery):
        query_of_line(line, absolute, LISTING)


def test_filters_as_they_are_typed() -> None:
    typed = ["rating=4..", "analysed=no", "folder=music", "year=1990"]
    assert filters_of(typed, absolute) == {
        "rating": (4.0, None),
        "analysed": "no",
        "folder": "/here/music",
        "year": 1990.0,
    }
