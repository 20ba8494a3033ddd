"""A hub of models on this computer, which can behave as badly as real ones do."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "c0ffee" + "0" * 34
LARGE = 10_000  # bytes from which on a file is stated by its SHA-256
BLOCK = 16_384


class FakeHub(ThreadingHTTPServer):
    """Serves one repository. The fields below say how it misbehaves."""

    daemon_threads = True

    def __init__(self, source: str, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.source = source
        self.files = dict(files)
        self.stated = {name: _stated(name, content) for name, content in files.items()}
        self.asked: list[tuple[str, str]] = []  # path, and its Range
        self.break_after: list[int] = []  # bytes of the next large answers, after which the connection breaks
        self.after_break: dict[str, bytes] = {}  # what the files are from then on
        self.answers: list[int] = []  # status codes of the next large answers
        self.ranges = True
        self.delay_s = 0.0  # before each block
        self.gate = threading.Event()
        self.gate.set()  # cleared, it holds back large files

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def downloads(self) -> list[str]:
        """The ranges that were asked of large files, in order; "" for whole ones."""
        return [ranged for path, ranged in self.asked if len(self.files.get(path.rsplit("/", 1)[-1], b"")) > LARGE]


@contextmanager
def fake_hub(source: str, files: dict[str, bytes]) -> Iterator[FakeHub]:
    with FakeHub(source, files) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="fake-hub")
        thread.start()
        try:
            yield server
        finally:
            server.gate.set()
            server.shutdown()
            thread.join()


def _stated(name: str, content: bytes) -> dict[str, Any]:
    git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    entry: dict[str, Any] = {"type": "file", "path": name, "size": len(content), "oid": git}
    if len(content) > LARGE:
        entry["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(content)}
    return entry


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeHub

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        ranged = self.headers.get("Range", "")
        self.server.asked.append((self.path, ranged))
        source = re.escape(self.server.source)
        if re.fullmatch(f"/api/models/{source}/revision/(main|{COMMIT})", self.path):
            self._json({"sha": COMMIT})
        elif self.path == f"/api/models/{self.server.source}/tree/{COMMIT}":
            self._json(list(self.server.stated.values()))
        elif (found := re.fullmatch(f"/{source}/resolve/{COMMIT}/(.+)", self.path)) and found[1] in self.server.files:
            self._file(self.server.files[found[1]], ranged)
        else:
            self.send_error(404)

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _file(self, content: bytes, ranged: str) -> None:
        large = len(content) > LARGE
        if large and self.server.answers:
            self.send_error(self.server.answers.pop(0))
            return
        tag = f'"{hashlib.md5(content).hexdigest()}"'
        start = 0
        same = self.headers.get("If-Range", tag) == tag
        if ranged and self.server.ranges and same:
            start = int(ranged.removeprefix("bytes=").rstrip("-"))
        if start and start >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self._body(content[start:], self.server.break_after.pop(0) if large and self.server.break_after else None)

    def _body(self, content: bytes, breaks: int | None) -> None:
        if len(content) > LARGE:
            self.server.gate.wait(30)
        for place in range(0, len(content) if breaks is None else breaks, BLOCK):
            time.sleep(self.server.delay_s)
            try:
                self.wfile.write(content[place : place + BLOCK])
            except OSError:
                return  # the other side has gone
        if breaks is not None:
            self.server.files.update(self.server.after_break)
            self.close_connection = True
            self.connection.close()
