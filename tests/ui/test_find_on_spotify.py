"""“Find on Spotify” in the menu of a track: where it is offered, what answers there, and the cover that comes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.memory_keyring import ring_in_place
from tests.spotify_stub import CLIENT_ID, Stub, free_port, serve_pictures, spotify_stub, track_json, visit
from vectorbeats_desktop.engine.records import Folder, Track, TrackDetails
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.page import LibraryPage
from vectorbeats_desktop.ui.library.spotify_part import SpotifyPart
from vectorbeats_desktop.ui.playlists.page import PlaylistsPage
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.track_menu import TrackActions
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 15_000
FIND = "Find on Spotify"
FOUND = "Song 1 – Artist 1\nAlbum · 1994"
NOTHING = "Nothing there is surely this track."
THERE = "https://open.spotify.com/track/id0"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stub() -> Iterator[Stub]:
    with ring_in_place(), spotify_stub() as server:
        server.catalogue.append(track_json("id0", "Song 1", ("Artist 1",), 181.0, album="Album"))
        yield server


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages that were opened."""
    pages: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: pages.append(QUrl(address).toString()))
    return pages


@pytest.fixture
def session(stub: Stub, tmp_path: Path) -> Iterator[Session]:
    """Two made-up tracks without covers; Spotify is switched on, and somebody is signed in."""
    fake = FakeSession([make_track(1), make_track(2)])
    fake.known.append(Folder(1, Path("/music"), files=2, scanned_at=1.0))
    fake.playlists.kept["Evening"] = [make_track(1), make_track(2)]
    settings = fake.settings
    settings.set("network.spotify", True)
    settings.set("spotify.client_id", CLIENT_ID)
    settings.set("spotify.port", free_port())
    spotify = Spotify(settings, tmp_path / "cache", stub.addresses)
    serve_pictures(spotify, stub)
    spotify.sign_in(lambda address: agree(stub, address), TaskContext())
    stub.asked.clear()
    made = fake.as_session()
    made.spotify = spotify
    made.details = SimpleNamespace(of=lambda track: TrackDetails(track, (track.path,)))  # type: ignore[assignment]
    yield made
    spotify.close()


@pytest.fixture
def ready(actions: Actions, session: Session, theme: Theme) -> Iterator[Actions]:
    """Actions on an open library."""
    actions.set_session(session)
    yield actions
    assert actions.shut()


@pytest.fixture
def library(qtbot: QtBot, ready: Actions, covers: CoverCache) -> Iterator[LibraryPage]:
    page = LibraryPage(ready, covers)
    shown(qtbot, page, 1200)
    qtbot.waitUntil(lambda: page.browser.isVisible() and page.browser.table.tracks.rowCount() == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ready.indexing is None and not page.browser.listing, timeout=WAIT_MS)
    yield page
    page.close()
    page.deleteLater()


@pytest.fixture
def part(qtbot: QtBot, ready: Actions) -> SpotifyPart:
    made = SpotifyPart(ready)
    qtbot.addWidget(made)
    shown(qtbot, made, 320)
    made.show_track(make_track(1))
    return made


def shown(qtbot: QtBot, widget: QWidget, width: int) -> None:
    widget.resize(width, 600)
    with qtbot.waitExposed(widget):
        widget.show()


def agree(stub: Stub, address: str) -> None:
    """What a person does on Spotify's page."""
    assert visit(stub.consent(address))[0] == 200


def is_in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def choose(menu: QMenu) -> None:
    next(action for action in menu.actions() if action.text() == FIND).trigger()


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def ask_for(library: LibraryPage, row: int) -> None:
    """Choose it in the menu of a row."""
    table = library.browser.table
    flags = QItemSelectionModel.SelectionFlag
    # Not by selectRow, which extends what is selected while another test's Shift or Ctrl counts as held.
    table.selectionModel().select(table.tracks.index(row, 0), flags.ClearAndSelect | flags.Rows)
    choose(table.menu_of(row, table.chosen_tracks()))


def jpeg(colour: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (300, 300), colour).save(content, "JPEG")
    return content.getvalue()


def test_it_is_offered_for_one_track_while_spotify_is_switched_on(actions: Actions, theme: Theme) -> None:
    asked, holder, window = make_track(1), QObject(), QWidget()
    wishes = TrackActions(holder)

    def menu(*tracks: Track) -> list[str]:
        return texts(wishes.menu(tracks, window, lambda: None, reveal=True))

    actions.preferences.choose("network.spotify", True)
    assert FIND not in menu(asked), "nobody takes the wish there"
    wishes.offer_spotify(actions.preferences)
    assert FIND in menu(asked)
    assert FIND not in menu(asked, make_track(2))
    actions.preferences.choose("network.spotify", False)
    assert FIND not in menu(asked)
    window.deleteLater()


