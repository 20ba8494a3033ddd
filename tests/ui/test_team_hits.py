"""Hits of the team's catalogue in the window: what they look like, say and cannot do; nobody waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.memory_keyring import ring_in_place
from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.small_library import fast_settings
from tests.spotify_stub import CLIENT_ID, free_port, spotify_stub, track_json, visit
from tests.spotify_stub import Stub as SpotifyStub
from tests.team_catalogue import OWN, THEIRS, TeamCatalogue, ask_at
from tests.ui.fake_recorder import FakeRecorder
from tests.ui.made_up_library import FakeSession, make_result
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Features, Hit, Mood, SearchResult, Tags, track_elsewhere
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT = Qt.MouseButton.LeftButton
NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
WAIT_MS = 20_000
NO_FILE = "“Far Away” is in the team’s catalogue. There is no file of it on this computer."


def far_away(tags: Tags = Tags("Far Away", "Anna", "Elsewhere")) -> Hit:  # noqa: B008 - frozen
    track = track_elsewhere("far", tags, Features(90.0, 4, "C major", 0.5, -14.0, 3.0, 900.0, 1.0), Mood(0.1, 0.2))
    return replace(make_result(1).hits[0], track=track)


def mixed() -> SearchResult:
    """Three hits, of which the second is in the team's catalogue only."""
    first, third = make_result(1, 3).hits
    return replace(make_result(), hits=(first, far_away(), third))


@pytest.fixture(params=["list", "covers"])
def view(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot, request: pytest.FixtureRequest) -> ResultsView:
    made_up.answer = lambda _query: mixed()
    discover.words.setText("calm")
    discover.asker.ask_now()
    results = discover.answer.results
    qtbot.waitUntil(lambda: results.hits.rowCount() == 3)
    if request.param == "covers":
        QTest.mouseClick(discover.answer.covers, LEFT)
        qtbot.waitUntil(lambda: results.as_covers)
    results.setFocus()
    # Not by setCurrentIndex, which adds to what is selected while another test's Ctrl counts as held.
    flags = QItemSelectionModel.SelectionFlag
    results.selectionModel().setCurrentIndex(results.hits.index(1), flags.ClearAndSelect)
    return results


def hint(discover: DiscoverPage) -> str:
    return discover.hint.label.text() if discover.hint.isVisible() else ""


def middle(view: ResultsView, row: int) -> QPoint:
    return view.visualRect(view.hits.index(row)).center()


