"""Smart playlists: filled by rules and a saved search each time they are asked for."""

from __future__ import annotations

import math
import time
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Protocol

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.arranging import Arranged
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.saved_names import NameTaken, checked_name
from vectorbeats_desktop.engine.library.selection import Among, AnyOf, Condition, InPlaylist, Opposite
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe
from vectorbeats_desktop.engine.playlists.recipe_json import recipe_from_json, recipe_to_json
from vectorbeats_desktop.engine.playlists.rules import condition_of
from vectorbeats_desktop.engine.records import Query, SavedSearch, SearchResult, Track
from vectorbeats_desktop.engine.search.checking import LONGEST_LIST
from vectorbeats_desktop.engine.search.saved import NoSuchSearch
from vectorbeats_desktop.engine.task import TaskContext

MINUTE_S = 60.0
SHORTEST_S = 10.0  # of tracks, on the average: a playlist of so many minutes has no more of them
LONGEST_MINUTES = 60_000.0
MOST_SEEDS = 2**31
OF_MANY = {"artist", "album"}  # who asks for one of these wants more than a few of it

_being_filled: ContextVar[tuple[str, ...]] = ContextVar("being_filled", default=())


class LostSearch(BadQuery):
    """The saved search that a smart playlist asks is no longer there."""


class LostPlaylist(BadQuery):
    """The playlist that a rule speaks of is no longer there."""


class SearchesByName(Protocol):
    """Knows the saved searches."""

    def named(self, name: str) -> SavedSearch:
        """The search saved under a name. Raises NoSuchSearch, BadQuery."""
        ...


