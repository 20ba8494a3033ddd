"""The life of the store's process: opened in the background, ended when idle, restarted when it dies, closed."""

from __future__ import annotations

import logging
import shutil
import signal
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout
from vectorbeats_desktop.engine.errors import StoreUnavailable
from vectorbeats_desktop.engine.store import process
from vectorbeats_desktop.engine.store.protocol import LOCKED, Answer

OPEN_TIMEOUT_S = 60.0
CALL_TIMEOUT_S = 120.0
REPAIR_HINT = (
    "Try again; if it happens again, have it repaired: on the page Diagnostics, or with “vectorbeats doctor --repair”."
)
SPACE_HINT = "Free some space on the disk of the data folder and go on: nothing that was done is lost."
LEAST_FREE = 4_000_000  # bytes
DISK_FULL = ("(os error 28)", "(os error 112)")  # Linux and macOS, Windows
NO_DAMAGE = (*DISK_FULL, *(f"(os error {number})" for number in (1, 5, 12, 13, 23, 24, 30)))
"""What the system, and not the store's files, is to blame for: rights, a failing drive, memory, too many open files."""
DAMAGE_CODES = {1, *(-getattr(signal, name, 1) for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL"))}
"""How the process ends over files that are damaged: Edge panics, or reads past the end of a mapped file."""
SET_ASIDE = ".broken-"

log = logging.getLogger(__name__)


class StoreBusy(StoreUnavailable):
    """Another process holds the store's files."""

    code = "store_busy"


class StoreDamaged(StoreUnavailable):
    """The store's files cannot be read. All that is in them can be made again."""

    code = "store_damaged"


class StoreConnection:
    """Calls to the store's process, one at a time. Any thread may call.

    A store that does not open because its files are damaged is set aside, and an empty one begun. `losses` counts how
    often that happened, or one that was open before had been deleted.
    """

    def __init__(self, folder: Path, spaces: Mapping[str, Mapping[str, int]], idle_s: float) -> None:
        self.folder = folder
        self._idle_s = idle_s
        self._spaces = {name: dict(vectors) for name, vectors in spaces.items()}
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._opener: threading.Thread | None = None
        self._closed = False
        self._opened = False
        self.losses = 0

    def declare(self, collection: str, name: str, size: int) -> None:
        """Let each process that is started from now on know a further vector."""
        with self._lock:
            self._spaces[collection][name] = size

    def undeclare(self, collection: str, name: str) -> None:
        """Let no process that is started from now on know a vector."""
        with self._lock:
            self._spaces[collection].pop(name, None)

    def start(self) -> None:
        """Open the store in the background and return at once; the first call waits for it."""
        opening = self._opener is not None and self._opener.is_alive()
        if not opening and self.pid is None and not self._closed:
            self._opener = threading.Thread(target=self._open_early, name="store-opener", daemon=True)
            self._opener.start()

    def _open_early(self) -> None:
        try:
            with self._lock:
                if not self._closed:
                    self._ensure_open()
        except StoreUnavailable as error:
            log.warning("store does not open: %s", error)  # whoever calls first tries again, and is told

    def call(self, operation: str, *, timeout_s: float = CALL_TIMEOUT_S, **arguments: Any) -> Any:
        """Ask for an operation and return its answer. Raises StoreUnavailable.

        When the process dies in the call, the call is repeated once in a new one: every
        operation may be done twice with the same outcome, and what was acknowledged before is
        in the write-ahead log. Nobody else's call comes in between.
        """
        with self._lock:
            try:
                answer = self._ask(operation, arguments, timeout_s)
            except ChildDied as error:
                if error.exit_code:  # 0: it ended of idleness just as this call came
                    log.warning("store ended in “%s” (code %s); it is started again", operation, error.exit_code)
                answer = self._ask_again(operation, arguments, timeout_s)
        if answer.error:
            log.error("store: %s failed: %s", operation, answer.details)
            raise self._trouble(f"The vector store could not do “{operation}”", answer.error)
        return answer.value

    def set_aside(self) -> Path | None:
        """End the process and keep the store's files under another name, which is returned; the next call begins anew.

        Only the last that was set aside is kept: all of it can be made again. Raises OSError.
        """
        with self._lock:
            self.stop()
            for older in self.folder.parent.glob(f"{self.folder.name}{SET_ASIDE}*"):
                shutil.rmtree(older, ignore_errors=True)
            if not self.folder.exists():
                return None
            kept = self.folder.with_name(f"{self.folder.name}{SET_ASIDE}{time.strftime('%Y%m%d-%H%M%S')}")
            return self.folder.rename(kept)

    def _ask_again(self, operation: str, arguments: dict[str, Any], timeout_s: float) -> Answer:
        try:
            return self._ask(operation, arguments, timeout_s)
        except ChildDied as error:
            what = "The vector store's process ended twice"
            raise self._trouble(what, f"code {error.exit_code}.", error.exit_code) from error

    def _ask(self, operation: str, arguments: dict[str, Any], timeout_s: float) -> Answer:
        child = self._ensure_open()
        try:
            answer: Answer = child.request((operation, arguments), timeout_s)
        except ChildDied:
            self._drop()
            raise
        except ChildTimeout as error:
            self._drop()
            raise StoreUnavailable("The vector store did not answer in time.", REPAIR_HINT) from error
        return answer

    def _ensure_open(self) -> Child:
        if self._closed:
            raise StoreUnavailable("The vector store is closed.")
        if self._child is not None and self._child.alive and not self._is_deleted():
            return self._child
        self._drop()
        try:
            child, made = self._start()
        except StoreDamaged as error:
            child, made = self._begin_anew(error)
        if made and self._opened:
            log.warning("the store was gone, and is begun anew: %s", ", ".join(made))
            self.losses += 1
        self._child, self._opened = child, True
        return child

    def _is_deleted(self) -> bool:
        """Whether files are gone that the process holds open: what it writes would be lost. A drive may come back."""
        return self.folder.parent.exists() and not all((self.folder / name).exists() for name in self._spaces)

    def _start(self) -> tuple[Child, list[str]]:
        """An open store's process, and the collections that were not there. One that is killed is started once more."""
        try:
            return self._start_once()
        except ChildDied:
            pass
        try:
            return self._start_once()
        except ChildDied as error:
            what = "The vector store's process does not start"
            raise self._trouble(what, f"{error}.", error.exit_code) from error

    def _start_once(self) -> tuple[Child, list[str]]:
        child = Child("vectorbeats-store", process.main, str(self.folder), self._spaces, self._idle_s)
        try:
            opened: Answer = child.receive(OPEN_TIMEOUT_S)
        except ChildDied:
            child.kill()
            raise
        except ChildTimeout as error:
            child.kill()
            raise self._trouble("The vector store's process does not start", f"{error}.", 0) from error
        if opened.error:
            child.close()
            log.error("store does not open: %s", opened.details)
            if LOCKED in opened.error:
                raise StoreBusy("Another program holds the vector store.", "Close it and try again.")
            raise self._trouble("The vector store does not open", opened.error)
        return child, list(opened.value or ())

    def _begin_anew(self, error: StoreDamaged) -> tuple[Child, list[str]]:
        """Set a store aside that does not open; put it back when an empty one does not open either."""
        log.error("the store is damaged, and is set aside: %s", error)
        try:
            kept = self.set_aside()
        except OSError as refused:
            raise error from refused
        try:
            started = self._start()
        except StoreUnavailable:
            shutil.rmtree(self.folder, ignore_errors=True)
            if kept is not None:
                kept.rename(self.folder)
            raise
        self._opened = True
        return started

    def _trouble(self, what: str, reason: str, code: int | None = None) -> StoreUnavailable:
        """The error to raise. A write to mapped memory on a full disk ends the process without a word.

        `code` is how the process ended, where it did.
        """
        if any(sign in reason for sign in DISK_FULL) or self._is_disk_full():
            return StoreUnavailable(f"{what}: the disk is full.", SPACE_HINT)
        if any(sign in reason for sign in NO_DAMAGE) or (code is not None and code not in DAMAGE_CODES):
            return StoreUnavailable(f"{what}: {reason}", REPAIR_HINT)
        return StoreDamaged(f"{what}: {reason}", REPAIR_HINT)

    def _is_disk_full(self) -> bool:
        try:
            return shutil.disk_usage(self.folder.parent).free < LEAST_FREE
        except OSError:
            return False

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None

    def stop(self) -> None:
        """End the process after what it holds is on disk; the next call starts another."""
        with self._lock:
            if self._child is None:
                return
            try:
                self._child.request(("flush", {}), CALL_TIMEOUT_S)
            except (ChildDied, ChildTimeout) as error:
                log.warning("store ended before its last flush: %s", error)
            self._child.close()
            self._child = None

    def close(self) -> None:
        """End the process for good. Later calls raise StoreUnavailable."""
        with self._lock:
            self._closed = True
            self.stop()
        if self._opener is not None:
            self._opener.join()

    @property
    def pid(self) -> int | None:
        """The process that holds the store now, or None."""
        child = self._child
        return child.pid if child is not None and child.alive else None
