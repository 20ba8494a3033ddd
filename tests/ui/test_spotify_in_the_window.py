"""Spotify in the window: signing in and out in Settings, and a track found from its details."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from tests.memory_keyring import ring_in_place
from tests.small_library import fast_settings
from tests.spotify_stub import CLIENT_ID, Fault, Stub, free_port, serve_pictures, spotify_stub, track_json, visit
from vectorbeats_desktop.engine.library.catalog import SeenFile
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Tags
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.spotify_part import SpotifyPart
from vectorbeats_desktop.ui.playlists.saved_pane import SavedPane
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.settings.page import SettingsPage
from vectorbeats_desktop.ui.settings.spotify_row import SpotifyRow
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 15_000

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

Open = Callable[[QUrl], object]


@pytest.fixture
def stub() -> Iterator[Stub]:
    with ring_in_place(), spotify_stub() as server:
        yield server


@pytest.fixture
def opened(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages that were opened; the person agrees on Spotify's."""
    pages: list[str] = []

    def open_page(address: QUrl) -> bool:
        pages.append(address.toString())
        if address.path() == "/authorize":
            visit(stub.consent(address.toString(QUrl.ComponentFormattingOption.FullyEncoded)))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_page)
    return pages


@pytest.fixture
def ready(actions: Actions, paths: Paths, stub: Stub, theme: Theme) -> Actions:
    """Actions on an open library, Spotify switched on."""
    settings = fast_settings()
    settings.set("network.spotify", True)
    settings.set("spotify.client_id", CLIENT_ID)
    settings.set("spotify.port", free_port())
    session = Session.open(paths, settings)
    session.spotify.close()
    session.spotify = Spotify(settings, paths.cache, stub.addresses)
    serve_pictures(session.spotify, stub)
    session._closing.callback(session.spotify.close)
    actions.set_session(session)
    return actions


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


@pytest.fixture
def part(qtbot: QtBot, ready: Actions) -> SpotifyPart:
    made = SpotifyPart(ready)
    show(qtbot, made)
    made.show_track(make_track(1))
    return made


@pytest.fixture
def row(qtbot: QtBot, ready: Actions) -> SpotifyRow:
    made = SpotifyRow(ready)
    show(qtbot, made)
    return made


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled(), timeout=WAIT_MS)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_signing_in_and_out_in_settings(
    qtbot: QtBot, row: SpotifyRow, opened: list[str], ready: Actions, stub: Stub
) -> None:
    qtbot.waitUntil(lambda: row.text.text() == "Nobody is signed in.", timeout=WAIT_MS)
    press(qtbot, row.enter)
    qtbot.waitUntil(lambda: row.text.text() == "Signed in.", timeout=WAIT_MS)
    assert [page.startswith(f"{stub.base}/authorize?") for page in opened] == [True]
    assert ready.session is not None
    assert ready.session.spotify.status().signed_in
    press(qtbot, row.leave)
    qtbot.waitUntil(lambda: row.text.text() == "Nobody is signed in.", timeout=WAIT_MS)
    assert not ready.session.spotify.status().signed_in


def test_waiting_for_the_browser_can_be_ended(qtbot: QtBot, row: SpotifyRow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _address: True)
    press(qtbot, row.enter)
    assert row.stop.hasFocus()
    press(qtbot, row.stop)
    qtbot.waitUntil(lambda: row.enter.isVisible(), timeout=WAIT_MS)
    assert row.text.text() == "Nobody is signed in."


def test_what_is_missing_is_told_and_the_button_waits_for_it(qtbot: QtBot, row: SpotifyRow, ready: Actions) -> None:
    ready.preferences.choose("spotify.client_id", "")
    qtbot.waitUntil(lambda: "http://127.0.0.1:" in row.text.text(), timeout=WAIT_MS)
    assert not row.enter.isEnabled()
    ready.preferences.choose("network.spotify", False)
    qtbot.waitUntil(lambda: row.text.text() == "Switched off, under Privacy.", timeout=WAIT_MS)
    assert not row.enter.isEnabled()


def test_an_error_of_signing_in_is_told(qtbot: QtBot, row: SpotifyRow, opened: list[str], stub: Stub) -> None:
    stub.faults.append(Fault("/me/", 403, {"error": {"status": 403, "message": "User not registered"}}))
    press(qtbot, row.enter)
    qtbot.waitUntil(lambda: row.problem.isVisible(), timeout=WAIT_MS)
    assert "not open to this account" in row.problem.text()
    qtbot.waitUntil(lambda: row.enter.isVisible(), timeout=WAIT_MS)


def test_the_settings_page_has_the_row_and_finds_it(
    qtbot: QtBot, theme: Theme, actions: Actions, tmp_path: Path
) -> None:
    page = SettingsPage(actions)
    show(qtbot, page)
    page.look_for("sign in spotify")
    [row] = page.findChildren(SpotifyRow)
    assert row.isVisible()
    page.look_for("battery")
    assert not row.isVisible()


