"""The port to a server: in memory, over the wire to a stub, and to a real server where one is named."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from tests.memory_server import MemoryClient
from tests.qdrant_stub import Fault, Stub, fails_when_closed, qdrant_stub
from vectorbeats_desktop.engine.remote import errors
from vectorbeats_desktop.engine.remote.port import Question, RemotePoint
from vectorbeats_desktop.engine.remote.server import QdrantServer
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id

REAL = "VECTORBEATS_TEST_QDRANT_URL"
ONE, TWO = point_id("one"), point_id("two")


@pytest.fixture(params=["memory", "stub", "real"])
def server(request: pytest.FixtureRequest) -> Iterator[QdrantServer]:
    if request.param == "memory":
        port = QdrantServer(MemoryClient(), "test_")
        yield port
        port.close()
    elif request.param == "stub":
        with qdrant_stub() as stub:
            port = QdrantServer.reach(stub.address, "", "test_")
            yield port
            port.close()
    else:
        address = os.environ.get(REAL)
        if not address:
            pytest.skip(f"{REAL} names no server")
        prefix = f"test_{uuid.uuid4().hex}_"
        port = QdrantServer.reach(address, os.environ.get("VECTORBEATS_REMOTE_KEY", ""), prefix)
        yield port
        port.close()
        client = QdrantClient(url=address, check_compatibility=False)
        for name in (MUSIC, AUDIO):
            client.delete_collection(prefix + name)
        client.close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    with qdrant_stub() as running:
        yield running


@pytest.fixture
def port(stub: Stub) -> Iterator[QdrantServer]:
    reached = QdrantServer.reach(stub.address, "")
    yield reached
    reached.close()


def record(identity: str, rev: int, device: str = "a", **more: object) -> RemotePoint:
    payload = {"rev": rev, "device_id": device, "pushed_at": rev, "group": "edit", "deleted": False, **more}
    return RemotePoint(identity, payload)


def test_who_closes_it_does_not_wait_for_an_answer(stub: Stub) -> None:
    assert isinstance(fails_when_closed(stub, QdrantServer.reach(stub.address, "")), errors.RemoteUnreachable)


def test_collections_are_made_once_and_get_further_vectors(server: QdrantServer) -> None:
    assert server.prepare(MUSIC, {"concepts": 4})
    assert not server.prepare(MUSIC, {"concepts": 4, "model": 3})
    assert not server.prepare(MUSIC, {"model": 3})
    vector = np.array([0.6, 0.8, 0], np.float32)
    server.put(MUSIC, [RemotePoint(ONE, {"rev": 1}, {"model": vector}), record(TWO, 1)])
    found = server.read(MUSIC, [ONE, TWO, point_id("three")], vectors=True)
    assert set(found) == {ONE, TWO}
    np.testing.assert_allclose(found[ONE].vectors["model"], vector, atol=1e-6)
    assert found[TWO].vectors == {}
    for wrong in ({"concepts": 5}, {"model": 4}):
        with pytest.raises(errors.RemoteMismatch, match="numbers"):
            server.prepare(MUSIC, wrong)


def test_nothing_is_written_over_what_is_later(server: QdrantServer) -> None:
    server.prepare(AUDIO, {"sound": 2})
    server.put(AUDIO, [record(ONE, 5, text="first"), record(TWO, 5)])
    server.put(AUDIO, [record(ONE, 4, text="older"), record(TWO, 6, text="later")])
    found = server.read(AUDIO, [ONE, TWO])
    assert found[ONE].payload["text"] == "first"
    assert found[TWO].payload["text"] == "later"
    assert found[TWO].age < found[ONE].age, "the later one counts"
    server.put(AUDIO, [record(ONE, 5, text="again")])
    assert server.read(AUDIO, [ONE])[ONE].payload["text"] == "again"


def test_edits_and_removals_are_read_by_pages(server: QdrantServer) -> None:
    server.prepare(MUSIC, {"concepts": 4})
    assert server.newest(MUSIC) == 0
    points = [record(point_id(str(n)), n) for n in range(1, 8)]
    points += [
        record(point_id("kept"), 3, group="analysis"),
        record(point_id("gone"), 4, group="analysis", deleted=True),
    ]
    server.put(MUSIC, points)
    assert server.newest(MUSIC) == 7
    assert server.count(MUSIC) == 8
    seen: list[str] = []
    offset: str | None = None
    for _ in range(10):
        page, offset = server.page(MUSIC, 2, 7, 2, offset)
        assert len(page) <= 2
        seen += [point.id for point in page]
        if offset is None:
            break
    assert sorted(seen) == sorted([*(point_id(str(n)) for n in range(2, 7)), point_id("gone")])
    server.purge(MUSIC, 4)
    assert point_id("gone") in server.read(MUSIC, [point_id("gone")])
    server.purge(MUSIC, 5)
    assert server.read(MUSIC, [point_id("gone")]) == {}


def test_what_others_told_is_found_by_likeness_and_by_mood(server: QdrantServer) -> None:
    server.prepare(MUSIC, {"concepts": 2})
    vectors = {"near": (1, 0.1), "far": (0.1, 1), "mine": (1, 0), "gone": (1, 0.2)}
    points = [
        RemotePoint(
            point_id(name),
            {"rev": 1, "device_id": "me" if name == "mine" else "a", "deleted": name == "gone", "energy": x},
            {"concepts": np.array((x, y), np.float32)},
        )
        for name, (x, y) in vectors.items()
    ]
    server.put(MUSIC, points)
    east = np.array((1, 0), np.float32)
    questions = [
        Question("concepts", east),
        Question("concepts", east, {"energy": (0.0, 0.5)}),
        Question(ranges={"energy": (0.9, 1.0)}),
    ]
    found = server.nearest(MUSIC, questions, 5, ["energy"], without="me")
    assert [[point.id for point in points] for points in found] == [
        [point_id("near"), point_id("far")],
        [point_id("far")],
        [point_id("near")],
    ]
    assert found[0][0].payload == {"energy": 1}
    server.put(MUSIC, [record(point_id("told"), 1, group="analysis", title="Told"), record(point_id("said"), 1)])
    told = server.all_told(MUSIC, 1, ["title"], without="me")
    assert told is not None
    assert [(point.id, point.payload) for point in told] == [(point_id("told"), {"title": "Told"})]
    server.put(MUSIC, [record(point_id("more"), 1, group="analysis")])
    assert server.all_told(MUSIC, 1, ["title"], without="me") is None, "more than was wanted"


def test_a_space_that_nobody_has_shared_is_no_fault_of_the_link(port: QdrantServer) -> None:
    port.prepare(MUSIC, {"concepts": 2})
    with pytest.raises(errors.RecordRefused):
        port.nearest(MUSIC, [Question("another", np.array((1, 0), np.float32))], 5, [], without="me")


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (Fault(status=401), errors.RemoteKeyRefused, "--key"),
        (Fault(status=403), errors.RemoteKeyRefused, "--key"),
        (Fault(status=404), errors.RemoteGone, "made"),
        (Fault(status=408), errors.RemoteTimedOut, "lost"),
        (Fault(status=429), errors.RemoteBusy, "pause"),
        (Fault(status=429, headers={"Retry-After": "7"}), errors.RemoteBusy, "pause"),
        (Fault(status=429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), errors.RemoteBusy, "pause"),
        (Fault(status=500), errors.RemoteFailing, "500"),
        (Fault(status=500, said="No space left on device: WAL buffer size exceeds"), errors.RemoteFull, "room"),
        (Fault(status=400, said="Max collection vector storage size limit exceeded"), errors.RemoteFull, "room"),
        (Fault(status=503, headers={"Retry-After": "9"}), errors.RemoteFailing, "503"),
        (Fault(status=418), errors.RemoteStrange, "418"),
        (Fault(status=422), errors.RecordRefused, "take"),
        (Fault(how="drop"), errors.RemoteUnreachable, "lost"),
        (Fault(how="garble"), errors.RemoteStrange, "1.16"),
    ],
)
def test_each_fault_says_what_to_do(
    stub: Stub, port: QdrantServer, fault: Fault, error: type[errors.RemoteError], words: str
) -> None:
    stub.faults.append(fault)
    with pytest.raises(error, match=words) as raised:
        port.version()
    assert raised.value.hint
    wanted = fault.headers.get("Retry-After", "")
    assert raised.value.retry_after_s == (float(wanted) if wanted.isdigit() else 0)
    assert port.version() == "1.16.3", "it goes on when the fault has passed"


def test_a_connection_that_is_half_open_does_not_hang(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.remote.server.TIMEOUT_S", 1)
    port = QdrantServer.reach(stub.address, "")
    stub.faults.append(Fault(how="hang"))
    with pytest.raises(errors.RemoteTimedOut):
        port.version()
    stub.ending.set()
    port.close()


def test_nobody_there(stub: Stub) -> None:
    free = QdrantServer.reach("http://127.0.0.1:9", "")
    with pytest.raises(errors.RemoteUnreachable, match="reached"):
        free.version()
    free.close()


def test_a_key_that_may_only_read(stub: Stub) -> None:
    stub.key, stub.read_key = "writes", "reads"
    writer, reader = QdrantServer.reach(stub.address, "writes"), QdrantServer.reach(stub.address, "reads")
    writer.prepare(MUSIC, {"concepts": 4})
    writer.put(MUSIC, [record(ONE, 1)])
    assert set(reader.read(MUSIC, [ONE])) == {ONE}
    with pytest.raises(errors.RemoteReadOnly, match="--pull"):
        reader.put(MUSIC, [record(ONE, 2)])
    writer.close()
    reader.close()


def test_a_certificate_file_that_is_none(tmp_path: Path) -> None:
    wrong = tmp_path / "ca.pem"
    wrong.write_text("no certificate")
    with pytest.raises(errors.RemoteUntrusted, match="PEM"):
        QdrantServer.reach("https://127.0.0.1:9", "", authority=wrong)
