"""The Discover page as a person uses it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_result, make_track
from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.records import Kind, LibraryStatus, Query, SearchResult, Track
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.workers.actions import Actions

HERE = Qt.KeyboardModifier.NoModifier
# Without a window manager Qt says this of every window whose smallest size changes.
pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning"),  # its successor is new in Qt 6.12
]


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def actions(qapp: QApplication, session: FakeSession) -> Iterator[Actions]:
    made = Actions()
    yield made
    session.hold.set()
    made.shut()


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, session: FakeSession) -> Iterator[DiscoverPage]:
    covers = CoverCache(lambda _cover_id: None)
    made = DiscoverPage(actions, covers)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(session.as_session())
    yield made
    made.close_shelf()
    covers.shut()


def drop(page: DiscoverPage, mime: QMimeData) -> None:
    """Drag over the page and let go, as a file manager does."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(300, 300), copy, mime, left, HERE))
    assert page.drop_area.property("dragging") is True
    QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), copy, mime, left, HERE, QEvent.Type.Drop))
    assert page.drop_area.property("dragging") is False


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def picture(path: Path) -> Path:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    assert image.save(str(path))
    return path


def titles(page: DiscoverPage) -> list[str]:
    return [track.name for track in page.answer.results.hits.tracks()]


def ask(qtbot: QtBot, page: DiscoverPage, words: str) -> None:
    page.words.setFocus()
    QTest.keyClicks(page.words, words)
    qtbot.waitUntil(lambda: not page.asker.busy and page.answer.isVisible() and page.parts.text == words)


def test_invitation_says_what_may_be_dropped(page: DiscoverPage, qtbot: QtBot) -> None:
    assert page.drop_area.isVisible()
    assert not page.answer.isVisible()
    assert page.drop_area.choose.isVisible()
    assert not page.drop_area.demo.isVisible()


