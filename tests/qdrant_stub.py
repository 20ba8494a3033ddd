"""A Qdrant server on the loopback: the REST calls that the program makes, over the local mode, with faults to order."""

from __future__ import annotations

import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qdrant_client import models

from tests.memory_server import MemoryClient
from vectorbeats_desktop.engine.remote.errors import RemoteError
from vectorbeats_desktop.engine.remote.port import Port

Answer = tuple[int, Any]


@dataclass
class Fault:
    """What becomes of a request whose line, such as "POST /collections/x/points/batch", matches.

    `status` is answered in place of the true answer; `how` may be "drop" (the connection is closed unanswered),
    "lose" (it is done, and then as with drop), "hang" (no answer comes), "garble" (an answer that is no JSON).
    `when` is asked with the request's body.
    """

    on: str = ""
    status: int = 0
    how: str = ""
    said: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    when: Callable[[Any], bool] = lambda _body: True


@dataclass
class Asked:
    """A request as it came over the wire."""

    line: str
    headers: dict[str, str]
    body: bytes


class Stub:
    """The server. `key` and `read_key` are asked for when set."""

    def __init__(self) -> None:
        self.client = MemoryClient()
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.key = ""
        self.read_key = ""
        self.version = "1.16.3"
        self.ending = threading.Event()
        self.lock = threading.Lock()
        self.address = ""

    def sent(self) -> bytes:
        """All bytes that came: lines, headers and bodies."""
        return b"\n".join(asked.line.encode() + json.dumps(asked.headers).encode() + asked.body for asked in self.asked)

    def fault_for(self, line: str, body: Any) -> Fault | None:
        for fault in self.faults:
            if fault.times and re.search(fault.on, line) and fault.when(body):
                fault.times -= 1
                return fault
        return None

    def answer(self, line: str, body: Any) -> Answer:
        for pattern, work in ROUTES:
            if found := re.fullmatch(pattern, line):
                if "name" in found.groupdict() and not self._has(found["name"]) and work not in (_exists, _create):
                    return 404, {"status": {"error": f"Not found: Collection `{found['name']}` doesn't exist!"}}
                try:
                    return 200, {"result": work(self.client, found.groupdict(), body), "status": "ok", "time": 0.0}
                except ValueError as error:
                    return 400, {"status": {"error": str(error)}, "time": 0.0}
        return 404, {"status": {"error": f"no such route: {line}"}}

    def _has(self, name: str) -> bool:
        return self.client.collection_exists(name)


def _exists(client: MemoryClient, path: dict[str, str], _body: Any) -> Any:
    return {"exists": client.collection_exists(path["name"])}


def _info(client: MemoryClient, path: dict[str, str], _body: Any) -> Any:
    return _plain(client.get_collection(path["name"]))


