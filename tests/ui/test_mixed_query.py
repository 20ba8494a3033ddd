"""A query of several parts: sliders, what a sound is taken for, what of it counts, and why a hit was found."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_result, make_track
from vectorbeats_desktop.engine.records import (
    Emphasis,
    Hit,
    Kind,
    PartReading,
    Query,
    QueryPart,
    Reason,
    RecordingMatch,
    SearchResult,
    SoundSort,
)
from vectorbeats_desktop.ui.discover.chips import PartChip
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.shares import shares
from vectorbeats_desktop.ui.discover.sound_panel import SoundPanel
from vectorbeats_desktop.ui.discover.why_panel import WhyPanel
from vectorbeats_desktop.ui.theme import colours

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
VISIBLE_MS = 50


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.wav"
    path.write_bytes(b"RIFF")
    return path


@pytest.fixture
def page(discover: DiscoverPage, song: Path, qtbot: QtBot) -> DiscoverPage:
    """Words and a dropped file, answered."""
    discover.words.setText("calm")
    discover.add_paths([song])
    qtbot.waitUntil(lambda: len(discover.parts) == 2)
    settle(discover, qtbot)
    return discover


def settle(page: DiscoverPage, qtbot: QtBot) -> None:
    page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy)


def chip(page: DiscoverPage, kind: Kind) -> PartChip:
    keys = [one.key for one in page.parts.chosen if one.part.kind is kind]
    return next(each for each in page.chips.chips() if each.key in keys)


def weights(query: Query) -> list[float]:
    return [part.weight for part in query.parts]


def read_as(*kinds: Kind, sort: SoundSort, sure: float) -> SearchResult:
    return replace(make_result(1, 2), readings=(PartReading(1, kinds, sort, sure),))


def test_a_slider_is_searched_with_at_once(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    slider = chip(page, Kind.TEXT).slider
    slider.setFocus()
    QTest.qWait(VISIBLE_MS)
    since = QElapsedTimer()
    with qtbot.waitSignal(page.asker.answered, timeout=1000):
        since.start()
        QTest.keyClick(slider, Qt.Key.Key_Left)
    assert since.elapsed() < 4 * VISIBLE_MS  # of a computer that runs other tests as well; the pause in typing is 250
    assert weights(made_up.queries[-1])[0] == 0.9


def test_dragging_searches_again_and_again_and_ends_with_the_last(
    page: DiscoverPage, made_up: FakeSession, qtbot: QtBot
) -> None:
    before = len(made_up.queries)
    made_up.answer = slow
    slider = chip(page, Kind.TEXT).slider
    for steps in range(9, -10, -1):
        slider.setValue(steps)
        QTest.qWait(10)
    qtbot.waitUntil(lambda: weights(made_up.queries[-1])[0] == -0.9 and not page.asker.busy)
    asked = len(made_up.queries) - before
    assert 2 <= asked <= 10  # some while it moved, and not one for each step
    assert page.answer.shows_hits


def slow(_query: Query) -> SearchResult:
    time.sleep(0.02)
    return make_result(1, 2, 3)


def test_hits_stay_clear_while_a_slider_moves(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    made_up.hold.clear()
    with qtbot.waitSignal(page.asker.started) as started:
        chip(page, Kind.TEXT).slider.setValue(3)
    assert started.args == [True]  # the hits are not those of another query
    made_up.hold.set()
    qtbot.waitUntil(lambda: not page.asker.busy)


def test_a_dropped_sound_is_taken_for_what_it_is(page: DiscoverPage, made_up: FakeSession) -> None:
    assert [part.kind for part in made_up.queries[-1].parts] == [Kind.TEXT, Kind.AUTO]
    button = chip(page, Kind.AUTO).kind
    assert button is not None
    assert button.text() == "By itself ▾"
    assert [action.text() for action in button.choices.values()] == [
        "Find out by itself what this is",
        "Find what sounds like this",
        "This is a recording: recognise it",
        "This is a hum: find the tune",
    ]


def test_a_chip_says_what_was_heard(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    made_up.answer = lambda _query: read_as(Kind.RECOGNISE, sort=SoundSort.MUSIC, sure=0.97)
    settle(page, qtbot)
    line = chip(page, Kind.AUTO).reading
    assert line.words.text() == "heard as music"
    assert not any(button.isVisible() for button in line.buttons.values())
    assert "read by word list + fingerprint" in page.answer.header.text()


def test_an_unsure_chip_offers_each_with_one_click(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    made_up.answer = lambda _query: read_as(Kind.HUM, Kind.RECOGNISE, sort=SoundSort.VOICE, sure=0.4)
    settle(page, qtbot)
    unsure = chip(page, Kind.AUTO)
    assert unsure.reading.words.text() == "perhaps a voice alone:"
    assert [kind for kind, button in unsure.reading.buttons.items() if button.isVisible()] == [
        Kind.RECOGNISE,
        Kind.HUM,
    ]
    QTest.mouseClick(unsure.reading.buttons[Kind.RECOGNISE], LEFT)
    qtbot.waitUntil(lambda: made_up.queries[-1].parts[1].kind is Kind.RECOGNISE)
    assert unsure.kind is not None
    assert unsure.kind.text() == "Recording ▾"


@pytest.fixture
def sound(page: DiscoverPage) -> Iterator[SoundPanel]:
    auto = chip(page, Kind.AUTO)
    auto.sound.setFocus()
    QTest.keyClick(auto.sound, Qt.Key.Key_Space)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, SoundPanel)
    yield panel
    page.clear()


def test_a_side_and_a_piece_of_a_sound(
    page: DiscoverPage, sound: SoundPanel, made_up: FakeSession, qtbot: QtBot
) -> None:
    assert sound.emphasis.hasFocus()
    QTest.keyClick(sound.emphasis, Qt.Key.Key_Down)
    QTest.keyClick(sound.emphasis, Qt.Key.Key_Down)
    sound.start.setFocus()
    QTest.keyClicks(sound.start, "0:30")
    QTest.keyClick(sound.start, Qt.Key.Key_Tab)
    QTest.keyClicks(sound.end, "50")
    QTest.keyClick(sound.end, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made_up.queries[-1].parts[1].end_s == 50)
    part = made_up.queries[-1].parts[1]
    assert (part.emphasis, part.start_s) == (Emphasis.RHYTHM, 30)
    assert chip(page, Kind.AUTO).reading.words.text() == "0:30–0:50 · rhythm"
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("0:50", "0:30", "The piece ends before it begins."),
        ("soon", "", "“soon” is no time. Write minutes and seconds, such as 1:23."),
        ("1:75", "", "“1:75” is no time. Write minutes and seconds, such as 1:23."),
    ],
)
def test_a_piece_that_makes_no_sense_is_said(sound: SoundPanel, qtbot: QtBot, start: str, end: str, said: str) -> None:
    sound.start.setText(start)
    sound.end.setText(end)
    with qtbot.assertNotEmitted(sound.chosen):
        QTest.keyClick(sound.end, Qt.Key.Key_Return)
    assert sound.problem.text() == said
    assert sound.isVisible()
    sound.close()


def test_less_like_a_hit_counts_against_it(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    view = page.answer.results
    hit = view.hits.hit(1)
    assert hit is not None
    menu = view.menu_of(1, hit)
    texts = [action.text() for action in menu.actions()]
    wanted = ["Play", "That’s it", "Not this one", "More like this", "Less like this", "Rating", "Why this one?"]
    assert [text for text in texts if text in wanted] == wanted
    choose = {action.text(): action for action in menu.actions()}
    choose["Less like this"].trigger()
    qtbot.waitUntil(lambda: weights(made_up.queries[-1]) == [1.0, 1.0, -1.0])
    choose["More like this"].trigger()  # it is there already: it counts for it now
    qtbot.waitUntil(lambda: weights(made_up.queries[-1]) == [1.0, 1.0, 1.0])
    with qtbot.waitSignal(page.path_requested) as path:
        choose["Path from here to…"].trigger()
    assert path.args == [hit.track]


def explained() -> Hit:
    reasons = (
        Reason("concepts", "calm, slow", 0.5, ("calm",), 0),
        Reason("affect", "low energy", 0.1, (), 0),
        Reason("sounds", "sounds like harbour", 0.2, (), 1),
        Reason("sounds", "like Song 9, which you want less of", -0.2, (), 2),
    )
    match = RecordingMatch(83.4, 95.0, 1.02, 60)
    return replace(make_result(1).hits[0], reasons=reasons, recording=match)


def test_a_hit_is_explained_by_key(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    made_up.answer = lambda _query: replace(make_result(), hits=(explained(),))
    page.parts.add(QueryPart(Kind.LIKE, "/music/9.flac", -1.0), "Song 9")
    settle(page, qtbot)
    page.answer.results.setFocus()
    QTest.keyClick(page.answer.results, Qt.Key.Key_I, CONTROL)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, WhyPanel)
    assert panel.accessibleName() == "Why “Song 1” was found"
    assert panel.reasons.lines == [
        "calm, slow (calm · mood and theme): +50 %",
        "low energy (calm · energy and feeling): +10 %",
        "sounds like harbour (harbour · sound): +20 %",
        "like Song 9, which you want less of (Song 9 · sound): −20 %",
        "recognised at 1:23, played 2 % faster",
    ]
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_bar_has_what_speaks_against_on_its_left(page: DiscoverPage, qtbot: QtBot) -> None:
    hit = explained()
    assert [(share.part, share.strength) for share in shares(hit.reasons)] == [(2, -0.2), (0, 0.5), (0, 0.1), (1, 0.2)]
    view = page.answer.results
    view.hits.show_hits([hit])
    image = view.viewport().grab(view.visualRect(view.hits.index(0))).toImage()
    red, violet = places(image, colours().bad), places(image, "#6a48f2")
    rows = {y for _x, y in red} & {y for _x, y in violet}
    low = max(rows)  # the bar is below the chips with their dots
    assert max(x for x, y in red if y == low) < min(x for x, y in violet if y == low)


def places(image: QImage, colour: str) -> list[tuple[int, int]]:
    every = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return [(x, y) for x, y in every if image.pixelColor(x, y).name() == colour.lower()]


def test_a_recognised_hit_says_where_and_plays_from_there(page: DiscoverPage, qtbot: QtBot) -> None:
    view = page.answer.results
    view.hits.show_hits([explained()])
    spoken = str(view.hits.data(view.hits.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert "recognised at 1:23, played 2 % faster" in spoken
    with qtbot.waitSignal(page.play_requested) as played:
        view.play_row(0)
    assert played.args[2] == 83.4


def test_a_recording_that_is_not_there_is_said(
    discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot, song: Path
) -> None:
    made_up.answer = lambda _query: make_result()
    discover.parts.add(QueryPart(Kind.RECOGNISE, str(song)), "harbour")
    settle(discover, qtbot)
    assert discover.answer.panel.title.text() == "Not in your library"


def test_a_like_part_is_one_track_however_often_it_is_asked(page: DiscoverPage, qtbot: QtBot) -> None:
    for weight in (1.0, -1.0, -1.0):
        page.add_like(make_track(5), weight)
    assert [one.part.weight for one in page.parts.chosen if one.part.kind is Kind.LIKE] == [-1.0]


def test_playlists_are_parts_too(page: DiscoverPage, made_up: FakeSession, qtbot: QtBot, tmp_path: Path) -> None:
    dropped = tmp_path / "Evening.m3u8"
    dropped.write_text("#EXTM3U\n1.flac\n")
    page.add_paths([dropped])
    page.add_playlist("Morning")
    qtbot.waitUntil(lambda: len(page.parts) == 4)
    settle(page, qtbot)
    values = {part.value for part in made_up.queries[-1].parts if part.kind is Kind.PLAYLIST}
    assert values == {str(dropped), "Morning"}


def test_everything_that_takes_the_focus_has_a_name(page: DiscoverPage, qtbot: QtBot) -> None:
    page.narrowing.set_filter("year", (1990.0, None))
    page.filtering.toggle()
    page.humming.open()
    qtbot.waitUntil(page.filtering.panel.isVisible)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
        and not widget.objectName().startswith("qt_")  # inside of Qt's own widgets
    ]
    assert nameless == []
