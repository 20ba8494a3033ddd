"""What a smart playlist is filled by: rules, a saved search, an order and a limit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vectorbeats_desktop.engine.records import FilterValue


class Operator(StrEnum):
    """How a rule compares."""

    IS = "is"
    IS_NOT = "is not"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains not"
    BEGINS = "begins with"
    AT_LEAST = ">="
    AT_MOST = "<="
    BETWEEN = "between"
    IN_LAST = "in the last"  # so many days
    NOT_IN_LAST = "not in the last"


class Order(StrEnum):
    """In which order tracks stand, and so which of them a limit leaves."""

    RANK = "rank"  # as the saved search ranks them
    RANDOM = "random"
    NEWEST = "newest"
    OLDEST = "oldest"
    ARTIST = "artist"
    ALBUM = "album"
    TITLE = "title"
    YEAR = "year"  # the latest first
    RATING = "rating"  # the best first
    TEMPO = "tempo"
    ENERGY = "energy"


@dataclass(frozen=True, slots=True)
class Rule:
    """A field, how it is compared, and with what.

    The value is words, or several of which one must fit; a number, or two for BETWEEN; days for IN_LAST; a date such
    as 2024-05-01; a folder's path; a playlist's name.
    """

    field: str
    operator: Operator
    value: FilterValue


@dataclass(frozen=True, slots=True)
class Recipe:
    """All rules must hold, or `any_of` them; without any, every track passes.

    `search` names a saved search that ranks the tracks. `seed` keeps a random order the same. No more than `tracks`
    tracks and `minutes` minutes are taken, from the top of the order.
    """

    rules: tuple[Rule, ...] = ()
    any_of: bool = False
    search: str = ""
    order: Order = Order.ARTIST
    seed: int = 0
    tracks: int | None = None
    minutes: float | None = None
