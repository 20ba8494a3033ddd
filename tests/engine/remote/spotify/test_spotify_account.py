"""Signing in by PKCE, where the tokens are, how they are refreshed, and how all of it ends."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest

from tests.memory_keyring import NoRing, Ring
from tests.spotify_stub import Fault, Stub, visit
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.privacy import NetworkOff
from vectorbeats_desktop.engine.remote.keys import VARIABLE
from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext


def never(_address: str) -> None:
    raise AssertionError("no page was to be shown")


def name(spotify: Spotify) -> str:
    """Ask something, as a signed-in person."""
    return spotify._api.name(TaskContext())


def test_it_is_off_until_it_is_switched_on(spotify: Spotify, settings: Settings, stub: Stub) -> None:
    assert not Settings().flag("network.spotify")
    settings.set("network.spotify", False)
    with pytest.raises(NetworkOff, match="switched off"):
        spotify.sign_in(never, TaskContext())
    with pytest.raises(NetworkOff):
        spotify.find([], TaskContext())
    assert stub.asked == []


def test_signing_in_asks_for_no_scope_and_sends_no_secret(spotify: Spotify, stub: Stub, ring: Ring) -> None:
    shown: list[str] = []

    def browse(address: str) -> None:
        shown.append(address)
        status, page = visit(stub.consent(address))
        assert (status, "close this page" in page) == (200, True)

    assert spotify.sign_in(browse, TaskContext()) == "Anna B."
    assert "scope" not in shown[0]
    assert "code_challenge_method=S256" in shown[0]
    assert [asked.line for asked in stub.asked] == ["POST /api/token", "GET /v1/me/"]
    assert b"secret" not in stub.asked[0].body
    assert "Authorization" not in stub.asked[0].headers
    [kept] = ring.held.values()
    assert json.loads(kept)["refresh_token"] == "refresh-1"
    assert (spotify.status().signed_in, spotify.status().may_save, spotify.kept) == (True, False, True)


def test_a_sign_in_outlives_the_program(signed_in: Spotify, stub: Stub, settings: Settings, tmp_path: Path) -> None:
    again = Spotify(settings, tmp_path / "cache", stub.addresses)
    assert again.status().signed_in
    assert name(again) == "Anna B."
    assert stub.lines() == ["GET /v1/me/"]
    again.close()


def test_the_key_of_the_remote_catalogue_is_no_sign_in(spotify: Spotify, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "secret of another server")
    assert not spotify.status().signed_in


def test_another_client_id_is_not_signed_in(signed_in: Spotify, settings: Settings) -> None:
    settings.set("spotify.client_id", "another")
    assert not signed_in.status().signed_in


def test_without_a_keyring_one_is_signed_in_until_the_end(
    spotify: Spotify, stub: Stub, settings: Settings, tmp_path: Path
) -> None:
    keyring.set_keyring(NoRing())
    spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())
    assert (spotify.kept, spotify.status().signed_in) == (False, True)
    again = Spotify(settings, tmp_path / "cache", stub.addresses)
    assert not again.status().signed_in
    again.close()


def test_signing_out_forgets_the_tokens_and_what_was_said(signed_in: Spotify, ring: Ring) -> None:
    signed_in.sign_out()
    assert ring.held == {}
    assert not signed_in.status().signed_in
    with pytest.raises(errors.NotSignedIn, match="Nobody is signed in"):
        name(signed_in)
    signed_in.sign_out()


def test_a_token_whose_time_is_over_is_refreshed(spotify: Spotify, stub: Stub, ring: Ring) -> None:
    stub.expires_in = 30  # less than the minute that is kept in reserve
    spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())
    stub.expires_in = 3600
    stub.asked.clear()
    assert name(spotify) == "Anna B."
    assert stub.lines() == ["POST /api/token", "GET /v1/me/"]
    assert name(spotify) == "Anna B."
    assert len(stub.lines("token")) == 1
    [kept] = ring.held.values()
    assert json.loads(kept)["refresh_token"] == f"refresh-{stub.given}", "they change with each refresh"


def test_a_token_that_is_refused_early_is_refreshed_once(signed_in: Spotify, stub: Stub) -> None:
    stub.valid.clear()
    assert name(signed_in) == "Anna B."
    assert stub.lines() == ["GET /v1/me/", "POST /api/token", "GET /v1/me/"]


def test_a_sign_in_that_was_taken_back_is_told_and_forgotten(signed_in: Spotify, stub: Stub, ring: Ring) -> None:
    stub.revoke()
    with pytest.raises(errors.SignInEnded, match="does not accept the sign-in any more") as ended:
        name(signed_in)
    assert "vectorbeats spotify sign-in" in ended.value.hint
    assert ring.held == {}
    with pytest.raises(errors.NotSignedIn):
        name(signed_in)


def test_a_token_that_is_refused_again_and_again_ends_the_sign_in(signed_in: Spotify, stub: Stub) -> None:
    stub.faults.append(Fault("/me/", 401, {"error": {"status": 401, "message": "No"}}, times=5))
    with pytest.raises(errors.SignInEnded):
        name(signed_in)
    assert len(stub.lines("/me/")) == 2
    assert not signed_in.status().signed_in


def test_no_network_while_refreshing_keeps_the_sign_in(spotify: Spotify, stub: Stub) -> None:
    stub.expires_in = 30
    spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())
    stub.faults.append(Fault("token", how="drop"))
    with pytest.raises(errors.SpotifyUnreachable):
        name(spotify)
    assert spotify.status().signed_in
    assert name(spotify) == "Anna B."


def test_access_that_is_not_granted_is_told(spotify: Spotify) -> None:
    def refuse(address: str) -> None:
        state = address.partition("state=")[2].partition("&")[0]
        visit(f"{spotify.status().redirect}?error=access_denied&state={state}")

    with pytest.raises(errors.SignInRefused, match="not granted"):
        spotify.sign_in(refuse, TaskContext())
    assert not spotify.status().signed_in


def test_an_answer_with_another_state_is_not_taken(spotify: Spotify, stub: Stub) -> None:
    statuses: list[int] = []

    def forge(address: str) -> None:
        there = spotify.status().redirect
        statuses.extend(
            visit(forged)[0]
            for forged in (
                f"{there}?code=forged&state=guessed",
                f"{there}?code=forged",
                f"{there}?error=access_denied&state=",
                there.replace("/callback", "/favicon.ico"),
                stub.consent(address).replace("127.0.0.1", "localhost"),
            )
        )
        visit(stub.consent(address))

    spotify.sign_in(forge, TaskContext())
    assert statuses == [400] * 5
    assert b"forged" not in b"".join(asked.body for asked in stub.asked)


def test_a_browser_that_connects_and_says_nothing_stalls_nobody(spotify: Spotify, stub: Stub) -> None:
    port = int(spotify.status().redirect.rpartition(":")[2].partition("/")[0])
    with socket.socket() as silent:

        def browse(address: str) -> None:
            silent.connect(("127.0.0.1", port))
            visit(stub.consent(address))

        assert spotify.sign_in(browse, TaskContext()) == "Anna B."


def test_when_nobody_comes_back_the_wait_ends_with_what_may_be_wrong(spotify: Spotify) -> None:
    with pytest.raises(errors.SignInTimedOut) as late:
        spotify.sign_in(lambda _address: None, TaskContext(), timeout_s=0.05)
    assert spotify.status().redirect in late.value.hint


def test_the_wait_can_be_cancelled_and_the_port_is_free_again(spotify: Spotify, stub: Stub) -> None:
    ctx = TaskContext()
    with pytest.raises(Cancelled):
        spotify.sign_in(lambda _address: ctx.cancel(), ctx)
    spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())


def test_a_port_that_is_taken_is_told(spotify: Spotify, settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.set("spotify.port", other.getsockname()[1])
        with pytest.raises(errors.PortTaken, match="Another program uses the port"):
            spotify.sign_in(never, TaskContext())


def test_without_a_client_id_it_is_said_how_to_get_one(spotify: Spotify, settings: Settings) -> None:
    settings.reset("spotify.client_id")
    with pytest.raises(errors.NoClientId) as missing:
        spotify.sign_in(never, TaskContext())
    assert spotify.status().redirect in missing.value.hint
    assert "spotify.client_id" in missing.value.hint


def test_a_wrong_client_id_is_told(spotify: Spotify, settings: Settings, stub: Stub) -> None:
    settings.set("spotify.client_id", "wrong")
    with pytest.raises(errors.SignInFailed, match="does not know the client ID"):
        spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())


ODD: list[Callable[[], Fault]] = [
    lambda: Fault("token", how="garble"),
    lambda: Fault("token", body=[]),
    lambda: Fault("token", body={"access_token": "x"}),
    lambda: Fault("token", body={"access_token": 7, "expires_in": 3600}),
]


@pytest.mark.parametrize("fault", ODD)
def test_an_odd_answer_of_the_token_endpoint_is_told(
    spotify: Spotify, stub: Stub, ring: Ring, fault: Callable[[], Fault]
) -> None:
    stub.faults.append(fault())
    with pytest.raises(errors.SpotifyStrange):
        spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())
    assert ring.held == {}


def test_an_account_that_the_app_is_not_open_to_is_not_kept(spotify: Spotify, stub: Stub, ring: Ring) -> None:
    said = "User not registered in the Developer Dashboard"
    stub.faults.append(Fault("/me/", 403, {"error": {"status": 403, "message": said}}))
    with pytest.raises(errors.NotRegistered) as refused:
        spotify.sign_in(lambda address: _visited(stub.consent(address)), TaskContext())
    assert "User Management" in refused.value.hint
    assert ring.held == {}


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"access_token": "x"}'])
def test_what_cannot_be_read_in_the_keyring_is_no_sign_in(spotify: Spotify, ring: Ring, kept: str) -> None:
    ring.held[("VectorBeats", "spotify")] = kept
    assert not spotify.status().signed_in


def _visited(address: str) -> None:
    assert visit(address)[0] == 200
