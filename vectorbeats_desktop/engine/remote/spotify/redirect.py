"""Where Spotify's page comes back to after a sign-in: a page on this computer, open for as long as that takes."""

from __future__ import annotations

import secrets
import sys
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from vectorbeats_desktop.engine.remote.spotify.errors import (
    DASHBOARD,
    PortTaken,
    SignInFailed,
    SignInRefused,
    SignInTimedOut,
)
from vectorbeats_desktop.engine.task import TaskContext

HOST = "127.0.0.1"  # Spotify takes no "localhost"
PATH = "/callback"
POLL_S = 0.1
SILENT_S = 2.0  # browsers open connections ahead, and say nothing on some

BACK = "You can close this page. VectorBeats goes on by itself."
NOT_HERE = "This page takes the sign-in that VectorBeats has begun, and nothing else."


@dataclass(frozen=True, slots=True)
class _Came:
    code: str = ""
    error: str = ""


class Redirect:
    """Listens on the loopback. Use it as a context. Raises PortTaken."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._state = ""
        self._came: _Came | None = None
        self._arrived = threading.Event()
        try:
            self._server = _Server((HOST, port), self)
        except OSError as error:
            raise PortTaken(
                f"Another program uses the port {port} of this computer.",
                "Choose another one (vectorbeats settings set spotify.port NUMBER), and enter its address in the app.",
            ) from error
        self._serving = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": POLL_S}, name="spotify-redirect"
        )
        self._serving.start()

    def __enter__(self) -> Redirect:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._serving.join()

    def expect(self) -> str:
        """A new state, which only Spotify's page is told; what comes without it is not taken."""
        self._state = secrets.token_urlsafe(24)
        return self._state

    def wait(self, timeout_s: float, ctx: TaskContext) -> str:
        """The code that came back. Raises SignInRefused, SignInFailed, SignInTimedOut, Cancelled."""
        give_up = time.monotonic() + timeout_s
        while not self._arrived.wait(POLL_S):
            ctx.checkpoint()
            if time.monotonic() > give_up:
                raise SignInTimedOut(
                    "Nobody came back from Spotify's page.",
                    f"Try again. If that page said something of a redirect URI, enter {address(self._port)} "
                    f"in the app: {DASHBOARD}.",
                )
        came = self._came
        if came is None or came.error == "access_denied":
            raise SignInRefused("The access to Spotify was not granted.", "Nothing was changed.")
        if came.error:
            raise SignInFailed(f"Spotify did not sign in ({came.error[:60]}).", "Try again.")
        return came.code

    def take(self, target: str, host: str) -> bool:
        """Look at what a browser asks for; whether it was Spotify's answer to this sign-in."""
        asked = urlsplit(target)
        told = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if asked.path != PATH or host != f"{HOST}:{self._port}" or not self._state:
            return False
        if not secrets.compare_digest(told.get("state", "").encode(), self._state.encode()):
            return False
        if not told.get("code") and not told.get("error"):
            return False
        if not self._arrived.is_set():
            self._came = _Came(told.get("code", ""), told.get("error", ""))
            self._arrived.set()
        return True


def address(port: int) -> str:
    """The redirect address that is entered in the app, letter for letter."""
    return f"http://{HOST}:{port}{PATH}"


class _Server(ThreadingHTTPServer):
    allow_reuse_address = sys.platform != "win32"  # there it lets another program listen at the same place
    daemon_threads = False

    def __init__(self, place: tuple[str, int], redirect: Redirect) -> None:
        self.redirect = redirect
        super().__init__(place, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that hang up."""


class _Handler(BaseHTTPRequestHandler):
    timeout = SILENT_S
    server: _Server

    def do_GET(self) -> None:
        took = self.server.redirect.take(self.path, self.headers.get("Host", ""))
        text = BACK if took else NOT_HERE
        page = f"<!doctype html><meta charset=utf-8><title>VectorBeats</title><p>{text}</p>".encode()
        self.send_response(200 if took else 400)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_args: object) -> None:
        """Say nothing: the address holds the code."""
