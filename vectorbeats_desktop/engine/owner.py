"""One process owns a data folder; the others speak to it."""

from __future__ import annotations

from types import TracebackType

from filelock import FileLock, Timeout

from vectorbeats_desktop.engine.errors import DataFolderBroken, DataFolderBusy
from vectorbeats_desktop.engine.paths import Paths

LOCK_NAME = "owner.lock"


class DataFolderOwner:
    """Holds the lock of a data folder. The system lets go of it when the process ends."""

    def __init__(self, paths: Paths, lock: FileLock) -> None:
        self.paths = paths
        self._lock = lock

    @classmethod
    def acquire(cls, paths: Paths, wait_s: float = 0.0) -> DataFolderOwner:
        """Own the data folder, which is made when it is not there.

        Raises DataFolderBusy when another process owns it for longer than `wait_s`, and
        DataFolderBroken when it cannot be made or written.
        """
        try:
            paths.create()
            # thread_local=False: a job's thread acquires, the closing window's thread releases.
            lock = FileLock(paths.data / LOCK_NAME, thread_local=False, mode=0o600)
            lock.acquire(timeout=wait_s)
        except Timeout as error:
            raise DataFolderBusy(
                "Another VectorBeats program is using this library.", "Close it, or wait until it has finished."
            ) from error
        except OSError as error:
            raise DataFolderBroken(
                f"The data folder {paths.data} cannot be used: {error.strerror or error}.",
                "Check that the disk is there, has space, and may be written to.",
            ) from error
        return cls(paths, lock)

    def release(self) -> None:
        """Let go of the folder. Doing so twice is harmless."""
        self._lock.release()

    def __enter__(self) -> DataFolderOwner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
