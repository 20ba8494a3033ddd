"""Looking for duplicates on the Library page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import DuplicateGroup, Track
from vectorbeats_desktop.ui.library.duplicate_model import BIT_RATE, FORMAT, LENGTH, NAME, OFFSET
from vectorbeats_desktop.ui.library.duplicates import DuplicatesPane
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 10_000


def copy(number: int, path: str, codec: str, bit_rate: int | None, seconds: float) -> Track:
    track = make_track(number, Path(path))
    return replace(track, tags=replace(track.tags, codec=codec, bit_rate=bit_rate, duration_s=seconds))


FLAC = copy(1, "/music/a/one.flac", "flac", 912_000, 200.0)
MP3 = copy(2, "/music/b/one.mp3", "mp3", 128_000, 197.0)
OGG = copy(3, "/music/c/one.ogg", "", None, 200.0)
GROUP = DuplicateGroup((FLAC, MP3, OGG), (0.0, 2.34, 0.02), (200.0, 195.0, 199.0))


@pytest.fixture
def fake() -> FakeSession:
    made = FakeSession([FLAC, MP3, OGG])
    made.recognition.groups = (GROUP,)
    return made


@pytest.fixture
def pane(qtbot: QtBot, actions: Actions, fake: FakeSession, theme: Theme) -> DuplicatesPane:
    made = DuplicatesPane(actions)
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(fake.as_session())
    return made


def searched(pane: DuplicatesPane, qtbot: QtBot) -> None:
    QTest.mouseClick(pane.start, LEFT)
    qtbot.waitUntil(lambda: not pane.searching, timeout=WAIT_MS)


def cells(pane: DuplicatesPane, row: int) -> list[str]:
    model = pane.tree.groups
    group = model.index(0, NAME)
    return [model.index(row, column, group).data() for column in (NAME, FORMAT, BIT_RATE, LENGTH, OFFSET)]


def test_nothing_is_looked_for_unasked(pane: DuplicatesPane) -> None:
    assert pane.start.isVisible()
    assert not pane.searching


def test_what_tells_copies_apart_is_listed(pane: DuplicatesPane, qtbot: QtBot) -> None:
    searched(pane, qtbot)
    assert pane.tree.isVisible()
    assert pane.tree.groups.index(0, NAME).data() == "Song 1 — Artist 1 · 3 files"
    assert cells(pane, 0) == ["/music/a/one.flac", "FLAC", "912 kbit/s", "3:20", ""]
    assert cells(pane, 1) == ["/music/b/one.mp3", "MP3", "128 kbit/s", "3:17", "2.3 s later, alike 3:15"]
    assert cells(pane, 2) == ["/music/c/one.ogg", "OGG", "", "3:20", "same beginning, alike 3:19"]
    assert pane.summary.text().startswith("1 recording has 3 files.")


def test_every_file_is_seen_without_opening_anything(pane: DuplicatesPane, qtbot: QtBot) -> None:
    searched(pane, qtbot)
    model = pane.tree.groups
    last = model.index(2, NAME, model.index(0, NAME))
    assert pane.tree.visualRect(last).isValid()
    assert model.parent(last) == model.index(0, NAME)


def test_a_file_or_all_of_a_group_can_be_played(pane: DuplicatesPane, qtbot: QtBot) -> None:
    searched(pane, qtbot)
    model = pane.tree.groups
    pane.tree.setCurrentIndex(model.index(1, NAME, model.index(0, NAME)))
    with qtbot.waitSignal(pane.play_requested) as played:
        QTest.keyClick(pane.tree, Qt.Key.Key_Return)
    assert played.args[0] == [MP3]
    pane.tree.setCurrentIndex(model.index(0, NAME))
    with qtbot.waitSignal(pane.play_requested) as played:
        QTest.mouseClick(pane.play, LEFT)
    assert played.args[0] == [FLAC, MP3, OGG]
    assert not pane.folder.isEnabled()  # whose of the three?


def test_the_folder_of_a_file_is_opened(pane: DuplicatesPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    searched(pane, qtbot)
    QTest.mouseClick(pane.folder, LEFT)
    assert opened == [QUrl.fromLocalFile("/music/a")]


def test_nothing_offers_to_delete_or_merge(pane: DuplicatesPane, qtbot: QtBot) -> None:
    searched(pane, qtbot)
    offered = [action.text() for action in pane.tree.menu_of([MP3]).actions()]
    assert offered == ["Play", "Open its folder", "Show in library"]


def test_a_search_shows_how_far_it_is_and_can_be_given_up(
    pane: DuplicatesPane, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.recognition.hold.clear()
    QTest.mouseClick(pane.start, LEFT)
    qtbot.waitUntil(lambda: pane.figures.text() == "250 of 1,000 · less than a minute left", timeout=WAIT_MS)
    assert (pane.bar.value(), pane.bar.maximum()) == (250, 1000)
    QTest.mouseClick(pane.cancel, LEFT)
    qtbot.waitUntil(pane.start.isVisible, timeout=WAIT_MS)
    assert not pane.searching


def test_no_duplicates_is_said(pane: DuplicatesPane, fake: FakeSession, qtbot: QtBot) -> None:
    fake.recognition.groups = ()
    searched(pane, qtbot)
    assert pane.invitation.title.text() == "No recording is in your library twice."
    fake.recognition.groups = (GROUP,)
    assert pane.start.text() == "Look again"
    searched(pane, qtbot)
    assert pane.tree.isVisible()


def test_why_the_search_failed_is_said(pane: DuplicatesPane, fake: FakeSession, qtbot: QtBot) -> None:
    fake.recognition.error = KnownError("The fingerprints cannot be read.", "Index the library again.")
    searched(pane, qtbot)
    assert pane.invitation.title.text() == "The fingerprints cannot be read."
    assert pane.invitation.text.text() == "Index the library again."
