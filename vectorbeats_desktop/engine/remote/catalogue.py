"""The remote catalogue as the rest of the program sees it: whether it may be used, how it is, push and pull."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.library import clock
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.paths import from_home
from vectorbeats_desktop.engine.privacy import REMOTE, NetworkOff, permit
from vectorbeats_desktop.engine.remote.address import checked_address, checked_prefix
from vectorbeats_desktop.engine.remote.errors import RemoteError
from vectorbeats_desktop.engine.remote.gathering import Gathering
from vectorbeats_desktop.engine.remote.keys import Keys
from vectorbeats_desktop.engine.remote.link import Link, LinkState, LinkStatus
from vectorbeats_desktop.engine.remote.port import PUSHED, Port, RemotePoint
from vectorbeats_desktop.engine.remote.pull import CURSORS, RECONCILED, Pull, PullReport, read_to
from vectorbeats_desktop.engine.remote.push import Push, PushReport
from vectorbeats_desktop.engine.remote.records import COLLECTION
from vectorbeats_desktop.engine.remote.reuse import Reuse, ServerSource
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

AGREED, MUSIC_WAY, SYNCED = "remote.agreed", "remote.music_way", "remote.synced"  # in the catalogue's notes
QUESTION_S = 2  # that a server is waited for while a person waits for what is found there
SHOWN_NUMBERS = 4
SHOWN_LETTERS = 40


class NotAgreed(RemoteError):
    """Nobody has said yet that this may be shared with this server."""

    code = "remote_not_agreed"
    lasting = True


@dataclass(frozen=True, slots=True)
class RemoteStatus:
    """How it stands: switched on, agreed to, the link, what waits and what was refused, and when it was synced last.

    `problem` and its `code` tell why the server cannot even be asked, such as that none is set.
    """

    on: bool
    agreed: bool
    link: LinkStatus
    waiting: int
    refused: int
    synced_at: float | None  # seconds since the epoch
    problem: str = ""
    hint: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person agrees to."""

    server: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is and how it is reached."""

    address: str
    prefix: str
    authority: str
    timeout_s: int = 0  # that an answer is waited for; 0: as long as may be
    grpc_port: int = 0  # 0: it is spoken to by HTTP

    @property
    def name(self) -> str:
        """Names server and collections in the catalogue, without telling where they are."""
        return hashlib.blake2b(f"{self.address} {self.prefix}".encode(), digest_size=8).hexdigest()


class RemoteCatalogue:
    """Shares with a server and learns from it. One push or pull at a time; any thread may call."""

    def __init__(
        self,
        catalog: Catalog,
        settings: Settings,
        gathering: Gathering,
        read_anew: Callable[[Sequence[str]], object],
        *,
        keys: Keys | None = None,
        reach: Callable[[Endpoint, str], Port] | None = None,
    ) -> None:
        """`reach` gives the port to a server by endpoint and key; `read_anew` is told tracks that were put right."""
        self.catalog = catalog
        self.gathering = gathering
        self.keys = keys or Keys()
        self._settings = settings
        self._read_anew = read_anew
        self.reach = reach or _reach
        self._working = threading.Lock()
        self._linking = threading.Lock()
        self._links: dict[Endpoint, Link] = {}

    def endpoint(self) -> Endpoint:
        """The server that is set. Raises NetworkOff, RemoteNotSet, RemoteUntrusted."""
        permit(REMOTE, self._settings)
        address = checked_address(
            self._settings.text("remote.address"), allow_plain=self._settings.flag("remote.allow_plain")
        )
        prefix = checked_prefix(self._settings.text("remote.prefix"))
        by_grpc = self._settings.text("remote.protocol") == "grpc"
        port = self._settings.whole("remote.grpc_port") if by_grpc else 0
        return Endpoint(address, prefix, self._settings.text("remote.authority"), grpc_port=port)

    def link(self) -> Link:
        """The link to the server that is set. Raises as `endpoint` does."""
        return self._link(self.endpoint())

    def question_link(self) -> Link:
        """A link beside it, for what a search asks while somebody waits. Raises as `endpoint` does.

        It has a connection and a circuit of its own: a search does not wait for a sync, and one that is not answered in
        time leaves the sync alone.
        """
        return self._link(replace(self.endpoint(), timeout_s=QUESTION_S))

    def _link(self, endpoint: Endpoint) -> Link:
        with self._linking:
            if endpoint not in self._links:
                anywhere_else = [
                    each for each in self._links if replace(each, timeout_s=endpoint.timeout_s) != endpoint
                ]
                for other in anywhere_else:
                    self._links.pop(other).close()
                self._links[endpoint] = Link(lambda: self.reach(endpoint, self.keys.get(endpoint.address)))
            return self._links[endpoint]

    def status(self) -> RemoteStatus:
        """How it stands; asks nobody."""
        waiting, refused = self.catalog.count_changes(self.gathering.kinds())
        synced = self.catalog.get_meta(SYNCED)
        try:
            link, wrong = self.link().status(), ("", "", "")
        except (RemoteError, NetworkOff) as error:
            link, wrong = LinkStatus(LinkState.UNTRIED), (error.message, error.hint, error.code)
        on = self._settings.flag("network.remote")
        return RemoteStatus(on, self.is_agreed(), link, waiting, refused, synced, *wrong)

    def use_key(self, key: str) -> bool:
        """Use a key from now on. False when there is no keyring, so that it has to be told at the next start."""
        kept = self.keys.keep(self.endpoint().address, key)
        self.retry()
        return kept

    def knows_key(self) -> bool:
        """Whether there is a key for the server that is set. Raises as `endpoint` does."""
        return bool(self.keys.get(self.endpoint().address))

    def forget_key(self) -> None:
        """Use no key any more, and take it out of the keyring. Raises as `endpoint` does."""
        self.keys.forget(self.endpoint().address)
        self.link().retry()

    # What the person agrees to

    def example(self) -> list[dict[str, Any]]:
        """What would be sent of one track, with long values cut: to be shown before the first push."""
        track_id = self.catalog.some_track()
        if track_id is None:
            return []
        changes = self.catalog.changes_of(track_id, self.gathering.kinds())
        return [_shown(point) for _, point in self.gathering.points(changes) if point is not None]

    def is_agreed(self) -> bool:
        """Whether the person has said that what is chosen now may be sent to the server that is set now."""
        agreed = self.catalog.get_meta(AGREED) or {}
        if agreed.get("server") != self._server_name():
            return False
        return set(self._shared()) <= set(agreed.get("shared", ()))

    def terms(self) -> Terms:
        """What would be agreed to now: the server, without telling where it is, and what is shared with it."""
        return Terms(self._server_name(), tuple(self._shared()))

    def agree(self, terms: Terms | None = None) -> None:
        """The person's word to these terms, which were shown with an example; to those of this moment when None."""
        terms = terms or self.terms()
        self.catalog.set_meta(AGREED, {"server": terms.server, "shared": list(terms.shared)})

    def _server_name(self) -> str:
        address = self._settings.text("remote.address").strip().rstrip("/")
        return Endpoint(address, self._settings.text("remote.prefix"), "").name

    def _shared(self) -> list[str]:
        return [*self.gathering.kinds(), *(["names"] if self._settings.flag("remote.share_names") else [])]

    # What is done

    def push(self, ctx: TaskContext) -> PushReport:
        """Tell the server what is new here. Raises NotAgreed, RemoteError, NetworkOff, Cancelled, StoreUnavailable."""
        if not self.is_agreed():
            raise NotAgreed(
                "It has not been agreed yet what is shared with this server.",
                "Look at it, and agree: vectorbeats sync --push --yes",
            )
        with self._working:
            self._prepare(ctx)
            report = Push(self.catalog, self.gathering, self.link()).run(ctx)
            self._synced()
            return report

    def pull(self, ctx: TaskContext) -> PullReport:
        """Learn from the server what is new there. Raises RemoteError, NetworkOff, Cancelled, StoreUnavailable."""
        with self._working:
            self._prepare(ctx)
            report = Pull(self.catalog, self.link(), self._read_anew).run(ctx)
            self._synced()
            return report

    def results(self) -> Reuse | None:
        """What other computers found out, for the stages of analysis; None while no server can be asked."""
        try:
            return Reuse(self.catalog, ServerSource(self.link()))
        except (RemoteError, NetworkOff):
            return None

    def retry(self) -> None:
        """Try again now, whatever has failed before; for a person who asks."""
        self.link().retry()
        self.question_link().retry()

    def close(self) -> None:
        """Let go of the server."""
        with self._linking:
            self._let_go()

    def _let_go(self) -> None:
        while self._links:
            self._links.popitem()[1].close()

    def _prepare(self, ctx: TaskContext) -> None:
        """See that the collections are there, and that all is logged that this server has to be told."""
        link, vectors = self.link(), self.gathering.vectors()
        new = [link.insist(ctx, partial(_made, name=name, wanted=wanted)) for name, wanted in vectors.items()]
        newest = {name: link.insist(ctx, partial(_newest, name=name)) for name in vectors}
        with self.catalog.batch():
            if self.catalog.share_with(self.endpoint().name):
                # All that is there is read; but none of the removals there can have been of what is told from now on.
                now = clock.stamp(self.catalog.wall_ms())
                self.catalog.set_meta(CURSORS, {name: read_to(0, stamp or now) for name, stamp in newest.items()})
                self.catalog.set_meta(RECONCILED, 0.0)
            elif any(new):
                self.catalog.log_everything()
            if self.catalog.get_meta(MUSIC_WAY) != self.gathering.music_way():
                self.catalog.log_music()
                self.catalog.set_meta(MUSIC_WAY, self.gathering.music_way())

    def _synced(self) -> None:
        self.catalog.set_meta(SYNCED, time.time())


