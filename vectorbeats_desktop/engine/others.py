"""A search that also asks the remote catalogue: the library answers at once, and what others have joins later."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextvars import copy_context
from importlib import import_module
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.privacy import NetworkOff
from vectorbeats_desktop.engine.records import Kind, OthersAnswer, Query, SearchResult
from vectorbeats_desktop.engine.remote.asking import Asking, Found
from vectorbeats_desktop.engine.remote.errors import RemoteError, RemoteWaiting
from vectorbeats_desktop.engine.remote.guest_reader import GuestReader
from vectorbeats_desktop.engine.remote.link import Link, LinkState
from vectorbeats_desktop.engine.search.hosting import Guests
from vectorbeats_desktop.engine.search.library_view import LibraryView, LibraryViews
from vectorbeats_desktop.engine.search.names import NameIndex
from vectorbeats_desktop.engine.search.naming import matched
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.service import SearchService
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.search.wishes import Wished
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.remote.catalogue import RemoteCatalogue

PATIENCE_S = 1.5  # that a search waits for the server, beside the answer that is there
SERVER = "vectorbeats_desktop.engine.remote.server"  # a second to import, which few starts need
KEPT = 16  # answers: a slider's move, or a new limit, asks nobody again
FRESH_S = 300.0
HALF_FRESH_S = 10.0  # of an answer without the names, which were not there in time
MOST_NAMED = 50  # tracks that words name
HEARD_HERE = {Kind.HUM, Kind.RECOGNISE}  # to compare them, all melodies and fingerprints of others would be needed here

logger = logging.getLogger(__name__)


class Others:
    """Asks what others have, when that is switched on and agreed to. Safe to use from several threads.

    A server that is slow or away costs nothing but its own tracks: it is asked on a thread of its own, waited for
    PATIENCE_S, and let alone while a link to it waits after a failure.
    """

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog,
        views: LibraryViews,
        searching: SearchService,
        reader: GuestReader,
        remote: Callable[[], RemoteCatalogue],
    ) -> None:
        self._settings = settings
        self._catalog = catalog
        self._views = views
        self._searching = searching
        self._reader = reader
        self._remote = remote
        self._known: Recent[tuple[float, Guests]] = Recent(KEPT)
        self._names: Recent[tuple[float, NameIndex | None]] = Recent(1)
        self._asking = ThreadPoolExecutor(1, "ask-others")

    def close(self) -> None:
        """Ask nobody any more, and wait for nobody."""
        self._asking.shutdown(wait=False, cancel_futures=True)

    def warm(self) -> None:
        """Load ahead what is slow to load; asks nobody."""
        self._asking.submit(import_module, SERVER)

    def search(self, query: Query, ctx: TaskContext) -> SearchResult:
        """As SearchService.search, with those of others' tracks that are known already. Asks nobody."""
        return self._searching.search(query, ctx, invited=self._invited)

    def ask(self, query: Query, ctx: TaskContext) -> OthersAnswer:
        """Ask what others have for a query that was answered. Raises what SearchService.search does.

        A server that fails, or does not answer in time, is no error of the search.
        """
        if not self._remote().is_agreed():
            return OthersAnswer()
        view = self._views.current()
        wished = self._searching.wished(query, ctx)
        only_here = not HEARD_HERE.isdisjoint(wished.kinds)
        if not wished or self._fresh(wished, view) is not None:
            return OthersAnswer(only_here=only_here)
        try:
            guests, whole = self._asked(wished, view, ctx)
        except (RemoteError, NetworkOff, NotYet) as error:
            logger.info("others were not heard", extra={"code": getattr(error, "code", "late")})
            return OthersAnswer(silent=True, only_here=only_here)
        stale = 0.0 if whole else FRESH_S - HALF_FRESH_S
        self._known.keep(self._key(wished, view), (time.monotonic() - stale, guests))
        return OthersAnswer(self.search(query, ctx) if guests else None, only_here=only_here)

    def _invited(self, wished: Wished, view: LibraryView) -> Guests:
        return self._fresh(wished, view) or {}

    def _fresh(self, wished: Wished, view: LibraryView) -> Guests | None:
        """What was answered to these wishes a moment ago; what is here by now has another view."""
        at, guests = self._known.known(self._key(wished, view)) or (-FRESH_S, {})
        return guests if time.monotonic() - at < FRESH_S else None

    def _asked(self, wished: Wished, view: LibraryView, ctx: TaskContext) -> tuple[Guests, bool]:
        """Ask on the other thread; the guests, and whether those are all that could be found.

        Names come second: when they fail, or take too long, what was found by likeness counts all the same.
        Raises RemoteError, NetworkOff, TimeoutError, Cancelled, StoreUnavailable.
        """
        remote = self._remote()
        for link in (remote.link(), remote.question_link()):
            _admitted(link)
        asking = Asking(remote.question_link(), self._catalog.device_id(), remote.gathering.music_version)
        import_module(SERVER)  # what is slow here is not the server's fault
        until = time.monotonic() + PATIENCE_S
        unheard = TaskContext()  # ends what goes on over there once nobody waits for it any more

        def by_likeness() -> list[Found]:
            return asking.found(self._reader.questions(wished.wishes, view), (), self._here, unheard)

        def by_name() -> list[Found]:
            named = self._named(asking, wished.words)
            return asking.found({}, named, self._here, unheard) if named else []

        found: dict[str, Found] = {}
        whole = True
        try:
            if wished.wishes:
                told = result_of(self._asking.submit(copy_context().run, by_likeness), ctx, until - time.monotonic())
                found.update({each.track_id: each for each in told})
            if wished.words:
                told = result_of(self._asking.submit(copy_context().run, by_name), ctx, until - time.monotonic())
                found.update({each.track_id: each for each in told})
        except (RemoteError, NotYet):
            if not found:
                raise
            whole = False
        finally:
            unheard.cancel()
        return self._reader.guests(list(found.values()), view), whole

    def _named(self, asking: Asking, words: Sequence[str]) -> list[str]:
        """Those of others' tracks that words name, best first: compared here, as the words go nowhere.

        The list of names is read once in a while; when it takes too long, it is there for the next search.
        """
        index = self._names_index(asking)
        matches = [match for text in words for match in matched(index, text).items()] if index is not None else []
        return [track_id for track_id, match in sorted(matches, key=lambda each: -each[1].score)][:MOST_NAMED]

    def _names_index(self, asking: Asking) -> NameIndex | None:
        server = self._server()
        known = self._names.known(server)
        if known is None or time.monotonic() - known[0] > FRESH_S:
            rows = asking.names(TaskContext())
            known = self._names.keep(server, (time.monotonic(), NameIndex(rows) if rows else None))
        return known[1]

    def _here(self, track_ids: Sequence[str]) -> set[str]:
        return set(self._catalog.tracks_by_id(track_ids))

    def _server(self) -> Hashable:
        return self._settings.text("remote.address"), self._settings.text("remote.prefix")

    def _key(self, wished: Wished, view: LibraryView) -> Hashable:
        return self._server(), wished.key, view.revision


def _admitted(link: Link) -> None:
    """Return when a link may be asked at once. Raises RemoteWaiting, or what stopped it."""
    now = link.status()
    if now.state is LinkState.STOPPED and now.problem is not None:
        raise now.problem
    if now.wait_s > 0:
        raise RemoteWaiting("The server failed a moment ago.")
