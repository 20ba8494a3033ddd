"""Finished takes: trimmed, heard, kept, dragged away, added to the query, and gone at the end."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fake_recorder import FakeRecorder, make_take
from tests.ui.made_up_library import FakeSession
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
from vectorbeats_desktop.ui.discover.recorder_stage import Stage

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio"),
    pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning"),  # its successor is new in Qt 6.12
]
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def record(page: DiscoverPage, recorder: FakeRecorder, seconds: float) -> RecorderPanel:
    """Record a take by the recorder's own buttons."""
    if not page.humming.is_open:
        QTest.mouseClick(page.hum, LEFT)
    panel = page.humming.panel
    assert panel is not None
    if panel.stage is Stage.READY:
        QTest.mouseClick(panel.buttons.record, LEFT)
    recorder.hear(seconds)
    QTest.mouseClick(panel.buttons.stop, LEFT)
    return panel


def parts(page: DiscoverPage) -> list[tuple[Kind, Path]]:
    return [(one.part.kind, Path(one.part.value)) for one in page.parts.chosen]


def seconds_of(path: Path) -> float:
    with wave.open(str(path)) as wav:
        return float(wav.getnframes() / wav.getframerate())


def pull(widget: QWidget, way: QPoint) -> None:
    """Press in the middle of a widget, move the pointer, and let go."""
    start = QPointF(widget.rect().center())
    steps = ((QEvent.Type.MouseButtonPress, LEFT, start), (QEvent.Type.MouseMove, Qt.MouseButton.NoButton, start + way))
    for kind, button, place in (*steps, (QEvent.Type.MouseButtonRelease, LEFT, start + way)):
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        event = QMouseEvent(kind, place, widget.mapToGlobal(place), button, held, NOTHING)
        QApplication.sendEvent(widget, event)


def drop(widget: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(30, 30), copy, mime, LEFT, NOTHING))
    QApplication.sendEvent(widget, QDropEvent(QPointF(30, 30), copy, mime, LEFT, NOTHING, QEvent.Type.Drop))


