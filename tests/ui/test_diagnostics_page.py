"""The Diagnostics page on a real session: health, repair, speed, the log, and the report."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.small_library import fast_settings
from vectorbeats_desktop.engine.health_records import HealthReport, PartHealth, Remedy, State
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.diagnostics.page import DiagnosticsPage
from vectorbeats_desktop.ui.diagnostics.rows import PartRow
from vectorbeats_desktop.ui.diagnostics.sparkline import Sparkline
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 20_000
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session(paths: Paths) -> Iterator[Session]:
    with Session.open(paths, fast_settings()) as opened:
        yield opened


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, actions: Actions, session: Session) -> DiagnosticsPage:
    made = DiagnosticsPage(actions)
    qtbot.addWidget(made)
    made.resize(1080, 700)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(session)
    qtbot.waitUntil(lambda: bool(made.parts) and made.repair.isEnabled(), timeout=WAIT_MS)
    return made


def click(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, LEFT)


def test_every_part_is_told_with_a_badge_in_words(page: DiagnosticsPage) -> None:
    told = {row.title.text(): row.badge.text() for row in page.parts}
    assert told == {
        "Data folder and disk": "Well", "Catalogue": "Well", "Vector store": "Well", "Agreement of the two": "Well",
        "Melodies": "Well", "Recognition": "Well", "Text model": "Limited", "Model for pictures": "Well",
        "Model for music": "Well", "Reading files": "Well", "Remote catalogue": "Well", "Folders of music": "Well",
        "Processes that read files": "Well", "Devices": "Well", "Copies of the catalogue": "Well",
        "Figures for a monitor": "Well", "Encryption of what is kept": "Well",
    }  # fmt: skip
    assert page.state.text() == "All works, some of it with limits."
    assert page.counters.text().startswith("0 files")


def test_repair_mends_and_looks_again(
    qtbot: QtBot, page: DiagnosticsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = PartHealth("store", State.UNHEALTHY, "It does not open.", "Repair it.", Remedy.REPAIR)
    whole = session.health(TaskContext())
    reports = [HealthReport((broken,))]
    monkeypatch.setattr(session, "health", lambda _ctx: reports[-1])
    monkeypatch.setattr(session, "repair", lambda _ctx: whole)
    click(page.check)
    qtbot.waitUntil(lambda: page.parts[0].badge.text() == "Broken", timeout=WAIT_MS)
    assert page.parts[0].hint.text() == "Repair it."
    assert page.parts[0].badge.property("tone") == "bad"
    assert "Repair mends" in page.state.text()
    qtbot.waitUntil(page.repair.isEnabled, timeout=WAIT_MS)
    button = page.parts[0].remedy
    assert button is not None
    assert (button.text(), button.accessibleName()) == ("Repair", "Repair: Vector store")
    qtbot.waitUntil(button.isVisible, timeout=WAIT_MS)
    click(button)
    qtbot.waitUntil(lambda: len(page.parts) > 2 and page.repair.isEnabled(), timeout=WAIT_MS)
    assert "Broken" not in [row.badge.text() for row in page.parts]


def test_how_long_searches_take_is_told_and_drawn(qtbot: QtBot, page: DiagnosticsPage, session: Session) -> None:
    query = Query((QueryPart(Kind.TEXT, "calm"),))
    for took in (12.0, 30.0, 15.0):
        session.journal.add_search(query, SearchResult((), 0, 0, timings_ms={"total": took}))
    session.journal.searches.clear()
    session.journal.add_search(query, SearchResult((), 0, 0, timings_ms={"total": 19.0}))
    page.take_focus()
    qtbot.waitUntil(lambda: len(page.latencies) == 1, timeout=WAIT_MS)
    row = page.latencies[0]
    assert row.title.text() == "Words"
    assert row.text.text() == "usually about 20 ms, one in twenty about 45 ms or more; counted: 4"
    assert row.plot.values == (19.0,), "the latest ones are drawn"
    (times,) = session.journal.counters.counted().histograms["search_duration_seconds"].values()
    assert f"about {1_000 * times.quantile(0.5):.0f} ms" in row.text.text(), "the figures are those of a monitor"
    assert "4 searches timed" in page.counters.text()
    assert row.text.text() in row.plot.accessibleName()


def test_what_to_do_is_a_button_and_names_no_command(
    qtbot: QtBot, page: DiagnosticsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [PartHealth("copies", State.DEGRADED, "It is so.", "Do it.", remedy) for remedy in Remedy]
    monkeypatch.setattr(session, "health", lambda _ctx: HealthReport(tuple(parts)))
    click(page.check)
    qtbot.waitUntil(lambda: len(page.parts) == len(Remedy) and page.repair.isEnabled(), timeout=WAIT_MS)
    asked: list[str] = []
    page.page_requested.connect(asked.append)
    for row in page.parts:
        assert row.remedy is not None
        if row.part.remedy not in (Remedy.REPAIR, Remedy.INDEX):
            row.remedy.click()
    assert asked == ["library", "models", "settings", "catalogue", "settings"]
    monkeypatch.undo()
    told = session.health(TaskContext()).parts
    assert not [part for part in told if "“vectorbeats" in f"{part.text} {part.hint}"]


def test_what_was_counted_is_told(qtbot: QtBot, page: DiagnosticsPage, session: Session) -> None:
    counters = session.journal.counters
    counters.add("cache_requests", 3, cache="parts", outcome="hit")
    counters.add("cache_requests", 1, cache="parts", outcome="miss")
    counters.add("errors", 2, code="unreadable_file")
    page.take_focus()
    title = "Already known when a search asked"
    qtbot.waitUntil(lambda: title in {row.title.text() for row in page.figures}, timeout=WAIT_MS)
    said = {row.title.text(): row.text.text() for row in page.figures}
    assert said[title] == "75 % of 4 parts"
    assert said["What went wrong, by its code"] == "unreadable_file 2"


def test_a_plot_goes_from_the_oldest_to_the_newest(qtbot: QtBot) -> None:
    plot = Sparkline()
    qtbot.addWidget(plot)
    plot.show_values([0.0, 50.0, 100.0])
    points = [(point.x(), point.y()) for point in plot.points(QRectF(0, 0, 100, 10))]
    assert points == [(0, 10), (50, 5), (100, 0)]
    plot.show_values(range(1_000))
    assert plot.values[-1] == 999
    assert len(plot.values) <= 100
    plot.show_values([])
    assert plot.points(QRectF(0, 0, 100, 10)) == []
    assert not plot.grab().isNull(), "nothing can be drawn as well"


def test_the_log_is_shown_from_a_level_on(qtbot: QtBot, page: DiagnosticsPage) -> None:
    logger = logging.getLogger("vectorbeats_desktop.test")
    logger.info("one thing", extra={"count": 3})
    logger.warning("another thing")
    page.take_focus()
    qtbot.waitUntil(lambda: "another thing" in page.log.text.toPlainText(), timeout=WAIT_MS)
    assert "INFO  one thing  – count: 3" in page.log.text.toPlainText()
    page.log.level.setFocus()
    QTest.keyClick(page.log.level, Qt.Key.Key_Down)
    assert page.log.level.currentText() == "Warnings and errors"
    assert "one thing" not in page.log.text.toPlainText()
    assert "another thing" in page.log.text.toPlainText()
    QTest.keyClick(page.log.level, Qt.Key.Key_Down)
    assert page.log.text.toPlainText() == ""


def test_the_logs_folder_is_opened(
    qtbot: QtBot, page: DiagnosticsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.waitUntil(page.log.open_folder.isEnabled, timeout=WAIT_MS)
    click(page.log.open_folder)
    assert [url.toLocalFile() for url in opened] == [str(session.paths.logs)]


def test_a_report_is_saved_where_the_person_wants_it(
    qtbot: QtBot, page: DiagnosticsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    click(page.report)
    qtbot.waitUntil(lambda: "The report is in" in page.hint.label.text(), timeout=WAIT_MS)
    with zipfile.ZipFile(target) as archive:
        assert "health.json" in archive.namelist()
    page.save_report(tmp_path / "nowhere" / "report.zip")
    qtbot.waitUntil(lambda: "could not be written" in page.hint.label.text(), timeout=WAIT_MS)


@pytest.mark.parametrize("state", list(State))
def test_a_badge_says_its_state_to_a_screen_reader(qtbot: QtBot, theme: Theme, state: State) -> None:
    row = PartRow(PartHealth("store", state, "It is so."))
    qtbot.addWidget(row)
    assert row.accessibleName() == f"Vector store: {row.badge.text()}"
