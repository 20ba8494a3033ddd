"""Syncing by itself: when it begins, what it waits for, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.two_computers import sharing_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.remote import link
from vectorbeats_desktop.engine.remote.errors import RemoteKeyRefused, RemoteReadOnly
from vectorbeats_desktop.engine.remote.link import LinkState
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.syncing import Syncing

WAIT_MS = 15_000
TRACK = "a1-" + "0" * 32
HOUR_S, MONTH_S = 3_600.0, 30 * 86_400.0


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stub() -> Iterator[Stub]:
    with qdrant_stub() as made:
        yield made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("vectorbeats_desktop.engine.remote.catalogue.time.time", made)
    return made


@pytest.fixture
def session(tmp_path: Path, stub: Stub) -> Session:
    opened = Session.open(Paths.under(tmp_path), sharing_settings(stub.address))
    opened.remote.agree()
    return opened


@pytest.fixture
def actions(qtbot: QtBot, session: Session) -> Iterator[Actions]:
    made = Actions()
    made.set_session(session)
    made.syncing.stop()  # its own clock is the real one
    yield made
    assert made.shut()


@pytest.fixture
def syncing(actions: Actions, clock: Clock) -> Iterator[Syncing]:
    made = Syncing(actions.remote, actions.preferences, now=clock)
    made.start()
    yield made
    made.stop()


def look(qtbot: QtBot, actions: Actions, syncing: Syncing) -> bool:
    """Whether a sync came of it; waits for its end."""
    began: list[object] = []
    actions.remote.began.connect(lambda job, *_more: began.append(job))
    syncing.look()
    qtbot.waitUntil(lambda: syncing._timer.isActive() and actions.remote.syncing is None, timeout=WAIT_MS)
    return bool(began)


def say(session: Session, stars: int) -> None:
    with session.catalog.write(visible=False) as connection:
        session.catalog._edited(connection, TRACK, {"edit.stars": stars})


def records(stub: Stub) -> int:
    return int(stub.client.count("vectorbeats_music_embeddings").count)


def test_changes_go_out_once_they_have_come_to_rest(
    qtbot: QtBot, actions: Actions, syncing: Syncing, session: Session, stub: Stub
) -> None:
    assert look(qtbot, actions, syncing), "the first time, to learn what others said"
    asked = len(stub.asked)
    assert not look(qtbot, actions, syncing)
    say(session, 4)
    assert not look(qtbot, actions, syncing), "more may come"
    assert len(stub.asked) == asked, "looking asks nobody"
    assert look(qtbot, actions, syncing)
    assert (records(stub), session.remote.status().waiting) == (1, 0)
    asked = len(stub.asked)
    assert not look(qtbot, actions, syncing)
    assert len(stub.asked) == asked


def test_every_so_often_it_looks_for_news(
    qtbot: QtBot, actions: Actions, syncing: Syncing, session: Session, clock: Clock
) -> None:
    session.settings.set("remote.every_min", 60)
    assert look(qtbot, actions, syncing)
    clock.seconds += 0.9 * HOUR_S
    assert not look(qtbot, actions, syncing)
    clock.seconds += 0.2 * HOUR_S
    assert look(qtbot, actions, syncing)
    clock.seconds -= MONTH_S  # the clock was wrong
    assert look(qtbot, actions, syncing)


def test_what_is_off_is_off(qtbot: QtBot, actions: Actions, syncing: Syncing, session: Session, stub: Stub) -> None:
    settings = session.settings
    with qtbot.assertNotEmitted(actions.remote.began):
        settings.set("remote.by_itself", False)
        syncing.look()
        assert not syncing._timer.isActive(), "what is switched off looks no more"
        settings.set("remote.by_itself", True)
        settings.set("network.remote", False)
        syncing.look()
        settings.set("network.remote", True)
        for name, value in (("remote.prefix", "not_agreed_"), ("remote.address", "nothing")):
            settings.set(name, value)
            look(qtbot, actions, syncing)
    assert stub.asked == []


def test_the_link_is_obeyed_and_a_month_offline_loses_nothing(
    qtbot: QtBot,
    actions: Actions,
    syncing: Syncing,
    session: Session,
    stub: Stub,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(link, "TRIES", 1)
    passed = [0.0]
    assert look(qtbot, actions, syncing)
    session.remote.link()._now = lambda: passed[0]
    session.remote.link()._chance = lambda: 1.0
    stub.faults.append(Fault(how="drop", times=10_000))
    waits: list[float] = []
    for _day in range(12):
        say(session, 1 + len(waits) % 5)
        clock.seconds += MONTH_S / 12
        assert look(qtbot, actions, syncing)
        asked = len(stub.asked)
        assert not look(qtbot, actions, syncing), "it waits"
        assert len(stub.asked) == asked
        status = session.remote.status().link
        assert status.state is LinkState.WAITING
        waits.append(status.wait_s)
        assert syncing._timer.remainingTime() == pytest.approx(status.wait_s * 1000, abs=2_000)
        passed[0] += status.wait_s
    assert waits == sorted(waits)
    assert waits[-1] == link.LONGEST_WAIT_S
    stub.faults.clear()
    assert look(qtbot, actions, syncing)
    assert (records(stub), session.remote.status().waiting) == (1, 0)


def test_what_needs_a_person_is_left_alone_until_they_did_something(
    qtbot: QtBot, actions: Actions, syncing: Syncing, session: Session, stub: Stub, clock: Clock
) -> None:
    stub.key = "right"
    with qtbot.assertNotEmitted(actions.failed), qtbot.assertNotEmitted(actions.troubles.added):
        assert look(qtbot, actions, syncing)
    assert isinstance(actions.remote.problem, RemoteKeyRefused)
    clock.seconds += MONTH_S
    asked = len(stub.asked)
    assert not look(qtbot, actions, syncing)
    assert len(stub.asked) == asked
    session.remote.keys.keep = lambda server, key: bool(session.remote.keys._told.update({server: key}))  # type: ignore[method-assign]
    with qtbot.waitSignal(actions.remote.use_key("right").succeeded):
        pass
    assert look(qtbot, actions, syncing)
    assert actions.remote.problem is None


def test_a_key_that_only_reads_is_tried_no_more_than_now_and_then(
    qtbot: QtBot, actions: Actions, syncing: Syncing, session: Session, stub: Stub, clock: Clock
) -> None:
    assert look(qtbot, actions, syncing)
    stub.key, stub.read_key = "all", "reads"
    session.remote.keys._told[stub.address] = "reads"
    session.remote.retry()
    say(session, 3)
    look(qtbot, actions, syncing)
    assert look(qtbot, actions, syncing)
    assert isinstance(actions.remote.problem, RemoteReadOnly)
    for _ in range(3):
        assert not look(qtbot, actions, syncing)
    clock.seconds += HOUR_S
    assert look(qtbot, actions, syncing), "what others say still comes"


def test_who_cancels_is_left_in_peace(qtbot: QtBot, actions: Actions, syncing: Syncing, session: Session) -> None:
    assert look(qtbot, actions, syncing)
    say(session, 3)
    look(qtbot, actions, syncing)
    actions.remote.began.connect(lambda job, *_more: job.cancel())
    assert look(qtbot, actions, syncing)
    assert session.remote.status().waiting == 1
    assert not look(qtbot, actions, syncing)


def test_the_end_of_the_program_ends_it(qtbot: QtBot, actions: Actions, stub: Stub) -> None:
    hanging = Fault(how="hang")
    stub.faults.append(hanging)
    actions.syncing.start()
    actions.syncing.look()
    qtbot.waitUntil(lambda: not hanging.times, timeout=WAIT_MS)
    assert actions.shut(), "though the server does not answer"
    assert not actions.syncing._timer.isActive()
