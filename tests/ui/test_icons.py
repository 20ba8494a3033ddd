from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.ui.icons import icon


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_is_as_sharp_as_the_screen(qtbot: QtBot, scale: float) -> None:
    drawn = icon("search").pixmap(QSize(16, 16), scale)
    assert drawn.size() == QSize(16, 16) * scale
    assert drawn.devicePixelRatio() == scale


def test_an_icon_without_room_is_nothing_and_no_complaint(qtbot: QtBot) -> None:
    assert icon("search").pixmap(QSize(-3, -3), 1.0).isNull()
