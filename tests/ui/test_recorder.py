"""The recorder on the Discover page, as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.fake_recorder import BUILT_IN, HEADSET, MONITOR, FakeRecorder
from tests.ui.made_up_library import FakeSession
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.recording.take import Heard
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.discover.recorder_words import advice
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton
UNPLUGGED = KnownError("The microphone is gone.", "Plug it in again.")


@pytest.fixture
def panel(discover: DiscoverPage) -> RecorderPanel:
    """The panel, opened by the button beside the text box."""
    QTest.mouseClick(discover.hum, LEFT)
    assert discover.humming.panel is not None
    return discover.humming.panel


def asked(recorder: FakeRecorder, what: str) -> list[str]:
    return [device for wish, device in recorder.asked if wish == what]


def test_the_button_opens_the_recorder_and_nothing_listens_yet(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder
) -> None:
    assert panel.isVisible()
    assert not discover.drop_area.isVisible()
    assert not recorder.recording
    assert not panel.head.sign.isVisible()
    assert panel.buttons.record.hasFocus()


def test_the_drop_area_offers_humming(discover: DiscoverPage) -> None:
    QTest.mouseClick(discover.drop_area.hum, LEFT)
    assert discover.humming.is_open
    discover.humming.close()
    assert discover.drop_area.isVisible()


def test_devices_are_named_and_what_the_computer_plays_is_marked(panel: RecorderPanel) -> None:
    box = panel.head.devices
    assert [box.itemText(place) for place in range(box.count())] == [
        "System default (Built-in Audio)",
        "Built-in Audio",
        "USB Headset",
        "What the computer is playing: Built-in Audio",
    ]
    assert box.device_id == ""


def test_the_chosen_device_is_used_and_remembered(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    box = panel.head.devices
    box.setFocus()
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: made_up.settings.text("recorder.device") == MONITOR.device_id)
    QTest.mouseClick(panel.buttons.record, LEFT)
    assert asked(recorder, "start") == [MONITOR.device_id]


def test_a_remembered_device_is_chosen_even_before_devices_are_listed(
    discover: DiscoverPage, recorder: FakeRecorder, made_up: FakeSession
) -> None:
    made_up.settings.set("recorder.device", HEADSET.device_id)
    recorder.devices = ()
    recorder.list_devices = lambda: None  # type: ignore[method-assign]  # the answer takes its time
    discover.humming.toggle()
    assert asked(recorder, "start") == [HEADSET.device_id]
    recorder.devices_listed.emit((BUILT_IN,))
    assert discover.humming.panel is not None
    assert discover.humming.panel.head.devices.currentText() == "Not connected: alsa_input.headset"


def test_recording_shows_sign_line_level_and_seconds(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder
) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    assert panel.head.sign.isVisible()
    assert discover.windowTitle() == "● Recording – VectorBeats"
    for _ in range(4):
        recorder.hear(1.3, level_db=-18.0)
    assert panel.head.sign.text() == "●  Recording 0:05"
    assert panel.meters.seconds.text() == "4.8 s of melody"
    assert panel.meters.voiced.value() == 48
    assert panel.meters.level.value() == -18
    assert panel.pitch.running
    assert panel.pitch.points[-1][0] == pytest.approx(5.2, abs=0.05)
    assert not panel.head.devices.isEnabled()
    QTest.mouseClick(panel.buttons.stop, LEFT)
    assert not panel.head.sign.isVisible()
    assert discover.windowTitle() == "VectorBeats"
    assert not panel.pitch.running


def test_the_line_is_drawn_where_the_voice_is(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    empty = panel.pitch.grab().toImage()
    recorder.hear(4.0)
    sung = panel.pitch.grab().toImage()
    changed = [
        x for x in range(sung.width()) if any(sung.pixel(x, y) != empty.pixel(x, y) for y in range(sung.height()))
    ]
    assert min(changed) > sung.width() * 0.55  # four of twelve seconds, from the right
    assert max(changed) < sung.width()


def test_the_line_keeps_no_more_than_it_shows(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    for _ in range(29):
        recorder.hear(1.0)
    assert panel.pitch.points[0][0] >= 29 - 13.1


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (Heard(1.0, -70.0, (), 0.0, False, True), "Hum at least 6 seconds"),
        (Heard(3.0, -70.0, (), 0.0, False, True), "Too quiet: come closer"),
        (Heard(3.0, -1.0, (), 2.0, True, False), "Too loud: move away"),
        (Heard(6.0, -30.0, (), 0.0, False, False), "No melody heard yet"),
        (Heard(9.0, -30.0, (), 2.0, False, False, no_melody=True), "No melody heard yet"),
        (Heard(6.0, -20.0, (), 5.9, False, False), "Hum at least 6 seconds"),
        (Heard(7.0, -20.0, (), 6.0, False, False), "Enough to search; 12 seconds find better"),
        (Heard(14.0, -20.0, (), 12.0, False, False), "Plenty to search with; it ends by itself at 30 seconds"),
    ],
)
def test_advice(heard: Heard, words: str) -> None:
    assert advice(heard)[0] == words


def test_advice_is_shown_while_recording(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(2.0, too_quiet=True, level_db=-75.0)
    assert panel.advice.text() == "Too quiet: come closer"
    assert panel.meters.level.value() < -50


def test_search_is_offered_from_six_seconds_and_stops_by_itself(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(6.0)
    assert not panel.buttons.search.isEnabled()
    recorder.hear(1.0)
    assert panel.buttons.search.isEnabled()
    QTest.mouseClick(panel.buttons.search, LEFT)
    assert asked(recorder, "stop") == [""]
    qtbot.waitUntil(lambda: bool(made_up.queries))
    assert [part.kind for part in made_up.queries[-1].parts] == [Kind.HUM]
    assert [chip.accessibleName() for chip in discover.chips.chips()] == ["Hum 1 · 7.0 s"]
    assert not panel.isVisible()
    qtbot.waitUntil(lambda: discover.answer.header.text().endswith("read by melody"))


def test_space_starts_and_stops_while_the_recorder_has_the_focus(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_Space)
    assert recorder.recording
    recorder.hear(7.0)
    QTest.keyClick(panel, Qt.Key.Key_Space)
    assert not recorder.recording
    assert panel.stage is Stage.TAKE
    assert panel.buttons.search.hasFocus()


def test_escape_discards_the_recording_then_the_take_then_closes(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder
) -> None:
    discover.humming.toggle()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert asked(recorder, "discard") == [""]
    assert panel.buttons.record.isVisible()
    discover.humming.toggle()
    recorder.hear(7.0)
    discover.humming.toggle()
    assert panel.take.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.buttons.record.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert len(discover.parts) == 0


def test_no_microphone_is_explained_and_looked_for_again(discover: DiscoverPage, recorder: FakeRecorder) -> None:
    recorder.trouble = KnownError("No microphone was found.", "Plug one in.")
    QTest.mouseClick(discover.hum, LEFT)
    panel = discover.humming.panel
    assert panel is not None
    assert panel.trouble.isVisible()
    assert (panel.trouble.message.text(), panel.trouble.hint.text()) == ("No microphone was found.", "Plug one in.")
    assert panel.trouble.again.hasFocus()
    assert not panel.buttons.record.isEnabled()
    recorder.trouble = None
    QTest.keyClick(panel.trouble.again, Qt.Key.Key_Space)
    assert not panel.trouble.isVisible()
    assert panel.buttons.record.isEnabled()
    assert panel.pitch.isVisible()


def test_a_list_without_devices_is_explained(discover: DiscoverPage, recorder: FakeRecorder) -> None:
    recorder.devices = ()
    QTest.mouseClick(discover.hum, LEFT)
    assert discover.humming.panel is not None
    assert discover.humming.panel.trouble.message.text() == "No microphone was found."


def test_a_device_that_does_not_open_is_explained(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    recorder.trouble = KnownError("The microphone is in use.", "Close the other program.")
    QTest.mouseClick(panel.buttons.record, LEFT)
    assert panel.stage is Stage.READY
    assert not panel.head.sign.isVisible()
    assert panel.trouble.message.text() == "The microphone is in use."


def test_a_lost_microphone_leaves_what_was_recorded(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(7.0)
    recorder.lose(UNPLUGGED)
    assert panel.trouble.isVisible()
    assert panel.stage is Stage.TAKE
    assert panel.take.isVisible()
    assert panel.take.trim == (0.0, 7.0)
    assert panel.buttons.search.isEnabled()


def test_a_bug_in_the_recorder_is_reported_and_said(
    panel: RecorderPanel, recorder: FakeRecorder, actions: Actions, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    with qtbot.waitSignal(actions.failed):
        recorder.failed.emit(ZeroDivisionError("division by zero"))
    assert panel.stage is Stage.READY
    assert "zero" not in panel.trouble.message.text()


def test_the_sign_is_up_before_the_microphone_opens(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    recorder.opens = False
    QTest.mouseClick(panel.buttons.record, LEFT)
    assert panel.head.sign.isVisible()
    assert panel.head.sign.text() == "●  Opening the microphone…"
    QTest.mouseClick(panel.buttons.stop, LEFT)
    assert not recorder.recording
    recorder.open()  # what comes late is not taken for a new recording
    assert panel.stage is Stage.READY


def test_it_ends_by_itself(panel: RecorderPanel, recorder: FakeRecorder) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(30.0)
    recorder.end()
    assert panel.stage is Stage.TAKE
    assert panel.take.trim == (0.0, 30.0)


def test_closing_while_recording_discards(discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    QTest.mouseClick(panel.head.close_button, LEFT)
    assert asked(recorder, "discard") == [""]
    assert not panel.isVisible()
    assert discover.windowTitle() == "VectorBeats"
