"""What the program says of itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vectorbeats_desktop import __version__
from vectorbeats_desktop.ui.about import AboutBox


def told(qtbot: QtBot) -> tuple[str, int]:
    box = AboutBox()
    qtbot.addWidget(box)
    assert __version__ in box.text()
    return box.informativeText(), len(box.buttons())


def test_from_source_it_is_under_its_own_licence(qtbot: QtBot) -> None:
    text, buttons = told(qtbot)
    assert "Apache License 2.0" in text
    assert "General Public License" not in text
    assert buttons == 1


def test_a_bundle_says_what_its_libraries_make_it_and_shows_their_licences(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "licences").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "vectorbeats-gui"))
    text, buttons = told(qtbot)
    assert "GNU General Public License, version 3" in text
    assert buttons == 2
