"""What tests of the window share: an application in the light theme, and actions on a made-up library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions


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
def covers(qtbot: QtBot) -> Iterator[CoverCache]:
    covers = CoverCache(lambda _cover_id: None)
    yield covers
    assert covers.shut()
