"""What a person can do to keep what they made: one typed function for each; and the copy of the day, by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.engine.backup.copies import CatalogCopy, Holding
    from vectorbeats_desktop.engine.session import Session

FIRST_MS = 2 * 60_000  # by then the start, and a short indexing run, have settled
AGAIN_MS = 60 * 60_000


class BackupActions(QObject):
    """Starts jobs on backups and copies. Their errors are told beside them, by the caller."""

    began = Signal(object)  # Job that takes a while
    changed = Signal()  # copies came or went
    restored = Signal()  # the library holds other things than before

    def __init__(self, make_job: MakeJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job = make_job
        # Reading all of a large catalogue takes minutes on a slow disk, and nothing else waits for it.
        self.lane = Lane("backup")
        # Looking what is there goes on beside that.
        self._list_lane = Lane("copies", latest_wins=True)
        self.lanes = (self.lane, self._list_lane)
        self._first = QTimer(self, interval=FIRST_MS, singleShot=True)
        self._due = QTimer(self, interval=AGAIN_MS)
        for timer in (self._first, self._due):
            timer.timeout.connect(self.copy_of_the_day)

    def watch(self) -> None:
        """Make the copy of the day from now on."""
        self._first.start()
        self._due.start()

    def stop(self) -> None:
        """Make none any more."""
        self._first.stop()
        self._due.stop()

    def copy_of_the_day(self) -> Job:
        """Make it when it is due; the result is the copy, or None."""
        job = self._make_job(
            "copy of the day", lambda session, ctx: session.copies.make_due(session.catalog, session.settings, ctx)
        )
        job.succeeded.connect(lambda copy: None if copy is None else self.changed.emit())
        return self.lane.add(job)

    def copies(self) -> Job:
        """Look which copies there are; the result is a list of CatalogCopy with its Holding, the newest first."""
        return self._list_lane.add(self._make_job("list copies", lambda session, _ctx: _listed(session)))

    def copy(self) -> Job:
        """Copy the catalogue now; the result is the copy."""

        def work(session: Session, ctx: Any) -> CatalogCopy:
            from vectorbeats_desktop.engine.backup.copies import Why

            return session.copies.make(session.catalog, Why.ASKED, ctx)

        job = self._long("copy the catalogue", work)
        job.succeeded.connect(self.changed)
        return job

    def go_back(self, copy: CatalogCopy) -> Job:
        """Let the library be what it was in a copy; the result is a copy of what it was until now."""
        job = self._long("go back to a copy", lambda session, ctx: session.go_back_to(copy, ctx))
        job.succeeded.connect(self.changed)
        job.succeeded.connect(self.restored)
        return job

    def make(self, target: Path) -> Job:
        """Write everything the person made to a file that may be there already; the result is how much of each kind."""

        def work(session: Session, ctx: Any) -> dict[str, int]:
            from vectorbeats_desktop.engine.backup.file import write_backup

            return write_backup(session, target, ctx, replace=True)

        return self._long("make a backup", work)

    def restore(self, source: Path) -> Job:
        """Take over what a file holds; the result is a Restored."""

        def work(session: Session, ctx: Any) -> object:
            from vectorbeats_desktop.engine.backup.file import read_backup

            return read_backup(session, source, ctx)

        job = self._long("restore a backup", work)
        job.succeeded.connect(self.changed)
        job.succeeded.connect(self.restored)
        return job

    def _long(self, name: str, work: Any) -> Job:
        job = self._make_job(name, work, told_by_caller=True)
        self.began.emit(job)
        return self.lane.add(job)


def _listed(session: Session) -> list[tuple[CatalogCopy, Holding]]:
    return [(copy, session.copies.holding(copy)) for copy in session.copies.all()]
