"""Playlists that fill themselves: from the library as it is when they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.playlists.made_up_search import MadeUpSearches
from vectorbeats_desktop.engine.errors import BadQuery, Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.library.saved_names import NameTaken
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.saved import FillsItself, Playlists
from vectorbeats_desktop.engine.playlists.smart import LostPlaylist, LostSearch, SmartPlaylists
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, Tags
from vectorbeats_desktop.engine.task import TaskContext

JAZZ = Rule("genre", Operator.IS, "jazz")
CALM = Query((QueryPart(Kind.TEXT, "calm"),), {"year": (1990.0, None)}, limit=50)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """Six tracks a to f of a minute each; those before d are jazz, and they are of 1985, 1990, 1995 …"""
    made = Catalog(tmp_path / "catalog.sqlite")
    for number, name in enumerate("abcdef"):
        add(made, name, "Jazz" if name < "d" else "Rock", 1985 + 5 * number)
    yield made
    made.close()


@pytest.fixture
def searches(catalog: Catalog) -> MadeUpSearches:
    made = MadeUpSearches(catalog)
    made.saved["calm"], made.ranked = CALM, list("fdbeca")
    return made


@pytest.fixture
def smart(catalog: Catalog, searches: MadeUpSearches) -> SmartPlaylists:
    return SmartPlaylists(catalog, searches, searches.search)


@pytest.fixture
def playlists(catalog: Catalog, smart: SmartPlaylists) -> Playlists:
    return Playlists(catalog, lambda: smart)


def add(catalog: Catalog, name: str, genre: str, year: int) -> None:
    folder = catalog.add_folder(Path("/music"))
    (file_id,) = catalog.add_files(folder.folder_id, [SeenFile(f"/music/{name}.flac".encode(), 1, 1)])
    catalog.identified(file_id, name, Tags(name, "Nora", "Still", "", genre, year, duration_s=60.0))


def held(smart: SmartPlaylists, name: str) -> str:
    return "".join(smart.fill(name, TaskContext()).track_ids)


def given(smart: SmartPlaylists, recipe: Recipe) -> str:
    return "".join(smart.filled_by(recipe, TaskContext()).track_ids)


def test_it_follows_the_library(smart: SmartPlaylists, playlists: Playlists, catalog: Catalog) -> None:
    assert smart.save(" My  jazz ", Recipe((JAZZ,))) == "My jazz"
    assert held(smart, "My jazz") == "abc"
    add(catalog, "g", "jazz", 2020)
    assert [track.track_id for track in playlists.tracks("My jazz")] == list("abcg")
    (listed,) = playlists.all()
    assert (listed.name, listed.count, listed.smart) == ("My jazz", 4, True)
    assert smart.recipe("My jazz") == Recipe((JAZZ,))


def test_a_smart_and_an_ordinary_playlist_share_their_names(
    smart: SmartPlaylists, playlists: Playlists, catalog: Catalog
) -> None:
    tracks = catalog.rows(catalog.page_ids())
    playlists.save("mix", tracks)
    with pytest.raises(NameTaken):
        smart.save("mix", Recipe((JAZZ,)))
    smart.save("mix", Recipe((JAZZ,)), replace=True)
    assert held(smart, "mix") == "abc"
    with pytest.raises(NameTaken):
        playlists.save("mix", tracks)
    with pytest.raises(FillsItself):
        playlists.append("mix", tracks)
    playlists.save("mix", tracks, replace=True)
    assert not playlists.is_smart("mix")
    assert len(playlists.tracks("mix")) == 6
    with pytest.raises(BadQuery, match="no smart playlist"):
        smart.recipe("mix")


def test_deleting_can_be_taken_back(smart: SmartPlaylists, playlists: Playlists) -> None:
    recipe = Recipe((JAZZ,), order=Order.RANDOM, seed=11)
    smart.save("jazz", recipe)
    before = held(smart, "jazz")
    removed = playlists.delete("jazz")
    assert playlists.all() == []
    playlists.restore(removed)
    assert (smart.recipe("jazz"), held(smart, "jazz")) == (recipe, before)
    with pytest.raises(NameTaken):
        playlists.restore(removed)


def test_limits_take_the_top_of_the_order(smart: SmartPlaylists) -> None:
    assert given(smart, Recipe(order=Order.YEAR, tracks=2)) == "fe"
    assert given(smart, Recipe(order=Order.YEAR, minutes=3)) == "fed"
    assert given(smart, Recipe(order=Order.YEAR, minutes=3.5, tracks=5)) == "fed"
    assert smart.filled_by(Recipe(minutes=2), TaskContext()).seconds == 120.0
    assert given(smart, Recipe(minutes=0.5)) == ""


def test_any_of_the_rules(smart: SmartPlaylists) -> None:
    late = Rule("year", Operator.AT_LEAST, 2010)
    assert given(smart, Recipe((JAZZ, late), any_of=True)) == "abcf"
    assert given(smart, Recipe((JAZZ, late))) == ""
    assert given(smart, Recipe((), any_of=True)) == "abcdef"


def test_a_saved_search_ranks_what_the_rules_let_through(smart: SmartPlaylists, searches: MadeUpSearches) -> None:
    searches.notices = ("The music model rests.",)
    smart.save("calm jazz", Recipe((JAZZ,), search="calm", order=Order.RANK))
    filled = smart.fill("calm jazz", TaskContext())
    assert "".join(filled.track_ids) == "bc"  # a is older than the search's own filter allows
    assert (filled.seconds, filled.notices) == (120.0, ("The music model rests.",))
    assert given(smart, Recipe(search="calm", order=Order.RANK, tracks=2)) == "fd"
    assert (
        given(smart, Recipe(search="calm", order=Order.OLDEST, tracks=3)) == "bdf"
    )  # the best three, the oldest first
    assert given(smart, Recipe((Rule("artist", Operator.IS, "nora"),), search="calm", order=Order.RANK)) == "fdbec"
    assert searches.asked[-1].per_artist == 50  # who asks for an artist wants more than three


def test_a_search_or_playlist_that_is_gone_is_told(
    smart: SmartPlaylists, searches: MadeUpSearches, playlists: Playlists, catalog: Catalog
) -> None:
    playlists.save("mix", catalog.rows(catalog.page_ids())[:2])
    smart.save("calm", Recipe(search="calm", order=Order.RANK))
    smart.save("not mix", Recipe((Rule("playlist", Operator.IS_NOT, "mix"),)))
    assert held(smart, "not mix") == "cdef"
    del searches.saved["calm"]
    with pytest.raises(LostSearch, match="“calm” is no longer there"):
        held(smart, "calm")
    playlists.delete("mix")
    with pytest.raises(LostPlaylist, match="“mix” is no longer there"):
        held(smart, "not mix")
    with pytest.raises(LostPlaylist):
        smart.save("another", Recipe((Rule("playlist", Operator.IS, "mix"),)))
    assert [one.name for one in playlists.all()] == ["calm", "not mix"]


def test_a_rule_may_speak_of_a_smart_playlist_and_follows_its_name(smart: SmartPlaylists, playlists: Playlists) -> None:
    smart.save("jazz", Recipe((JAZZ,)))
    smart.save("old jazz", Recipe((Rule("playlist", Operator.IS, "jazz"), Rule("year", Operator.AT_MOST, 1990))))
    assert held(smart, "old jazz") == "ab"
    playlists.rename("jazz", "blue notes")
    assert held(smart, "old jazz") == "ab"
    assert smart.recipe("old jazz").rules[0].value == "blue notes"


def test_no_playlist_is_filled_by_itself(smart: SmartPlaylists, searches: MadeUpSearches) -> None:
    smart.save("a", Recipe((JAZZ,)))
    smart.save("b", Recipe((Rule("playlist", Operator.IS, "a"),)))
    with pytest.raises(BadQuery, match="“a” would be filled by itself"):
        smart.save("a", Recipe((Rule("playlist", Operator.IS_NOT, "b"),)), replace=True)
    with pytest.raises(BadQuery, match="by itself"):
        smart.save("b", Recipe((Rule("playlist", Operator.IS, "b"),)), replace=True)
    assert held(smart, "b") == "abc"


@pytest.mark.parametrize(
    ("recipe", "told"),
    [
        (Recipe(order=Order.RANK), "Only a saved search ranks"),
        (Recipe(tracks=0), "1 to 10,000 tracks, not 0"),
        (Recipe(minutes=-1), "minutes, not -1"),
        (Recipe(minutes=float("nan")), "minutes"),
        (Recipe(seed=-1), "A seed is a number from 0"),
        (Recipe((Rule("year", Operator.CONTAINS, "19"),)), "cannot be compared"),
        (Recipe(search="none"), "“none” is no longer there"),
    ],
)
def test_what_cannot_be_followed_is_not_kept(
    smart: SmartPlaylists, playlists: Playlists, recipe: Recipe, told: str
) -> None:
    with pytest.raises(BadQuery, match=told):
        smart.save("new", recipe)
    assert playlists.all() == []


def test_one_that_another_version_made_is_told_and_can_be_deleted(
    smart: SmartPlaylists, playlists: Playlists, catalog: Catalog
) -> None:
    catalog.put_recipe("newer", '{"by": "magic"}', replace=False)
    with pytest.raises(BadQuery, match="another version"):
        held(smart, "newer")
    playlists.save("mix", catalog.rows(catalog.page_ids()))
    playlists.rename("mix", "mixed")  # which looks through all rules
    playlists.delete("newer")


def test_it_is_exported_as_it_is_now(smart: SmartPlaylists, playlists: Playlists, tmp_path: Path) -> None:
    smart.save("jazz", Recipe((JAZZ,)))
    assert playlists.export("jazz", tmp_path / "jazz.m3u8") == 3
    assert "b.flac" in (tmp_path / "jazz.m3u8").read_text()
    assert playlists.missing("jazz") == []


def test_a_cancelled_filling_ends(smart: SmartPlaylists) -> None:
    smart.save("calm", Recipe(search="calm", order=Order.RANK))
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        smart.fill("calm", ctx)
