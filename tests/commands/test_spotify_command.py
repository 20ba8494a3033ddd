"""`vectorbeats spotify`: what is typed, printed and sent, from switching it on to a saved playlist."""

from __future__ import annotations

import json
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from tests.memory_keyring import NoRing, Ring, ring_in_place
from tests.small_library import SOUNDS, make_library
from tests.spotify_stub import CLIENT_ID, Stub, free_port, spotify_stub, track_json, visit
from tests.typed_commands import Run, runner
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings


@pytest.fixture(autouse=True)
def ring() -> Iterator[Ring]:
    with ring_in_place() as made:
        yield made


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with spotify_stub() as server:
        monkeypatch.setattr(webbrowser, "open", lambda address: visit(server.consent(address)))
        yield server


@pytest.fixture
def run(paths: Paths, tmp_path: Path, stub: Stub) -> Iterator[Run]:
    paths.create()
    settings = Settings.load(paths.settings)
    settings.set("search.text_model", False)
    settings.set("analysis.workers", 1)
    settings.set("spotify.port", free_port())
    with Session.open(paths, settings) as session:
        session.spotify.close()
        session.spotify = Spotify(settings, paths.cache, stub.addresses)

        yield runner(session, tmp_path)
        session.spotify.close()


def switch_on(run: Run) -> None:
    assert run("settings", "set", "network.spotify", "on")[0] == 0
    assert run("settings", "set", "spotify.client_id", CLIENT_ID)[0] == 0


def test_what_is_missing_is_told_step_by_step(run: Run, stub: Stub) -> None:
    code, out, _ = run("spotify", "status")
    assert code == 0
    assert "Spotify: off (vectorbeats settings set network.spotify on)" in out
    assert "redirect URI http://127.0.0.1:" in out
    code, _, said = run("spotify", "sign-in")
    assert code == 3
    assert "vectorbeats settings set network.spotify on" in said
    run("settings", "set", "network.spotify", "on")
    code, out, said = run("spotify", "sign-in", "--json")
    assert (code, json.loads(out)["code"]) == (3, "spotify_no_client_id")
    assert "developer.spotify.com/dashboard" in said
    assert stub.asked == []


def test_signing_in_and_out(run: Run, ring: Ring) -> None:
    switch_on(run)
    code, out, said = run("spotify", "sign-in")
    assert (code, out) == (0, "Signed in to Spotify as “Anna B.”.\n")
    assert "Sign in on this page:\nhttp://127.0.0.1:" in said
    assert json.loads(run("spotify", "status", "--json")[1]) | {"redirect": ""} == {
        "on": True,
        "client_id": True,
        "signed_in": True,
        "may_save": False,
        "redirect": "",
        "paused_s": 0.0,
    }
    assert ring.held
    assert run("spotify", "sign-out") == (0, "Signed out of Spotify; what it said is forgotten.\n", "")
    assert ring.held == {}
    assert "Account: not signed in" in run("spotify", "status")[1]


def test_without_a_keyring_it_is_said_how_long_the_sign_in_lasts(run: Run) -> None:
    keyring.set_keyring(NoRing())
    switch_on(run)
    code, out, said = run("spotify", "sign-in", "--json")
    assert (code, json.loads(out)) == (0, {"signed_in": True, "name": "Anna B.", "kept": False})
    assert "until VectorBeats ends" in said


def test_a_track_is_found_and_a_playlist_saved(run: Run, stub: Stub, tmp_path: Path) -> None:
    files = make_library(tmp_path / "music")
    assert run("index", str(tmp_path / "music"))[0] == 0
    switch_on(run)
    title, artist, album, _ = SOUNDS[files[0].name]
    stub.catalogue.append(track_json("id0", title, (artist,), album=album))

    code, _, said = run("spotify", "match", str(files[0]))
    assert code == 3
    assert "vectorbeats spotify sign-in" in said

    run("spotify", "sign-in")
    code, out, _ = run("spotify", "match", str(files[0]))
    assert code == 0
    assert out.startswith(f"{title} – {artist}\n     {album} (1994) · by names and length, 100%\n")
    assert "https://open.spotify.com/track/id0" in out
    assert "popularity 61 of 100" in out
    match = json.loads(run("spotify", "match", str(files[0]), "--json")[1])["match"]
    assert (match["spotify_id"], match["by"], match["preview_url"]) == ("id0", "names", "")

    code, out, said = run("spotify", "match", str(files[1]))
    assert (code, out) == (1, "")
    assert "Nothing on Spotify is surely “Deep Below”." in said
    assert json.loads(run("spotify", "match", str(files[1]), "--json")[1])["match"] is None
    assert run("spotify", "match", str(tmp_path / "elsewhere.flac"))[0] == 2

    listed = tmp_path / "Rain.m3u8"
    listed.write_text("\n".join(map(str, [*files[:2], tmp_path / "gone.flac"])), encoding="utf-8")
    assert run("playlist", "import", str(listed))[0] == 0
    code, out, said = run("spotify", "save", "Rain")
    assert (code, out) == (0, "Saved 1 of 3 tracks to Spotify: https://open.spotify.com/playlist/playlist0\n")
    assert "scope=playlist-modify-private" in said, "asked for now, and not before"
    assert "Not surely on Spotify: Deep Below – Nora Vale" in said
    assert "gone.flac" in said
    assert stub.playlists["playlist0"]["uris"] == ["spotify:track:id0"]

    told = json.loads(run("spotify", "save", "Rain", "--json")[1])
    assert (told["added"], [one["title"] for one in told["not_found"]], len(told["missing"])) == (1, ["Deep Below"], 1)
    assert run("spotify", "save", "No Such List")[0] == 2
