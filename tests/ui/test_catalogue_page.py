"""The Catalogue page, driven as a person does, with a server on this computer: from setting up to what goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.copied_data import copied
from tests.memory_keyring import NoRing, Ring, ring_in_place
from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.small_library import SOUNDS, fast_settings
from tests.two_computers import open_computer
from vectorbeats_desktop.engine.remote import link
from vectorbeats_desktop.engine.remote.keys import VARIABLE
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.ui.catalogue.page import CataloguePage
from vectorbeats_desktop.ui.catalogue.standing import Stage
from vectorbeats_desktop.ui.switch import Switch
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 20_000
LEFT = Qt.MouseButton.LeftButton
SENT = 4 * len(SOUNDS)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv(VARIABLE, raising=False)
    with ring_in_place() as made:
        yield made


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    monkeypatch.setattr(link, "TRIES", 1)  # a fault is told at once
    with qdrant_stub() as made:
        yield made


@pytest.fixture
def session(small_library: Path, tmp_path: Path) -> Session:
    return Session.open(copied(small_library / "data", tmp_path / "data"), fast_settings())  # `actions` close it


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, actions: Actions, session: Session) -> CataloguePage:
    """On an open library whose folders are not looked through."""
    made = CataloguePage(actions)
    qtbot.addWidget(made)
    made.resize(1080, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    assert made.card.stage is Stage.OPENING
    session.catalog.folders = lambda: []  # type: ignore[method-assign]
    actions.set_session(session)
    actions.syncing.stop()  # here a person does it
    return made


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, LEFT)


def press(widget: QWidget) -> None:
    """With the keyboard."""
    assert QApplication.focusWidget() is widget
    QTest.keyClick(widget, Qt.Key.Key_Return)


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def until(qtbot: QtBot, page: CataloguePage, stage: Stage) -> None:
    qtbot.waitUntil(lambda: page.card.stage is stage, timeout=WAIT_MS)


def says(qtbot: QtBot, label: QLabel, text: str) -> None:
    qtbot.waitUntil(lambda: label.text() == text, timeout=WAIT_MS)


def set_up(qtbot: QtBot, page: CataloguePage, stub: Stub) -> None:
    """As a test does that is about what comes after it."""
    session = page._actions.session
    assert session is not None
    for name, value in (("remote.address", stub.address), ("network.remote", True)):
        session.settings.set(name, value)
    session.remote.agree()
    page.refresh()
    until(qtbot, page, Stage.READY)


def sync(qtbot: QtBot, page: CataloguePage) -> None:
    click(page.card.act)
    assert page.card.stage is Stage.SYNCING
    qtbot.waitUntil(lambda: page.card.stage is not Stage.SYNCING, timeout=WAIT_MS)


def test_from_nothing_to_synced_by_typing_and_clicking(
    qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub, ring: Ring
) -> None:
    stub.key = "secret"
    assert page.card.stage is Stage.OFF
    assert not page.set_up.server.isVisible()
    click(page.card.act)
    assert page.set_up.address.hasFocus()
    until(qtbot, page, Stage.NOT_SET)
    type_into(page.set_up.address, stub.address)
    click(page.set_up.check)
    qtbot.waitUntil(lambda: "asks for a key" in page.set_up.found.text(), timeout=WAIT_MS)
    until(qtbot, page, Stage.STOPPED)
    assert page.card.title.text() == "The server asks for a key"
    type_into(page.set_up.key.field, "secret")
    click(page.set_up.check)
    assert page.set_up.key.field.text() == "", "it is not kept where it can be seen"
    qtbot.waitUntil(lambda: page.example.isVisible(), timeout=WAIT_MS)
    assert page.set_up.found.text() == "It works: a Qdrant server, version 1.16.3. Nothing is shared there yet."
    assert ring.held == {("VectorBeats", stub.address): "secret"}
    assert all(asked.line.startswith("GET") or asked.line.endswith("/count") for asked in stub.asked)
    shown = page.example.records.toPlainText()
    for piece in ("Its melody", "Its fingerprint", '"artist":', '"device_id":'):
        assert piece in shown
    assert stub.address.removeprefix("http://") in page.example.text.text()
    click(page.example.no)
    until(qtbot, page, Stage.ASKING)
    assert not session.remote.is_agreed()
    click(page.card.act)
    qtbot.waitUntil(lambda: page.example.isVisible(), timeout=WAIT_MS)
    click(page.example.yes)
    until(qtbot, page, Stage.SYNCING)
    until(qtbot, page, Stage.READY)
    assert page.card.title.text() == "Connected"
    assert f"Last time: {SENT} records sent" in page.card.facts.text()
    assert "Nothing waits to be sent" in page.card.facts.text()
    assert stub.client.count("vectorbeats_audio_embeddings").count == 3 * len(SOUNDS)
    click(page.card.switch)
    until(qtbot, page, Stage.OFF)
    assert not page.set_up.server.isVisible()


def test_the_whole_way_by_keyboard(qtbot: QtBot, page: CataloguePage, stub: Stub) -> None:
    page.take_focus()
    press(page.card.act)
    QTest.keyClicks(page.set_up.address, stub.address)
    QTest.keyClick(page.set_up.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.example.yes.hasFocus(), timeout=WAIT_MS)
    press(page.example.yes)
    until(qtbot, page, Stage.READY)
    qtbot.waitUntil(lambda: bool(page.card.facts.text()), timeout=WAIT_MS)
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in reached:
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {page.card.switch, page.card.act, page.set_up.address, page.set_up.key.field, page.set_up.check} <= set(
        reached
    )
    assert {row.control.widget for name, row in page.set_up.rows.items() if "share" in name} <= set(reached)


def test_what_is_agreed_to_is_what_was_shown(qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub) -> None:
    session.settings.set("remote.address", stub.address)
    session.settings.set("network.remote", True)
    until(qtbot, page, Stage.ASKING)
    click(page.card.act)
    qtbot.waitUntil(lambda: page.example.isVisible(), timeout=WAIT_MS)
    assert '"artist":' in page.example.records.toPlainText()
    names = page.set_up.rows["remote.share_names"].control.widget
    assert isinstance(names, Switch)
    click(names)
    assert not page.example.yes.isEnabled(), "until the other example is there"
    qtbot.waitUntil(lambda: page.example.yes.isEnabled(), timeout=WAIT_MS)
    assert '"artist":' not in page.example.records.toPlainText()
    click(page.example.yes)
    until(qtbot, page, Stage.READY)
    assert b"Nora Vale" not in stub.sent()
    click(names)
    until(qtbot, page, Stage.ASKING)  # more than was agreed to


def test_nothing_can_be_shown_of_an_empty_library(
    qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub
) -> None:
    session.catalog.some_track = lambda: None  # type: ignore[method-assign]
    session.settings.set("remote.address", stub.address)
    session.settings.set("network.remote", True)
    until(qtbot, page, Stage.ASKING)
    click(page.card.act)
    qtbot.waitUntil(lambda: page.example.isVisible(), timeout=WAIT_MS)
    assert "Add music first" in page.example.text.text()
    assert not page.example.yes.isEnabled()
    for row in (row for name, row in page.set_up.rows.items() if "share" in name):
        click(row.control.widget)
    qtbot.waitUntil(lambda: page.example.yes.isEnabled(), timeout=WAIT_MS)
    assert page.example.yes.text() == "Agree"
    assert "only learn" in page.example.text.text()


def test_an_address_is_looked_at_before_anybody_is_asked(
    qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub
) -> None:
    click(page.card.act)
    for address, title in (
        ("music", "That is no address of a server"),
        ("https://me:secret@music.example", "A key does not belong in the address"),
        ("http://music.example", "This address is without encryption"),
    ):
        type_into(page.set_up.address, address)
        click(page.set_up.check)
        says(qtbot, page.set_up.found, f"{title}.")
        says(qtbot, page.card.title, title)
        assert page.card.stage is Stage.STOPPED
        assert "vectorbeats " not in page.card.text.text(), "no commands here"
    session.settings.set("remote.prefix", "no good")
    session.settings.set("remote.address", stub.address)
    qtbot.waitUntil(lambda: page.card.title.text() == "That prefix cannot be used", timeout=WAIT_MS)
    page.set_up.rows["remote.prefix"].reset.click()
    type_into(page.set_up.address, "https://music.example")
    file = page.set_up.rows["remote.authority"].control.widget.findChild(QLineEdit)
    assert file is not None
    type_into(file, "/nowhere.pem")
    click(page.set_up.check)
    qtbot.waitUntil(lambda: "certificate authority cannot be used" in page.card.title.text(), timeout=WAIT_MS)
    assert stub.asked == []


def test_what_stops_it_is_told_with_what_to_do(
    qtbot: QtBot, page: CataloguePage, session: Session, actions: Actions, stub: Stub
) -> None:
    set_up(qtbot, page, stub)
    for fault, title, text in (
        (Fault(status=401, times=99), "The server asks for a key", "Enter it below"),
        (Fault(status=507, said="disk full", times=99), "The server has no room for more", "make room"),
        (Fault(how="garble", times=99), "What answers there is no Qdrant server", "6333"),
        (Fault(on="/exists", status=418, times=99), "What answers there is no Qdrant server", "6333"),
    ):
        stub.faults[:] = [fault]
        sync(qtbot, page)
        says(qtbot, page.card.title, title)
        assert page.card.stage is Stage.STOPPED
        assert page.card.act.text() == "Try now"
        assert text in page.card.text.text()
    stub.faults.clear()
    stub.version = "1.9.0"
    sync(qtbot, page)
    qtbot.waitUntil(lambda: page.card.title.text() == "The server is too old", timeout=WAIT_MS)
    stub.version = "1.16.3"
    sync(qtbot, page)
    until(qtbot, page, Stage.READY)
    assert actions.remote.problem is None


def test_a_key_that_only_reads_lets_what_others_say_come_in(
    qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub, ring: Ring
) -> None:
    set_up(qtbot, page, stub)
    sync(qtbot, page)
    until(qtbot, page, Stage.READY)
    stub.key, stub.read_key = "all", "reads"
    ring.set_password("VectorBeats", stub.address, "reads")
    session.rate(track_id(session), 4)
    sync(qtbot, page)
    until(qtbot, page, Stage.STOPPED)
    assert page.card.title.text() == "The key only allows reading"
    assert "1 change waits to be sent" in page.card.facts.text()
    type_into(page.set_up.key.field, "all")
    click(page.card.act)  # with the key that was just typed
    until(qtbot, page, Stage.READY)
    assert ring.held[("VectorBeats", stub.address)] == "all"
    qtbot.waitUntil(lambda: page.set_up.key.forget.isVisible(), timeout=WAIT_MS)
    click(page.set_up.key.forget)
    qtbot.waitUntil(lambda: ring.held == {}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not page.set_up.key.forget.isVisible(), timeout=WAIT_MS)


def test_without_a_keyring_that_is_said_and_nothing_is_written(
    qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub
) -> None:
    keyring.set_keyring(NoRing())
    stub.key = "verysecret"
    set_up(qtbot, page, stub)
    qtbot.waitUntil(lambda: "asked for at each start" in page.set_up.key.text.text(), timeout=WAIT_MS)
    type_into(page.set_up.key.field, "verysecret")
    click(page.set_up.check)
    qtbot.waitUntil(lambda: page.set_up.found.text().startswith("It works"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "until the program ends" in page.set_up.key.text.text(), timeout=WAIT_MS)
    assert page._actions.shut()  # no file comes or goes any more
    for path in session.paths.data.rglob("*"):
        assert not path.is_file() or b"verysecret" not in path.read_bytes()


def test_offline_it_says_when_it_is_tried_again(
    qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub
) -> None:
    set_up(qtbot, page, stub)
    stub.faults.append(Fault(status=503, headers={"Retry-After": "600"}))
    sync(qtbot, page)
    until(qtbot, page, Stage.WAITING)
    assert page.card.title.text() == "The server has a fault of its own"
    assert page.card.text.text().startswith("The next try is at ")
    assert "Nothing is lost" in page.card.text.text()
    session.settings.set("remote.by_itself", False)
    qtbot.waitUntil(lambda: "try again when you like" in page.card.text.text(), timeout=WAIT_MS)
    sync(qtbot, page)  # who asks is not made to wait
    until(qtbot, page, Stage.READY)


def test_a_sync_shows_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, page: CataloguePage, session: Session, actions: Actions, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(qtbot, page, stub)
    held = threading.Event()

    def pull(ctx: TaskContext) -> None:
        ctx.report(Progress("push", 12_800, 48_000, "", 500.0, 130.0))
        held.wait(WAIT_MS / 1000)
        ctx.checkpoint()

    monkeypatch.setattr(session.remote, "pull", pull)
    click(page.card.act)
    assert page.card.cancel.isVisible()
    (long,) = actions.long_jobs.current
    assert long.kind == "sync"
    told = "Sharing · 12,800 of 48,000 records · about 2 minutes left"
    qtbot.waitUntil(lambda: page.card.progress.text() == told, timeout=WAIT_MS)
    assert page.card.bar.value() / page.card.bar.maximum() == pytest.approx(12_800 / 48_000, abs=0.001)
    later = CataloguePage(actions)  # as one is that is first shown while it goes on
    qtbot.addWidget(later)
    assert later.card.progress.text() == told
    click(page.card.cancel)
    assert page.card.progress.text() == "Stopping…"
    assert not page.card.cancel.isEnabled()
    held.set()
    until(qtbot, page, Stage.READY)
    assert actions.long_jobs.current == ()


def test_a_rating_goes_from_one_window_to_another_computer_and_back(
    qtbot: QtBot, page: CataloguePage, session: Session, small_library: Path, stub: Stub, tmp_path: Path
) -> None:
    set_up(qtbot, page, stub)
    session.rate(track_id(session), 2)
    sync(qtbot, page)
    copied(small_library / "data", tmp_path / "other")
    with open_computer(tmp_path / "other", address=stub.address) as other:
        other.remote.pull(TaskContext())
        assert other.catalog.ratings([track_id(other)]) == {track_id(other): 2}
        other.rate(track_id(other), 5)
        other.catalog.set_meta("device.id", "another")
        other.remote.push(TaskContext())
    with qtbot.waitSignal(page._actions.playlists.changed, timeout=WAIT_MS):
        sync(qtbot, page)
    assert session.catalog.ratings([track_id(session)]) == {track_id(session): 5}
    qtbot.waitUntil(lambda: "1 track changed by what others said" in page.card.facts.text(), timeout=WAIT_MS)


def test_what_waits_is_counted_as_it_comes(qtbot: QtBot, page: CataloguePage, session: Session, stub: Stub) -> None:
    set_up(qtbot, page, stub)
    assert page.card.facts.text() == "Not synced yet"
    sync(qtbot, page)
    session.rate(track_id(session), 3)
    qtbot.waitUntil(lambda: "1 change waits to be sent" in page.card.facts.text(), timeout=WAIT_MS)


def track_id(session: Session) -> str:
    return session.catalog.rows(session.catalog.page_ids("deep below"))[0].track_id
