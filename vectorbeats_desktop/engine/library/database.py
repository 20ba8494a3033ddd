"""The catalogue's file: connections, transactions, and what is told when the disk fails."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.errors import CatalogDamaged, DataFolderBroken
from vectorbeats_desktop.engine.library.schema import check_sqlite, checked_version, is_current, migrate
from vectorbeats_desktop.engine.seal import Seal

BUSY_TIMEOUT_S = 10.0
CACHE_KIB = 4_096  # of each connection; what the system keeps of the file is as quick and counts once
IDLE_CONNECTIONS = 4
LEAST_FREE = 64 * 1024  # bytes; the index of the log grows by half as much at once
COPIED_PAGES = 256  # at once, of four kilobytes each

# The primary result codes that the disk, and not our SQL, is to blame for.
_DISK_CODES = {
    sqlite3.SQLITE_FULL: "The disk is full.",
    sqlite3.SQLITE_IOERR: "The disk could not be read or written.",
    sqlite3.SQLITE_READONLY: "The library's catalogue may not be written.",
    sqlite3.SQLITE_CANTOPEN: "The library's catalogue cannot be opened.",
    sqlite3.SQLITE_CORRUPT: "The library's catalogue is damaged.",
    sqlite3.SQLITE_NOTADB: "The library's catalogue is damaged: it is no database.",
    sqlite3.SQLITE_PERM: "The library's catalogue may not be opened.",
    sqlite3.SQLITE_BUSY: "Another program keeps the library's catalogue busy.",
}

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the disk does to SQLite into DataFolderBroken; a mistake in our SQL stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)) & 0xFF
        if code == sqlite3.SQLITE_IOERR and _is_full(path):
            code = sqlite3.SQLITE_FULL
        reason = _DISK_CODES.get(code)
        if reason is None:
            raise
        kind = CatalogDamaged if code in DAMAGED else DataFolderBroken
        raise kind(f"{reason} ({path})", _hint(code)) from error


def _is_full(path: Path) -> bool:
    """SQLite says of a full disk that it cannot be written, when it is the index of the log that finds no room."""
    try:
        return shutil.disk_usage(path.parent).free < LEAST_FREE
    except OSError:
        return False


def _hint(code: int) -> str:
    if code == sqlite3.SQLITE_FULL:
        return "Free some space on it and go on: nothing that was done is lost."
    if code in DAMAGED:
        return "See which copies of it there are, with “vectorbeats backup list”: your music is untouched."
    return "Check that the disk is there, and that the file may be read and written."


class Database:
    """One SQLite file in WAL mode, used from any thread. What tells of a person goes through `seal`.

    Reads take a connection from a small pool, so that they never wait for a write; writes go
    one after another through one connection. Connections are pooled rather than kept per
    thread because jobs run in short-lived threads, each of which would leave one behind.

    Durability: WAL with synchronous=FULL, so a commit is on the disk when it returns. What is
    reported done survives a kill -9 and a power cut. Writes come in batches (`batch`), so the
    price is one fsync for many tracks.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seal = Seal()
        self._writing = threading.RLock()
        self._pool = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._depth = 0
        self._writer_thread: int | None = None
        self._revision = 0
        self._visible = False
        check_sqlite()
        with disk_errors(path):
            self._writer = self._connect()
            try:
                checked_version(self._writer)  # a newer program's file is left as it is
                self._writer.execute("PRAGMA journal_mode = WAL")
                self._writer.execute("PRAGMA synchronous = FULL")
                _watch_rows(self._writer)
                migrate(self._writer)
            except BaseException:
                self._writer.close()
                raise

    def close(self) -> None:
        """Close every connection; a read that is still running closes its own when it ends."""
        with self._writing, self._pool:
            self._closed = True
            idle, self._idle = self._idle, []
            for connection in idle:
                connection.close()
            self._writer.close()

    def revision(self) -> int:
        """A number that rises with each change that a search may see; it starts anew with the program."""
        return self._revision

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make all writes of this thread inside one transaction: they become visible together, or not at all.

        Other writers wait, so do no slow work in it.
        """
        with self.write(visible=False):
            yield

    def get_meta(self, key: str, default: Any = None) -> Any:
        """The JSON value kept under `key`, or `default`."""
        with self.read() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set_meta(self, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""
        with self.write(visible=False) as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from; inside a batch of this thread it sees what the batch has written."""
        if self._writer_thread == threading.get_ident():
            yield self._writer
            return
        with disk_errors(self.path):
            connection = self._borrow()
            try:
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def write(self, *, visible: bool) -> Iterator[sqlite3.Connection]:
        """The writing connection inside a transaction. `visible` says that a search may see the change."""
        with disk_errors(self.path), self._writing:
            self._visible |= visible
            if self._depth:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            self._depth, self._writer_thread = 1, threading.get_ident()
            try:
                yield self._writer
                self._writer.execute("COMMIT")
                self._revision += self._visible
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._depth, self._writer_thread, self._visible = 0, None, False

    @contextmanager
    def erase(self) -> Iterator[sqlite3.Connection]:
        """As `write`, for what a person wants forgotten: what is deleted is overwritten in the files as well.

        Not inside of a batch.
        """
        with disk_errors(self.path), self._writing:
            self._writer.execute("PRAGMA secure_delete = ON")
            try:
                with self.write(visible=False) as connection:
                    yield connection
            finally:
                self._writer.execute("PRAGMA secure_delete = OFF")
            # The log beside the catalogue holds the pages as they were.
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def tidy(self) -> None:
        """Write the file anew, without what was deleted in it; not inside of a batch."""
        with disk_errors(self.path), self._writing:
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, target: Path, between: Callable[[], object]) -> None:
        """Copy the whole catalogue, as it is at this moment, into a new file, while others read and write.

        `between` is called after each megabyte and may raise, which ends it. Raises DataFolderBroken.
        """
        with disk_errors(target), self.read() as source, closing(sqlite3.connect(target)) as made:
            source.execute("BEGIN")
            try:
                source.execute("SELECT 1 FROM meta").fetchone()  # what is written from now on does not begin it anew
                source.backup(made, pages=COPIED_PAGES, progress=lambda *_: between(), sleep=0.0)
            finally:
                source.execute("ROLLBACK")
            made.execute("PRAGMA journal_mode = DELETE")  # one file, that can be opened where nothing may be written

    def become(self, source: Path) -> None:
        """Hold what a copy holds, in place of all that is here. Raises DataFolderBroken, also for a newer program's.

        A copy of an older format is brought up in a file of its own: when that fails, all that is here stays.
        """
        part = self.path.with_name(f"{self.path.name}.part")
        with disk_errors(source), self._writing, closing(open_copy(source)) as copied:
            if is_current(copied):
                copied.backup(self._writer)
            else:
                part.unlink(missing_ok=True)
                try:
                    with closing(sqlite3.connect(part, isolation_level=None)) as current:
                        current.execute("PRAGMA journal_mode = MEMORY")  # it is thrown away when anything fails
                        current.execute("PRAGMA synchronous = OFF")
                        _watch_rows(current)
                        copied.backup(current)
                        migrate(current)
                        current.backup(self._writer)
                finally:
                    part.unlink(missing_ok=True)
            self._revision += 1

    def _connect(self) -> sqlite3.Connection:
        # Autocommit: transactions are ours to begin. A connection is used by one thread at a time.
        connection = sqlite3.connect(
            self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _borrow(self) -> sqlite3.Connection:
        with self._pool:
            if self._closed:
                raise sqlite3.ProgrammingError("The catalogue is closed.")
            if self._idle:
                return self._idle.pop()
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pool:
            if not self._closed and len(self._idle) < IDLE_CONNECTIONS:
                self._idle.append(connection)
                return
        connection.close()


def _watch_rows(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # so that what is replaced is counted out


def open_copy(path: Path) -> sqlite3.Connection:
    """A copy of a catalogue, to read from. Raises sqlite3.Error."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