def test_a_take_becomes_a_part_with_its_line_on_the_chip(
    discover: DiscoverPage, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    panel = record(discover, recorder, 9.3)
    assert panel.head.title.text() == "Your take"
    assert panel.advice.text() == "8.6 s of melody"
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(lambda: bool(made_up.queries))
    [(kind, path)] = parts(discover)
    assert kind is Kind.HUM
    assert seconds_of(path) == pytest.approx(9.3, abs=0.01)
    [chip] = discover.chips.chips()
    assert chip.accessibleName() == "Hum 1 · 9.3 s"
    thumbnail = discover.parts.chosen[0].thumbnail
    assert thumbnail is not None
    assert len({thumbnail.pixel(x, y) for x in range(160) for y in range(0, 160, 4)}) > 2
    qtbot.waitUntil(panel.isHidden)
    assert not discover.words.hasFocus()  # where the next R would be a letter


def test_a_take_with_too_little_melody_is_not_searched_with(discover: DiscoverPage, recorder: FakeRecorder) -> None:
    panel = record(discover, recorder, 4.0)
    assert not panel.buttons.search.isEnabled()
    assert not panel.buttons.add.isEnabled()
    assert panel.buttons.again.hasFocus()
    assert panel.advice.text() == "3.7 s of melody; searching takes 6. Record it again, and a little longer."


def test_a_take_without_melody_says_so(discover: DiscoverPage, recorder: FakeRecorder) -> None:
    panel = record(discover, recorder, 0.0)
    assert panel.advice.text().startswith("No melody heard in this take.")
    assert panel.take.trim == (0.0, 0.0)


def test_trimming_by_keys_changes_what_is_searched_with(
    discover: DiscoverPage, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    panel = record(discover, recorder, 12.0)
    panel.take.begin.setFocus()
    QTest.keyClick(panel.take.begin, Qt.Key.Key_PageUp)
    QTest.keyClick(panel.take.begin, Qt.Key.Key_PageUp)
    QTest.keyClick(panel.take.begin, Qt.Key.Key_Right)
    QTest.keyClick(panel.take.end, Qt.Key.Key_Left)
    assert panel.take.trim == (2.1, 11.9)
    assert panel.take.begin.accessibleDescription() == "2.1 s"
    assert panel.advice.text() == "9.1 s of melody"
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(lambda: bool(made_up.queries))
    assert seconds_of(parts(discover)[0][1]) == pytest.approx(9.8, abs=0.01)


def test_trimming_by_the_pointer_stops_at_the_other_handle(discover: DiscoverPage, recorder: FakeRecorder) -> None:
    panel = record(discover, recorder, 10.0)
    QTest.qWait(0)  # until the layout has given the take its width
    pull(panel.take.end, QPoint(-round(panel.take.width() / 2), 0))
    assert panel.take.trim[1] == pytest.approx(5.0, abs=0.15)
    assert not panel.buttons.search.isEnabled()
    pull(panel.take.begin, QPoint(panel.take.width(), 0))
    begin, end = panel.take.trim
    assert end - begin == pytest.approx(0.5)
    pull(panel.take.begin, QPoint(-panel.take.width(), 0))
    assert panel.take.trim[0] == 0.0


def test_a_second_take_joins_the_first_in_one_query(
    discover: DiscoverPage, recorder: FakeRecorder, made_up: FakeSession, qtbot: QtBot
) -> None:
    panel = record(discover, recorder, 7.0)
    assert panel.buttons.add.text() == "Add a second take"
    QTest.mouseClick(panel.buttons.add, LEFT)
    qtbot.waitUntil(lambda: recorder.recording)  # goes on with the second one at once
    record(discover, recorder, 8.0)
    assert panel.buttons.search.text() == "Search with both"
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(lambda: bool(made_up.queries) and len(made_up.queries[-1].parts) == 2)
    assert [chip.accessibleName() for chip in discover.chips.chips()] == ["Hum 1 · 7.0 s", "Hum 2 · 8.0 s"]


def test_a_take_of_another_tune_replaces_the_one_before(
    discover: DiscoverPage, recorder: FakeRecorder, qtbot: QtBot
) -> None:
    for seconds in (7.0, 8.0):
        panel = record(discover, recorder, seconds)
        QTest.mouseClick(panel.buttons.search, LEFT)
        qtbot.waitUntil(panel.isHidden)
    assert [chip.accessibleName() for chip in discover.chips.chips()] == ["Hum 1 · 8.0 s"]


def test_a_later_take_can_join_as_well(discover: DiscoverPage, recorder: FakeRecorder, qtbot: QtBot) -> None:
    panel = record(discover, recorder, 7.0)
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(panel.isHidden)
    record(discover, recorder, 8.0)
    assert panel.buttons.add.text() == "Search with both"
    QTest.mouseClick(panel.buttons.add, LEFT)
    qtbot.waitUntil(panel.isHidden)
    assert not recorder.recording
    assert len(parts(discover)) == 2


def test_recording_again_forgets_the_take(discover: DiscoverPage, recorder: FakeRecorder, qtbot: QtBot) -> None:
    panel = record(discover, recorder, 7.0)
    qtbot.waitUntil(lambda: panel.take.file is not None)
    written = panel.take.file
    assert written is not None
    QTest.mouseClick(panel.buttons.again, LEFT)
    assert recorder.recording
    qtbot.waitUntil(lambda: not written.exists())


def test_discarding_removes_the_file(discover: DiscoverPage, recorder: FakeRecorder, qtbot: QtBot) -> None:
    panel = record(discover, recorder, 7.0)
    qtbot.waitUntil(lambda: panel.take.file is not None)
    written = panel.take.file
    assert written is not None
    QTest.mouseClick(panel.buttons.discard, LEFT)
    assert panel.stage is Stage.READY
    qtbot.waitUntil(lambda: not written.exists())


def test_takes_go_with_the_program_unless_they_are_kept(
    discover: DiscoverPage, recorder: FakeRecorder, made_up: FakeSession, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = record(discover, recorder, 8.0)
    panel.take.begin.setValue(100)
    kept = tmp_path / "my hum.wav"
    discover.humming.desk.keep_as(kept)
    qtbot.waitUntil(discover.hint.isVisible)
    assert discover.hint.label.text() == f"Kept as “{kept}”."
    QTest.mouseClick(panel.buttons.search, LEFT)
    qtbot.waitUntil(lambda: bool(made_up.queries))
    used = parts(discover)[0][1]
    assert used.exists()
    assert discover.close_shelf()
    assert not used.exists()
    assert seconds_of(kept) == pytest.approx(7.0, abs=0.01)


def test_a_take_that_cannot_be_written_is_said(
    discover: DiscoverPage, recorder: FakeRecorder, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = record(discover, recorder, 8.0)
    (tmp_path / "file").write_text("in the way")
    discover.humming.desk.keep_as(tmp_path / "file" / "hum.wav")
    qtbot.waitUntil(panel.trouble.isVisible)
    assert panel.trouble.message.text().startswith("The take could not be written")
    assert not panel.trouble.again.isVisible()
    assert panel.buttons.search.isEnabled()


def test_a_take_is_dragged_out_as_a_file(
    discover: DiscoverPage, recorder: FakeRecorder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[Path] = []

    def exec_(drag: QDrag, *_actions: Any) -> Qt.DropAction:
        dragged.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    panel = record(discover, recorder, 8.0)
    qtbot.waitUntil(lambda: panel.take.file is not None)
    pull(panel.take, QPoint(60, 40))
    assert [seconds_of(path) for path in dragged] == [pytest.approx(8.0, abs=0.01)]
    assert dragged[0].name.startswith("Hum ")
    panel.take.end.setValue(400)
    assert panel.take.mime() is None  # not the old one, while the trimmed one is being written
    qtbot.waitUntil(lambda: panel.take.file is not None)
    pull(panel.take, QPoint(60, 40))
    assert seconds_of(dragged[-1]) == pytest.approx(4.0, abs=0.01)


# A message handler in Python needs the GIL in threads of Qt Multimedia for which this thread, holding it, may wait.
@pytest.mark.no_qt_log
def test_a_take_is_heard_again_from_its_begin_to_its_end(
    discover: DiscoverPage, recorder: FakeRecorder, qtbot: QtBot
) -> None:
    panel = record(discover, recorder, 8.0)
    panel.take.begin.setValue(600)
    panel.take.end.setValue(700)
    qtbot.waitUntil(lambda: panel.take.file is not None)
    QTest.mouseClick(panel.play, LEFT)
    qtbot.waitUntil(lambda: panel.play.accessibleName() == "Stop playing", timeout=10_000)
    qtbot.waitUntil(lambda: panel.play.accessibleName() == "Play the take", timeout=10_000)
    discover.humming.desk.stop_playing()


def test_an_audio_file_dropped_on_the_recorder_is_a_hum(
    discover: DiscoverPage, recorder: FakeRecorder, made_up: FakeSession, tmp_path: Path, qtbot: QtBot
) -> None:
    hum, photo = tmp_path / "hum.wav", tmp_path / "sea.png"
    make_take(7.0).save(hum)
    assert QImage(8, 8, QImage.Format.Format_RGB32).save(str(photo))
    QTest.mouseClick(discover.hum, LEFT)
    panel = discover.humming.panel
    assert panel is not None
    drop(panel, hum, photo)
    qtbot.waitUntil(lambda: parts(discover) == [(Kind.HUM, hum), (Kind.IMAGE, photo)])


def test_the_chip_of_an_audio_file_says_what_it_is_taken_for(
    discover: DiscoverPage, made_up: FakeSession, tmp_path: Path, qtbot: QtBot
) -> None:
    song = tmp_path / "song.wav"
    make_take(7.0).save(song)
    drop(discover, song)
    qtbot.waitUntil(lambda: parts(discover) == [(Kind.AUTO, song)])
    [chip] = discover.chips.chips()
    assert chip.kind is not None
    assert chip.kind.accessibleName() == "How song is used: Find out by itself what this is"
    chip.kind.choices[Kind.HUM].trigger()
    assert parts(discover) == [(Kind.HUM, song)]
    qtbot.waitUntil(lambda: bool(made_up.queries) and made_up.queries[-1].parts[0].kind is Kind.HUM)
    assert chip.kind.accessibleName() == "How song is used: This is a hum: find the tune"
    drop(discover, song)  # once more besides
    qtbot.waitUntil(lambda: len(parts(discover)) == 2)
    chip.kind.choices[Kind.AUTO].trigger()  # there is one already
    assert parts(discover) == [(Kind.HUM, song), (Kind.AUTO, song)]
    assert chip.kind.choices[Kind.HUM].isChecked()
    assert discover.chips.chips()[0].nextInFocusChain() is not None
    assert chip.kind in chip.stops
