"""Everybody can use the window: every control has a name, the keys reach all of them, and nothing need move."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop import app
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.busy_line import BusyLine
from vectorbeats_desktop.ui.command_palette import CommandPalette
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.pages import DISCOVER, PAGES, WELCOME
from vectorbeats_desktop.ui.shortcuts import ShortcutSheet
from vectorbeats_desktop.ui.theme import DARK, LIGHT, Colours, Theme
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.ui.window_commands import WindowCommands
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTabBar, QTextEdit,
)  # fmt: skip
INNER = ("qt_spinbox_lineedit", "qt_", "ScrollBar")
MOST_TABS = 120
NAMES = [line.name for line in PAGES] + [WELCOME]
WAIT_MS = 10_000


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def window(
    qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, recorder: FakeRecorder, settings: Settings
) -> Iterator[MainWindow]:
    actions.preferences.attach(settings)
    made = MainWindow(actions, covers, theme, settings)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    fake = FakeSession([make_track(number) for number in range(1, 6)], settings)
    actions.set_session(fake.as_session())
    yield made
    made.discover.close_shelf()


def named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say of it; a text that is shown counts for a button."""
    if widget.accessibleName().strip():
        return True
    if isinstance(widget, QAbstractButton):
        return bool(widget.text().replace("&", "").strip())
    proxy = widget.parentWidget()
    return isinstance(proxy, QComboBox | QAbstractSpinBox) and bool(proxy.accessibleName().strip())


def controls(root: QWidget) -> list[QWidget]:
    found = [each for each in root.findChildren(QWidget) if isinstance(each, CONTROLS) and each.isVisible()]
    return [
        each
        for each in found
        if not isinstance(each, QScrollBar)
        and not each.objectName().startswith(INNER)
        and not isinstance(each.parentWidget(), QAbstractItemView | QLineEdit | QTabBar)
    ]


def describe(widget: QWidget) -> str:
    above = widget.parentWidget()
    return f"{type(widget).__name__} “{widget.objectName()}” in {type(above).__name__}"


@pytest.mark.parametrize("page", NAMES)
def test_every_control_of_a_page_is_named(window: MainWindow, qtbot: QtBot, page: str) -> None:
    window.show_page(page)
    qtbot.wait(150)
    assert window.pages.get(page).accessibleName()
    assert not [describe(each) for each in controls(window) if not named(each)]


def test_chips_and_results_are_named_too(window: MainWindow, qtbot: QtBot) -> None:
    window.discover.parts.add(QueryPart(Kind.LIKE, "/music/1.flac"), "Song 1")
    window.discover.words.setText("calm")
    qtbot.waitUntil(lambda: window.discover.answer.shows_hits, timeout=WAIT_MS)
    window.discover.filtering.toggle()
    qtbot.wait(150)
    assert not [describe(each) for each in controls(window) if not named(each)]


@pytest.mark.parametrize("make", ["sheet", "palette"])
def test_dialogs_are_named(window: MainWindow, actions: Actions, make: str) -> None:
    dialog: QDialog = (
        ShortcutSheet(window) if make == "sheet" else CommandPalette(WindowCommands(window, actions).all(), window)
    )
    dialog.open()
    assert dialog.windowTitle()
    assert not [describe(each) for each in controls(dialog) if not named(each)]
    dialog.close()


@pytest.mark.parametrize("page", NAMES)
def test_the_tab_key_reaches_every_control_and_comes_round(window: MainWindow, qtbot: QtBot, page: str) -> None:
    window.show_page(page)
    qtbot.wait(150)
    reached: list[QWidget] = []
    for _ in range(MOST_TABS):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    shown = window.pages.get(page)
    missed = [
        describe(each)
        for each in controls(shown)
        if each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each not in reached
        and each.focusProxy() not in reached
        and not any(each.isAncestorOf(one) for one in reached)
    ]
    assert not missed
    assert len(reached) < MOST_TABS, "the focus never comes round"
    rail = set(window.rail.findChildren(QWidget))
    assert rail & set(reached), "the rail can be reached from the page"


def test_a_table_lets_the_tab_key_go(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("library")
    table = window.library.browser.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_nothing_moves_for_those_who_do_not_want_it(
    window: MainWindow, qtbot: QtBot, actions: Actions, settings: Settings
) -> None:
    line = BusyLine()
    qtbot.addWidget(line)
    line.set_busy(True)
    assert line.moving
    line.set_busy(False)
    actions.preferences.choose("window.reduce_motion", True)
    qtbot.waitUntil(lambda: settings.flag("window.reduce_motion"), timeout=WAIT_MS)
    qtbot.wait(20)
    line.set_busy(True)
    assert line.busy
    assert not line.moving
    assert line.grab().toImage().pixelColor(line.width() // 2, 1).alpha() > 0
    actions.preferences.choose("window.reduce_motion", False)
    qtbot.wait(20)


def test_everything_can_be_twice_as_large(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    app.scale(settings)
    assert "QT_SCALE_FACTOR" not in os.environ
    settings.set("window.scale", 2.0)
    app.scale(settings)
    assert os.environ["QT_SCALE_FACTOR"] == "2"
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")  # who says so for this start has the word
    app.scale(settings)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"


@pytest.mark.parametrize("theme_colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(theme_colours: Colours) -> None:
    """WCAG 2.1, level AA: 4.5 for text."""
    grounds = (theme_colours.ground, theme_colours.surface, theme_colours.raised, theme_colours.rail)
    for text in (theme_colours.text, theme_colours.muted, theme_colours.accent_text):
        assert min(contrast(text, ground) for ground in grounds) >= 4.5
    assert contrast(theme_colours.on_accent, theme_colours.accent) >= 4.5
    for text, ground in ((theme_colours.bad, theme_colours.bad_soft), (theme_colours.warn, theme_colours.warn_soft)):
        assert contrast(text, ground) >= 4.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_discover_is_where_it_begins(window: MainWindow) -> None:
    assert window.pages.name == DISCOVER
    assert window.discover.words.hasFocus()