def _made(port: Port, name: str, wanted: Mapping[str, int]) -> bool:
    return port.prepare(name, wanted)


def _newest(port: Port, name: str) -> int:
    return port.newest(name)


def _reach(endpoint: Endpoint, key: str) -> Port:
    from vectorbeats_desktop.engine.remote.server import QdrantServer  # a second to import, which few starts need

    authority = from_home(Path(endpoint.authority)) if endpoint.authority else None
    return QdrantServer.reach(
        endpoint.address,
        key,
        endpoint.prefix,
        authority,
        timeout_s=endpoint.timeout_s,
        grpc_port=endpoint.grpc_port,
    )


def _shown(point: RemotePoint) -> dict[str, Any]:
    vectors = {
        name: [*(round(float(number), 4) for number in vector[:SHOWN_NUMBERS]), f"… {len(vector)} numbers"]
        for name, vector in point.vectors.items()
    }
    told = {name: _cut(value) for name, value in point.payload.items() if name != PUSHED}
    return {"collection": COLLECTION[str(point.payload["kind"])], "id": point.id, **told, **vectors}


def _cut(value: Any) -> Any:
    if isinstance(value, str) and len(value) > SHOWN_LETTERS:
        return f"{value[:SHOWN_LETTERS]}… {len(value)} letters"
    if isinstance(value, list) and len(value) > SHOWN_NUMBERS and not isinstance(value[0], str):
        return [*value[:SHOWN_NUMBERS], f"… {len(value)} numbers"]
    return value
