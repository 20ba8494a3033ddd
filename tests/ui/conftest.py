"""What tests of the window share: an application in the light theme, and actions on a made-up library."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, qInstallMessageHandler
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.ui.fake_recorder import FakeRecorder
from tests.ui.made_up_library import FakeSession as FakeLibrary
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

FEW_WINDOWS = 4


@pytest.fixture(autouse=True, scope="session")
def _sound_of_the_process(qapp: QApplication) -> None:
    """Let Qt choose its sound server before a test starts one: it keeps the first, and playing ends the program once
    that has gone."""
    catching = qInstallMessageHandler(None)  # that there is none is no fault of the first test's
    QMediaDevices.audioOutputs()
    qInstallMessageHandler(catching)


@pytest.fixture(autouse=True)
def _no_forgotten_handler(request: pytest.FixtureRequest) -> None:
    """Take away the message handler that pytest-qt leaves behind when a test is skipped while it is set up: a thread
    of Qt Multimedia that logs through it waits for the GIL, and a player that stops waits for that thread."""
    if request.node.get_closest_marker("no_qt_log") is not None:
        qInstallMessageHandler(None)


@pytest.fixture(autouse=True)
def _no_old_windows(qapp: QApplication) -> Iterator[None]:
    """Let closed windows go at once: each theme that a later test applies would restyle them all."""
    yield
    if len(qapp.topLevelWidgets()) > FEW_WINDOWS:
        gc.collect()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


@pytest.fixture
def fake() -> FakeSession:
    return FakeSession([make_track(number) for number in range(1, 6)])


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Actions]:
    actions = Actions()
    yield actions
    assert actions.shut()


@pytest.fixture
def made_up() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> FakeRecorder:
    """What every page and window that is made in the test records with."""
    made = FakeRecorder()
    monkeypatch.setattr("vectorbeats_desktop.ui.discover.humming.make_recorder", made.as_recorder)
    return made


@pytest.fixture
def discover(
    qtbot: QtBot, actions: Actions, covers: CoverCache, recorder: FakeRecorder, made_up: FakeLibrary, theme: Theme
) -> Iterator[DiscoverPage]:
    """The Discover page in a window of its own, with a made-up library and recorder."""
    page = DiscoverPage(actions, covers)
    qtbot.addWidget(page)
    page.setWindowTitle("VectorBeats")
    page.resize(1100, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    actions.set_session(made_up.as_session())
    yield page
    made_up.hold.set()
    page.close_shelf()


@pytest.fixture
def covers(qtbot: QtBot) -> Iterator[CoverCache]:
    covers = CoverCache(lambda _cover_id: None)
    yield covers
    assert covers.shut()
