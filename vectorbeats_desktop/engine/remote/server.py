"""A Qdrant server through qdrant-client, of which this is the only importer.

Over HTTP or gRPC. Every fault becomes one of our errors, the same over both; nothing is tried twice here, since that is
the link's matter.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import grpc
import httpx
import numpy as np
from qdrant_client import QdrantClient, models
from qdrant_client.common.client_exceptions import QdrantException, ResourceExhaustedResponse
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from vectorbeats_desktop.engine.remote import errors
from vectorbeats_desktop.engine.remote.port import (
    ANALYSIS,
    DEVICE,
    EDIT,
    GROUP,
    PUSHED,
    REMOVED,
    REV,
    Question,
    RemotePoint,
)
from vectorbeats_desktop.engine.store.schema import COLLECTIONS

TIMEOUT_S = 20
CONNECT_S = 8.0  # shorter, as nobody can end it before: there is no connection yet
GRPC_PORT = 6334
WORDS = 300  # characters of what a server says that are looked at

UNTRUSTED = "The server cannot prove that it is the one that was meant."
UNTRUSTED_HINT = "If it has a certificate of its own, name the authority's file in remote.authority."
BROKEN = "The server cannot be reached, or the connection broke."
_INTEGERS = (REV, PUSHED)


class _Connections:
    """Knows the sockets that a client opens, so that who waits for an answer can be let go from another thread."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []

    def watch(self, request: httpx.Request) -> None:
        """Be told of what is opened for a request."""
        request.extensions["trace"] = self._trace
        waits = request.extensions.get("timeout", {})
        request.extensions["timeout"] = {**waits, "connect": min(CONNECT_S, waits.get("connect") or CONNECT_S)}

    def end(self) -> None:
        """End all of them; a call that waits on one fails at once, which closing alone does not bring about."""
        for each in self._sockets:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(each, socket.SHUT_RDWR)  # not TLS's own, which would wait for the lock
        self._sockets = []

    def _trace(self, event: str, told: Mapping[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            opened = told["return_value"].get_extra_info("socket")
            self._sockets = [*(each for each in self._sockets if each.fileno() >= 0), opened]


class QdrantServer:
    """The port to a server. `prefix` begins the names of the collections."""

    def __init__(self, client: QdrantClient, prefix: str = "", connections: _Connections | None = None) -> None:
        self._client = client
        self._prefix = prefix
        self._connections = connections

    @classmethod
    def reach(
        cls,
        address: str,
        key: str,
        prefix: str = "",
        authority: Path | None = None,
        *,
        timeout_s: int = 0,
        grpc_port: int = 0,
    ) -> QdrantServer:
        """A server by its address; nothing is sent yet. `authority` is a file with certificates to trust.

        An answer is waited for `timeout_s`, or as long as may be when that is 0. With a `grpc_port` it is spoken to by
        gRPC, encrypted where the address begins with https.
        Raises RemoteAuthorityUnusable when that file cannot be used.
        """
        headers = {"api-key": key} if key else {}
        encrypted = address.startswith("https")
        options: dict[str, Any] = {"verify": _trusting(authority) if encrypted else _trusting_nobody()}
        connections = _Connections()
        options["event_hooks"] = {"request": [connections.watch]}
        if grpc_port:
            options["pool_size"] = 1  # a link asks one thing at a time
        if grpc_port and authority is not None and encrypted:
            options["grpc_options"] = {"root_certificates": authority.read_bytes()}
        client = QdrantClient(
            url=address,
            headers=headers,
            timeout=timeout_s or TIMEOUT_S,
            check_compatibility=False,
            prefer_grpc=bool(grpc_port),
            grpc_port=grpc_port or GRPC_PORT,
            **options,
        )
        return cls(client, prefix, connections)

    def version(self) -> str:
        """The server's version."""
        with _told():
            return str(self._client.info().version)

    def prepare(self, collection: str, vectors: Mapping[str, int]) -> bool:
        """Make a collection and what it lacks; True when it is new. Raises RemoteMismatch."""
        name = self._prefix + collection
        with _told():
            new = not self._client.collection_exists(name)
        if new:
            with _told(writing=True):
                self._create(name, vectors)
        with _told():
            info = self._client.get_collection(name)
        with _told(writing=True):
            self._complete(name, info, vectors)
            indexed = info.payload_schema or {}
            for field, kind in _indexes(collection).items():
                if field not in indexed:
                    self._client.create_payload_index(name, field, field_schema=kind, wait=True)
        return new

    def _create(self, name: str, vectors: Mapping[str, int]) -> None:
        """On disk, with 8-bit codes in memory: a million tracks then need about one gigabyte."""
        self._client.create_collection(
            name,
            vectors_config={
                vector: models.VectorParams(size=size, distance=models.Distance.COSINE, on_disk=True)
                for vector, size in vectors.items()
            },
            on_disk_payload=True,
            quantization_config=models.ScalarQuantization(
                scalar=models.ScalarQuantizationConfig(type=models.ScalarType.INT8, quantile=0.99, always_ram=True)
            ),
        )

    def _complete(self, name: str, info: models.CollectionInfo, vectors: Mapping[str, int]) -> None:
        """Add the named vectors that a collection lacks, and refuse those that are otherwise."""
        there = info.config.params.vectors
        if not isinstance(there, dict):
            raise errors.RemoteMismatch(
                f"The server's collection “{name}” was not made by VectorBeats.", "Choose another remote.prefix."
            )
        for vector, size in vectors.items():
            held = there.get(vector)
            if held is None:
                self._add_vector(name, vector, size)
            elif held.size != size or held.distance != models.Distance.COSINE:
                raise errors.RemoteMismatch(
                    f"In the server's collection “{name}”, “{vector}” has {held.size} numbers compared by "
                    f"{held.distance.value}; here it has {size}, compared by Cosine.",
                    "Choose another remote.prefix, or have that collection deleted.",
                )

    def _add_vector(self, name: str, vector: str, size: int) -> None:
        config = models.DenseVectorConfig(size=size, distance=models.Distance.COSINE)
        try:
            self._client.create_vector_name(name, vector, models.DenseVectorNameConfig(dense=config), wait=True)
        except (UnexpectedResponse, grpc.RpcError) as error:
            if _status(error) in (404, 405, 501):
                raise errors.RemoteTooOld(
                    "The server cannot take vectors of another model into a collection that it has.",
                    "Have it updated, or choose another remote.prefix.",
                ) from error
            raise

    def put(self, collection: str, points: Sequence[RemotePoint]) -> None:
        """Write points, each over none with a larger rev; return when they are applied."""
        operations = [
            models.UpsertOperation(
                upsert=models.PointsList(
                    points=[models.PointStruct(id=point.id, vector=_lists(point), payload=dict(point.payload))],
                    update_filter=models.Filter(
                        must=[models.FieldCondition(key=REV, range=models.Range(lte=point.payload[REV]))]
                    ),
                )
            )
            for point in points
        ]
        with _told(writing=True):
            self._client.batch_update_points(self._prefix + collection, operations, wait=True)

    def read(
        self, collection: str, ids: Sequence[str], *, fields: Sequence[str] | None = None, vectors: bool = False
    ) -> dict[str, RemotePoint]:
        """Those of the points that are there."""
        wanted = True if fields is None else list(fields)
        with _told():
            found = self._client.retrieve(
                self._prefix + collection, list(ids), with_payload=wanted, with_vectors=vectors
            )
        return {str(record.id): _point(record) for record in found}

    def page(
        self, collection: str, since: int, until: int, limit: int, offset: str | None
    ) -> tuple[list[RemotePoint], str | None]:
        """Edits and removals that were pushed in [since, until), by id."""
        wanted = models.Filter(
            must=[models.FieldCondition(key=PUSHED, range=models.Range(gte=since, lt=until))],
            should=[
                models.FieldCondition(key=GROUP, match=models.MatchValue(value=EDIT)),
                models.FieldCondition(key=REMOVED, match=models.MatchValue(value=True)),
            ],
        )
        with _told():
            found, following = self._client.scroll(
                self._prefix + collection, scroll_filter=wanted, limit=limit, offset=offset, with_vectors=False
            )
        return [_point(record) for record in found], None if following is None else str(following)

    def nearest(
        self, collection: str, questions: Sequence[Question], limit: int, fields: Sequence[str], *, without: str
    ) -> list[list[RemotePoint]]:
        """For each question the nearest points that others have told."""
        requests = [
            models.QueryRequest(
                query=None if asked.vector is None else np.asarray(asked.vector, np.float32).tolist(),
                using=asked.using or None,
                filter=_told_by_others(asked.ranges, without),
                limit=limit,
                with_payload=list(fields),
            )
            for asked in questions
        ]
        with _told():
            answers = self._client.query_batch_points(self._prefix + collection, requests)
        return [[RemotePoint(str(point.id), point.payload or {}) for point in answer.points] for answer in answers]

    def all_told(self, collection: str, limit: int, fields: Sequence[str], *, without: str) -> list[RemotePoint] | None:
        """What analysis found out and others have told; None where it is more than `limit`."""
        wanted = _told_by_others({}, without)
        wanted.must = [models.FieldCondition(key=GROUP, match=models.MatchValue(value=ANALYSIS))]
        with _told():
            found, following = self._client.scroll(
                self._prefix + collection,
                scroll_filter=wanted,
                limit=limit,
                with_payload=list(fields),
                with_vectors=False,
            )
        return [_point(record) for record in found] if following is None else None

    def newest(self, collection: str) -> int:
        """The largest `pushed_at` there."""
        order = models.OrderBy(key=PUSHED, direction=models.Direction.DESC)
        with _told():
            found, _ = self._client.scroll(self._prefix + collection, limit=1, order_by=order, with_payload=[PUSHED])
        newest = (found[0].payload or {}).get(PUSHED, 0) if found else 0
        return newest if isinstance(newest, int) else 0

    def count(self, collection: str) -> int:
        """How many records there are that were not removed."""
        kept = models.Filter(must_not=[models.FieldCondition(key=REMOVED, match=models.MatchValue(value=True))])
        with _told():
            return int(self._client.count(self._prefix + collection, count_filter=kept, exact=True).count)

    def purge(self, collection: str, before: int) -> None:
        """Forget removals that were pushed before."""
        old = models.Filter(
            must=[
                models.FieldCondition(key=REMOVED, match=models.MatchValue(value=True)),
                models.FieldCondition(key=PUSHED, range=models.Range(lt=before)),
            ]
        )
        with _told(writing=True):
            self._client.delete(self._prefix + collection, models.FilterSelector(filter=old), wait=True)

    def close(self) -> None:
        """Let go of connections; a call under way in another thread fails."""
        if self._connections is not None:
            self._connections.end()
        self._client.close()


def _indexes(collection: str) -> dict[str, models.PayloadSchemaType]:
    fields = COLLECTIONS[collection]
    return {
        **dict.fromkeys(_INTEGERS, models.PayloadSchemaType.INTEGER),
        **dict.fromkeys((GROUP, DEVICE, "track_id", *fields.keywords), models.PayloadSchemaType.KEYWORD),
        **dict.fromkeys(fields.floats, models.PayloadSchemaType.FLOAT),
        REMOVED: models.PayloadSchemaType.BOOL,
    }


def _told_by_others(ranges: Mapping[str, tuple[float, float]], own: str) -> models.Filter:
    return models.Filter(
        must=[
            models.FieldCondition(key=field, range=models.Range(gte=low, lte=high))
            for field, (low, high) in ranges.items()
        ],
        must_not=[
            models.FieldCondition(key=DEVICE, match=models.MatchValue(value=own)),
            models.FieldCondition(key=REMOVED, match=models.MatchValue(value=True)),
        ],
    )


def _lists(point: RemotePoint) -> dict[str, Any]:
    return {name: np.asarray(vector, np.float32).tolist() for name, vector in point.vectors.items()}


def _point(record: models.Record) -> RemotePoint:
    vectors = record.vector if isinstance(record.vector, dict) else {}
    named = {name: np.asarray(vector, np.float32) for name, vector in vectors.items() if isinstance(vector, list)}
    return RemotePoint(str(record.id), record.payload or {}, named)


def _trusting_nobody() -> ssl.SSLContext:
    """For an address without encryption: reading all the system's authorities takes longer than asking a server."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _trusting(authority: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if authority is not None:
        try:
            context.load_verify_locations(cafile=authority)
        except OSError as error:  # SSLError is one
            raise errors.RemoteAuthorityUnusable(
                "The file of certificates to trust cannot be used.", "See the setting remote.authority: a PEM file."
            ) from error
    return context


@contextmanager
def _told(*, writing: bool = False) -> Iterator[None]:
    try:
        yield
    except UnexpectedResponse as error:
        said = bytes(error.content or b"")[:WORDS].decode("utf-8", "replace")
        pause = _seconds(error.headers.get("retry-after", "") if error.headers is not None else "")
        raise errors.of_status(error.status_code or 0, said, pause, writing=writing) from error
    except grpc.RpcError as error:
        raise _of_grpc(error, writing=writing) from error
    except ResourceExhaustedResponse as error:
        raise errors.of_status(429, "", float(error.retry_after_s), writing=writing) from error
    except QdrantException as error:  # a 429 whose Retry-After is a date
        raise errors.of_status(429, "", 0.0, writing=writing) from error
    except (ResponseHandlingException, json.JSONDecodeError) as error:
        raise _of_transport(getattr(error, "source", error)) from error
    except ValueError as error:
        if "closed channel" not in str(error):
            raise
        raise errors.RemoteUnreachable("The connection was closed.", errors.NOTHING_LOST) from error


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0


def _status(error: Exception) -> int:
    """The HTTP status that says the same; 0 for what has none."""
    if isinstance(error, UnexpectedResponse):
        return error.status_code or 0
    return _STATUS_OF_GRPC.get(error.code(), 500) if isinstance(error, grpc.Call) else 0


def _of_grpc(error: grpc.RpcError, *, writing: bool) -> errors.RemoteError:
    """One of our errors, from what the server or the channel says."""
    code = error.code() if isinstance(error, grpc.Call) else None
    said = str(error.details() or "")[:WORDS] if isinstance(error, grpc.Call) else ""
    if code is grpc.StatusCode.UNAVAILABLE and any(sign in said.upper() for sign in ("CERTIFICATE", "SSL", "TLS")):
        return errors.RemoteUntrusted(UNTRUSTED, UNTRUSTED_HINT)
    if code is None or code in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED):
        return errors.RemoteUnreachable(BROKEN, errors.NOTHING_LOST)
    return errors.of_status(_status(error), said, 0.0, writing=writing)


_STATUS_OF_GRPC = {
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.FAILED_PRECONDITION: 400,
    grpc.StatusCode.OUT_OF_RANGE: 400,
    grpc.StatusCode.ABORTED: 503,
    grpc.StatusCode.UNIMPLEMENTED: 501,
}
"""What has no line is a fault of the server's own."""


def _of_transport(source: Exception) -> errors.RemoteError:
    if isinstance(source, httpx.ConnectTimeout):
        return errors.RemoteUnreachable("The server cannot be reached.", errors.NOTHING_LOST)
    if isinstance(source, httpx.TimeoutException):
        return errors.RemoteTimedOut("The server did not answer in time.", errors.NOTHING_LOST)
    if isinstance(source, httpx.ConnectError) and "CERTIFICATE" in str(source).upper():
        return errors.RemoteUntrusted(UNTRUSTED, UNTRUSTED_HINT)
    if isinstance(source, httpx.TransportError):
        return errors.RemoteUnreachable(BROKEN, errors.NOTHING_LOST)
    return errors.RemoteStrange(
        "What answers at this address is not understood.", "Is it a Qdrant server, and does it run 1.16 or later?"
    )
