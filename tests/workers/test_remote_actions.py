"""Jobs on the remote catalogue, with a session and a server on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.two_computers import sharing_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.privacy import NetworkOff
from vectorbeats_desktop.engine.remote.catalogue import NotAgreed, RemoteStatus
from vectorbeats_desktop.engine.remote.errors import RemoteError, RemoteKeyRefused
from vectorbeats_desktop.engine.remote.link import LinkState
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.remote_actions import Found, Offer, SyncReport


@pytest.fixture
def stub() -> Iterator[Stub]:
    with qdrant_stub() as made:
        yield made


@pytest.fixture
def actions(qtbot: QtBot, tmp_path: Path, stub: Stub) -> Iterator[Actions]:
    made = Actions()
    made.set_session(Session.open(Paths.under(tmp_path), sharing_settings(stub.address)))
    yield made
    assert made.shut()


def result(qtbot: QtBot, job: Job) -> object:
    with qtbot.waitSignal(job.succeeded) as done:
        pass
    return done.args[0]


def error(qtbot: QtBot, job: Job) -> object:
    with qtbot.waitSignal(job.failed) as done:
        pass
    return done.args[0]


def test_nobody_is_asked_before_the_person_agrees(actions: Actions, stub: Stub, qtbot: QtBot) -> None:
    offer = result(qtbot, actions.remote.offer())
    assert isinstance(offer, Offer)
    assert offer.records == []
    with qtbot.assertNotEmitted(actions.failed):
        assert isinstance(error(qtbot, actions.remote.sync()), NotAgreed)
    assert not stub.asked
    result(qtbot, actions.remote.agree(offer.terms))
    with qtbot.waitSignal(actions.long_jobs.began):
        job = actions.remote.sync()
    assert isinstance(result(qtbot, job), SyncReport)
    assert stub.asked


def test_nothing_is_asked_while_it_is_off(actions: Actions, stub: Stub, qtbot: QtBot) -> None:
    assert actions.session is not None
    actions.session.settings.set("network.remote", False)
    for job in (actions.remote.check(), actions.remote.sync()):
        assert isinstance(error(qtbot, job), NetworkOff)
    assert not stub.asked


def test_a_wrong_key_is_told_and_the_next_try_is_free(actions: Actions, stub: Stub, qtbot: QtBot) -> None:
    stub.faults.append(Fault("/points/count", 401))  # as a server does that tells its version to everybody
    assert isinstance(error(qtbot, actions.remote.check()), RemoteKeyRefused)
    stopped = result(qtbot, actions.remote.status())
    assert isinstance(stopped, RemoteStatus)
    assert stopped.link.state is LinkState.STOPPED
    tried = result(qtbot, actions.remote.check())
    assert isinstance(tried, Found)
    assert (tried.status.link.state, tried.status.link.version) == (LinkState.READY, stub.version)
    assert tried.records is None, "the first push makes the collections"


def test_a_server_that_is_away_holds_up_nothing_and_comes_back(actions: Actions, stub: Stub, qtbot: QtBot) -> None:
    hanging = Fault(how="hang")
    stub.faults.append(hanging)
    waiting = actions.remote.check()
    qtbot.waitUntil(lambda: not hanging.times)
    assert isinstance(result(qtbot, actions.remote.status()), RemoteStatus)
    assert waiting.isRunning()
    stub.ending.set()
    assert isinstance(error(qtbot, waiting), RemoteError)
    assert isinstance(result(qtbot, actions.remote.check()), Found)


def test_what_is_chosen_after_the_example_was_not_agreed_to(actions: Actions, qtbot: QtBot) -> None:
    assert actions.session is not None
    settings = actions.session.settings
    settings.set("remote.share_names", False)
    offer = result(qtbot, actions.remote.offer())
    assert isinstance(offer, Offer)
    settings.set("remote.share_names", True)
    result(qtbot, actions.remote.agree(offer.terms))
    assert not actions.session.remote.is_agreed()
    settings.set("remote.share_names", False)
    assert actions.session.remote.is_agreed()


def test_while_a_sync_goes_on_there_is_no_other(actions: Actions, qtbot: QtBot) -> None:
    result(qtbot, actions.remote.agree())
    job = actions.remote.sync()
    assert actions.remote.sync(by_itself=True) is job
    result(qtbot, job)
    assert actions.remote.syncing is None
    assert actions.remote.report is not None
