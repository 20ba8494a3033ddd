"""The Backup section of Settings, and the way back from a damaged catalogue, driven as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.person_with_things import TRACKS, add_tracks, opened
from tests.ui.opened_program import opened_program
from vectorbeats_desktop.engine.backup.copies import Why
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.settings.backup import BackupSection
from vectorbeats_desktop.ui.settings.page import SettingsPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 15_000

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with opened(tmp_path / "data") as made:
        add_tracks(made, tmp_path / "music")
        yield made


@pytest.fixture
def section(qtbot: QtBot, theme: Theme, actions: Actions, session: Session) -> BackupSection:
    page = SettingsPage(actions)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.show_section("backup")
    (found,) = [each for each in page.sections if each.name == "backup"]
    assert isinstance(found, BackupSection)
    assert not found.copy_now.isEnabled(), "there is no library yet"
    actions.set_session(session)
    qtbot.waitUntil(found.copy_now.isEnabled, timeout=WAIT_MS)
    return found


def press(button: QPushButton) -> None:
    assert button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def choose(dialog_of: BackupSection, path: Path) -> None:
    (dialog,) = dialog_of.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    QApplication.processEvents()


def test_a_copy_is_made_and_gone_back_to_after_being_asked(
    qtbot: QtBot, section: BackupSection, session: Session
) -> None:
    session.rate(TRACKS[0], 5)
    press(section.copy_now)
    qtbot.waitUntil(lambda: len(section.copies) == 1, timeout=WAIT_MS)
    assert section.now.said.text() == "The copy is made."
    (row,) = section.copies
    assert row.text.text() == "4 recordings, 1 with stars, 0 playlists, 0 saved searches"
    assert row.back.accessibleName().startswith("Go back: ")
    session.rate(TRACKS[0], 1)
    press(row.back)
    assert "is kept as a copy first" in row.text.text()
    assert row.no.hasFocus(), "who presses Enter by mistake changes nothing"
    press(row.no)
    assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 1}
    press(row.back)
    press(row.yes)
    qtbot.waitUntil(lambda: len(section.copies) == 2, timeout=WAIT_MS)
    assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 5}
    assert section.copies[0].title.text().endswith("made before something was restored")
    qtbot.waitUntil(lambda: "is the newest copy" in section.now.said.text(), timeout=WAIT_MS)


def test_what_was_made_goes_to_a_file_and_comes_back(
    qtbot: QtBot, section: BackupSection, session: Session, tmp_path: Path
) -> None:
    session.playlists.create("Evening")
    press(section.save)
    choose(section, tmp_path / "mine.vbbackup")
    qtbot.waitUntil(lambda: section.file.said.text() == "Saved. Entries: 4", timeout=WAIT_MS)
    session.playlists.delete("Evening")
    press(section.load)
    choose(section, tmp_path / "mine.vbbackup")
    qtbot.waitUntil(lambda: section.file.said.text().startswith("Restored. Entries: 1."), timeout=WAIT_MS)
    assert [each.name for each in session.playlists.all()] == ["Evening"]
    (tmp_path / "no.vbbackup").write_bytes(b"no backup")
    press(section.load)
    choose(section, tmp_path / "no.vbbackup")
    qtbot.waitUntil(lambda: "no.vbbackup is no backup" in section.file.problem.text(), timeout=WAIT_MS)
    assert section.load.isEnabled()


def test_words_find_the_section(section: BackupSection) -> None:
    assert section.look_for(["carry"]) == 1
    assert section.now.isHidden()
    assert section.look_for(["copies"]) >= 2
    assert section.look_for(["zanzibar"]) == 0
    assert section.look_for([]) == len(section.rows)


def test_the_copy_of_the_day_is_made_beside_everything_else(
    qtbot: QtBot, actions: Actions, section: BackupSection, session: Session
) -> None:
    job = actions.backup.copy_of_the_day()
    with qtbot.waitSignal(job.finished, timeout=WAIT_MS):
        pass
    qtbot.waitUntil(lambda: [row.copy.why for row in section.copies] == [Why.DAILY], timeout=WAIT_MS)


def test_a_damaged_catalogue_is_met_with_the_last_good_copy(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "data")
    with opened(paths.data) as session:
        add_tracks(session, tmp_path / "music")
        session.rate(TRACKS[2], 2)
        session.copies.make(session.catalog, Why.ASKED, TaskContext())
    paths.catalog.write_bytes(b"no database" * 1000)
    with opened_program(qapp, paths) as program:
        program.window.show()
        program.open()
        banner = program.window.banner
        qtbot.waitUntil(banner.isVisible, timeout=WAIT_MS)
        assert "damaged" in banner.message.text()
        assert "The last good copy of it is of" in banner.hint.text()
        assert banner.action.text() == "Go back to the copy"
        press(banner.action)
        qtbot.waitUntil(lambda: program.actions.session is not None, timeout=WAIT_MS)
        opened_again = program.actions.session
        assert opened_again is not None
        assert opened_again.catalog.ratings(TRACKS) == {TRACKS[2]: 2}
        assert len(list(paths.data.glob("catalog.sqlite.damaged-*"))) == 1
