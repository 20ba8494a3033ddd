"""The details of a track as a person reads and corrects them, with a real library behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.copied_data import copied
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.errors import StoreUnavailable
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import FileProblem, FileState, Track
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.ui import reveal
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library import details_panel
from vectorbeats_desktop.ui.library.details_panel import DetailsPanel
from vectorbeats_desktop.ui.library.page import LibraryPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 20_000


@pytest.fixture(scope="module")
def library(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A library of six."""
    return copied(small_library / "data", tmp_path_factory.mktemp("library"))


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, covers: CoverCache, library: Paths, theme: Theme) -> Iterator[LibraryPage]:
    made = LibraryPage(actions, covers)  # not given to qtbot, which would end it before the actions
    made.resize(1100, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(Session.open(library, fast_settings(), wait_s=5.0))
    qtbot.waitUntil(lambda: made.browser.table.tracks.rowCount() == 6, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: actions.indexing is None, timeout=WAIT_MS)
    yield made
    qtbot.waitUntil(lambda: actions.indexing is None, timeout=WAIT_MS)  # its end is told to the page
    assert actions.shut()
    made.close()
    made.deleteLater()


def choose(page: LibraryPage, qtbot: QtBot, title: str) -> DetailsPanel:
    table, panel = page.browser.table, page.browser.details
    tracks = table.tracks.tracks(range(table.tracks.rowCount()))
    table.selectRow(next(row for row, track in enumerate(tracks) if track.name == title))
    qtbot.waitUntil(lambda: panel.details is not None and panel.details.track.name == title, timeout=WAIT_MS)
    return panel


def tempo(panel: DetailsPanel) -> float:
    assert panel.details is not None
    assert panel.details.track.features is not None
    return panel.details.track.features.tempo_bpm


def test_the_chosen_track_is_told_with_what_sounds_like_it(page: LibraryPage, qtbot: QtBot) -> None:
    panel = choose(page, qtbot, "Deep Below")
    assert panel.isVisible()
    assert panel.artist.text() == "Nora Vale"
    assert panel.album.text() == "Still Waters · 1994"
    assert "Genre: Ambient" in panel.facts.text()
    assert panel.place.text().endswith("low drone.flac")
    assert panel.plane.place is not None
    assert panel.alike.count() == 5
    assert not panel.problem.isVisible()
    names = [panel.alike.item(row).text().splitlines()[0] for row in range(5)]
    assert "Deep Below" not in names
    with qtbot.waitSignal(page.play_requested) as played:
        panel.alike.setCurrentRow(0)
        QTest.keyClick(panel.alike, Qt.Key.Key_Return)
    assert played.args[0][0].name == names[0]


def test_walking_on_shows_the_last_one_only(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "Deep Below")
    table = page.browser.table
    table.setFocus()
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Up)
    wanted = table.chosen_tracks()[0]
    qtbot.waitUntil(
        lambda: page.browser.details.details is not None and page.browser.details.details.track == wanted,
        timeout=WAIT_MS,
    )
    table.clearSelection()
    assert page.browser.details.details is None


def test_a_tempo_that_was_misheard_is_doubled_halved_and_taken_back(page: LibraryPage, qtbot: QtBot) -> None:
    panel = choose(page, qtbot, "Run")
    heard = tempo(panel)
    QTest.mouseClick(panel.double, LEFT)
    qtbot.waitUntil(lambda: "you said so" in panel.tempo.text(), timeout=WAIT_MS)
    assert tempo(panel) == pytest.approx(2 * heard, abs=0.01)
    qtbot.waitUntil(panel.undo_tempo.isVisible)
    QTest.mouseClick(panel.halve, LEFT)
    qtbot.waitUntil(lambda: tempo(panel) == pytest.approx(heard, abs=0.01), timeout=WAIT_MS)
    QTest.mouseClick(panel.undo_tempo, LEFT)
    qtbot.waitUntil(lambda: not panel.undo_tempo.isVisible(), timeout=WAIT_MS)
    assert tempo(panel) == heard


