"""What goes wrong with Spotify, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vectorbeats_desktop.engine.errors import KnownError

SIGN_IN = "Sign in under Settings, Spotify, or with: vectorbeats spotify sign-in"
DASHBOARD = "developer.spotify.com/dashboard"


class SpotifyError(KnownError):
    """Spotify cannot be asked, or does not answer as it should."""

    code = "spotify"

    def __init__(self, message: str, hint: str = "", *, retry_after_s: float = 0.0) -> None:
        super().__init__(message, hint)
        self.retry_after_s = retry_after_s


class NoClientId(SpotifyError):
    """The person has not entered the client ID of an app of theirs."""

    code = "spotify_no_client_id"


class NotSignedIn(SpotifyError):
    """Nobody is signed in."""

    code = "spotify_not_signed_in"


class SignInEnded(SpotifyError):
    """The sign-in was taken back, or has run out."""

    code = "spotify_sign_in_ended"


class SignInRefused(SpotifyError):
    """The person said no on Spotify's page."""

    code = "spotify_sign_in_refused"


class SignInTimedOut(SpotifyError):
    """Nobody came back from Spotify's page."""

    code = "spotify_sign_in_timed_out"


class SignInFailed(SpotifyError):
    """Spotify does not take the app, or what came back from its page."""

    code = "spotify_sign_in_failed"


class PortTaken(SpotifyError):
    """Another program listens where Spotify's page is to come back to."""

    code = "spotify_port_taken"


class NotRegistered(SpotifyError):
    """The account is none of those that the app is open to."""

    code = "spotify_not_registered"


class PremiumNeeded(SpotifyError):
    """The app's owner has no Premium subscription."""

    code = "spotify_premium_needed"


class ScopeMissing(SpotifyError):
    """The sign-in does not allow this."""

    code = "spotify_scope_missing"


class TokenRefused(SpotifyError):
    """The token is not accepted (any more). Handled inside: it is refreshed once."""

    code = "spotify_token_refused"


class NotThere(SpotifyError):
    """What was asked for is not there, or not for this app."""

    code = "spotify_not_there"


class Forbidden(NotThere):
    """It is refused without a reason: also what an app in development mode may not ask."""

    code = "spotify_forbidden"


class SpotifyBusy(SpotifyError):
    """It asks for fewer requests."""

    code = "spotify_busy"


class SpotifyFailing(SpotifyError):
    """It has a fault of its own."""

    code = "spotify_failing"


class SpotifyUnreachable(SpotifyError):
    """There is no way to it: offline, or blocked."""

    code = "spotify_unreachable"


class SpotifyTimedOut(SpotifyError):
    """The connection stands, and no answer comes."""

    code = "spotify_timed_out"


class SpotifyStrange(SpotifyError):
    """What answers speaks otherwise than the Web API is documented."""

    code = "spotify_strange"


class NothingMatched(SpotifyError):
    """None of a playlist's tracks is surely on Spotify."""

    code = "spotify_nothing_matched"


class SavedInPart(SpotifyError):
    """A playlist was made, and not all of its tracks came into it."""

    code = "spotify_saved_in_part"


def of_answer(status: int, said: str, retry_after_s: float) -> SpotifyError:
    """The error for an answer of the Web API that is none; `said` are its words."""
    if status == 401:
        return TokenRefused("Spotify does not accept the sign-in.", SIGN_IN)
    if status == 403:
        return _of_forbidden(said)
    if status == 404:
        return NotThere("Spotify does not have what was asked for.", "Look the track up again.")
    if status == 429:
        return busy(retry_after_s)
    if status in (408, 504):
        return SpotifyTimedOut("Spotify did not answer in time.", "Try again later.")
    if status >= 500:
        return SpotifyFailing(f"Spotify has a fault (status {status}).", "Try again later.")
    return strange(f"status {status}")


def busy(retry_after_s: float) -> SpotifyBusy:
    """The error for being asked to wait."""
    wait = f"{retry_after_s / 60:,.0f} minutes" if retry_after_s >= 120 else f"{max(1.0, retry_after_s):,.0f} seconds"
    return SpotifyBusy(
        "Spotify asks for a pause.",
        f"It is asked again after {wait}, and not before.",
        retry_after_s=retry_after_s,
    )


def strange(what: str) -> SpotifyStrange:
    """The error for an answer that cannot be understood."""
    return SpotifyStrange(
        f"Spotify's answer cannot be understood ({what}).",
        "Does a proxy or a log-in page stand between? Else look for a newer VectorBeats.",
    )


def unreachable() -> SpotifyUnreachable:
    """The error for no connection."""
    return SpotifyUnreachable("Spotify cannot be reached.", "Check the connection, and try again.")


def not_signed_in() -> NotSignedIn:
    """The error for being asked before anybody signed in."""
    return NotSignedIn("Nobody is signed in to Spotify.", SIGN_IN)


def sign_in_ended() -> SignInEnded:
    """The error for a sign-in that was taken back."""
    return SignInEnded("Spotify does not accept the sign-in any more.", SIGN_IN)


def retry_after(headers: Mapping[str, str]) -> float:
    """The seconds of a Retry-After; half a minute, Spotify's own window, where none can be read."""
    found = re.fullmatch(r"\s*(\d{1,7})(\.\d+)?\s*", headers.get("Retry-After", ""))
    return float(found[0]) if found else 30.0


def _of_forbidden(said: str) -> SpotifyError:
    plain = said.casefold()
    if "scope" in plain:
        return ScopeMissing("The sign-in does not allow this.", SIGN_IN)
    if "premium" in plain:
        return PremiumNeeded(
            "Spotify serves this app only while its owner has Premium.",
            f"Whoever made the app needs a Premium subscription; see {DASHBOARD}.",
        )
    if "regist" in plain or "dashboard" in plain:
        return NotRegistered(
            "The app behind the client ID is not open to this account.",
            f"Add the account's name and e-mail address to the app, under User Management: {DASHBOARD}.",
        )
    return Forbidden(
        "Spotify refuses this.",
        f"The app may not be open to this account (User Management, {DASHBOARD}), or may not ask for this.",
    )
