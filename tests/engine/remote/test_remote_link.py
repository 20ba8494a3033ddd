"""When the server is asked, when it is let alone, and which servers are spoken to at all."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.remote import errors
from vectorbeats_desktop.engine.remote.address import checked_address, checked_prefix
from vectorbeats_desktop.engine.remote.link import LONGEST_WAIT_S, Link, LinkState
from vectorbeats_desktop.engine.remote.port import Port
from vectorbeats_desktop.engine.task import TaskContext


class FakeServer:
    """A port that only tells its version, and fails with `problem` when there is one."""

    def __init__(self) -> None:
        self.problem: errors.RemoteError | None = None
        self.running = "1.16.3"
        self.asked = 0
        self.closed = 0

    def version(self) -> str:
        self.asked += 1
        if self.problem is not None:
            raise self.problem
        return self.running

    def close(self) -> None:
        self.closed += 1


class Watch:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def link(server: FakeServer, watch: Watch) -> Link:
    return Link(lambda: server, now=watch, chance=lambda: 1.0, sleep=watch.sleep)  # type: ignore[arg-type, return-value]


def fine(_port: Port) -> str:
    return "done"


def failing(error: errors.RemoteError) -> Callable[[Port], str]:
    def work(_port: Port) -> str:
        raise error

    return work


def test_health_is_looked_at_once_and_again_after_a_failure(link: Link, server: FakeServer, watch: Watch) -> None:
    assert link.status().state is LinkState.UNTRIED
    assert (link.call(fine), link.call(fine), server.asked) == ("done", "done", 1)
    assert link.status().version == "1.16.3"
    with pytest.raises(errors.RemoteFailing):
        link.call(failing(errors.RemoteFailing("x")))
    assert (link.status().state, server.closed) == (LinkState.WAITING, 1), "a connection that failed is not used again"
    watch.now += 2
    assert (link.call(fine), server.asked) == ("done", 2)
    assert link.status().state is LinkState.READY


def test_while_the_circuit_is_open_nobody_is_asked_and_waits_double(
    link: Link, server: FakeServer, watch: Watch
) -> None:
    server.problem = errors.RemoteUnreachable("away")
    waits = []
    for _ in range(11):
        with pytest.raises(errors.RemoteUnreachable):
            link.call(fine)
        waits.append(link.status().wait_s)
        asked = server.asked
        with pytest.raises(errors.RemoteWaiting, match="again in"):
            link.call(fine)
        assert server.asked == asked
        watch.now += waits[-1] + 0.01
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == LONGEST_WAIT_S
    server.problem = None
    assert link.call(fine) == "done"
    server.problem = errors.RemoteUnreachable("away")
    with pytest.raises(errors.RemoteUnreachable):
        link.call(failing(server.problem))
    assert link.status().wait_s == 1, "after a success it begins anew"


def test_waits_are_random_so_that_many_do_not_come_back_together(server: FakeServer, watch: Watch) -> None:
    chances = iter((0.5, 0.25))
    link = Link(lambda: server, now=watch, chance=lambda: next(chances))  # type: ignore[arg-type, return-value]
    for wait in (0.5, 0.5):
        with pytest.raises(errors.RemoteBusy):
            link.call(failing(errors.RemoteBusy("x")))
        assert link.status().wait_s == wait
        watch.now += 1


def test_what_the_server_asks_for_is_waited(link: Link, watch: Watch) -> None:
    with pytest.raises(errors.RemoteBusy):
        link.call(failing(errors.RemoteBusy("x", retry_after_s=90)))
    assert link.status().wait_s == 90
    watch.now += 89
    with pytest.raises(errors.RemoteWaiting):
        link.call(fine)
    watch.now += 2
    assert link.call(fine) == "done"


def test_what_a_person_must_mend_stops_it_until_they_say_so(link: Link, server: FakeServer, watch: Watch) -> None:
    server.problem = errors.RemoteKeyRefused("wrong key", "enter it")
    for _ in range(3):
        with pytest.raises(errors.RemoteKeyRefused):
            link.call(fine)
        watch.now += 10_000
    assert server.asked == 1
    assert link.status().state is LinkState.STOPPED
    server.problem = None
    link.retry()
    assert link.call(fine) == "done"


def test_a_record_that_is_refused_is_no_fault_of_the_link(link: Link) -> None:
    for error in (errors.RecordRefused("no"), errors.RemoteReadOnly("no"), errors.RemoteGone("no")):
        with pytest.raises(type(error)):
            link.call(failing(error))
        assert link.call(fine) == "done"


@pytest.mark.parametrize(
    ("version", "error"),
    [("1.15.9", errors.RemoteTooOld), ("0.9", errors.RemoteTooOld), ("2.0.0", errors.RemoteTooNew)],
)
def test_servers_of_other_times(link: Link, server: FakeServer, version: str, error: type[errors.RemoteError]) -> None:
    server.running = version
    with pytest.raises(error, match=version):
        link.call(fine)
    assert link.status().state is LinkState.STOPPED
    server.running = "1.99.0-dev"
    link.retry()
    assert link.call(fine) == "done"


def test_insisting_waits_for_a_short_pause_and_not_for_a_long_one(link: Link, server: FakeServer, watch: Watch) -> None:
    failures = [errors.RemoteFailing("x"), errors.RemoteBusy("x", retry_after_s=5)]

    def work(_port: Port) -> str:
        if failures:
            raise failures.pop()
        return "done"

    assert link.insist(TaskContext(), work) == "done"
    assert watch.now >= 1005
    with pytest.raises(errors.RemoteBusy):
        link.insist(TaskContext(), failing(errors.RemoteBusy("x", retry_after_s=300)))
    assert watch.now < 1100


def test_insisting_can_be_cancelled(link: Link) -> None:
    ctx = TaskContext()

    def work(_port: Port) -> str:
        ctx.cancel()
        raise errors.RemoteFailing("x")

    with pytest.raises(Cancelled):
        link.insist(ctx, work)


def test_closing_waits_for_no_call(link: Link, server: FakeServer) -> None:
    asking, answered = threading.Event(), threading.Event()

    def work(_port: Port) -> str:
        asking.set()
        assert answered.wait(30)
        return "done"

    caller = threading.Thread(target=lambda: link.call(work))
    caller.start()
    assert asking.wait(30)
    link.close()
    assert server.closed == 1
    assert link.status().state is LinkState.UNTRIED
    answered.set()
    caller.join()
    with pytest.raises(errors.RemoteWaiting, match="closed"):
        link.call(fine)


@pytest.mark.parametrize(
    "address", ["https://music.example:6333", "http://localhost:6333", "http://127.0.0.2:6333", "http://[::1]:6333/x"]
)
def test_addresses_that_may_be_used(address: str) -> None:
    assert checked_address(f" {address}/ ", allow_plain=False) == address


@pytest.mark.parametrize(
    "address", ["http://music.example:6333", "http://192.168.1.4:6333", "http://localhost.evil.example"]
)
def test_plain_http_is_for_this_computer_unless_it_is_allowed(address: str) -> None:
    with pytest.raises(errors.RemoteUntrusted, match="allow_plain"):
        checked_address(address, allow_plain=False)
    assert checked_address(address, allow_plain=True) == address


@pytest.mark.parametrize("address", ["", "music.example:6333", "ftp://music.example", "https://", "https://x:port"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(errors.RemoteNotSet, match=r"remote\.address"):
        checked_address(address, allow_plain=True)


def test_a_key_does_not_belong_into_the_address() -> None:
    with pytest.raises(errors.RemoteNotSet, match="--key"):
        checked_address("https://anna:secret@music.example", allow_plain=False)


def test_prefixes() -> None:
    assert checked_prefix("team-1_") == "team-1_"
    with pytest.raises(errors.RemoteNotSet, match="letters"):
        checked_prefix("../x")
