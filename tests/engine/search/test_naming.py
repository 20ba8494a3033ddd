"""Names that words ask for, and names that they ask not to have."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.engine.search.test_names import ROWS, Row
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.search.channel import ReadPart
from vectorbeats_desktop.engine.search.names import NameIndex
from vectorbeats_desktop.engine.search.naming import NamesChannel
from vectorbeats_desktop.engine.task import TaskContext

VIEW = cast(
    Any,
    SimpleNamespace(
        names=NameIndex([*ROWS, Row("notsad", "I'm Not Sad", "Nobody")]), track_ids=tuple(row.track_id for row in ROWS)
    ),
)


def named(text: str) -> set[str]:
    part = ReadPart(QueryPart(Kind.TEXT, text), Kind.TEXT)
    found = NamesChannel().weigh(part, VIEW, None, TaskContext())
    return set() if found is None else set(found.matches)


@pytest.mark.parametrize("text", ["calm strings, not sad", "rainy night without bjork", "big calm, no sad songs"])
def test_what_is_not_wanted_is_not_looked_for_by_name(text: str) -> None:
    assert not {"sad", "joga"} & named(text)


def test_what_is_wanted_beside_it_is() -> None:
    assert "rainy" in named("rainy night, not sad")


def test_a_name_with_the_negation_in_it_is_meant() -> None:
    assert "notsad" in named("I'm not sad")
    assert "fifth" in named("symphony no. 5")
