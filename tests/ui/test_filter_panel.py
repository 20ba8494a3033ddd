"""Filters of a query: typed, chosen, said, and taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_result
from vectorbeats_desktop.engine.records import FilterValue, Folder
from vectorbeats_desktop.ui.discover.filter_panel import FilterPanel
from vectorbeats_desktop.ui.discover.filter_values import BadEntry, in_words, read_number, read_range, read_time
from vectorbeats_desktop.ui.discover.page import DiscoverPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> FilterPanel:
    """The panel of a query that is answered, opened by its button."""
    made_up.kept = [Folder(1, Path("/music/Rock")), Folder(2, Path("/music/Jazz"))]
    discover.words.setText("calm")
    discover.asker.ask_now()
    QTest.mouseClick(discover.filtering.button, LEFT)
    panel = discover.filtering.panel
    qtbot.waitUntil(lambda: panel.folder.box.count() == 3 and not discover.asker.busy)
    return panel


def asked(made_up: FakeSession) -> dict[str, FilterValue]:
    return dict(made_up.queries[-1].filters)


def chips(page: DiscoverPage) -> list[str]:
    return [chip.text() for chip in page.filtering.chips.chips()]


def test_what_is_typed_and_chosen_is_asked(
    discover: DiscoverPage, panel: FilterPanel, made_up: FakeSession, qtbot: QtBot
) -> None:
    assert panel.genre.line.hasFocus()
    QTest.keyClicks(panel.genre.line, "rock, Jazz")
    QTest.keyClicks(panel.year.low, "1990")
    QTest.keyClicks(panel.tempo.high, "120")
    QTest.keyClicks(panel.duration.low, "2:30")
    for box, text in ((panel.key.box, "C♯ minor"), (panel.folder.box, "Jazz"), (panel.analysed.box, "Yes")):
        box.setCurrentIndex(box.findText(text))
    panel.rating.box.setCurrentIndex(panel.rating.box.findText("from ★★★"))
    QTest.keyClick(panel.tempo.high, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(asked(made_up)) == 8)
    assert asked(made_up) == {
        "genre": ("rock", "Jazz"),
        "year": (1990.0, None),
        "tempo": (None, 120.0),
        "duration": (150.0, None),
        "key": "C# minor",
        "folder": "/music/Jazz",
        "rating": (3, None),
        "analysed": True,
    }
    assert not discover.filtering.chips.isVisible()  # the panel says it
    QTest.keyClick(panel.tempo.high, Qt.Key.Key_Escape)
    assert discover.filtering.button.hasFocus()
    assert chips(discover) == [
        "Genre rock, Jazz", "Year from 1990", "Tempo up to 120 BPM", "Length from 2:30", "Key C♯ minor", "Folder Jazz",
        "Rating from ★★★", "Analysed",
    ]  # fmt: skip


def test_typing_is_asked_after_a_pause(panel: FilterPanel, made_up: FakeSession, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.year.low, "1990")
    assert asked(made_up) == {}
    qtbot.waitUntil(lambda: asked(made_up) == {"year": (1990.0, None)}, timeout=3000)


def test_what_makes_no_sense_is_said_and_the_rest_counts(
    panel: FilterPanel, made_up: FakeSession, qtbot: QtBot
) -> None:
    QTest.keyClicks(panel.year.low, "1999")
    QTest.keyClicks(panel.year.high, "1990")
    QTest.keyClicks(panel.tempo.low, "fast")
    QTest.keyClicks(panel.genre.line, "Jazz")
    QTest.keyClick(panel.genre.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked(made_up) == {"genre": ("Jazz",)})
    assert panel.problem.text().splitlines() == [
        "Year: from 1999 to 1990 is the wrong way round.",
        "“fast” is no number.",
    ]
    assert panel.year.low.text() == "1999"  # to be mended
    panel.year.high.clear()
    panel.tempo.low.clear()
    panel.apply()
    assert not panel.problem.isVisible()


def test_genres_are_completed_one_after_the_other(panel: FilterPanel) -> None:
    completer = panel.genre.line.completer()
    panel.genre.line.setText("Jazz, ro")
    completer.setCompletionPrefix(completer.splitPath("Jazz, ro")[0])
    assert completer.currentCompletion() == "Jazz, Rock"


def test_a_chip_takes_its_filter_away(
    discover: DiscoverPage, panel: FilterPanel, made_up: FakeSession, qtbot: QtBot
) -> None:
    discover.narrowing.set_filter("year", (1990.0, 1999.0))
    discover.narrowing.set_diversity(0.5)
    assert panel.year.high.text() == "1999"
    QTest.mouseClick(discover.filtering.button, LEFT)
    year, varied = discover.filtering.chips.chips()
    assert (year.text(), varied.text()) == ("Year 1990–1999", "More varied")
    assert year.accessibleName() == "Remove the filter: Year 1990–1999"
    qtbot.waitUntil(lambda: (asked(made_up), made_up.queries[-1].diversity) == ({"year": (1990.0, 1999.0)}, 0.5))
    QTest.mouseClick(year, LEFT)
    varied.setFocus()
    QTest.keyClick(varied, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (asked(made_up), made_up.queries[-1].diversity) == ({}, 0.0))
    assert not discover.filtering.chips.isVisible()


def test_diversity_by_its_slider(panel: FilterPanel, made_up: FakeSession, qtbot: QtBot) -> None:
    panel.diversity.slider.setFocus()
    for _ in range(3):
        QTest.keyClick(panel.diversity.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: made_up.queries[-1].diversity == 0.3)
    QTest.mouseClick(panel.clear, LEFT)
    qtbot.waitUntil(lambda: made_up.queries[-1].diversity == 0.0)
    assert panel.diversity.slider.value() == 0


def test_filters_that_nothing_passes_can_be_cleared(
    discover: DiscoverPage, panel: FilterPanel, made_up: FakeSession, qtbot: QtBot
) -> None:
    made_up.answer = lambda query: make_result() if query.filters else make_result(1)
    discover.narrowing.set_filter("genre", ("Polka",))
    qtbot.waitUntil(lambda: discover.answer.panel.title.text() == "Nothing passes these filters")
    discover.answer.clear_filters_requested.emit()
    qtbot.waitUntil(lambda: discover.answer.shows_hits)
    assert panel.genre.line.text() == ""


@pytest.mark.parametrize(
    ("typed", "seconds"), [("1:23", 83.0), ("1:02:03", 3723.0), ("90", 90.0), ("", None), (" 0.30 ", 30.0)]
)
def test_times(typed: str, seconds: float | None) -> None:
    assert read_time(typed) == seconds


@pytest.mark.parametrize("typed", ["1:60", "-3", "abc", "1:2:3:4"])
def test_no_times(typed: str) -> None:
    with pytest.raises(BadEntry):
        read_time(typed)


def test_numbers_and_ranges() -> None:
    assert read_number("119,5") == 119.5
    assert read_range("tempo", "", "") is None
    assert read_range("tempo", "120", "120") == (120.0, 120.0)
    assert in_words("tempo", (120.0, 120.0)) == "Tempo 120 BPM"
    with pytest.raises(BadEntry, match="out of bounds"):
        read_number("-4")