def test_the_details_have_it_also_where_the_library_opens_later(
    actions: Actions, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    part = SpotifyPart(actions)
    qtbot.addWidget(part)
    assert part.isHidden()
    actions.set_session(session)
    assert not part.isHidden()
    assert actions.shut()


def test_in_the_library_the_details_open_and_ask(
    library: LibraryPage, ready: Actions, stub: Stub, opened: list[str], qtbot: QtBot
) -> None:
    stub.pictures["300id0"] = jpeg("navy")
    part = library.browser.details.spotify
    library.browser.toggle_details()
    assert not library.browser.details.isVisible()
    library.browser.table.menu_of(0, [make_track(1)])
    assert stub.asked == [], "a menu asks nobody"
    ask_for(library, 0)
    qtbot.waitUntil(lambda: part.cover.isVisible(), timeout=WAIT_MS)
    assert part.said.text() == FOUND
    qtbot.waitUntil(lambda: is_in_sight(part.cover) and is_in_sight(part.open), timeout=WAIT_MS)
    assert ready.preferences.value("library.details") is True
    assert not library.hint.isVisible()
    assert opened == [], "what was found is shown first"


def test_who_goes_on_to_another_track_asks_for_none(library: LibraryPage, stub: Stub, qtbot: QtBot) -> None:
    panel = library.browser.details
    ask_for(library, 0)
    library.browser.table.selectRow(1)
    qtbot.waitUntil(lambda: panel.details is not None and panel.details.track.name == "Song 2", timeout=WAIT_MS)
    assert stub.asked == []
    assert not panel.spotify.said.isVisible()


def test_where_there_is_no_room_for_details_its_page_is_opened(
    library: LibraryPage, ready: Actions, opened: list[str], qtbot: QtBot
) -> None:
    library.resize(800, 600)
    qtbot.waitUntil(lambda: not library.browser.details.isVisible(), timeout=WAIT_MS)
    ask_for(library, 0)
    assert library.hint.label.text() == "Asking Spotify…"
    qtbot.waitUntil(lambda: opened == [THERE], timeout=WAIT_MS)
    assert not library.hint.isVisible()
    ask_for(library, 1)
    qtbot.waitUntil(lambda: library.hint.label.text() == NOTHING, timeout=WAIT_MS)
    ask_for(library, 0)
    ready.spotify.find(make_track(2))  # another page asks
    qtbot.waitUntil(lambda: not library.hint.isVisible(), timeout=WAIT_MS)


def test_on_the_playlists_page_its_page_is_opened(
    ready: Actions, covers: CoverCache, opened: list[str], qtbot: QtBot
) -> None:
    window = QWidget()
    page = PlaylistsPage(ready, covers, PlaylistSaver(ready, window))
    shown(qtbot, page, 1200)
    table = page.saved.table
    qtbot.waitUntil(lambda: table.tracks.rowCount() == 2, timeout=WAIT_MS)
    table.selectRow(0)
    choose(table.menu_of(0, table.chosen_tracks()))
    qtbot.waitUntil(lambda: opened == [THERE], timeout=WAIT_MS)
    assert FIND in texts(page.path.table.menu_of(0, [make_track(1)]))
    for widget in (page, window):
        widget.close()
        widget.deleteLater()


def test_a_cover_is_shown_beside_what_was_found_and_named(qtbot: QtBot, part: SpotifyPart, stub: Stub) -> None:
    stub.pictures["300id0"] = jpeg("#0000ff")
    QTest.keyClick(part.ask, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: part.cover.isVisible(), timeout=WAIT_MS)
    assert part.cover.accessibleName() == part.source.text() == "Cover from Spotify"
    middle = part.cover.grab().toImage().pixelColor(part.cover.rect().center())
    assert middle.blue() > 200 > 50 > middle.red()
    assert part.cover.geometry().right() < part.said.geometry().left()
    part.show_track(make_track(2))
    assert not part.cover.isVisible()
    assert not part.source.isVisible()


def test_a_track_with_a_cover_is_given_none(qtbot: QtBot, part: SpotifyPart, stub: Stub) -> None:
    part.show_track(replace(make_track(2), cover_id="abc", tags=make_track(1).tags))
    part.look_up()
    qtbot.waitUntil(lambda: part.said.text() == FOUND, timeout=WAIT_MS)
    assert part._fetching is None
    assert not part.cover.isVisible()
    assert stub.lines("image") == []


@pytest.mark.parametrize("content", [b"no picture", None], ids=["no picture", "not there"])
def test_a_cover_that_cannot_be_had_is_a_quiet_line(
    qtbot: QtBot, part: SpotifyPart, ready: Actions, stub: Stub, content: bytes | None
) -> None:
    if content is not None:
        stub.pictures["300id0"] = content
    with qtbot.assertNotEmitted(ready.failed):
        part.look_up()
        qtbot.waitUntil(lambda: part.source.text() == "Its cover could not be fetched.", timeout=WAIT_MS)
    assert not part.cover.isVisible()
    assert part.open.isVisible()
    assert part.said.text() == FOUND


def test_who_is_not_asked_for_any_more_can_be_asked_for_again(qtbot: QtBot, part: SpotifyPart, ready: Actions) -> None:
    part.look_up()
    assert not part.ask.isVisible()
    ready.spotify.find(make_track(2))  # another page asks
    qtbot.waitUntil(lambda: part.ask.isVisible(), timeout=WAIT_MS)
    assert not part.said.isVisible()
