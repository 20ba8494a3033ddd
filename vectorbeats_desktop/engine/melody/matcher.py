"""The matcher as the program sees it: a hum in, matches out, from a process of its own.

Importing numba and compiling hold the GIL for seconds, and the melodies of a large library take tens of
megabytes, so both live in a child that ends when it has been idle.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout
from vectorbeats_desktop.engine.errors import Cancelled, ModelUnavailable
from vectorbeats_desktop.engine.melody import matcher_child
from vectorbeats_desktop.engine.melody.corpus import EXHAUSTIVE
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.melody.contour import Contour
    from vectorbeats_desktop.engine.melody.matches import HumMatches

LOAD_TIMEOUT_S = 120.0
MATCH_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 5.0
POLL_S = 0.02
HINT = "Search again; if it happens again, see the log."

logger = logging.getLogger(__name__)


class MelodyMatcher:
    """Matches hums in a child process; safe to call from any thread.

    Up to `exhaustive` tracks are compared in full with each hum.
    """

    def __init__(
        self,
        catalog: Path,
        cache: Path,
        idle_s: float,
        exhaustive: int = EXHAUSTIVE,
        *,
        key: Callable[[], bytes] = bytes,
    ) -> None:
        """`key` opens hums that are kept sealed; the child is told it over its pipe."""
        self._args = (str(catalog), str(cache), exhaustive, idle_s)
        self._key = key
        self._cache = cache
        self._calls = threading.Lock()  # held through each call: the pipe serves one at a time
        self._child: Child | None = None
        self._closed = False
        self._warming: threading.Thread | None = None

    @property
    def compiled(self) -> bool:
        """Whether the matcher's loops were compiled before, by any program with this cache."""
        return next(Path(matcher_child.compiled_in(self._cache)).rglob("*.nbi"), None) is not None

    def warm(self) -> None:
        """Begin to load and compile in the background; return at once."""
        if not self._closed and self._warming is None:
            self._warming = threading.Thread(target=self._warm, name="matcher-warm", daemon=True)
            self._warming.start()

    def search(self, contour: Contour, ctx: TaskContext) -> HumMatches:
        """Compare a hum with the library's melodies. Raises ModelUnavailable, Cancelled."""
        while not self._calls.acquire(timeout=POLL_S):
            ctx.checkpoint()
        try:
            return self._ask(contour, ctx)
        finally:
            self._calls.release()

    def begin_anew(self) -> None:
        """End the child, so that the next hum is compared with what the catalogue then holds."""
        with self._calls:
            self._drop()

    def close(self) -> None:
        """End the child, also in the middle of loading."""
        self._closed = True
        child = self._child
        if child is not None:
            child.process.kill()
        with self._calls:
            self._drop()
        if self._warming is not None:
            self._warming.join()

    def _warm(self) -> None:
        with self._calls:  # to the end: a search that waits starts a child of its own, which must not be dropped
            try:
                self._ensure_child(TaskContext())
            except (ModelUnavailable, ChildDied) as error:
                self._drop()
                if not self._closed:
                    logger.warning("the matcher did not load: %s", error)

    def _ask(self, contour: Contour, ctx: TaskContext) -> HumMatches:
        try:
            word, answer = self._answer(contour, ctx)
        except ChildDied as death:
            if death.exit_code != 0:
                raise ModelUnavailable("The melody matcher ended unexpectedly.", HINT) from death
            try:  # code 0: it ended of idleness just as this call came
                word, answer = self._answer(contour, ctx)
            except ChildDied as again:
                raise ModelUnavailable("The melody matcher ended unexpectedly.", HINT) from again
        if word != matcher_child.ANSWER:
            raise ModelUnavailable(f"The melodies could not be read: {answer}.", HINT)
        matches: HumMatches = answer
        return matches

    def _answer(self, contour: Contour, ctx: TaskContext) -> tuple[str, Any]:
        child = self._ensure_child(ctx)
        child.send(contour.to_bytes())
        try:
            answer: tuple[str, Any] = self._receive(child, MATCH_TIMEOUT_S, ctx)
        except Cancelled:
            # The child stays, with all that it has loaded; this contour's answer must not be taken for the next one's.
            child.send(matcher_child.STOP)
            self._receive(child, STOP_TIMEOUT_S, TaskContext())
            raise
        except BaseException:
            self._drop()
            raise
        return answer

    def _ensure_child(self, ctx: TaskContext) -> Child:
        if self._child is not None and self._child.alive:
            return self._child
        self._drop()
        if self._closed:
            raise ModelUnavailable("The melody matcher is closed.")
        child = self._child = Child("vectorbeats-melody", matcher_child.serve, *self._args, self._key())
        try:
            word, detail = self._receive(child, LOAD_TIMEOUT_S, ctx)
        except Cancelled:  # what it says when it has loaded would be taken for an answer
            self._drop()
            raise
        if word != matcher_child.LOADED:
            self._drop()
            raise ModelUnavailable(f"The melodies could not be read: {detail}.", HINT)
        return child

    def _receive(self, child: Child, timeout_s: float, ctx: TaskContext) -> Any:
        give_up = time.monotonic() + timeout_s
        while True:
            ctx.checkpoint()
            try:
                return child.receive(POLL_S)
            except ChildTimeout as error:
                if time.monotonic() > give_up:
                    self._drop()
                    raise ModelUnavailable("The melody matcher did not answer in time.", HINT) from error

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
