"""The list of hits by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import make_result
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, covers: CoverCache, theme: Theme) -> ResultsView:
    view = ResultsView(covers)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    first, second, third = make_result(1, 2, 3).hits
    view.hits.show_hits((first, replace(second, match_start_s=42.5), third))
    return view


def test_a_hit_plays_from_where_it_matches(view: ResultsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        view.play_row(1)
    assert played.args[1:] == [1, 42.5]
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        view.play_row(0)
    assert played.args[1:] == [0, 0.0]


def test_the_hit_that_plays_is_told_apart(view: ResultsView) -> None:
    def rows() -> list[QImage]:
        return [view.viewport().grab(view.visualRect(view.hits.index(row))).toImage() for row in range(3)]

    rows()  # the first time the covers are drawn
    before = rows()
    view.mark_playing(2)
    assert [now != then for now, then in zip(rows(), before, strict=True)] == [False, True, False]
    spoken = [view.hits.data(view.hits.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert ["plays now" in words for words in spoken] == [False, True, False]
