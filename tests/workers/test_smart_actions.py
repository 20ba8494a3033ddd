"""Jobs on smart playlists, with a real catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.smart_library import SmartSession
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.smart import LostSearch
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.smart_actions import FIRST, PREVIEWED, FilledPlaylist, Offers

CALM = Query((QueryPart(Kind.TEXT, "calm"),), limit=4)


@pytest.fixture
def session(tmp_path: Path, actions: Actions) -> SmartSession:
    made = SmartSession(tmp_path, FIRST + 20)
    actions.set_session(made.as_session())
    return made


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    return Actions()


@pytest.fixture(autouse=True)
def _shut(actions: Actions) -> object:
    yield
    assert actions.shut()


def test_filling_brings_all_files_and_the_first_tracks(actions: Actions, session: SmartSession, qtbot: QtBot) -> None:
    session.smart_playlists.save("all", Recipe(order=Order.OLDEST))
    with qtbot.waitSignal(actions.smart.fill("all").succeeded) as done:
        pass
    (found,) = done.args
    assert isinstance(found, FilledPlaylist)
    assert (found.filled.count, len(found.first), found.recipe.order) == (FIRST + 20, FIRST, Order.OLDEST)
    with qtbot.waitSignal(actions.smart.preview(Recipe(order=Order.NEWEST)).succeeded) as done:
        pass
    assert len(done.args[0].first) == PREVIEWED


def test_what_is_gone_is_told_to_the_caller_only(actions: Actions, session: SmartSession, qtbot: QtBot) -> None:
    session.save_search("calm", CALM)
    session.smart_playlists.save("calm", Recipe(search="calm", order=Order.RANK))
    session.ranking.saved.clear()
    with qtbot.assertNotEmitted(actions.failed), qtbot.waitSignal(actions.smart.fill("calm").failed) as failed:
        pass
    assert isinstance(failed.args[0], LostSearch)


def test_the_editor_gets_what_the_library_has(actions: Actions, session: SmartSession, qtbot: QtBot) -> None:
    session.save_search("calm", CALM)
    jazz = Recipe((Rule("genre", Operator.IS, "jazz"),))
    session.smart_playlists.save("jazz", jazz)
    session.add(9_999, "Soul; Funk")
    with qtbot.waitSignal(actions.smart.open("jazz").succeeded) as done:
        pass
    recipe, offers = done.args[0]
    assert recipe == jazz
    assert isinstance(offers, Offers)
    assert offers.words["genre"] == ["Funk", "Jazz", "Rock", "Soul"]
    assert offers.words["artist"][:2] == ["Artist 0", "Artist 1"]
    assert "calm" in offers.words["mood"]
    assert (offers.folders, offers.playlists, offers.searches) == ((Path("/music"),), (), ("calm",))


def test_a_saved_search_becomes_a_playlist_under_a_free_name(
    actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.save_search("calm", CALM)
    for name in ("calm", "calm (2)"):
        with qtbot.waitSignals(
            [actions.playlists.changed, actions.smart.of_search(session.searches.saved()[0]).succeeded]
        ):
            pass
        assert session.smart_playlists.recipe(name) == Recipe(search="calm", order=Order.RANK, tracks=4)
    assert [playlist.count for playlist in session.playlists.all()] == [4, 4]