def test_a_track_is_found_after_signing_in_and_opened(
    qtbot: QtBot, part: SpotifyPart, opened: list[str], stub: Stub
) -> None:
    stub.catalogue.append(track_json("id0", "Song 1", ("Artist 1",), 181.0, album="Album"))
    assert stub.asked == [], "nothing is asked by itself"
    press(qtbot, part.ask)
    qtbot.waitUntil(lambda: part.said.text() == "Nobody is signed in to Spotify.", timeout=WAIT_MS)
    press(qtbot, part.sign_in)
    qtbot.waitUntil(lambda: part.open.isVisible(), timeout=WAIT_MS)
    assert part.said.text() == "Song 1 – Artist 1\nAlbum · 1994"
    assert not part.ask.isVisible()
    press(qtbot, part.open)
    assert opened[-1] == "https://open.spotify.com/track/id0"
    part.show_track(make_track(2))
    assert (part.said.isVisible(), part.ask.isVisible(), part.open.isVisible()) == (False, True, False)
    press(qtbot, part.ask)
    qtbot.waitUntil(lambda: part.said.text() == "Nothing there is surely this track.", timeout=WAIT_MS)


def test_a_fault_is_told_with_what_to_do_and_can_be_tried_again(
    qtbot: QtBot, part: SpotifyPart, opened: list[str], stub: Stub
) -> None:
    press(qtbot, part.ask)
    press(qtbot, part.sign_in)
    qtbot.waitUntil(lambda: "Nothing there" in part.said.text(), timeout=WAIT_MS)
    stub.faults.append(Fault("search", 429, headers={"Retry-After": "3600"}))
    part.show_track(make_track(2))
    press(qtbot, part.ask)
    qtbot.waitUntil(lambda: "asks for a pause" in part.said.text(), timeout=WAIT_MS)
    assert "60 minutes" in part.said.text()
    assert part.ask.isVisible()


def test_who_signs_in_in_settings_instead_is_shown_one_page(
    qtbot: QtBot, part: SpotifyPart, row: SpotifyRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []

    def open_page(address: QUrl) -> bool:
        pages.append(address.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_page)
    press(qtbot, part.ask)
    press(qtbot, part.sign_in)
    qtbot.waitUntil(lambda: len(pages) == 1, timeout=WAIT_MS)
    press(qtbot, row.enter)
    qtbot.waitUntil(lambda: part.ask.isVisible() and not part.said.isVisible(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(pages) > 1, timeout=WAIT_MS)
    assert len(pages) == 2
    press(qtbot, row.stop)
    qtbot.waitUntil(lambda: row.enter.isVisible(), timeout=WAIT_MS)


def test_it_is_hidden_until_it_is_switched_on(qtbot: QtBot, part: SpotifyPart, ready: Actions) -> None:
    ready.preferences.choose("network.spotify", False)
    qtbot.waitUntil(lambda: part.isHidden(), timeout=WAIT_MS)
    ready.preferences.choose("network.spotify", True)
    qtbot.waitUntil(lambda: not part.isHidden(), timeout=WAIT_MS)


def test_by_itself_it_is_hidden(qtbot: QtBot, actions: Actions, theme: Theme) -> None:
    made = SpotifyPart(actions)
    qtbot.addWidget(made)
    assert made.isHidden()


def test_a_playlist_is_saved_from_its_menu_and_what_is_not_there_is_told(
    qtbot: QtBot, ready: Actions, theme: Theme, opened: list[str], stub: Stub, tmp_path: Path
) -> None:
    session = ready.session
    assert session is not None
    folder = session.add_folder(tmp_path)
    seen = [SeenFile(f"{tmp_path}/{number}.flac".encode(), 1, 1, number) for number in (1, 2)]
    for number, file_id in enumerate(session.catalog.add_files(folder.folder_id, seen), start=1):
        tags = Tags(f"Song {number}", f"Artist {number}", "Album", duration_s=181.0)
        session.catalog.identified(file_id, f"a1-{number}", tags)
    session.playlists.save("Evening", session.catalog.rows(session.catalog.page_ids()))
    stub.catalogue.append(track_json("id0", "Song 1", ("Artist 1",), 181.0, album="Album"))
    covers = CoverCache(lambda _cover: None)
    window = QWidget()
    qtbot.addWidget(window)
    pane = SavedPane(ready, covers, PlaylistSaver(ready, window), window)
    said: list[tuple[str, str, Callable[[], object]]] = []
    pane.said.connect(lambda *told: said.append(told))
    pane.show_playlists(session.playlists.all(), "Evening")
    assert "Save to Spotify" not in [action.text() for action in pane.list.menu().actions()], "nobody is signed in"
    row = SpotifyRow(ready, window)
    qtbot.waitUntil(row.enter.isEnabled, timeout=WAIT_MS)
    row.enter.click()
    qtbot.waitUntil(lambda: row.text.text() == "Signed in.", timeout=WAIT_MS)
    offered: list[QAction] = []

    def is_offered() -> bool:
        offered[:] = [action for action in pane.list.menu().actions() if action.text() == "Save to Spotify"]
        return bool(offered)

    qtbot.waitUntil(is_offered, timeout=WAIT_MS)
    offered[0].trigger()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=WAIT_MS)
    assert said[0][:2] == ("Looking for its tracks on Spotify…", "Cancel")
    assert said[1][0] == ("“Evening” was saved to Spotify with 1 of 2 tracks. Not surely there: Song 2 – Artist 2.")
    said[1][2]()
    assert [made["name"] for made in stub.playlists.values()] == ["Evening"]
    assert "playlist" in opened[-1]
    ready.preferences.choose("network.spotify", False)
    assert "Save to Spotify" not in [action.text() for action in pane.list.menu().actions()]
    assert covers.shut()
