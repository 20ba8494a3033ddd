"""What goes wrong with a server, and what to do about it.

`lasting` ones need a person; the others pass, and are tried again after a while, not before `retry_after_s`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vectorbeats_desktop.engine.errors import KnownError

NOTHING_LOST = "Nothing is lost: what was to be sent is kept and sent later."


class RemoteError(KnownError):
    """The remote catalogue cannot be used now."""

    code = "remote"
    lasting = False

    def __init__(self, message: str, hint: str = "", *, retry_after_s: float = 0.0) -> None:
        super().__init__(message, hint)
        self.retry_after_s = retry_after_s


class RemoteNotSet(RemoteError):
    """No server was named."""

    code = "remote_not_set"
    lasting = True


class RemoteAddressWrong(RemoteNotSet):
    """What was named is no address of a server."""

    code = "remote_address"


class RemoteKeyInAddress(RemoteNotSet):
    """A key stands where everybody can read it."""

    code = "remote_key_in_address"


class RemotePrefixWrong(RemoteNotSet):
    """No collection's name can begin like that."""

    code = "remote_prefix"


class RemoteUnreachable(RemoteError):
    """Nobody answers there: offline, switched off, or another address."""

    code = "remote_unreachable"


class RemoteTimedOut(RemoteError):
    """The connection stands, and no answer comes."""

    code = "remote_timed_out"


class RemoteWaiting(RemoteError):
    """It failed a moment ago, and is not asked again before its time."""

    code = "remote_waiting"


class RemoteBusy(RemoteError):
    """It asks for fewer requests."""

    code = "remote_busy"


class RemoteFailing(RemoteError):
    """It has a fault of its own."""

    code = "remote_failing"


class RemoteFull(RemoteError):
    """It has no room left, or allows no more."""

    code = "remote_full"
    lasting = True


class RemoteKeyRefused(RemoteError):
    """It does not know the key, or the key allows less."""

    code = "remote_key_refused"
    lasting = True


class RemoteReadOnly(RemoteError):
    """The key allows reading only."""

    code = "remote_read_only"
    lasting = True


class RemoteUntrusted(RemoteError):
    """It cannot prove who it is."""

    code = "remote_untrusted"
    lasting = True


class RemotePlain(RemoteUntrusted):
    """The connection is open to everybody on the way."""

    code = "remote_plain"


class RemoteAuthorityUnusable(RemoteUntrusted):
    """The person's own file of certificates cannot be read."""

    code = "remote_authority"


class RemoteMismatch(RemoteError):
    """Its collections are made for something else."""

    code = "remote_mismatch"
    lasting = True


class RemoteTooOld(RemoteError):
    """Its version lacks what is needed."""

    code = "remote_too_old"
    lasting = True


class RemoteTooNew(RemoteError):
    """Its version is one that this program was not made for."""

    code = "remote_too_new"
    lasting = True


class RemoteStrange(RemoteError):
    """What answers there is no Qdrant server, or speaks otherwise."""

    code = "remote_strange"
    lasting = True


class RemoteGone(RemoteError):
    """Its collections are not there (yet, or any more)."""

    code = "remote_gone"


class RecordRefused(RemoteError):
    """It does not take what was sent. With several records, one of them may be at fault."""

    code = "remote_refused"


_FULL = re.compile(
    r"no space left|out of disk|disk (is )?full|quota|storage (size )?limit|limit exceeded", re.IGNORECASE
)


def of_status(status: int, said: str, retry_after_s: float, *, writing: bool) -> RemoteError:
    """The error for an HTTP status of a Qdrant server. `said` are its words."""
    if status != 429 and _FULL.search(said):
        return RemoteFull(
            "The server has no room left for more.",
            f"Ask whoever runs it to make room or to raise its limits. {NOTHING_LOST}",
        )
    if status == 403 and writing:
        return RemoteReadOnly(
            "The key allows reading only.", "Ask for one that may write, or only pull: vectorbeats sync --pull"
        )
    if status in _BY_STATUS:
        return _BY_STATUS[status](retry_after_s)
    if status >= 500:
        return RemoteFailing(f"The server has a fault (status {status}).", NOTHING_LOST, retry_after_s=retry_after_s)
    return RemoteStrange(f"The server answered with status {status}.", "Is the address that of a Qdrant server?")


def _key_refused(_retry_after_s: float) -> RemoteError:
    return RemoteKeyRefused(
        "The server does not accept the key.", "Enter the right one: vectorbeats sync --key. It may have expired."
    )


def _refused(_retry_after_s: float) -> RemoteError:
    return RecordRefused("The server does not take what was sent.", "Report it; the rest goes on.")


def _busy(retry_after_s: float) -> RemoteError:
    return RemoteBusy("The server asks for a pause.", NOTHING_LOST, retry_after_s=retry_after_s)


def _timed_out(retry_after_s: float) -> RemoteError:
    return RemoteTimedOut("The server did not answer in time.", NOTHING_LOST, retry_after_s=retry_after_s)


def _gone(_retry_after_s: float) -> RemoteError:
    return RemoteGone("The server's collections are not there.", "They are made with the next push.")


_BY_STATUS: dict[int, Callable[[float], RemoteError]] = {
    **dict.fromkeys((401, 403), _key_refused),
    **dict.fromkeys((400, 413, 422), _refused),
    **dict.fromkeys((408, 504), _timed_out),
    404: _gone,
    429: _busy,
}
