"""What the window says of the remote catalogue: its own words for every error, and a sign where a person is needed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.remote import errors
from vectorbeats_desktop.engine.remote.catalogue import NotAgreed, RemoteStatus
from vectorbeats_desktop.engine.remote.link import LinkState, LinkStatus
from vectorbeats_desktop.engine.remote.pull import PullReport
from vectorbeats_desktop.engine.remote.push import PushReport
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.catalogue import words
from vectorbeats_desktop.ui.catalogue.sign import CatalogueSign
from vectorbeats_desktop.ui.catalogue.standing import Stage, standing
from vectorbeats_desktop.ui.pages import CATALOGUE, PAGES
from vectorbeats_desktop.ui.rail import NavigationRail
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.remote_actions import SyncReport

PLACE = next(place for place, line in enumerate(PAGES) if line.name == CATALOGUE)
SELF_SAID = {"remote", "remote_waiting"}  # the kind of all, and what the link says while it waits


def kinds(kind: type[errors.RemoteError]) -> list[type[errors.RemoteError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in kinds(below))]


def status(link: LinkStatus, agreed: bool = True) -> RemoteStatus:
    return RemoteStatus(True, agreed, link, 3, 0, 1_700_000_000.0)


def test_every_error_of_the_catalogue_has_words_of_the_window() -> None:
    codes = {kind.code for kind in kinds(errors.RemoteError)} - SELF_SAID - {NotAgreed.code}
    assert codes == set(words.PROBLEMS)
    for title, text in words.PROBLEMS.values():
        assert "vectorbeats " not in f"{title} {text}", "no commands"
        assert "remote." not in text, "no names of settings"


@pytest.mark.parametrize("kind", kinds(errors.RemoteError), ids=lambda kind: str(kind.code))
def test_what_lasts_stops_and_what_passes_waits(kind: type[errors.RemoteError]) -> None:
    state = LinkState.STOPPED if kind.lasting else LinkState.WAITING
    shown = standing(status(LinkStatus(state, kind("Message.", "Hint."), 0.0 if kind.lasting else 240.0)), None)
    assert shown.stage is (Stage.STOPPED if kind.lasting else Stage.WAITING)
    assert shown.title
    assert shown.text
    assert ("next try is at" in shown.text) is not kind.lasting


def test_how_it_stands_when_all_is_well() -> None:
    ready = standing(status(LinkStatus(LinkState.READY, version="1.16.3")), None)
    assert (ready.stage, ready.title, ready.tone) == (Stage.READY, "Connected", "good")
    assert standing(status(LinkStatus(LinkState.UNTRIED)), None).title == "Set up"
    assert standing(status(LinkStatus(LinkState.UNTRIED), agreed=False), None).stage is Stage.ASKING
    assert standing(status(LinkStatus(LinkState.READY)), None, syncing=True).stage is Stage.SYNCING


def test_a_short_wait_has_no_time_of_day() -> None:
    waiting = LinkStatus(LinkState.WAITING, errors.RemoteUnreachable("Message."), 5.0)
    assert "less than a minute" in standing(status(waiting), None).text
    assert "when you like" in standing(status(waiting), None, by_itself=False).text


def test_what_a_sync_did_is_told() -> None:
    assert words.came_of(SyncReport(PullReport(), PushReport())) == "Last time there was nothing new on either side"
    both = SyncReport(PullReport(edited=2), PushReport(sent=1))
    assert words.came_of(both) == "Last time: 1 record sent, 2 tracks changed by what others said"
    assert "about 100 hours" in words.clocks(100)
    assert words.refused(4).startswith("The server refused 4 records")


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> NavigationRail:
    made = NavigationRail()
    qtbot.addWidget(made)
    return made


def test_the_rail_has_a_sign_while_a_person_is_needed(rail: NavigationRail, actions: Actions) -> None:
    settings = Settings()
    settings.set("network.remote", True)
    actions.preferences.attach(settings)
    CatalogueSign(actions, rail)
    button = rail._pages.button(PLACE)

    def shown(problem: errors.RemoteError | None) -> tuple[str, str]:
        actions.remote.problem = problem
        actions.remote.changed.emit()
        return button.accessibleName(), button.toolTip()

    assert shown(errors.RemoteUnreachable("Away.")) == ("Catalogue", "Catalogue (Ctrl+6)"), "it passes"
    name, tip = shown(errors.RemoteFull("Full."))
    assert name == "Catalogue: The server has no room for more"
    assert tip.endswith("The server has no room for more")
    settings.set("network.remote", False)
    assert button.accessibleName() == "Catalogue", "nobody asks it any more"
    settings.set("network.remote", True)
    assert button.accessibleName() != "Catalogue"
    settings.set("remote.address", "https://other.example")
    assert button.accessibleName() == "Catalogue", "that was another server's"