def test_it_is_told_apart_in_words_and_in_its_looks(view: ResultsView, discover: DiscoverPage) -> None:
    spoken = [view.hits.data(view.hits.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert ["In the team’s catalogue" in words for words in spoken] == [False, True, False]
    assert "Far Away" in spoken[1]
    assert "1 of them in the team’s catalogue" in discover.answer.header.text()
    assert "1 of them in the team’s catalogue" not in discover.answer._header(make_result(1), [])

    def drawn() -> QImage:
        return view.viewport().grab(view.visualRect(view.hits.index(1))).toImage()

    marked = drawn()
    hit = view.hits.hit(1)
    assert hit is not None
    here = replace(hit, track=replace(hit.track, file_id=2))
    view.hits.show_hits((make_result(1).hits[0], here, make_result(3).hits[0]))
    view.setCurrentIndex(view.hits.index(1))
    assert drawn() != marked


def test_enter_and_a_double_click_tell_that_there_is_no_file(
    view: ResultsView, discover: DiscoverPage, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(view.wishes.play_requested):
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert hint(discover) == NO_FILE
        discover.hint.hide()
        QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, middle(view, 1))
        assert hint(discover) == NO_FILE
    assert not view.play_area(1).isValid()
    assert view.play_area(0).isValid()
    assert not view.confirm_area(1).isValid()
    assert not view.reject_area(1).isValid()


def test_playing_another_hit_leaves_it_out(view: ResultsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        view.play_row(2)
    tracks, first, _ = played.args
    assert ([track.file_id for track in tracks], first) == ([1, 3], 1)


def test_nothing_is_said_of_it_that_needs_a_file(view: ResultsView, discover: DiscoverPage, qtbot: QtBot) -> None:
    for key, held in (
        (Qt.Key.Key_Return, CONTROL),
        (Qt.Key.Key_Delete, NO_KEY),
        (Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier),
    ):
        discover.hint.hide()
        with (
            qtbot.assertNotEmitted(view.confirm_requested),
            qtbot.assertNotEmitted(view.unwanted_requested),
            qtbot.assertNotEmitted(view.rating_requested),
        ):
            QTest.keyClick(view, key, held)
        assert hint(discover) == NO_FILE
    assert view.hits.rowCount() == 3


def test_a_drag_takes_only_what_is_a_file(view: ResultsView, discover: DiscoverPage) -> None:
    view.startDrag(Qt.DropAction.CopyAction)
    assert hint(discover) == NO_FILE
    urls = view.hits.mimeData([view.hits.index(row) for row in range(3)]).urls()
    assert [url.toLocalFile() for url in urls] == ["/music/1.flac", "/music/3.flac"]


def test_copying_gives_its_names(view: ResultsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Anna – Far Away"
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "/music/1.flac\n/music/3.flac"


def test_its_menu_has_what_needs_no_file(view: ResultsView, discover: DiscoverPage, actions: Actions) -> None:
    menu = view.menu_of(1, far_away())
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "In the team’s catalogue"
    assert "Why this one?" in texts
    assert "Copy artist and title" in texts
    assert not {"Play", "More like this", "Save as a playlist…", "Copy path", "Rating", "Find on Spotify"} & set(texts)
    actions.preferences.choose("network.spotify", True)
    assert "Find on Spotify" in [action.text() for action in view.menu_of(1, far_away()).actions()]
    nameless = [action.text() for action in view.menu_of(1, far_away(Tags())).actions()]
    assert "Find on Spotify" not in nameless
    first = view.hits.hit(0)
    assert first is not None
    assert "Find on Spotify" in [action.text() for action in view.menu_of(0, first).actions()]
    view.selectAll()
    mixed_menu = view.menu_of(0, first)
    compare = next(action for action in mixed_menu.actions() if action.text().startswith("Compare"))
    assert not compare.isEnabled()


def test_what_spotify_says_is_told_where_it_was_asked(
    view: ResultsView, actions: Actions, discover: DiscoverPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Here that it is switched off."""
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    view.wishes.spotify_requested.emit(far_away().track)
    qtbot.waitUntil(lambda: hint(discover) not in ("", "Asking Spotify…"))
    assert opened == []


def test_two_of_which_one_is_not_here_are_not_compared(view: ResultsView, discover: DiscoverPage) -> None:
    view.choose({1, far_away().track.file_id})
    assert view.chosen_rows() == [0, 1]
    discover.comparing.open()
    assert not discover.comparing.is_open
    assert "in your library" in hint(discover)


def test_all_results_as_a_playlist_are_those_that_are_here(
    view: ResultsView, discover: DiscoverPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(discover.save_requested) as saved:
        discover.keep()
    assert [track.file_id for track in saved.args[0]] == [1, 3]


def test_names_that_are_not_shared_are_told_so(view: ResultsView) -> None:
    view.hits.show_hits((far_away(Tags()),))
    assert view.hits.data(view.hits.index(0)) == "Name not shared"


@pytest.fixture
def spotify() -> Iterator[SpotifyStub]:
    with ring_in_place(), spotify_stub() as server:
        yield server


def test_it_is_found_on_spotify_after_signing_in(
    qtbot: QtBot,
    actions: Actions,
    covers: CoverCache,
    recorder: FakeRecorder,
    theme: Theme,
    paths: Paths,
    spotify: SpotifyStub,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_page(address: QUrl) -> bool:
        opened.append(address.toString())
        if address.path() == "/authorize":
            visit(spotify.consent(address.toString(QUrl.ComponentFormattingOption.FullyEncoded)))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_page)
    spotify.catalogue.append(track_json("id0", "Far Away", ("Anna",), 181.0, album="Elsewhere"))
    settings = fast_settings()
    for name, value in (("network.spotify", True), ("spotify.client_id", CLIENT_ID), ("spotify.port", free_port())):
        settings.set(name, value)
    session = Session.open(paths, settings)
    session.spotify.close()
    session.spotify = Spotify(settings, paths.cache, spotify.addresses)
    session._closing.callback(session.spotify.close)
    page = DiscoverPage(actions, covers)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    actions.set_session(session)
    menu = page.answer.results.menu_of(0, far_away())
    next(action for action in menu.actions() if action.text() == "Find on Spotify").trigger()
    qtbot.waitUntil(lambda: page.hint.button.isVisible(), timeout=WAIT_MS)
    assert hint(page) == "Nobody is signed in to Spotify."
    QTest.mouseClick(page.hint.button, LEFT)
    qtbot.waitUntil(lambda: opened[-1:] == ["https://open.spotify.com/track/id0"], timeout=WAIT_MS)
    assert not page.hint.isVisible()
    page.close_shelf()


@pytest.fixture
def stub(team: TeamCatalogue) -> Iterator[Stub]:
    with qdrant_stub() as running:
        team.fill(running)
        yield running


@pytest.fixture
def page(
    qtbot: QtBot,
    actions: Actions,
    covers: CoverCache,
    recorder: FakeRecorder,
    theme: Theme,
    team: TeamCatalogue,
    stub: Stub,
    tmp_path: Path,
) -> Iterator[DiscoverPage]:
    """The page on a real library of three pieces, beside a server that has six."""
    session = team.open(tmp_path / "data")
    ask_at(session, stub)
    page = DiscoverPage(actions, covers)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitExposed(page):
        page.show()
    actions.set_session(session)
    yield page
    page.close_shelf()
    stub.ending.set()


def names(page: DiscoverPage) -> set[str]:
    hits = page.answer.results.hits
    return {str(hits.data(hits.index(row))) for row in range(hits.rowCount())}


def test_the_library_answers_at_once_and_the_team_a_little_later(page: DiscoverPage, stub: Stub, qtbot: QtBot) -> None:
    answers: list[set[str]] = []
    page.asker.answered.connect(lambda _result, _again: answers.append(names(page)))
    page.words.setText("calm and slow")
    page.asker.ask_now()
    qtbot.waitUntil(lambda: names(page) == OWN | THEIRS, timeout=WAIT_MS)
    assert answers[0] == OWN, "nothing waited"
    assert page.answer.others.isHidden()
    stub.asked.clear()
    page.parts.clear()
    page.words.setText("calm and slow")
    page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy and len(answers) > 2, timeout=WAIT_MS)
    assert answers[2] == OWN | THEIRS, "what is known needs no second look"
    assert stub.asked == []


def test_a_team_that_does_not_answer_is_a_quiet_line(page: DiscoverPage, stub: Stub, qtbot: QtBot) -> None:
    stub.faults = [Fault(on="/query/batch", how="hang", times=5)]
    page.words.setText("calm and slow")
    page.asker.ask_now()
    qtbot.waitUntil(lambda: names(page) == OWN, timeout=WAIT_MS)
    qtbot.waitUntil(page.answer.others.isVisible, timeout=WAIT_MS)
    assert page.answer.others.text() == "The team’s catalogue did not answer."
    assert names(page) == OWN
    assert page.answer.shows_hits


def test_a_newer_question_does_not_wait_for_the_older_one_s_team(page: DiscoverPage, stub: Stub, qtbot: QtBot) -> None:
    stub.faults = [Fault(on="/query/batch", how="hang", times=1)]
    page.words.setText("calm and slow")
    page.asker.ask_now()
    qtbot.waitUntil(lambda: any("/query/batch" in asked.line for asked in stub.asked), timeout=WAIT_MS)
    told: list[object] = []
    page.asker.others_told.connect(told.append)
    answers: list[object] = []
    page.asker.answered.connect(lambda result, _again: answers.append(result))
    page.words.setText("loud")
    page.asker.ask_now()
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=1_000)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=WAIT_MS)
