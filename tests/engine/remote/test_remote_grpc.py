"""The port over gRPC: to a loopback server that fails to order, and the same errors as over HTTP."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, cast

import grpc
import numpy as np
import pytest
from qdrant_client import QdrantClient
from qdrant_client import grpc as qdrant
from qdrant_client.grpc import points_service_pb2_grpc, qdrant_pb2_grpc

from vectorbeats_desktop.engine.remote import errors
from vectorbeats_desktop.engine.remote.catalogue import Endpoint, RemoteCatalogue
from vectorbeats_desktop.engine.remote.keys import Keys
from vectorbeats_desktop.engine.remote.link import Link, LinkState
from vectorbeats_desktop.engine.remote.port import Port, Question, RemotePoint
from vectorbeats_desktop.engine.remote.server import GRPC_PORT, QdrantServer
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id

REAL = "VECTORBEATS_TEST_QDRANT_URL"
Code = grpc.StatusCode


@dataclass
class Failing(points_service_pb2_grpc.PointsServicer, qdrant_pb2_grpc.QdrantServicer):
    """Answers a look at its health, unless it is to fail."""

    code: grpc.StatusCode | None = None
    said: str = ""
    retry_after: str = ""
    keys: list[str] = field(default_factory=list)
    port: int = 0

    def _answer(self, context: grpc.ServicerContext) -> None:
        metadata = dict(context.invocation_metadata())
        self.keys.append(str(metadata.get("api-key", "")))
        if self.retry_after:
            context.set_trailing_metadata((("retry-after", self.retry_after),))
        if self.code is not None:
            context.abort(self.code, self.said)

    def HealthCheck(self, request: object, context: grpc.ServicerContext) -> object:  # noqa: N802 - gRPC's name
        self._answer(context)
        return qdrant.HealthCheckReply(title="qdrant", version="1.16.3")

    def UpdateBatch(self, request: object, context: grpc.ServicerContext) -> object:  # noqa: N802 - gRPC's name
        self._answer(context)
        return qdrant.UpdateBatchResponse()


@pytest.fixture
def failing() -> Iterator[Failing]:
    service = Failing()
    pool = ThreadPoolExecutor(2, "grpc-stub")
    server = grpc.server(pool)
    qdrant_pb2_grpc.add_QdrantServicer_to_server(service, server)  # type: ignore[no-untyped-call]
    points_service_pb2_grpc.add_PointsServicer_to_server(service, server)  # type: ignore[no-untyped-call]
    service.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield service
    server.stop(None).wait(10)
    pool.shutdown()


@pytest.fixture
def port(failing: Failing) -> Iterator[QdrantServer]:
    reached = QdrantServer.reach("http://127.0.0.1:9", "secret", grpc_port=failing.port, timeout_s=5)
    yield reached
    reached.close()


def test_it_is_spoken_to_by_grpc_with_the_key(port: QdrantServer, failing: Failing) -> None:
    assert port.version() == "1.16.3"
    assert failing.keys == ["secret"]


@pytest.mark.parametrize(
    ("code", "said", "reading", "writing"),
    [
        (Code.UNAUTHENTICATED, "Must provide an API key", errors.RemoteKeyRefused, errors.RemoteKeyRefused),
        (Code.PERMISSION_DENIED, "Forbidden", errors.RemoteKeyRefused, errors.RemoteReadOnly),
        (Code.UNAVAILABLE, "failed to connect", errors.RemoteUnreachable, errors.RemoteUnreachable),
        (Code.UNAVAILABLE, "Ssl handshake failed: CERTIFICATE_VERIFY_FAILED", errors.RemoteUntrusted, None),
        (Code.CANCELLED, "", errors.RemoteUnreachable, errors.RemoteUnreachable),
        (Code.DEADLINE_EXCEEDED, "", errors.RemoteTimedOut, errors.RemoteTimedOut),
        (Code.RESOURCE_EXHAUSTED, "rate limit", errors.RemoteBusy, errors.RemoteBusy),
        (Code.NOT_FOUND, "Collection not found", errors.RemoteGone, errors.RemoteGone),
        (Code.INVALID_ARGUMENT, "Wrong input", errors.RecordRefused, errors.RecordRefused),
        (Code.INVALID_ARGUMENT, "Max storage size limit exceeded", errors.RemoteFull, errors.RemoteFull),
        (Code.INTERNAL, "No space left on device", errors.RemoteFull, errors.RemoteFull),
        (Code.INTERNAL, "panic", errors.RemoteFailing, errors.RemoteFailing),
        (Code.UNKNOWN, "", errors.RemoteFailing, errors.RemoteFailing),
    ],
)
def test_each_code_is_the_error_that_its_status_is(
    port: QdrantServer,
    failing: Failing,
    code: grpc.StatusCode,
    said: str,
    reading: type[errors.RemoteError],
    writing: type[errors.RemoteError] | None,
) -> None:
    failing.code, failing.said = code, said
    with pytest.raises(reading) as raised:
        port.version()
    assert raised.value.hint
    if writing is not None:
        with pytest.raises(writing):
            port.put(MUSIC, [RemotePoint(point_id("one"), {"rev": 1})])
    failing.code = None
    assert port.version() == "1.16.3"


def test_a_pause_that_is_asked_for_is_told(port: QdrantServer, failing: Failing) -> None:
    failing.code, failing.retry_after = Code.RESOURCE_EXHAUSTED, "7"
    with pytest.raises(errors.RemoteBusy) as raised:
        port.version()
    assert raised.value.retry_after_s == 7


def test_nobody_there_and_a_connection_that_was_closed() -> None:
    free = QdrantServer.reach("http://127.0.0.1:9", "", grpc_port=9, timeout_s=5)
    with pytest.raises(errors.RemoteUnreachable):
        free.version()
    free.close()
    with pytest.raises(errors.RemoteUnreachable, match="closed"):
        free.version()


def test_the_link_waits_after_a_failure_as_over_http(failing: Failing) -> None:
    endpoint = Endpoint("http://127.0.0.1:9", "", "", grpc_port=failing.port)
    link = Link(lambda: QdrantServer.reach(endpoint.address, "", grpc_port=endpoint.grpc_port))
    failing.code = Code.UNAVAILABLE
    ask: Callable[[object], None] = lambda _port: None  # noqa: E731
    with pytest.raises(errors.RemoteUnreachable):
        link.call(ask)
    assert link.status().state is LinkState.WAITING
    failing.code = Code.UNAUTHENTICATED
    link.retry()
    with pytest.raises(errors.RemoteKeyRefused):
        link.call(ask)
    assert link.status().state is LinkState.STOPPED
    link.close()


def test_the_protocol_is_chosen_by_a_setting(failing: Failing) -> None:
    settings = Settings()
    for name, value in (("network.remote", True), ("remote.address", "http://127.0.0.1:9")):
        settings.set(name, value)
    reached: list[Endpoint] = []

    def reach(endpoint: Endpoint, _key: str) -> Port:
        reached.append(endpoint)
        return QdrantServer.reach(endpoint.address, "", grpc_port=endpoint.grpc_port)

    nothing = cast(Any, None)
    remote = RemoteCatalogue(nothing, settings, nothing, lambda _ids: None, keys=Keys(variable=""), reach=reach)
    with pytest.raises(errors.RemoteUnreachable):
        remote.link().call(lambda port: port.version())
    settings.set("remote.protocol", "grpc")
    settings.set("remote.grpc_port", failing.port)
    assert remote.link().call(lambda port: port.version()) == "1.16.3"
    assert [endpoint.grpc_port for endpoint in reached] == [0, failing.port]
    remote.close()


def test_a_real_server_does_over_grpc_what_it_does_over_http() -> None:
    address = os.environ.get(REAL)
    if not address:
        pytest.skip(f"{REAL} names no server")
    key, prefix = os.environ.get("VECTORBEATS_REMOTE_KEY", ""), f"test_{uuid.uuid4().hex}_"
    listens = int(os.environ.get(f"{REAL}_GRPC_PORT", GRPC_PORT))
    server = QdrantServer.reach(address, key, prefix, grpc_port=listens)
    try:
        assert server.version()
        assert server.prepare(MUSIC, {"concepts": 2})
        assert not server.prepare(MUSIC, {"concepts": 2, "model": 3})
        east = np.array((1, 0), np.float32)
        head = {"device_id": "a", "pushed_at": 5, "group": "analysis", "deleted": False, "energy": 0.5}
        server.put(MUSIC, [RemotePoint(point_id("one"), {**head, "rev": 5, "title": "later"}, {"concepts": east})])
        server.put(MUSIC, [RemotePoint(point_id("one"), {**head, "rev": 4, "title": "older"})])
        assert server.read(MUSIC, [point_id("one")], vectors=True)[point_id("one")].payload["title"] == "later"
        assert (server.newest(MUSIC), server.count(MUSIC)) == (5, 1)
        question = Question("concepts", east, {"energy": (0.0, 1.0)})
        (found,) = server.nearest(MUSIC, [question], 3, ["title"], without="me")
        assert [point.payload for point in found] == [{"title": "later"}]
        with pytest.raises(errors.RemoteMismatch):
            server.prepare(MUSIC, {"concepts": 3})
    finally:
        server.close()
        client = QdrantClient(url=address, headers={"api-key": key} if key else {}, check_compatibility=False)
        client.delete_collection(prefix + MUSIC)
        client.close()