def test_empty_library_offers_demo_music(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    session.library = LibraryStatus()
    page.status.refresh()
    qtbot.waitUntil(page.drop_area.demo.isVisible)
    QTest.mouseClick(page.drop_area.demo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("build_demo", None) in session.calls)


def test_typing_searches_after_a_pause(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    QTest.keyClicks(page.words, "rainy night")
    assert session.queries == []
    qtbot.waitUntil(lambda: titles(page) == ["Song 1", "Song 2", "Song 3"])
    assert [query.parts[0].value for query in session.queries] == ["rainy night"]
    assert page.answer.header.text() == "3 results · 20,000 tracks searched · read by word list"
    assert not page.drop_area.isVisible()
    assert page.chips.chips() == []  # the text box says it all


def test_enter_searches_at_once(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    QTest.keyClicks(page.words, "sad")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(session.queries) == 1, timeout=200)


def test_the_latest_query_wins(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    session.answer = lambda query: make_result(7) if query.parts[0].value == "second" else make_result(1)
    session.hold.clear()
    QTest.keyClicks(page.words, "first")
    qtbot.waitUntil(lambda: len(session.queries) == 1)
    page.words.setText("second")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    session.hold.set()
    qtbot.waitUntil(lambda: titles(page) == ["Song 7"])


def test_old_results_stay_dimmed_while_searching(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    ask(qtbot, page, "sad")
    session.hold.clear()
    QTest.keyClicks(page.words, "der")
    qtbot.waitUntil(lambda: page.answer.line.busy)
    assert titles(page) == ["Song 1", "Song 2", "Song 3"]
    session.hold.set()
    qtbot.waitUntil(lambda: not page.answer.line.busy)


def test_dropped_pictures_become_chips(page: DiscoverPage, qtbot: QtBot, session: FakeSession, tmp_path: Path) -> None:
    first, second = picture(tmp_path / "low sun.png"), picture(tmp_path / "harbour.jpg")
    drop(page, files(first, second))
    qtbot.waitUntil(lambda: len(page.chips.chips()) == 2)
    assert [chip.accessibleName() for chip in page.chips.chips()] == ["low sun", "harbour"]
    qtbot.waitUntil(lambda: bool(session.queries))
    assert [(part.kind, part.value) for part in session.queries[-1].parts] == [
        (Kind.IMAGE, str(first)),
        (Kind.IMAGE, str(second)),
    ]
    qtbot.waitUntil(lambda: "read by colour and light" in page.answer.header.text())


def test_the_same_picture_twice_is_one_part(page: DiscoverPage, qtbot: QtBot, tmp_path: Path) -> None:
    photo = picture(tmp_path / "sea.png")
    drop(page, files(photo, photo))
    qtbot.waitUntil(page.hint.isVisible)
    assert "already" in page.hint.label.text()
    assert len(page.chips.chips()) == 1


def test_words_and_picture_mix_with_weights(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession, tmp_path: Path
) -> None:
    drop(page, files(picture(tmp_path / "sea.png")))
    ask(qtbot, page, "calm")
    words, photo = page.chips.chips()
    assert words.accessibleName() == "calm"
    photo.slider.setFocus()
    for _ in range(15):
        QTest.keyClick(photo.slider, Qt.Key.Key_Left)
    qtbot.waitUntil(
        lambda: {part.kind: part.weight for part in session.queries[-1].parts} == {Kind.TEXT: 1, Kind.IMAGE: -0.5}
    )
    assert photo.slider.accessibleDescription() == "Less of this"
    assert photo.slider.accessibleName() == "How much sea counts"


def test_a_slider_at_zero_does_not_count(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession, tmp_path: Path
) -> None:
    drop(page, files(picture(tmp_path / "sea.png")))
    qtbot.waitUntil(lambda: titles(page) != [])
    page.chips.chips()[0].slider.setValue(0)
    qtbot.waitUntil(lambda: not page.answer.shows_hits)
    assert page.answer.panel.title.text() == "Nothing counts yet"


def test_removing_the_last_part_brings_the_invitation_back(page: DiscoverPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, files(picture(tmp_path / "sea.png")))
    qtbot.waitUntil(page.answer.isVisible)
    QTest.mouseClick(page.chips.chips()[0].remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.drop_area.isVisible)


def test_clear_all_empties_the_text_box_too(page: DiscoverPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, files(picture(tmp_path / "sea.png")))
    ask(qtbot, page, "calm")
    QTest.mouseClick(page.chips.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.drop_area.isVisible)
    assert page.words.text() == ""


def test_a_picture_without_a_file_is_kept_in_one(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    page.add_image(image, "night sky")
    qtbot.waitUntil(lambda: bool(session.queries))
    part = session.queries[-1].parts[0]
    assert part.caption == "night sky"
    kept = Path(part.value)
    assert QImage(str(kept)).pixelColor(3, 3) == QColor("navy")
    page.close_shelf()
    assert not kept.exists()


def test_pasting_a_picture_into_the_text_box(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    QGuiApplication.clipboard().setImage(image)
    QTest.keyClick(page.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(session.queries))
    assert session.queries[-1].parts[0].kind is Kind.IMAGE
    assert page.words.text() == ""


def test_a_picture_of_another_program_is_kept_as_it_came(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession, tmp_path: Path
) -> None:
    encoded = picture(tmp_path / "sea.png").read_bytes()
    mime = QMimeData()
    mime.setData("image/png", encoded)
    drop(page, mime)
    qtbot.waitUntil(lambda: bool(session.queries))
    part = session.queries[-1].parts[0]
    assert part.kind is Kind.IMAGE
    assert Path(part.value).read_bytes() == encoded
    assert page.parts.chosen[0].thumbnail is not None


def test_a_web_address_is_answered_kindly(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/sea.jpg")])
    drop(page, mime)
    assert page.hint.isVisible()
    assert "Drag the picture itself" in page.hint.label.text()
    assert len(page.parts) == 0


def test_what_is_no_picture_and_no_music_is_said(page: DiscoverPage, qtbot: QtBot, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("hello")
    drop(page, files(notes))
    qtbot.waitUntil(page.hint.isVisible)
    assert page.hint.label.text() == "“notes.txt” is neither a picture nor a piece of music nor a playlist."


def test_a_dropped_folder_can_join_the_library(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession, tmp_path: Path
) -> None:
    drop(page, files(tmp_path))
    qtbot.waitUntil(page.hint.isVisible)
    QTest.mouseClick(page.hint.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("add_folder", tmp_path) in session.calls)


def test_nothing_found(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    session.answer = lambda _query: make_result()
    ask(qtbot, page, "xyzzy")
    assert page.answer.panel.title.text() == "Nothing in your library fits that"
    assert page.answer.header.text().startswith("0 results")


def test_nothing_analysed_yet(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    session.answer = lambda _query: make_result(searched=0, total=500)
    ask(qtbot, page, "calm")
    assert "None of the 500 tracks is analysed yet" in page.answer.panel.text.text()


def test_partly_indexed_library_says_how_much_was_searched(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession
) -> None:
    session.answer = lambda _query: make_result(1, searched=1240, notices=("The text model is loading.",))
    ask(qtbot, page, "calm")
    assert page.answer.header.text() == "1 result · 1,240 of 20,000 tracks searched · read by word list"
    assert page.answer.notices.isVisible()
    assert page.answer.notices.text() == "The text model is loading."


def test_an_error_says_what_to_do_and_can_be_tried_again(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession
) -> None:
    def refuse(_query: Query) -> SearchResult:
        raise BadQuery("That cannot be asked.", "Ask something else.")

    session.answer = refuse
    ask(qtbot, page, "calm")
    assert (page.answer.panel.title.text(), page.answer.panel.text.text()) == (
        "That cannot be asked.",
        "Ask something else.",
    )
    session.answer = lambda _query: make_result(4)
    page.answer.retry_requested.emit()
    qtbot.waitUntil(lambda: titles(page) == ["Song 4"])


def test_a_library_that_does_not_open_fails_the_search(qtbot: QtBot, actions: Actions) -> None:
    covers = CoverCache(lambda _cover_id: None)
    page = DiscoverPage(actions, covers)
    qtbot.addWidget(page)
    page.show()
    page.words.setText("calm")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    assert page.answer.header.text() == "Searching…"
    actions.set_failure(KnownError("The library is in use.", "Close the other window."))
    qtbot.waitUntil(lambda: page.answer.panel.title.text() == "The library is in use.")
    page.close_shelf()


def test_who_types_on_while_the_library_opens_is_not_told_that_nothing_is_asked(qtbot: QtBot, actions: Actions) -> None:
    covers = CoverCache(lambda _cover_id: None)
    page = DiscoverPage(actions, covers)
    qtbot.addWidget(page)
    page.show()
    nothing: list[bool] = []
    page.asker.nothing_asked.connect(lambda: nothing.append(True))
    for typed in ("calm", "calm evening"):
        page.words.setText(typed)
        QTest.keyClick(page.words, Qt.Key.Key_Return)
    assert nothing == []
    assert page.asker.busy
    assert page.answer.header.text() == "Searching…"
    page.close_shelf()


def test_playing_by_key_click_and_double_click(page: DiscoverPage, qtbot: QtBot) -> None:
    ask(qtbot, page, "calm")
    view = page.answer.results
    QTest.keyClick(page.words, Qt.Key.Key_Down)
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.keyClick(view, Qt.Key.Key_Return)
    tracks, row, _start = played.args
    assert [track.file_id for track in tracks] == [1, 2, 3]
    assert row == 1
    third = view.visualRect(view.hits.index(2))
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, HERE, third.topLeft() + QPoint(40, 45))
    assert played.args[1] == 2
    first = view.visualRect(view.hits.index(0))
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, HERE, first.center())
    assert played.args[1] == 0


def test_the_text_model_answers_again_once_it_stands(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    ask(qtbot, page, "calm")
    assert "word list" in page.answer.header.text()
    asked = len(session.queries)
    session.reader = "text model"
    qtbot.waitUntil(lambda: "text model" in page.answer.header.text())
    assert len(session.queries) == asked + 1
    assert session.queries[-1] == session.queries[-2]
    assert not page.asker.waits_for_better


def test_up_from_the_first_hit_goes_back_to_the_words(page: DiscoverPage, qtbot: QtBot) -> None:
    ask(qtbot, page, "calm")
    QTest.keyClick(page.words, Qt.Key.Key_Down)
    QTest.keyClick(page.answer.results, Qt.Key.Key_Up)
    assert page.words.hasFocus()


def menu_of(page: DiscoverPage, row: int) -> QMenu:
    view = page.answer.results
    view.setCurrentIndex(view.hits.index(row))
    hit = view.current_hit()
    assert hit is not None
    return view.wishes.menu([hit.track], view, lambda: view.play_row(row), reveal=True)


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_context_menu(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    ask(qtbot, page, "calm")
    menu = menu_of(page, 1)
    with qtbot.waitSignal(page.reveal_requested) as revealed:
        choose(menu, "Show in library")
    assert revealed.args[0].file_id == 2
    with qtbot.waitSignal(page.enqueue_requested) as queued:
        choose(menu, "Play next")
    assert ([track.file_id for track in queued.args[0]], queued.args[1]) == ([2], True)
    choose(menu, "Copy path")
    assert QGuiApplication.clipboard().text() == str(Path("/music/2.flac"))
    choose(menu, "More like this")
    qtbot.waitUntil(lambda: session.queries[-1].parts[-1].kind is Kind.LIKE)
    assert session.queries[-1].parts[-1].value == str(Path("/music/2.flac"))
    assert [chip.accessibleName() for chip in page.chips.chips()] == ["calm", "Song 2"]


def test_rows_speak(page: DiscoverPage, qtbot: QtBot) -> None:
    ask(qtbot, page, "calm")
    model = page.answer.results.hits
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Song 1; Artist 1 · Amber · 3:05; Strong match; warm colours → mellow"


def test_results_grow_when_indexing_ends_and_keep_the_place(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    ask(qtbot, page, "calm")
    view = page.answer.results
    view.setCurrentIndex(view.hits.index(2))
    session.answer = lambda _query: make_result(9, 1, 2, 3)
    actions.index()
    qtbot.waitUntil(lambda: len(titles(page)) == 4)
    hit = view.current_hit()
    assert hit is not None
    assert hit.track.file_id == 3


def test_more_like_a_track_from_elsewhere(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    track: Track = make_track(5)
    page.add_like(track)
    qtbot.waitUntil(lambda: bool(session.queries))
    assert session.queries[-1].parts[0].caption == "Song 5"
    assert page.chips.isVisible()


def test_reasons_that_two_channels_share_are_said_once(page: DiscoverPage, qtbot: QtBot, session: FakeSession) -> None:
    def answer(_query: Query) -> SearchResult:
        result = make_result(1)
        doubled = replace(result.hits[0], reasons=result.hits[0].reasons * 2)
        return replace(result, hits=(doubled,))

    session.answer = answer
    ask(qtbot, page, "calm")
    model = page.answer.results.hits
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole).count("warm colours") == 1


def test_the_invitation_follows_an_indexing_run(
    page: DiscoverPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    session.library = LibraryStatus()
    page.status.refresh()
    qtbot.waitUntil(page.drop_area.demo.isVisible)
    go_on = threading.Event()

    def work(ctx: TaskContext) -> None:
        ctx.report(Progress("demo", 4, 21))
        assert go_on.wait(10)

    session.work = work
    QTest.mouseClick(page.drop_area.demo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.drop_area.footer.text() == "Making the demo music… 4 of 21")
    assert not page.drop_area.demo.isEnabled()
    go_on.set()
    qtbot.waitUntil(page.drop_area.demo.isEnabled)