def test_a_mood_is_put_right_by_mouse_and_by_keys(page: LibraryPage, qtbot: QtBot) -> None:
    panel = choose(page, qtbot, "Rainy Night")
    heard = panel.plane.place
    corner = QPoint(panel.plane.width() - 20, 20)
    QTest.mouseClick(panel.plane, LEFT, pos=corner)
    qtbot.waitUntil(panel.undo_mood.isVisible, timeout=WAIT_MS)
    assert panel.plane.place is not None
    assert min(panel.plane.place) > 0.5
    said = panel.plane.place
    panel.plane.setFocus()
    QTest.keyClick(panel.plane, Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: panel.details is not None and panel.details.correction.energy == pytest.approx(said[1] - 0.1),
        timeout=WAIT_MS,
    )
    assert "energy" in panel.plane.accessibleDescription()
    QTest.mouseClick(panel.undo_mood, LEFT)
    qtbot.waitUntil(lambda: panel.plane.place == heard, timeout=WAIT_MS)


def test_a_track_on_a_drive_that_is_away_is_told_without_what_sounds_like_it(
    page: LibraryPage, qtbot: QtBot, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, qtbot, "Deep Below")
    assert actions.session is not None
    is_file = Path.is_file
    monkeypatch.setattr(Path, "is_file", lambda path: path.suffix != ".flac" and is_file(path))
    panel = choose(page, qtbot, "Run")
    assert panel.title.text() == "Run"
    assert panel.tempo.text()
    assert not panel.alike.isVisible()


def test_what_cannot_be_told_of_a_track_leaves_no_other_ones_details(
    page: LibraryPage, qtbot: QtBot, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = choose(page, qtbot, "Deep Below")
    assert actions.session is not None
    heard: list[Track] = []

    def fail(track: Track) -> None:
        heard.append(track)
        raise StoreUnavailable("It is being mended.")

    monkeypatch.setattr(actions.session.details, "of", fail)
    page.browser.table.setFocus()
    QTest.keyClick(page.browser.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.details is None, timeout=WAIT_MS)
    assert heard
    assert not panel.double.isVisible()


def test_the_panel_goes_and_comes_and_is_remembered(page: LibraryPage, actions: Actions, qtbot: QtBot) -> None:
    panel = choose(page, qtbot, "Run")
    QTest.mouseClick(panel.close_button, LEFT)
    assert not panel.isVisible()
    assert actions.preferences.value("library.details") is False
    page.browser.table.setFocus()
    QTest.keyClick(page.browser.table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert panel.isVisible()
    qtbot.waitUntil(lambda: panel.details is not None, timeout=WAIT_MS)
    page.resize(820, 800)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert not page.browser.show_details.isEnabled()


def test_a_file_is_shown_where_it_lies(
    page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, small_library: Path
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(details_panel, "reveal", shown.append)
    panel = choose(page, qtbot, "Holiday")
    QTest.mouseClick(panel.open_folder, LEFT)
    assert shown == [small_library / "music" / "bright chords.flac"]


def test_without_a_file_manager_the_folder_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(reveal, "_by_file_manager", lambda _path: False)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    reveal.reveal(Path("/music/album/song.flac"))
    assert opened == ["/music/album"]


def test_what_failed_says_why_and_can_be_tried_again(page: LibraryPage, qtbot: QtBot, actions: Actions) -> None:
    panel = choose(page, qtbot, "Holiday")
    session = actions.session
    assert session is not None
    assert panel.details is not None
    track: Track = panel.details.track
    problem = FileProblem(track.path, "sound", "unreadable_file", "It holds no sound.")
    session.catalog.stage_failed(track.track_id, "sound", SOUND_VERSION, problem)
    panel.refresh()
    qtbot.waitUntil(panel.retry.isVisible, timeout=WAIT_MS)
    assert panel.details.track.state is FileState.FAILED
    assert panel.problem.text() == "It holds no sound."
    QTest.mouseClick(panel.retry, LEFT)
    qtbot.waitUntil(lambda: not panel.retry.isVisible(), timeout=WAIT_MS)
