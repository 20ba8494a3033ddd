from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop.engine.errors import DataFolderBusy, FolderUnreachable
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui import player as player_module
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.track_table import ROW_HEIGHT
from vectorbeats_desktop.ui.pages import DISCOVER, LIBRARY, PLAYLISTS
from vectorbeats_desktop.ui.player import Player, Repeat
from vectorbeats_desktop.ui.playlists.name_dialog import NameDialog
from vectorbeats_desktop.ui.queue import Entry
from vectorbeats_desktop.ui.shortcuts import TABLE, ShortcutSheet, sheet_lines
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.window import MINIMUM, MainWindow
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 5000
pytestmark = pytest.mark.qt_log_ignore("does not support|PulseAudio")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.json")


@pytest.fixture
def make_window(
    qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, settings: Settings
) -> Callable[[], MainWindow]:
    def make() -> MainWindow:
        window = MainWindow(actions, covers, theme, settings)
        qtbot.addWidget(window, before_close_func=lambda window: window.discover.close_shelf())
        window.show()
        return window

    return make


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    return make_window()


@pytest.fixture
def player(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Player:
    """A player whose medium stays silent: what is asked of it is written down."""
    player = Player(window)
    monkeypatch.setattr(player, "_begin", lambda entry: None)
    window.playback.attach(player, 0.8)
    return player


def press(window: QWidget, keys: str) -> None:
    QTest.keySequence(window, keys)


def drop(window: MainWindow, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(QPoint(40, 400)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_what_is_repeated_is_remembered(window: MainWindow, player: Player, settings: Settings) -> None:
    player.set_repeat(Repeat.ALL)
    assert settings.text("player.repeat") == "all"


def test_keys_change_the_page(window: MainWindow) -> None:
    press(window, "Ctrl+2")
    assert window.pages.name == LIBRARY
    press(window, "Ctrl+1")
    assert window.pages.name == DISCOVER
    press(window, "Ctrl+3")
    assert window.pages.name == PLAYLISTS
    press(window, "Ctrl+F")
    assert window.pages.name == LIBRARY
    press(window, "Ctrl+L")
    assert window.pages.name == DISCOVER
    assert window.focusWidget() is window.discover.words


def test_space_is_a_letter_in_the_text_box(qtbot: QtBot, window: MainWindow, player: Player) -> None:
    toggled: list[bool] = []
    player.toggle = lambda: toggled.append(True)  # type: ignore[method-assign]
    window.discover.words.setFocus()
    qtbot.waitUntil(lambda: window.discover.words.hasFocus(), timeout=WAIT_MS)
    QTest.keyClicks(window.discover.words, "a b/?")
    assert window.discover.words.text() == "a b/?"
    assert toggled == []


def test_space_plays_elsewhere(window: MainWindow, player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    toggled: list[bool] = []
    monkeypatch.setattr(Player, "toggle", lambda _self: toggled.append(True))
    window.show_page(LIBRARY)
    window.library.browser.table.setFocus()
    window.setFocus()
    press(window, "Space")
    assert toggled == [True]


def test_keys_steer_the_player(window: MainWindow, player: Player) -> None:
    tracks = [make_track(1), make_track(2)]
    window.discover.play_requested.emit(tracks, 0, 0.0)
    press(window, "Ctrl+Right")
    assert player.current == tracks[1]
    press(window, "Ctrl+Left")
    assert player.current == tracks[0]
    before = window.player_bar.chosen_volume
    press(window, "Ctrl+Down")
    assert window.player_bar.chosen_volume == pytest.approx(before - 0.05)


def test_what_was_asked_before_the_player_stood_is_played(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[Entry] = []
    monkeypatch.setattr(player_module.Player, "_begin", lambda _self, entry: played.append(entry))
    tracks = [make_track(1), make_track(2)]
    window.discover.play_requested.emit(tracks, 1, 42.5)
    window.playback.attach(Player(window), 0.8)
    assert played == [Entry(tracks[1], 42.5)]


def test_dropped_folders_become_part_of_the_library(
    qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    actions.set_session(fake.as_session())
    folder = tmp_path / "Music"
    folder.mkdir()
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        drop(window, [folder])
    assert [known.path for known in fake.known] == [folder]
    assert window.pages.name == LIBRARY


def test_picture_dropped_anywhere_is_looked_with(
    qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    actions.set_session(fake.as_session())
    picture = tmp_path / "sunset.png"
    picture.write_bytes((Path(__file__).parents[2] / "resources" / "icons" / "vectorbeats.svg").read_bytes())
    window.show_page(LIBRARY)
    drop(window, [picture])
    qtbot.waitUntil(lambda: bool(fake.searched), timeout=WAIT_MS)
    assert [part.value for part in fake.searched[-1].parts] == [str(picture)]
    assert window.pages.name == DISCOVER


def test_copied_words_are_pasted_from_the_library_page(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("rainy night drive")
    window.show_page(LIBRARY)
    press(window, "Ctrl+V")
    assert window.pages.name == DISCOVER
    assert window.discover.words.text() == "rainy night drive"


def test_status_says_how_the_library_stands(
    qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession
) -> None:
    status = window.rail.status
    assert status.text() == "Opening the library…"
    actions.set_session(fake.as_session())
    qtbot.waitUntil(lambda: status.text() == "Ready · 5 tracks", timeout=WAIT_MS)
    fake.hold.clear()
    actions.index()
    qtbot.waitUntil(lambda: status.text() == "Indexing · 25 %", timeout=WAIT_MS)
    fake.hold.set()
    qtbot.waitUntil(lambda: status.text() == "Ready · 5 tracks", timeout=WAIT_MS)
    assert window.rail.progress.isHidden()


def test_a_run_that_ends_at_once_leaves_no_progress_behind(
    qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession
) -> None:
    actions.set_session(fake.as_session())
    qtbot.waitUntil(lambda: window.rail.status.text() == "Ready · 5 tracks", timeout=WAIT_MS)
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        assert actions.index().wait(WAIT_MS)  # its thread has ended before the window hears of its start
    qtbot.wait(0)
    assert window.rail.progress.isHidden()
    assert window.rail.status.text() == "Ready · 5 tracks"


def test_library_that_does_not_open_can_be_tried_again(qtbot: QtBot, window: MainWindow, actions: Actions) -> None:
    actions.set_failure(DataFolderBusy("Another VectorBeats program is using this library.", "Close it."))
    assert window.banner.message.text() == "Another VectorBeats program is using this library."
    assert window.banner.hint.text() == "Close it."
    with qtbot.waitSignal(window.try_again, timeout=WAIT_MS):
        QTest.mouseClick(window.banner.action, Qt.MouseButton.LeftButton)
    assert window.banner.isHidden()


def test_failed_action_is_told_with_what_to_do(
    qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    actions.set_session(fake.as_session())
    fake.error = FolderUnreachable("The folder is not there.", "Plug the drive in.")
    actions.add_folder(tmp_path)
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=WAIT_MS)
    assert (window.banner.message.text(), window.banner.hint.text()) == (
        "The folder is not there.",
        "Plug the drive in.",
    )


def test_the_same_bug_is_told_once(window: MainWindow) -> None:
    def bug() -> ZeroDivisionError:
        try:
            1 / 0  # noqa: B018
        except ZeroDivisionError as error:
            return error
        raise AssertionError

    window.errors.show(bug())
    assert window.banner.isVisible()
    assert "ZeroDivisionError" in window.banner.hint.text()
    window.banner.hide()
    window.errors.show(bug())
    assert window.banner.isHidden()


def test_exception_that_leaves_a_slot_is_logged_and_told(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    before = sys.excepthook
    window.errors.watch_slots()
    try:
        QTimer.singleShot(0, lambda: {}["a slot's bug"])  # type: ignore[index]
        qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=WAIT_MS)
    finally:
        window.errors.unwatch_slots()
    assert "KeyError" in window.banner.hint.text()
    assert "KeyError" in caplog.text
    assert sys.excepthook is before


def test_place_theme_and_volume_are_remembered(
    qtbot: QtBot, make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    first = make_window()
    first.playback.attach(Player(first), 0.8)
    first.resize(MINIMUM.width(), 705)
    first.player_bar.volume.setValue(35)
    first.rail.theme_chosen.emit("dark")
    first.close()
    kept = Settings.load(tmp_path / "settings.json")
    assert kept.text("window.theme") == "dark"
    assert kept.number("player.volume") == pytest.approx(0.35)
    second = make_window()
    assert second.height() == 705


def test_it_fits_its_smallest_size(window: MainWindow) -> None:
    window.resize(MINIMUM)
    assert window.size() == MINIMUM
    assert window.minimumSizeHint().width() <= MINIMUM.width()
    assert window.minimumSizeHint().height() <= MINIMUM.height()


def test_every_control_has_a_name_for_screen_readers(recorder: FakeRecorder, window: MainWindow) -> None:
    window.discover.humming.toggle()
    recorder.hear(7.0)
    window.discover.humming.toggle()
    controls = [
        control
        for kind in (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)
        for control in window.findChildren(kind)
        if not (control.objectName().startswith("qt_") or isinstance(control.parent(), QLineEdit))
    ]
    nameless = [
        (type(control).__name__, control.objectName(), type(control.parent()).__name__)
        for control in controls
        if not (control.accessibleName() or getattr(control, "text", str)().strip())
        and control.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (
            control.isHidden() or getattr(control.parent(), "isHidden", bool)()
        )  # it gets its words when it is needed
    ]
    assert len(controls) > 15
    assert nameless == []


def test_sheet_lists_every_key_once(qtbot: QtBot, theme: Theme) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    lines = sheet_lines()
    assert ("Play or pause", "Space", "Play") in lines
    assert len(lines) == len({line.action for line in TABLE if line.shown})


def test_r_starts_and_stops_humming_but_is_a_letter_in_the_text_box(recorder: FakeRecorder, window: MainWindow) -> None:
    window.discover.words.setFocus()
    press(window.discover.words, "R")
    assert not window.discover.humming.is_open
    window.discover.hum.setFocus()
    press(window, "R")
    assert recorder.recording
    recorder.hear(7.0)
    press(window, "R")
    assert not recorder.recording
    panel = window.discover.humming.panel
    assert panel is not None
    assert panel.take.isVisible()


def test_r_on_the_library_page_goes_where_the_sign_is_seen(recorder: FakeRecorder, window: MainWindow) -> None:
    window.show_page(LIBRARY)
    press(window, "R")
    assert window.pages.name == DISCOVER
    assert recorder.recording
    assert window.discover.humming.panel is not None
    assert window.discover.humming.panel.head.sign.isVisible()


def test_leaving_the_page_ends_the_recording_and_keeps_the_take(recorder: FakeRecorder, window: MainWindow) -> None:
    window.discover.hum.setFocus()
    press(window, "R")
    assert window.windowTitle() == "● Recording – VectorBeats"
    recorder.hear(7.0)
    window.show_page(LIBRARY)
    assert not recorder.recording
    assert window.windowTitle() == "VectorBeats"
    window.show_page(DISCOVER)
    panel = window.discover.humming.panel
    assert panel is not None
    assert panel.take.isVisible()
    assert panel.take.trim == (0.0, 7.0)


def test_what_plays_is_paused_before_a_microphone_hears_it(
    recorder: FakeRecorder, window: MainWindow, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    toggled: list[bool] = []
    monkeypatch.setattr(player, "toggle", lambda: toggled.append(recorder.recording))
    monkeypatch.setattr(Player, "playing", property(lambda _self: not toggled))
    window.discover.humming.open()
    panel = window.discover.humming.panel
    assert panel is not None
    panel.setFocus()
    press(panel, "Space")
    assert recorder.recording
    assert toggled == [False], "paused, and before anything was heard"
    recorder.hear(7.0)
    press(panel, "Space")
    assert len(toggled) == 1, "whether it goes on is up to the person"


def test_enter_presses_the_button_that_has_the_focus(recorder: FakeRecorder, window: MainWindow) -> None:
    window.discover.humming.open()
    panel = window.discover.humming.panel
    assert panel is not None
    panel.buttons.record.setFocus()
    press(panel.buttons.record, "Return")
    assert recorder.recording


def test_space_in_the_recorder_plays_no_music(
    recorder: FakeRecorder, window: MainWindow, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    toggled: list[bool] = []
    monkeypatch.setattr(player, "toggle", lambda: toggled.append(True))
    window.discover.humming.open()
    panel = window.discover.humming.panel
    assert panel is not None
    panel.setFocus()
    press(panel, "Space")
    assert recorder.recording
    recorder.hear(7.0)
    press(panel, "Space")
    assert not recorder.recording
    panel.take.begin.setFocus()
    heard: list[float] = []
    panel.play_requested.connect(heard.append)
    press(panel.take.begin, "Space")  # the trim handles belong to the recorder
    assert not recorder.recording
    assert heard == [0.0]
    assert toggled == []


def test_the_recorder_fits_the_smallest_window(recorder: FakeRecorder, window: MainWindow) -> None:
    window.resize(MINIMUM)
    window.discover.humming.open()
    panel = window.discover.humming.panel
    assert panel is not None
    for _ in range(2):
        QTest.qWait(0)
        assert panel.height() >= panel.minimumSizeHint().height()
        assert panel.mapTo(window, QPoint(0, panel.height())).y() < window.player_bar.y()
        window.discover.humming.toggle()
        recorder.hear(7.0)
        window.discover.humming.toggle()


def test_the_recorder_fits_the_smallest_window_above_an_answer(
    qtbot: QtBot, recorder: FakeRecorder, window: MainWindow, actions: Actions, fake: FakeSession
) -> None:
    window.resize(MINIMUM)
    actions.set_session(fake.as_session())
    for number in range(2):  # chips in two rows
        window.discover.parts.add(QueryPart(Kind.HUM, f"/hums/{number}.wav"), f"Hum {number} · 10.0 s")
    qtbot.waitUntil(lambda: window.discover.answer.isVisible() and not window.discover.asker.busy)
    window.discover.humming.toggle()
    recorder.hear(7.0)
    panel = window.discover.humming.panel
    assert panel is not None
    QTest.qWait(0)
    assert panel.height() >= panel.minimumSizeHint().height()
    assert panel.pitch.height() >= 60
    assert panel.buttons.stop.visibleRegion().boundingRect().height() >= 30


def test_a_path_begins_at_a_track_of_the_library(qtbot: QtBot, window: MainWindow) -> None:
    track = make_track(3)
    menu = window.library.browser.table.wishes.menu([track], window, lambda: None, reveal=False)
    next(action for action in menu.actions() if action.text() == "Path from here to…").trigger()
    assert window.pages.name == PLAYLISTS
    assert window.playlists.path.isVisible()
    assert window.playlists.path.start.track == track
    qtbot.waitUntil(window.playlists.path.end.hasFocus, timeout=WAIT_MS)
    press(window, "Ctrl+1")
    press(window, "Ctrl+P")
    assert window.playlists.path.isVisible()


def test_results_are_kept_as_a_playlist(qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession) -> None:
    actions.set_session(fake.as_session())
    window.discover.words.setText("rainy night")
    qtbot.waitUntil(window.discover.answer.keep.isVisible, timeout=WAIT_MS)
    press(window, "Ctrl+S")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NameDialog), timeout=WAIT_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NameDialog)
    assert dialog.name.text() == "rainy night"
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(window.banner.isVisible, timeout=WAIT_MS)
    assert window.banner.message.text() == "“rainy night” is among your playlists now."
    assert len(fake.playlists.kept["rainy night"]) == 5


def test_the_end_of_what_is_alike_is_told(
    qtbot: QtBot, window: MainWindow, player: Player, actions: Actions, fake: FakeSession, settings: Settings
) -> None:
    settings.set("player.continue", True)
    actions.set_session(fake.as_session())
    window.discover.play_requested.emit([make_track(1)], 0, 0.0)
    qtbot.waitUntil(window.banner.isVisible, timeout=WAIT_MS)
    assert window.banner.message.text() == "The queue ends here."


def test_playlists_and_paths_fit_the_smallest_window(
    qtbot: QtBot, window: MainWindow, actions: Actions, fake: FakeSession
) -> None:
    tracks = [make_track(number) for number in range(1, 6)]
    fake.playlists.kept = {"A name that is far too long to be shown in a narrow list of playlists": tracks}
    fake.routes.way = lambda _count: tuple(tracks)
    window.resize(MINIMUM)
    actions.set_session(fake.as_session())
    press(window, "Ctrl+3")
    saved, path = window.playlists.saved, window.playlists.path
    qtbot.waitUntil(lambda: bool(saved.table.given), timeout=WAIT_MS)
    QTest.qWait(0)
    assert saved.table.horizontalScrollBar().maximum() == 0
    window.playlists.begin_path(tracks[0])
    path.end.set_track(tracks[4])
    for _ in range(2):
        path.waypoints.add_field()
    qtbot.waitUntil(lambda: bool(path.table.given), timeout=WAIT_MS)
    QTest.qWait(0)
    assert path.table.viewport().height() >= 2 * ROW_HEIGHT
    assert path.table.horizontalScrollBar().maximum() == 0
    assert window.size() == MINIMUM


def test_the_sheet_fits_a_small_screen(qtbot: QtBot, theme: Theme) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.height() <= 720
    assert sheet.width() <= 1280
