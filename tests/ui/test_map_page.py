"""The Map page, driven as a person does, over a real catalogue and a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.engine.map.made_up_music import add_tracks, cluster, track_id
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.map import library_map
from vectorbeats_desktop.engine.map.embedding import principal
from vectorbeats_desktop.engine.map.fitting import MapFailed
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.map import colouring
from vectorbeats_desktop.ui.map.page import MapPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 20_000
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
TRACKS = 24

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)", extend=True)


@pytest.fixture
def session(paths: Paths, tmp_path: Path) -> Iterator[Session]:
    with Session.open(paths, fast_settings()) as opened:
        opened.index = lambda *_args, **_kwargs: None  # type: ignore[method-assign, assignment]
        yield opened


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme, actions: Actions, covers: CoverCache, session: Session) -> MapPage:
    """The page over a library without tracks."""
    page = MapPage(actions, covers)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    actions.set_session(session)
    qtbot.waitUntil(lambda: page.points is not None and not page.maker.busy, timeout=WAIT_MS)
    return page


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, actions: Actions, covers: CoverCache, session: Session, tmp_path: Path) -> MapPage:
    """The page over a library of 24 tracks in three clusters."""
    add_tracks(session, range(TRACKS), tmp_path / "music")
    made = MapPage(actions, covers)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(session)
    qtbot.waitUntil(lambda: made.points is not None and not made.maker.busy, timeout=WAIT_MS)
    made.take_focus()
    return made


def row_of(page: MapPage, number: int) -> int:
    assert page.points is not None
    return page.points.known.track_ids.index(track_id(number))


def spot(page: MapPage, row: int) -> QPoint:
    return page.canvas.position(row).toPoint()


def picture(page: MapPage) -> QImage:
    QApplication.processEvents()
    return page.canvas.grab().toImage()


def alone(page: MapPage) -> list[int]:
    """The rows of points that no other one covers in part."""
    across, down = page.canvas.view.pixels(page.canvas.places)
    apart = np.hypot(across[:, None] - across[None], down[:, None] - down[None])
    np.fill_diagonal(apart, np.inf)
    return [int(row) for row in np.flatnonzero(apart.min(axis=1) > 2 * page.canvas.radius() + 6)]


def ids_of(tracks: list[Track]) -> set[str]:
    return {track.track_id for track in tracks}


def encircle(page: MapPage, rows: list[int], modifier: Qt.KeyboardModifier = SHIFT) -> None:
    """Draw a box around points by hand."""
    places = [page.canvas.position(row) for row in rows]
    left, right = min(p.x() for p in places) - 8, max(p.x() for p in places) + 8
    top, bottom = min(p.y() for p in places) - 8, max(p.y() for p in places) + 8
    corners = [QPointF(left, top), QPointF(right, top), QPointF(right, bottom), QPointF(left, bottom)]
    QTest.mousePress(page.canvas, LEFT, modifier, corners[0].toPoint())
    for corner in corners[1:]:
        QTest.mouseMove(page.canvas, corner.toPoint())
    QTest.mouseRelease(page.canvas, LEFT, modifier, corners[-1].toPoint())


def test_an_empty_library_says_what_to_do(empty: MapPage) -> None:
    assert empty.panel.isVisible()
    assert "nothing to map" in empty.panel.title.text()
    assert empty.demo.isVisible()
    assert not empty.canvas.isVisible()
    assert not empty.head.tools.isVisible()


def test_tracks_appear_when_the_library_gets_them(
    qtbot: QtBot, empty: MapPage, actions: Actions, session: Session, tmp_path: Path
) -> None:
    empty.maker._pause.setInterval(10)
    add_tracks(session, range(5), tmp_path / "music")
    actions.library_changed.emit()
    qtbot.waitUntil(lambda: empty.canvas.isVisible(), timeout=WAIT_MS)
    assert empty.head.count.text() == "5 tracks"


def test_the_map_says_how_many_and_that_distances_distort(page: MapPage) -> None:
    assert page.head.count.text() == "24 tracks"
    assert "roughly right" in page.head.caution.text()
    assert page.canvas.isVisible()


def test_pointing_at_a_track_shows_its_card(qtbot: QtBot, page: MapPage) -> None:
    QTest.mouseMove(page.canvas, spot(page, row_of(page, 7)))
    qtbot.waitUntil(lambda: page.card.isVisible(), timeout=WAIT_MS)
    assert page.card.name.text() == "Song 7"
    assert page.card.artist.text() == "Artist 1"
    assert "1967" in page.card.details.text()
    assert not page.card.cover.pixmap().isNull()
    assert page.canvas.rect().contains(page.card.geometry())
    QTest.mouseMove(page.canvas, QPoint(3, 3))
    qtbot.waitUntil(lambda: not page.card.isVisible(), timeout=WAIT_MS)


def test_a_click_plays_and_a_drag_moves_the_map(qtbot: QtBot, page: MapPage) -> None:
    place = spot(page, row_of(page, 4))
    with qtbot.waitSignal(page.play_requested, timeout=WAIT_MS) as played:
        QTest.mouseClick(page.canvas, LEFT, pos=place)
    assert played.args is not None
    tracks, first, second = played.args
    assert ids_of(tracks) == {track_id(4)}
    assert (first, second) == (0, 0.0)
    before = page.canvas.position(0)
    QTest.mousePress(page.canvas, LEFT, pos=place)
    QTest.mouseMove(page.canvas, place + QPoint(40, 25))
    with qtbot.assertNotEmitted(page.play_requested, wait=100):
        QTest.mouseRelease(page.canvas, LEFT, pos=place + QPoint(40, 25))
    assert (page.canvas.position(0) - before).toPoint() == QPoint(40, 25)


def test_the_wheel_goes_nearer_to_what_is_under_the_pointer(page: MapPage) -> None:
    row = row_of(page, 9)
    place, scale = page.canvas.position(row), page.canvas.view.scale
    wheel = QWheelEvent(
        place, page.canvas.mapToGlobal(place), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.canvas, wheel)
    assert page.canvas.view.scale == pytest.approx(scale * 1.25**2)
    assert (page.canvas.position(row) - place).manhattanLength() < 0.1


def test_drawing_around_tracks_chooses_them(qtbot: QtBot, page: MapPage) -> None:
    group = [number for number in range(TRACKS) if cluster(number) == 0]
    encircle(page, [row_of(page, number) for number in group])
    wanted = {track_id(number) for number in group}
    assert page.chosen.isVisible()
    assert page.chosen.label.text() == f"{len(group)} tracks chosen"
    with qtbot.waitSignal(page.play_requested, timeout=WAIT_MS) as played:
        QTest.mouseClick(page.chosen.play, LEFT)
    assert played.args is not None
    assert ids_of(played.args[0]) == wanted
    with qtbot.waitSignal(page.enqueue_requested, timeout=WAIT_MS) as queued:
        QTest.mouseClick(page.chosen.enqueue, LEFT)
    assert queued.args is not None
    assert (ids_of(queued.args[0]), queued.args[1]) == (wanted, False)
    with qtbot.waitSignal(page.save_requested, timeout=WAIT_MS) as saved:
        QTest.mouseClick(page.chosen.save, LEFT)
    assert saved.args is not None
    assert ids_of(saved.args[0]) == wanted
    QTest.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert not page.chosen.isVisible()


def test_the_button_lets_draw_once(page: MapPage) -> None:
    QTest.mouseClick(page.head.lasso, LEFT)
    assert page.head.lasso.isChecked()
    encircle(page, [row_of(page, 3)], Qt.KeyboardModifier.NoModifier)
    assert page.chosen.label.text().endswith("chosen")
    assert not page.head.lasso.isChecked()
    QTest.keyClick(page.canvas, Qt.Key.Key_L)
    assert page.head.lasso.isChecked()
    QTest.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert not page.head.lasso.isChecked()


def test_another_colouring_gives_points_other_colours_and_another_legend(page: MapPage) -> None:
    seen, legends = [], []
    for number in range(page.head.colour.count()):
        page.head.colour.setCurrentIndex(number)
        seen.append([picture(page).pixel(spot(page, row_of(page, n))) for n in range(TRACKS)])
        legends.append(page.legend.accessibleDescription())
    assert len({tuple(colours) for colours in seen}) == len(seen)
    assert len(set(legends)) == len(legends)


def test_what_points_are_coloured_by_is_remembered(
    page: MapPage, actions: Actions, covers: CoverCache, qtbot: QtBot
) -> None:
    page.head.colour.setFocus()
    QTest.keyClick(page.head.colour, Qt.Key.Key_Down)
    assert page.head.kind == colouring.VALENCE
    again = MapPage(actions, covers)
    qtbot.addWidget(again)
    assert again.head.kind == colouring.VALENCE


def test_a_point_has_the_colour_that_its_legend_says(page: MapPage) -> None:
    page.head.colour.setCurrentIndex(page.head.colour.findData(colouring.GENRE))
    assert page.points is not None
    known = page.points.known
    shown = picture(page)
    tagged = [row for row in alone(page) if known.genre[row] >= 0]
    assert len({int(known.genre[row]) for row in tagged}) == 3
    legend = colouring.coloured(colouring.GENRE, known, colouring.LIGHT).legend
    wanted = {words: colour for colour, words in legend.swatches}
    for row in tagged:
        assert shown.pixel(spot(page, row)) == colouring.ink(wanted[known.genres[known.genre[row]]])
    assert "not known" in page.legend.accessibleDescription()


def test_the_dark_theme_has_colours_of_its_own(page: MapPage, theme: Theme) -> None:
    place = spot(page, row_of(page, 5))
    before = picture(page)
    theme.set_mode("dark")
    after = picture(page)
    assert after.pixelColor(60, 60).lightness() < 60 < before.pixelColor(60, 60).lightness()
    assert after.pixel(place) != before.pixel(place)


def test_results_of_a_search_are_lit_up_until_the_chip_ends_it(page: MapPage) -> None:
    lit, other = alone(page)[:2]
    assert page.points is not None

    def colours() -> tuple[int, int]:
        shown = picture(page)  # the page has another size with the chip, so that points move
        return shown.pixel(spot(page, lit)), shown.pixel(spot(page, other))

    before = colours()
    page.light([page.points.known.track_ids[lit], "unknown"])
    assert page.chips.light.text() == "1 track lit up"
    after = colours()
    assert after[0] == before[0]
    assert after[1] != before[1]
    QTest.mouseClick(page.chips.light, LEFT)
    assert not page.chips.isVisible()
    assert colours() == before


def test_a_path_is_drawn_and_taken_away(page: MapPage) -> None:
    before = picture(page)
    page.draw_way([track_id(0), track_id(1), track_id(2)])
    assert page.chips.way.text() == "Path of 3 tracks"
    page.canvas.fit()
    first, second = (page.canvas.position(row_of(page, number)) for number in (0, 1))
    middle = (first + (second - first) * 0.4).toPoint()
    assert picture(page).pixel(middle) != before.pixel(middle)
    page.take_focus()
    QTest.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert not page.chips.isVisible()


def test_it_can_be_used_by_keys_alone(qtbot: QtBot, page: MapPage) -> None:
    canvas = page.canvas
    before = canvas.position(0)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert (canvas.position(0) - before).toPoint() == QPoint(60, 0)
    scale = canvas.view.scale
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.scale > scale
    qtbot.waitUntil(lambda: page.card.isVisible(), timeout=WAIT_MS)  # of the point in the middle
    assert page.card.track is not None
    meant = page.card.track.track_id
    assert page.card.track.name in canvas.accessibleDescription()
    with qtbot.waitSignal(page.play_requested, timeout=WAIT_MS) as played:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert played.args is not None
    assert ids_of(played.args[0]) == {meant}
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.position(0) == before
    QTest.keyClick(canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.chosen.label.text() == "24 tracks chosen"


def test_a_double_click_offers_what_can_be_done(qtbot: QtBot, page: MapPage) -> None:
    QTest.mouseDClick(page.canvas, LEFT, pos=spot(page, row_of(page, 8)))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=WAIT_MS)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {action.text(): action for action in menu.actions()}
    assert {"Play", "Play next", "More like this", "Show in library"} <= set(entries)
    for words, signal in (
        ("More like this", page.like_requested),
        ("Show in library", page.reveal_requested),
        ("Path from here to…", page.path_requested),
    ):
        with qtbot.waitSignal(signal, timeout=WAIT_MS) as wished:
            entries[words].trigger()
        assert wished.args is not None
        assert wished.args[0].track_id == track_id(8)
    menu.close()


def test_the_track_that_plays_is_marked(page: MapPage) -> None:
    row = row_of(page, 11)
    assert page.points is not None
    before = picture(page)
    page.mark_playing(int(page.points.known.file_ids[row]))
    assert picture(page).pixel(spot(page, row)) != before.pixel(spot(page, row))
    page.mark_playing(None)
    assert picture(page).pixel(spot(page, row)) == before.pixel(spot(page, row))


def test_what_is_in_view_and_chosen_stays_when_tracks_come(
    qtbot: QtBot, page: MapPage, actions: Actions, session: Session, tmp_path: Path
) -> None:
    encircle(page, [row_of(page, 3)])
    chosen = page.chosen.label.text()
    page.canvas.zoom(2)
    before = page.canvas.position(row_of(page, 3))
    page.maker._pause.stop()
    add_tracks(session, range(TRACKS, TRACKS + 4), tmp_path / "music")
    actions.library_changed.emit()
    qtbot.waitUntil(lambda: page.head.count.text() == "28 tracks", timeout=WAIT_MS)
    assert page.canvas.position(row_of(page, 3)) == before
    assert page.chosen.label.text() == chosen


def test_it_can_be_made_anew_and_given_up(
    qtbot: QtBot,
    page: MapPage,
    session: Session,
    tmp_path: Path,
    actions: Actions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_tracks(session, range(TRACKS, 60), tmp_path / "music")
    page.maker._pause.stop()
    actions.library_changed.emit()  # which the map has outgrown, so that a new one is begun by itself
    qtbot.waitUntil(lambda: page.head.count.text() == "60 tracks", timeout=WAIT_MS)
    assert page.status.isVisible()
    QTest.mouseClick(page.status.cancel, LEFT)
    qtbot.waitUntil(lambda: not page.maker.busy and not page.status.isVisible(), timeout=WAIT_MS)
    assert page.points is not None
    assert page.points.outgrown
    before = page.points.places
    # UMAP compiles for many seconds; what it makes of a library is tested with the engine.
    monkeypatch.setattr(library_map, "fit", lambda vectors, _ctx: principal(vectors))
    QTest.mouseClick(page.head.anew, LEFT)
    qtbot.waitUntil(lambda: not page.maker.busy, timeout=WAIT_MS)
    assert not page.points.outgrown
    assert not np.array_equal(page.points.places, before)


def test_what_goes_wrong_is_told_and_tried_again(
    qtbot: QtBot, empty: MapPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise MapFailed("The map could not be made: its process ended.", "Close other programs.")

    add_tracks(session, range(6), tmp_path / "music")
    with monkeypatch.context() as patch:
        patch.setattr(library_map, "fit", fail)
        empty.maker.make_anew()
        qtbot.waitUntil(lambda: "its process ended" in empty.panel.title.text(), timeout=WAIT_MS)
    QTest.mouseClick(empty.again, LEFT)
    qtbot.waitUntil(lambda: empty.canvas.isVisible(), timeout=WAIT_MS)


def test_it_fits_the_smallest_window(page: MapPage) -> None:
    page.choose(np.arange(TRACKS))
    page.light([track_id(1)])
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 960 - 200  # the window's least, without the rail
    assert page.minimumSizeHint().height() <= 600 - 90  # and without the player


def test_all_points_are_within_the_page_at_first(page: MapPage) -> None:
    across, down = page.canvas.view.pixels(page.canvas.places)
    assert np.all((across > 0) & (across < page.canvas.width()))
    assert np.all((down > 0) & (down < page.canvas.height()))
