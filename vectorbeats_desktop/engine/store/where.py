"""What a filter asks for, checked and in a form that any store can be told.

A filter maps a payload field to text (equal), to a number (equal), to a tuple of texts (any of them)
or to a pair of numbers (from, to; both ends count, None leaves one open).
A field that is a list matches when one of its values does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.records import FilterValue


class AnyOf(NamedTuple):
    """The field is one of the texts."""

    field: str
    texts: tuple[str, ...]


class Between(NamedTuple):
    """The field lies between two numbers, ends included; None leaves an end open."""

    field: str
    low: float | None
    high: float | None


Condition = AnyOf | Between


def conditions(where: Mapping[str, FilterValue] | None) -> tuple[Condition, ...]:
    """What a filter asks for, field by field; all of them must hold. Raises BadQuery."""
    return tuple(_condition(field, value) for field, value in (where or {}).items())


def _condition(field: str, value: FilterValue) -> Condition:
    if isinstance(value, bool):  # qdrant-edge-py 0.9.0 takes True for the number 1, and then finds nothing
        raise BadQuery(f"The filter on “{field}” is a truth value; the store can only look for words and numbers.")
    if isinstance(value, str):
        return AnyOf(field, (value,))
    if isinstance(value, int | float):
        return _between(field, value, value)
    texts = tuple(item for item in value if isinstance(item, str))
    if texts and len(texts) == len(value):
        return AnyOf(field, texts)
    if len(value) != 2 or texts:
        raise BadQuery(f"The filter on “{field}” is neither words nor a pair of numbers.")
    return _between(field, *value)


def _between(field: str, low: object, high: object) -> Between:
    low, high = _number(field, low), _number(field, high)
    if low is None and high is None:
        raise BadQuery(f"The filter on “{field}” is open at both ends.", "Give a smallest or a largest value.")
    if low is not None and high is not None and low > high:
        raise BadQuery(f"The filter on “{field}” ends before it begins: {low:g} to {high:g}.", "Swap the two numbers.")
    return Between(field, low, high)


def _number(field: str, value: object) -> float | None:
    if value is None:
        return None
    if not is_number(value):
        raise BadQuery(f"The filter on “{field}” takes a smallest and a largest number, not {value!r}.")
    return float(value)
