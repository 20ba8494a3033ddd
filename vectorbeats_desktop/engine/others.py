"""A search that also asks the remote catalogue: the library answers at once, and what others have joins later."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
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
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.service import SearchService
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.remote.catalogue import RemoteCatalogue

PATIENCE_S = 1.5  # that a search waits for the server, beside the answer that is there
KEPT = 16  # answers: a slider's move, or a new limit, asks nobody again
FRESH_S = 300.0
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
        self._asking = ThreadPoolExecutor(1, "ask-others")

    def close(self) -> None:
        """Ask nobody any more, and wait for nobody."""
        self._asking.shutdown(wait=False, cancel_futures=True)

    def warm(self) -> None:
        """Load ahead what is slow to load; asks nobody."""
        self._asking.submit(import_module, "vectorbeats_desktop.engine.remote.server")

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
        wishes, only_here = wished.wishes, not HEARD_HERE.isdisjoint(wished.kinds)
        if not wishes or self._fresh(wishes, view) is not None:
            return OthersAnswer(only_here=only_here)
        try:
            guests = self._asked(wishes, view, ctx)
        except (RemoteError, NetworkOff, NotYet) as error:
            logger.info("others were not heard", extra={"code": getattr(error, "code", "late")})
            return OthersAnswer(silent=True, only_here=only_here)
        self._known.keep(self._key(wishes, view), (time.monotonic(), guests))
        return OthersAnswer(self.search(query, ctx) if guests else None, only_here=only_here)

    def _invited(self, wishes: Sequence[Wish], view: LibraryView) -> Guests:
        return self._fresh(wishes, view) or {}

    def _fresh(self, wishes: Sequence[Wish], view: LibraryView) -> Guests | None:
        """What was answered to these wishes a moment ago; what is here by now has another view."""
        at, guests = self._known.known(self._key(wishes, view)) or (-FRESH_S, {})
        return guests if time.monotonic() - at < FRESH_S else None

    def _asked(self, wishes: Sequence[Wish], view: LibraryView, ctx: TaskContext) -> Guests:
        """Ask on the other thread. Raises RemoteError, NetworkOff, TimeoutError, Cancelled, StoreUnavailable."""
        remote = self._remote()
        for link in (remote.link(), remote.question_link()):
            _admitted(link)
        asking = Asking(remote.question_link(), self._catalog.device_id(), remote.gathering.music_version)
        unheard = TaskContext()  # ends what goes on over there once nobody waits for it any more

        def found() -> list[Found]:
            return asking.found(self._reader.questions(wishes, view), self._here, unheard)

        try:
            told = result_of(self._asking.submit(found), ctx, PATIENCE_S)
        finally:
            unheard.cancel()
        return self._reader.guests(told, view)

    def _here(self, track_ids: Sequence[str]) -> set[str]:
        return set(self._catalog.tracks_by_id(track_ids))

    def _key(self, wishes: Sequence[Wish], view: LibraryView) -> Hashable:
        server = (self._settings.text("remote.address"), self._settings.text("remote.prefix"))
        return server, tuple(wish.key for wish in wishes), view.revision


def _admitted(link: Link) -> None:
    """Return when a link may be asked at once. Raises RemoteWaiting, or what stopped it."""
    now = link.status()
    if now.state is LinkState.STOPPED and now.problem is not None:
        raise now.problem
    if now.wait_s > 0:
        raise RemoteWaiting("The server failed a moment ago.")