def _create(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    wanted = models.CreateCollection.model_validate(body)
    return client.create_collection(path["name"], vectors_config=wanted.vectors)


def _index(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    assert body["field_name"]
    return _plain(client.create_payload_index(path["name"]))


def _vector(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    config = models.DenseVectorNameConfig.model_validate(body)
    return _plain(client.create_vector_name(path["name"], path["vector"], config))


def _batch(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    operations = models.UpdateOperations.model_validate(body).operations
    return [_plain(result) for result in client.batch_update_points(path["name"], operations)]


def _retrieve(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    wanted = models.PointRequest.model_validate(body)
    found = client.retrieve(
        path["name"],
        wanted.ids,
        with_payload=True if wanted.with_payload is None else wanted.with_payload,
        with_vectors=wanted.with_vector or False,
    )
    return [_plain(record) for record in found]


def _scroll(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    wanted = models.ScrollRequest.model_validate(body)
    points, following = client.scroll(
        path["name"],
        scroll_filter=wanted.filter,
        limit=wanted.limit or 10,
        order_by=wanted.order_by,
        offset=wanted.offset,
        with_payload=True if wanted.with_payload is None else wanted.with_payload,
        with_vectors=wanted.with_vector or False,
    )
    return {"points": [_plain(point) for point in points], "next_page_offset": following}


def _nearest(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    asked = models.QueryRequestBatch.model_validate(body).searches
    return [_plain(answer) for answer in client.query_batch_points(path["name"], asked)]


def _count(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    return {"count": client.count(path["name"], models.CountRequest.model_validate(body).filter).count}


def _delete(client: MemoryClient, path: dict[str, str], body: Any) -> Any:
    return _plain(client.delete(path["name"], models.FilterSelector.model_validate(body)))


def _plain(record: Any) -> Any:
    return record.model_dump(mode="json", exclude_none=True)


ROUTES: list[tuple[str, Callable[[MemoryClient, dict[str, str], Any], Any]]] = [
    (r"GET /collections/(?P<name>[^/]+)/exists", _exists),
    (r"GET /collections/(?P<name>[^/]+)", _info),
    (r"PUT /collections/(?P<name>[^/]+)", _create),
    (r"PUT /collections/(?P<name>[^/]+)/index", _index),
    (r"PUT /collections/(?P<name>[^/]+)/vectors/(?P<vector>[^/]+)", _vector),
    (r"POST /collections/(?P<name>[^/]+)/points/batch", _batch),
    (r"POST /collections/(?P<name>[^/]+)/points", _retrieve),
    (r"POST /collections/(?P<name>[^/]+)/points/scroll", _scroll),
    (r"POST /collections/(?P<name>[^/]+)/points/query/batch", _nearest),
    (r"POST /collections/(?P<name>[^/]+)/points/count", _count),
    (r"POST /collections/(?P<name>[^/]+)/points/delete", _delete),
]


class Handler(BaseHTTPRequestHandler):
    """Takes requests for a self.stub."""

    stub: Stub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def _handle(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        raw = self.rfile.read(length)
        line = f"{self.command} {self.path.partition('?')[0]}"
        body = json.loads(raw) if raw else None
        with self.stub.lock:
            self.stub.asked.append(Asked(line, dict(self.headers.items()), raw))
            fault = self.stub.fault_for(line, body)
            status, told = self._outcome(line, body, fault)
        if fault is not None and fault.how == "hang":
            self.stub.ending.wait(60)
        if fault is not None and fault.how in ("drop", "lose", "hang"):
            self.close_connection = True
            return
        garbled = fault is not None and fault.how == "garble"
        self._send(status, b"<html>Welcome</html>" if garbled else json.dumps(told).encode(), fault)

    def _outcome(self, line: str, body: Any, fault: Fault | None) -> Answer:
        if fault is not None and fault.how != "lose":
            return fault.status or 200, {"status": {"error": fault.said}}
        given = self.headers.get("api-key", "")
        if self.stub.key and given not in {self.stub.key, self.stub.read_key or self.stub.key}:
            return 401, {"status": {"error": "Must provide an API key or an Authorization bearer token"}}
        reads = line.startswith("GET") or line.endswith(("/points", "/scroll", "/count", "/query/batch"))
        if self.stub.key and given != self.stub.key and not reads:
            return 403, {"status": {"error": "Forbidden: Global manage access is required"}}
        if line == "GET /":
            return 200, {"title": "qdrant - vector search engine", "version": self.stub.version}
        return self.stub.answer(line, body)

    def _send(self, status: int, content: bytes, fault: Fault | None) -> None:
        self.send_response(status)
        for name, value in (fault.headers if fault is not None else {}).items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815 - the base class asks for these names


@contextmanager
def qdrant_stub(tls: ssl.SSLContext | None = None) -> Iterator[Stub]:
    """A stub that listens on a port of its own until the end."""
    stub = Stub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("StubHandler", (Handler,), {"stub": stub}))
    server.daemon_threads = False
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="qdrant-stub")
    serving.start()
    stub.address = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    try:
        yield stub
    finally:
        stub.ending.set()
        server.shutdown()
        server.server_close()
        serving.join()
        stub.client.close()


def fails_when_closed(stub: Stub, port: Port, within_s: float = 10.0) -> RemoteError | None:
    """What a call that the server does not answer fails with once another thread closes the port; None if not soon."""
    hanging, failed = Fault(how="hang"), []

    def call() -> None:
        try:
            port.version()
        except RemoteError as error:
            failed.append(error)

    stub.faults.append(hanging)
    waiting = threading.Thread(target=call, name="waits for an answer")
    waiting.start()
    deadline = time.monotonic() + within_s
    while hanging.times and time.monotonic() < deadline:
        time.sleep(0.01)
    port.close()
    waiting.join(within_s)
    soon = not waiting.is_alive()
    stub.ending.set()
    waiting.join()
    return failed[0] if soon and failed else None
