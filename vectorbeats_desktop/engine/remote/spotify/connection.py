"""Connections to Spotify: where it is, and what its answers mean before spotipy sees them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests

from vectorbeats_desktop.engine.remote.spotify import errors

TIMEOUT_S = (4.0, 8.0)  # to be let in, and to be answered

Check = Callable[[requests.Response], None]

# It logs what is searched for, and at its lowest level tokens.
logging.getLogger("spotipy").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Spotify's addresses, so that tests can have their own."""

    authorize: str = "https://accounts.spotify.com/authorize"
    token: str = "https://accounts.spotify.com/api/token"
    api: str = "https://api.spotify.com/v1/"


SPOTIFY = Addresses()


def session(check: Check) -> requests.Session:
    """A session whose answers are all looked at by `check`, which raises for those that are none."""
    made = requests.Session()
    made.hooks["response"].append(lambda response, **_options: check(response))
    return made


def check_api(response: requests.Response) -> None:
    """Raise the error that an answer of the Web API stands for."""
    if response.ok:
        return
    raise errors.of_answer(response.status_code, _words(response), errors.retry_after(response.headers))


def check_token(response: requests.Response) -> None:
    """Raise the error that an answer of the token endpoint stands for; else it holds a token."""
    status = response.status_code
    if status in (408, 429) or status >= 500:
        check_api(response)
    told = _json(response)
    if not response.ok:
        raise _of_refusal(str(told.get("error", "")) if isinstance(told, dict) else "", status)
    if not isinstance(told, dict) or not isinstance(told.get("access_token"), str):
        raise errors.strange("no token")
    if isinstance(told.get("expires_in"), bool) or not isinstance(told.get("expires_in"), int):
        raise errors.strange("no end of the token")


def of_connection(error: requests.RequestException) -> errors.SpotifyError:
    """The error for a connection that failed."""
    if isinstance(error, requests.exceptions.ReadTimeout):
        return errors.SpotifyTimedOut("Spotify did not answer in time.", "Try again later.")
    if isinstance(error, requests.exceptions.ContentDecodingError | requests.exceptions.TooManyRedirects):
        return errors.strange(type(error).__name__)
    return errors.unreachable()


def _of_refusal(error: str, status: int) -> errors.SpotifyError:
    if error == "invalid_grant":
        return errors.sign_in_ended()
    if error in ("invalid_client", "unauthorized_client"):
        return errors.SignInFailed(
            "Spotify does not know the client ID, or does not let its app sign in this way.",
            f"Compare it with the app's: {errors.DASHBOARD}. Then: vectorbeats settings set spotify.client_id ID",
        )
    return errors.SignInFailed(f"Spotify did not sign in ({error[:60] or f'status {status}'}).", "Try again.")


def _words(response: requests.Response) -> str:
    told = _json(response)
    error = told.get("error") if isinstance(told, dict) else None
    if isinstance(error, dict):
        return f"{error.get('message', '')} {error.get('reason', '')}"
    return str(error) if error else response.text[:300]


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None
