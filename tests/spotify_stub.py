"""Spotify on the loopback: the token endpoint and the Web API's answers as documented, with faults to order."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter

from vectorbeats_desktop.engine.privacy import SPOTIFY_PICTURES
from vectorbeats_desktop.engine.remote.spotify.connection import Addresses
from vectorbeats_desktop.engine.remote.spotify.service import Spotify

CLIENT_ID = "0123456789abcdef0123456789abcdef"
Answer = tuple[int, Any]


@dataclass
class Fault:
    """What becomes of a request whose line, such as "GET /v1/search", matches.

    `how` may be "drop" (the connection is closed unanswered), "garble" (a page that is no JSON), or "cut" (it is closed
    before all of the answer came).
    """

    on: str
    status: int = 200
    body: Any = None
    how: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1


@dataclass
class Asked:
    """A request as it came over the wire."""

    line: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


def track_json(
    spotify_id: str, title: str, artists: tuple[str, ...], duration_s: float = 6.0, isrc: str = "", album: str = "Album"
) -> dict[str, Any]:
    """A full track object."""
    return {
        "album": {
            "album_type": "album",
            "id": f"album{spotify_id}",
            "images": [
                {"url": f"https://i.scdn.co/image/{size}{spotify_id}", "height": size, "width": size}
                for size in (640, 300, 64)
            ],
            "name": album,
            "release_date": "1994-05-01",
            "release_date_precision": "day",
            "type": "album",
        },
        "artists": [{"id": f"artist{n}", "name": name, "type": "artist"} for n, name in enumerate(artists)],
        "duration_ms": round(duration_s * 1000),
        "explicit": False,
        "external_ids": {"isrc": isrc} if isrc else {},
        "external_urls": {"spotify": f"https://open.spotify.com/track/{spotify_id}"},
        "id": spotify_id,
        "is_local": False,
        "name": title,
        "popularity": 61,
        "preview_url": None,
        "type": "track",
        "uri": f"spotify:track:{spotify_id}",
    }


class Stub:
    """Spotify, with `catalogue` as its tracks. `development` is what it gives an app in development mode since 2026."""

    def __init__(self) -> None:
        self.catalogue: list[dict[str, Any]] = []
        self.pictures: dict[str, bytes] = {}  # by the end of their address
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.playlists: dict[str, dict[str, Any]] = {}
        self.valid: set[str] = set()
        self.refresh_tokens: dict[str, str] = {}  # to its scope
        self.codes: dict[str, tuple[str, str]] = {}  # to challenge and scope
        self.expires_in = 3600
        self.development = False
        self.given = 0
        self.lock = threading.Lock()
        self.base = ""

    @property
    def addresses(self) -> Addresses:
        return Addresses(f"{self.base}/authorize", f"{self.base}/api/token", f"{self.base}/v1/")

    def lines(self, pattern: str = "") -> list[str]:
        """The lines of requests that match."""
        return [asked.line for asked in self.asked if re.search(pattern, asked.line)]

    def grant(self, scope: str = "") -> dict[str, Any]:
        """New tokens, as the token endpoint gives them."""
        self.given += 1
        access, refresh = f"access-{self.given}", f"refresh-{self.given}"
        self.valid.add(access)
        self.refresh_tokens[refresh] = scope
        told = {"access_token": access, "token_type": "Bearer", "expires_in": self.expires_in, "refresh_token": refresh}
        return {**told, "scope": scope} if scope else told

    def revoke(self) -> None:
        """What a person does on Spotify's page of apps."""
        self.valid.clear()
        self.refresh_tokens.clear()

    def consent(self, address: str) -> str:
        """The person agrees on the page at this address; where the browser is sent then."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = (asked["code_challenge"], asked.get("scope", ""))
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> Answer:
        if form.get("client_id") != CLIENT_ID:
            return 400, {"error": "invalid_client", "error_description": "Invalid client"}
        assert "client_secret" not in form
        if form["grant_type"] == "refresh_token":
            scope = self.refresh_tokens.pop(form["refresh_token"], None)
            if scope is None:
                return 400, {"error": "invalid_grant", "error_description": "Refresh token revoked"}
            return 200, self.grant(scope)
        challenge, scope = self.codes.pop(form["code"], ("", ""))
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != challenge:
            return 400, {"error": "invalid_grant", "error_description": "code_verifier was incorrect"}
        return 200, self.grant(scope)

    def answer(self, asked: Asked) -> Answer:
        if asked.line.startswith("GET /image/"):
            picture = self.pictures.get(asked.line.removeprefix("GET /image/"))
            return (200, picture) if picture is not None else _error(404, "Not found")
        bearer = asked.headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer not in self.valid:
            return _error(401, "The access token expired")
        if asked.line == "GET /v1/search":
            return self._search(asked.query)
        if asked.line == "GET /v1/tracks/":
            ids = asked.query["ids"].split(",")
            if self.development:
                return _error(403, "Forbidden")
            assert len(ids) <= 50
            return 200, {"tracks": [self._shown(self._by_id(one)) for one in ids]}
        if found := re.fullmatch(r"GET /v1/tracks/(\w+)", asked.line):
            track = self._by_id(found[1])
            return (200, self._shown(track)) if track else _error(404, "Resource not found")
        if asked.line == "GET /v1/me/":
            return 200, {"id": "anna", "display_name": "Anna B.", "type": "user", "uri": "spotify:user:anna"}
        return self._playlist(asked, bearer)

    def _playlist(self, asked: Asked, bearer: str) -> Answer:
        scope = self.refresh_tokens.get(bearer.replace("access", "refresh"), "")
        if "playlist-modify-private" not in scope:
            return _error(403, "Insufficient client scope")
        body = json.loads(asked.body)
        if asked.line == "POST /v1/me/playlists":
            made = f"playlist{len(self.playlists)}"
            self.playlists[made] = {**body, "uris": []}
            return 201, {
                "id": made,
                "name": body["name"],
                "external_urls": {"spotify": f"https://open.spotify.com/playlist/{made}"},
            }
        if found := re.fullmatch(r"POST /v1/playlists/(\w+)/items", asked.line):
            uris = body["uris"] if isinstance(body, dict) else body
            assert len(uris) <= 100
            self.playlists[found[1]]["uris"] += uris
            return 201, {"snapshot_id": "abc"}
        return _error(404, "Service not found")

    def _search(self, query: dict[str, str]) -> Answer:
        if self.development and int(query["limit"]) > 10:
            return _error(400, "Invalid limit")
        wanted = query["q"].casefold()
        if isrc := re.fullmatch(r"isrc:(\w+)", wanted):
            found = [t for t in self.catalogue if t["external_ids"].get("isrc", "").casefold() == isrc[1]]
        else:
            found = [t for t in self.catalogue if t["name"].split(" - ")[0].casefold() in wanted]
        return 200, {"tracks": {"items": [None, *map(self._shown, found)], "limit": 10, "total": len(found)}}

    def _by_id(self, spotify_id: str) -> dict[str, Any] | None:
        return next((track for track in self.catalogue if track["id"] == spotify_id), None)

    def _shown(self, track: dict[str, Any] | None) -> dict[str, Any] | None:
        if track is None or not self.development:
            return track
        return {name: value for name, value in track.items() if name not in ("popularity", "preview_url")}

    def fault_for(self, line: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and re.search(fault.on, line):
                fault.times -= 1
                return fault
        return None


def _error(status: int, message: str) -> Answer:
    return status, {"error": {"status": status, "message": message}}


class Handler(BaseHTTPRequestHandler):
    """Takes requests for a self.stub."""

    stub: Stub

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def _handle(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        target = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        asked = Asked(f"{self.command} {target.path}", query, dict(self.headers.items()), raw)
        with self.stub.lock:
            self.stub.asked.append(asked)
            fault = self.stub.fault_for(asked.line)
            if fault is not None:
                status, told = fault.status, fault.body
            elif target.path == "/api/token":
                status, told = self.stub.token({name: values[0] for name, values in parse_qs(raw.decode()).items()})
            else:
                status, told = self.stub.answer(asked)
        if fault is not None and fault.how == "drop":
            self.close_connection = True
            return
        content = told if isinstance(told, bytes) else json.dumps(told).encode()
        if fault is not None and fault.how == "garble":
            content = b"<html>Welcome</html>"
        self.send_response(status)
        for name, value in (fault.headers if fault is not None else {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        cut = fault is not None and fault.how == "cut"
        self.wfile.write(content[: len(content) // 2] if cut else content)
        self.close_connection = cut

    do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815 - the base class asks for these names


class Nearer(HTTPAdapter):
    """Takes what is asked of Spotify's picture hosts to the stub."""

    def __init__(self, stub: Stub) -> None:
        super().__init__()
        self.stub = stub

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        request.url = f"{self.stub.base}{urlsplit(request.url or '').path}"
        return super().send(request, *args, **options)


def serve_pictures(spotify: Spotify, stub: Stub) -> None:
    """Let the stub be Spotify's picture hosts."""
    for host in SPOTIFY_PICTURES:
        spotify._art._session.mount(f"https://{host}/", Nearer(stub))


@contextmanager
def spotify_stub() -> Iterator[Stub]:
    """A stub that listens on a port of its own until the end."""
    stub = Stub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("SpotifyHandler", (Handler,), {"stub": stub}))
    server.daemon_threads = False
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="spotify-stub")
    serving.start()
    stub.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        serving.join()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def visit(address: str) -> tuple[int, str]:
    """Open a page as a browser does; the status and the text."""
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