Search = Callable[[Query, TaskContext, Sequence[Condition]], SearchResult]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """What a recipe gives now: files in order, how long they are together, and what to know of them."""

    file_ids: array[int]
    track_ids: tuple[str, ...]
    seconds: float
    notices: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many tracks there are."""
        return len(self.file_ids)


class SmartPlaylists:
    """Playlists that fill themselves. Safe to use from several threads.

    Their tracks are not kept: each time they are asked for, the library is asked as it is then. They share their names
    with the other playlists; renaming and deleting is done by `Playlists`.
    """

    def __init__(self, catalog: Catalog, searches: SearchesByName, search: Search) -> None:
        self._catalog = catalog
        self._searches = searches
        self._search = search

    def recipe(self, name: str) -> Recipe:
        """What a smart playlist is filled by. Raises BadQuery where it is none, or its recipe cannot be read."""
        stored = self._catalog.recipe(checked_name(name))
        if stored is None:
            raise BadQuery(f"There is no smart playlist named “{name}”.", "Look at the list of playlists.")
        return recipe_from_json(stored)

    def save(self, name: str, recipe: Recipe, *, replace: bool = False) -> str:
        """Keep a smart playlist; the name as it is kept.

        Raises NameTaken where there is a playlist of that name and `replace` was not said; BadQuery for a recipe that
        cannot be followed.
        """
        plain = checked_name(name)
        with _once(plain):
            self._conditions(recipe, TaskContext())
        if not self._catalog.put_recipe(plain, recipe_to_json(recipe), replace=replace):
            raise NameTaken(f"There is a playlist named “{plain}” already.", "Choose another name, or replace it.")
        return plain

    def fill(self, name: str, ctx: TaskContext) -> Filled:
        """What a smart playlist holds now.

        Raises LostSearch, LostPlaylist; BadQuery where it would be filled by itself; what a search raises; Cancelled.
        """
        plain = checked_name(name)
        with _once(plain):
            filled = self.filled_by(self.recipe(plain), ctx)
        self._catalog.note_found(plain, filled.count)
        return filled

    def tracks(self, name: str, ctx: TaskContext) -> list[Track]:
        """The tracks that a smart playlist holds now. Raises what `fill` raises."""
        return self._catalog.rows(self.fill(name, ctx).file_ids)

    def filled_by(self, recipe: Recipe, ctx: TaskContext) -> Filled:
        """What a recipe gives now. Raises what `fill` raises."""
        conditions = self._conditions(recipe, ctx)
        if not recipe.search:
            return _cut(self._arranged(conditions, recipe), recipe)
        found = self._search(self.query(recipe), ctx, conditions)
        ranked = [hit.track for hit in found.hits]
        arranged = Arranged(
            array("q", [track.file_id for track in ranked]),
            tuple(track.track_id for track in ranked),
            array("d", [track.tags.duration_s or 0.0 for track in ranked]),
        )
        if recipe.order is not Order.RANK:
            arranged = self._arranged(conditions, recipe, among=arranged.file_ids)
        return _cut(arranged, recipe, found.notices)

    def query(self, recipe: Recipe) -> Query:
        """The saved search that a recipe asks, for as many results as the playlist takes.

        Raises LostSearch; BadQuery where it cannot be read.
        """
        try:
            query = self._searches.named(recipe.search).query
        except NoSuchSearch as error:
            raise LostSearch(
                f"The saved search “{recipe.search}” is no longer there.",
                "Choose another one for this playlist, or none.",
            ) from error
        wanted = query.limit if recipe.minutes is None else max(query.limit, math.ceil(recipe.minutes))
        query = replace(query, limit=min(recipe.tracks or wanted, LONGEST_LIST))
        if any(rule.field in OF_MANY and rule.operator is not Operator.IS_NOT for rule in recipe.rules):
            query = replace(query, per_artist=query.limit, per_album=query.limit)
        return query

    def follow(self, old: str, new: str) -> None:
        """Let rules that speak of a playlist speak of it by its new name."""
        for name, stored in self._catalog.recipes().items():
            try:
                recipe = recipe_from_json(stored)
            except BadQuery:
                continue  # a newer program's, which may speak of it in another way
            rules = tuple(
                replace(rule, value=new) if (rule.field, rule.value) == ("playlist", old) else rule
                for rule in recipe.rules
            )
            if rules != recipe.rules:
                self._catalog.change_recipe(name, recipe_to_json(replace(recipe, rules=rules)))

    def _arranged(
        self, conditions: Sequence[Condition], recipe: Recipe, among: Sequence[int] | None = None
    ) -> Arranged:
        selection = self._catalog.selection(conditions)
        return self._catalog.arranged(selection, str(recipe.order), seed=recipe.seed, among=among, most=_most(recipe))

    def _conditions(self, recipe: Recipe, ctx: TaskContext) -> tuple[Condition, ...]:
        """What tracks must fulfil. Raises BadQuery."""
        _check(recipe)
        if recipe.search:
            self.query(recipe)
        now = time.time()
        conditions = tuple(self._condition(condition_of(rule, now), ctx) for rule in recipe.rules)
        return (AnyOf(conditions),) if recipe.any_of and conditions else conditions

    def _condition(self, condition: Condition, ctx: TaskContext) -> Condition:
        """The condition, with what a smart playlist holds now where it speaks of one. Raises LostPlaylist."""
        if isinstance(condition, Opposite):
            return Opposite(self._condition(condition.condition, ctx))
        if not isinstance(condition, InPlaylist):
            return condition
        name = checked_name(condition.name)
        if self._catalog.recipe(name) is not None:
            return Among(frozenset(self.fill(name, ctx).track_ids))
        if self._catalog.playlist_entries(name) is None:
            raise LostPlaylist(f"The playlist “{name}” is no longer there.", "Take the rule out that speaks of it.")
        return InPlaylist(name)


def _check(recipe: Recipe) -> None:
    if recipe.order is Order.RANK and not recipe.search:
        raise BadQuery("Only a saved search ranks tracks.", "Choose one, or another order.")
    if recipe.tracks is not None and not 1 <= recipe.tracks <= LONGEST_LIST:
        raise BadQuery(f"A playlist is limited to 1 to {LONGEST_LIST:,} tracks, not {recipe.tracks}.")
    if recipe.minutes is not None and not 0 < recipe.minutes <= LONGEST_MINUTES:
        raise BadQuery(f"A playlist is limited to 1 to {LONGEST_MINUTES:,.0f} minutes, not {recipe.minutes:g}.")
    if not 0 <= recipe.seed < MOST_SEEDS:
        raise BadQuery(f"A seed is a number from 0 to {MOST_SEEDS - 1:,}, not {recipe.seed}.")


def _most(recipe: Recipe) -> int | None:
    """How many tracks may be needed: of so many minutes, more than are likely to fit."""
    if recipe.minutes is None:
        return recipe.tracks
    likely = math.ceil(recipe.minutes * MINUTE_S / SHORTEST_S)
    return likely if recipe.tracks is None else min(recipe.tracks, likely)


def _cut(arranged: Arranged, recipe: Recipe, notices: tuple[str, ...] = ()) -> Filled:
    """The top of the order: as many tracks as there shall be, and no longer than it shall take."""
    count = len(arranged.file_ids) if recipe.tracks is None else recipe.tracks
    ends = list(accumulate(arranged.seconds[:count]))
    if recipe.minutes is not None:
        count = bisect_right(ends, recipe.minutes * MINUTE_S)
    ends = ends[:count]
    return Filled(arranged.file_ids[:count], arranged.track_ids[:count], ends[-1] if ends else 0.0, notices)


@contextmanager
def _once(name: str) -> Iterator[None]:
    """Fill a playlist, and see that filling it does not lead back to it. Raises BadQuery."""
    chain = _being_filled.get()
    if name in chain:
        raise BadQuery(f"The playlist “{name}” would be filled by itself.", "Take the rule out that leads back to it.")
    token = _being_filled.set((*chain, name))
    try:
        yield
    finally:
        _being_filled.reset(token)
