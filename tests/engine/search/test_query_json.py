"""Queries outlive the program: as they were, and as much of them as another version understands."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Emphasis, Kind, Query, QueryPart
from vectorbeats_desktop.engine.search.query_json import query_from_json, query_to_json

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ENDS = st.none() | NUMBERS
TEXTS = st.text(st.characters() | st.sampled_from("\udc80\udcff"), max_size=20)  # as in names that are no valid text
PARTS = st.builds(
    QueryPart,
    st.sampled_from(Kind),
    TEXTS,
    st.floats(-1, 1),
    caption=TEXTS,
    start_s=ENDS,
    end_s=ENDS,
    emphasis=st.sampled_from(Emphasis),
)
FILTERS = TEXTS | st.integers() | NUMBERS | st.booleans() | st.tuples(ENDS, ENDS) | st.lists(TEXTS).map(tuple)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text() | st.sampled_from(Kind)
KEYS = st.sampled_from(["parts", "filters", "limit", "hygiene", "kind", "value", "weight", "start_s", "emphasis"])
QUERIES = st.builds(
    Query,
    st.lists(PARTS, max_size=4).map(tuple),
    st.dictionaries(TEXTS, FILTERS, max_size=4),
    limit=st.integers(),
    hygiene=st.booleans(),
    per_artist=st.integers(),
    per_album=st.integers(),
    diversity=st.floats(0, 1),
)


@given(QUERIES)
def test_every_query_comes_back_as_it_was(query: Query) -> None:
    text = query_to_json(query)
    assert text.isascii()
    again, notes = query_from_json(text)
    assert (again, notes) == (query, ())
    assert query_to_json(again) == text
    assert all(type(again.filters[name]) is type(value) for name, value in query.filters.items())


@given(st.text() | st.recursive(SCALARS, lambda o: st.lists(o) | st.dictionaries(KEYS, o)).map(json.dumps))
def test_whatever_was_kept_it_is_a_query_or_refused_in_words(text: str) -> None:
    try:
        query, _ = query_from_json(text)
    except BadQuery:
        return
    query_to_json(query)


def test_what_a_newer_version_said_beside_what_is_known_here_is_left_out_and_told() -> None:
    stored = asdict(Query(()))
    stored["parts"] = [
        asdict(QueryPart(Kind.TEXT, "rain", 0.5)) | {"language": "de", "emphasis": "texture"},
        asdict(QueryPart(Kind.IMAGE, "/a.png")) | {"kind": "smell"},
        {"kind": ["sound", "smell"], "value": "/b.wav"},
    ]
    stored |= {"reach": 3, "limit": "many", "filters": {"genre": "jazz", "shape": {"round": True}}}
    query, notes = query_from_json(json.dumps(stored))
    assert query == Query((QueryPart(Kind.TEXT, "rain", 0.5),), {"genre": "jazz"})
    assert len(notes) == 7
    for told in ("language", "texture", "smell", "reach", "limit", "shape"):
        assert any(told in note for note in notes)


def test_what_is_no_number_is_not_kept() -> None:
    for query in (Query((QueryPart(Kind.TEXT, "x", float("nan")),)), Query((), {"year": (None, float("inf"))})):
        with pytest.raises(BadQuery):
            query_to_json(query)
    assert query_from_json('{"parts": [{"kind": "text", "value": "x", "weight": NaN}]}')[0].parts[0].weight == 1.0


@pytest.mark.parametrize("text", ["", "[]", "3", "{", "[" * 100_000])
def test_what_is_no_query_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadQuery, match="cannot be read"):
        query_from_json(text)
