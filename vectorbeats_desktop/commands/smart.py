"""`vectorbeats playlist smart`: a playlist that fills itself."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.rule_text import recipe_in_words, rule_of
from vectorbeats_desktop.commands.search import wait_for_words
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists.recipe import Order, Recipe
from vectorbeats_desktop.engine.playlists.smart import MOST_SEEDS


@dataclass(frozen=True, slots=True)
class MakeSmartPlaylist:
    """Save rules, a search, an order and a limit as a playlist."""

    name: str
    rules: tuple[str, ...]
    any_of: bool = False
    search: str = ""
    order: str = ""
    seed: int | None = None
    tracks: int | None = None
    minutes: float | None = None
    replace: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Save it, fill it, and tell how many tracks it has now."""
        recipe = Recipe(
            tuple(rule_of(text, place.absolute) for text in self.rules),
            self.any_of,
            self.search,
            self._order(),
            random.randrange(MOST_SEEDS) if self.seed is None else self.seed,
            self.tracks,
            self.minutes,
        )
        name = place.session.smart_playlists.save(self.name, recipe, replace=self.replace)
        wait_for_recipe(place, recipe)
        filled = place.session.smart_playlists.fill(name, place.ctx)
        for notice in filled.notices:
            place.out.note(notice)
        if self.as_json:
            place.out.json({"name": name, "tracks": filled.count, "recipe": asdict(recipe)})
        else:
            place.out.say(f"“{name}” fills itself now ({recipe_in_words(recipe)}): {filled.count:,} tracks.")
        return FOUND if filled.count else NOTHING_FOUND

    def _order(self) -> Order:
        if not self.order:
            return Order.RANK if self.search else Order.ARTIST
        try:
            return Order(self.order.lower())
        except ValueError:
            raise BadQuery(f"There is no order “{self.order}”.", f"There are {', '.join(Order)}.") from None


def wait_for_recipe(place: Workplace, recipe: Recipe) -> None:
    """Wait until the models are ready that its saved search needs, so that the answer depends on no start."""
    if recipe.search:
        wait_for_words(place, place.session.smart_playlists.query(recipe))
