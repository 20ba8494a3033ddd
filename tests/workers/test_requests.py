"""One id from the click to the result: in every process's lines of the log, in the journal, and in what is copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.copied_data import copied
from tests.small_library import fast_settings
from vectorbeats_desktop.engine import log, request
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.ui.banner import Banner
from vectorbeats_desktop.ui.errors import ErrorPresenter
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

WAIT_MS = 60_000

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session(tmp_path: Path, small_library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv(log.DEBUG_VARIABLE, "1")
    with Session.open(copied(small_library / "data", tmp_path / "copy", "logs"), fast_settings()) as opened:
        yield opened


def lines(session: Session, asked: str) -> list[dict[str, Any]]:
    return [entry for entry in log.tail(session.paths.logs, 5_000) if entry.get("request") == asked]


def test_one_id_is_found_from_the_click_to_the_result_in_every_process(qtbot: QtBot, session: Session) -> None:
    actions = Actions()
    actions.set_session(session)
    sound = next(path for path in session.folders()[0].path.rglob("*") if path.suffix == ".flac")
    dropped = shutil.copyfile(sound, session.paths.data / "dropped.flac")
    job = actions.search(Query((QueryPart(Kind.SOUND, str(dropped)),)))
    with qtbot.waitSignal(job.succeeded, timeout=WAIT_MS):
        pass
    assert actions.shut()  # also waits for the last lines of the children
    told = lines(session, job.request)
    assert {entry.get("process", "window") for entry in told} >= {"window", "analysis-0", "vectorbeats-store"}
    assert told[0]["fields"]["job"] == "search"
    answered = next(entry for entry in told if entry["message"] == "a search was answered")
    assert answered["fields"]["kinds"] == ["sound"]
    assert session.journal.searches.all()[0]["request"] == job.request


def test_what_follows_from_a_click_keeps_its_id_and_the_next_click_has_another(qtbot: QtBot) -> None:
    followers: list[Job] = []
    first = Job("first", lambda _ctx: request.current())
    said: list[object] = []
    first.succeeded.connect(said.append)
    first.succeeded.connect(lambda _result: followers.append(Job("second", lambda _ctx: None)))
    with qtbot.waitSignal(first.finished):
        first.start()
    assert said == [first.request] == [followers[0].request]
    assert Job("another click", lambda _ctx: None).request not in ("", first.request)


def test_the_details_of_an_error_name_its_request(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    presenter = ErrorPresenter(banner)

    def refuse(_ctx: object) -> None:
        raise BadQuery("Nothing was asked.", "Ask something.")

    job = Job("refuse", refuse)
    job.failed.connect(presenter.show)
    with qtbot.waitSignal(job.failed):
        job.start()
    job.wait()
    banner.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Nothing was asked. Ask something.\nCode: bad_query")
    assert f"Request: {job.request}" in copied
    banner.say("All is well.")
    assert banner.copy_button.isHidden()
