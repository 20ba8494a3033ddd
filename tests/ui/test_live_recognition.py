"""A recording is listened to while it is made, and ends by itself once it is recognised."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.fake_recorder import MONITOR, FakeRecorder
from tests.ui.made_up_library import FakeSession
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Kind, LibraryStatus
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton
FOUND = object()  # whatever says which track it is


@pytest.fixture
def panel(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> RecorderPanel:
    """The recorder, with recordings in the library that can be recognised."""
    made_up.library = LibraryStatus(files=9, ready=9, tracks=9, fingerprints=9)
    with qtbot.waitSignal(discover.status.changed, check_params_cb=lambda status: status.fingerprints == 9):
        discover.status.refresh()
    QTest.mouseClick(discover.hum, LEFT)
    panel = discover.humming.panel
    assert panel is not None
    return panel


def from_monitor(panel: RecorderPanel) -> None:
    box = panel.head.devices
    box.setCurrentIndex(box.findData(MONITOR.device_id))


def record(panel: RecorderPanel, recorder: FakeRecorder, seconds: int) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    go_on(panel, recorder, seconds)


def go_on(panel: RecorderPanel, recorder: FakeRecorder, seconds: int) -> None:
    for _ in range(seconds * 2):
        if panel.stage is Stage.RECORDING:
            recorder.hear(0.5, sung=False)
            QTest.qWait(10)


def kinds(page: DiscoverPage) -> list[Kind]:
    return [one.part.kind for one in page.parts.chosen]


def test_what_the_computer_plays_is_recognised_as_soon_as_it_is_sure(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    from_monitor(panel)
    assert panel.head.title.text() == "What is playing?"
    assert not panel.meters.seconds.isVisible()
    record(panel, recorder, 5)
    assert panel.advice.text() == "Listening: this ends by itself once the recording is recognised"
    heard = made_up.recognition.heard  # about once a second, and all there is each time
    assert heard[0] == 2.0
    assert heard[-1] >= 4.0
    assert all(1.0 <= later - before <= 2.0 for before, later in pairwise(heard))
    made_up.recognition.answer = FOUND
    go_on(panel, recorder, 5)
    qtbot.waitUntil(lambda: kinds(discover) == [Kind.RECOGNISE])
    assert ("stop", "") in recorder.asked
    assert not discover.humming.is_open
    assert discover.parts.chosen[0].name.startswith("Recording 1 · ")
    qtbot.waitUntil(lambda: bool(made_up.queries) and made_up.queries[-1].parts[0].kind is Kind.RECOGNISE)


def test_a_microphone_recognises_too_and_else_hears_a_hum(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(7.0)
    qtbot.waitUntil(lambda: made_up.recognition.heard == [7.0])
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(lambda: kinds(discover) == [Kind.HUM])
    discover.humming.open()
    made_up.recognition.answer = FOUND
    record(panel, recorder, 3)
    qtbot.waitUntil(lambda: kinds(discover) == [Kind.RECOGNISE])  # the take of before goes


def test_what_is_not_recognised_is_sorted_by_itself(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, qtbot: QtBot
) -> None:
    from_monitor(panel)
    record(panel, recorder, 2)
    assert not panel.buttons.search.isEnabled()
    recorder.hear(12.0, sung=False)
    assert panel.advice.text() == "Not recognised so far; it may not be in your library"
    QTest.mouseClick(panel.buttons.stop, LEFT)
    assert panel.advice.text() == "14.0 s recorded"
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(lambda: kinds(discover) == [Kind.AUTO])


def test_an_answer_that_comes_after_discarding_changes_nothing(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    made_up.recognition.answer = FOUND
    QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(3.0, sung=False)
    discover.humming.step_back()  # while it is being listened to
    QTest.qWait(100)
    assert kinds(discover) == []
    assert panel.stage is Stage.READY


def test_a_recognition_that_fails_leaves_the_recording_alone(
    discover: DiscoverPage,
    panel: RecorderPanel,
    recorder: FakeRecorder,
    made_up: FakeSession,
    actions: Actions,
    qtbot: QtBot,
) -> None:
    made_up.recognition.error = KnownError("The index cannot be read.")
    with qtbot.assertNotEmitted(actions.failed):
        record(panel, recorder, 5)
    assert len(made_up.recognition.heard) == 1
    assert panel.stage is Stage.RECORDING
    discover.humming.step_back()


def test_without_fingerprints_nothing_is_asked(
    discover: DiscoverPage, panel: RecorderPanel, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    made_up.library = LibraryStatus(files=9, ready=9, tracks=9)
    with qtbot.waitSignal(discover.status.changed, check_params_cb=lambda status: status.fingerprints == 0):
        discover.status.refresh()
    from_monitor(panel)
    record(panel, recorder, 4)
    assert made_up.recognition.heard == []
    assert panel.advice.text() == "Stop and search whenever you like"
    discover.humming.step_back()
