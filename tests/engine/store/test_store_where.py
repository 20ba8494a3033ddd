"""Filters: what they may ask for, and what is refused in words."""

from __future__ import annotations

import pytest

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.engine.store.where import AnyOf, Between, conditions


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("jazz", AnyOf("f", ("jazz",))),
        (("jazz", "rock"), AnyOf("f", ("jazz", "rock"))),
        (120, Between("f", 120.0, 120.0)),
        ((90.0, 120.0), Between("f", 90.0, 120.0)),
        ((None, 120), Between("f", None, 120.0)),
        ((90, None), Between("f", 90.0, None)),
    ],
)
def test_filters_are_understood(value: FilterValue, expected: object) -> None:
    assert conditions({"f": value}) == (expected,)


@pytest.mark.parametrize(
    "value", [(), (None, None), (120.0, 90.0), (float("nan"), 1.0), (1.0, 2.0, 3.0), ("a", 1.0), True, (False, True)]
)
def test_filters_that_make_no_sense_are_told(value: FilterValue) -> None:
    with pytest.raises(BadQuery, match="“tempo”"):
        conditions({"tempo": value})


def test_no_filter_asks_for_nothing() -> None:
    assert conditions(None) == conditions({}) == ()
