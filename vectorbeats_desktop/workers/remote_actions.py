"""What a person can ask of the remote catalogue: one typed function for each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.remote.pull import PullReport
    from vectorbeats_desktop.engine.remote.push import PushReport
    from vectorbeats_desktop.engine.session import Session
    from vectorbeats_desktop.engine.task import TaskContext


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What came of a sync, both ways."""

    pulled: PullReport
    pushed: PushReport


class RemoteActions(QObject):
    """Starts jobs on the remote catalogue. Errors are told where they were asked for, by the caller."""

    began = Signal(object, str)  # a Job that takes long, and nothing more to say of it
    changed = Signal()  # the link, what is agreed or what waits may be otherwise now

    def __init__(self, make_job: MakeJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job = make_job
        # A server that does not answer holds up nothing but what is asked of it.
        self._server_lane = Lane("remote catalogue")
        # How it stands can be looked at while a sync goes on, and asks nobody.
        self._look_lane = Lane("remote catalogue, looked at")
        self.lanes = (self._server_lane, self._look_lane)

    def status(self) -> Job:
        """How it stands; the result is a RemoteStatus. No server is asked."""
        return self._look("status of the catalogue", lambda session, _ctx: session.remote.status())

    def example(self) -> Job:
        """What would be sent of one track; the result is a list of records. No server is asked."""
        return self._look("example for the catalogue", lambda session, _ctx: session.remote.example())

    def agree(self) -> Job:
        """The person's word that what is chosen now may be sent to the server that is set now."""
        return self._told(self._look("agree to share", lambda session, _ctx: session.remote.agree()))

    def use_key(self, key: str) -> Job:
        """Use a key from now on; the result is False where no keyring keeps it."""
        return self._ask("use key", lambda session, _ctx: session.remote.use_key(key))

    def check(self) -> Job:
        """Try the server that is set now, whatever has failed before; the result is a RemoteStatus."""
        return self._ask("try the catalogue", _checked)

    def sync(self) -> Job:
        """Pull, then push; the result is a SyncReport. Fails with NotAgreed before the server is asked."""
        job = self._made("sync", _synced)
        self.began.emit(job, "")
        return self._server_lane.add(self._told(job))

    def _look(self, name: str, work: Callable[[Session, TaskContext], object]) -> Job:
        return self._look_lane.add(self._made(name, work))

    def _ask(self, name: str, work: Callable[[Session, TaskContext], object]) -> Job:
        return self._server_lane.add(self._told(self._made(name, work)))

    def _made(self, name: str, work: Callable[[Session, TaskContext], object]) -> Job:
        return self._make_job(name, work, told_by_caller=True)

    def _told(self, job: Job) -> Job:
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self.changed)
        return job


def _checked(session: Session, _ctx: TaskContext) -> object:
    from vectorbeats_desktop.engine.remote.errors import RemoteGone
    from vectorbeats_desktop.engine.store.schema import MUSIC

    session.remote.retry()
    link = session.remote.link()
    with suppress(RemoteGone):  # the key is right, and the first push makes the collections
        link.call(lambda port: port.count(MUSIC))  # whoever has no key is told the version all the same
    link.call(lambda port: port.version())  # after a missing collection the link is not known to be well
    return session.remote.status()


def _synced(session: Session, ctx: TaskContext) -> SyncReport:
    from vectorbeats_desktop.engine.remote.catalogue import NotAgreed

    remote = session.remote
    remote.retry()
    if not remote.is_agreed():
        raise NotAgreed("It has not been agreed yet what is shared with this server.", "Look at an example, and agree.")
    pulled = remote.pull(ctx)  # first, so that what is older here than there need not be sent
    return SyncReport(pulled, remote.push(ctx))
