"""What a person can ask of the remote catalogue: one typed function for each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.remote.catalogue import RemoteCatalogue, RemoteStatus, Terms
    from vectorbeats_desktop.engine.remote.pull import PullReport
    from vectorbeats_desktop.engine.remote.push import PushReport
    from vectorbeats_desktop.engine.session import Session
    from vectorbeats_desktop.engine.task import TaskContext

    Work = Callable[[RemoteCatalogue, TaskContext], object]

ENDPOINT = (
    "remote.address",
    "remote.prefix",
    "remote.authority",
    "remote.allow_plain",
    "remote.protocol",
    "remote.grpc_port",
)
"""The settings that say which server is asked, and how."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What came of a sync, both ways."""

    pulled: PullReport
    pushed: PushReport


@dataclass(frozen=True, slots=True)
class Found:
    """What a server that was tried has: how many records of which nothing was removed, None before the first push."""

    status: RemoteStatus
    records: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be sent of one track, to be looked at, and the terms that are agreed to by that."""

    terms: Terms
    records: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class KeyState:
    """Whether the system keeps keys, and whether there is one for the server that is set."""

    has_keyring: bool
    known: bool


class RemoteActions(QObject):
    """Starts jobs on the remote catalogue. Errors are told where they were asked for, by the caller."""

    began = Signal(object, str, bool)  # a Job that takes long; nothing more to say of it; whether nobody asked for it
    changed = Signal()  # the link, what is agreed or what waits may be otherwise now

    def __init__(self, make_job: MakeJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job = make_job
        self.syncing: Job | None = None  # the sync that goes on, or waits for its turn
        self.report: SyncReport | None = None  # of the last sync that came to its end
        self.problem: KnownError | None = None  # what the last try ended with; None where all was well
        self._used: RemoteCatalogue | None = None  # once something was asked of it
        # A server that does not answer holds up nothing but what is asked of it.
        self._server_lane = Lane("remote catalogue")
        # How it stands can be looked at while a sync goes on, and asks nobody.
        self._look_lane = Lane("remote catalogue, looked at")
        self.lanes = (self._server_lane, self._look_lane)

    def status(self) -> Job:
        """How it stands; the result is a RemoteStatus. No server is asked."""
        return self._look("status of the catalogue", lambda remote, _ctx: remote.status())

    def key_state(self) -> Job:
        """Look whether there is a key; the result is a KeyState. The system's keyring is asked."""
        return self._look("key of the catalogue", lambda remote, _ctx: _key_state(remote))

    def offer(self) -> Job:
        """What would be sent of one track; the result is an Offer. No server is asked."""
        return self._look(
            "example for the catalogue",
            lambda remote, _ctx: Offer(remote.terms(), remote.example()),
        )

    def agree(self, terms: Terms | None = None) -> Job:
        """The person's word to the terms of an Offer that was shown; to those of this moment when None."""
        return self._told(self._look("agree to share", lambda remote, _ctx: remote.agree(terms)))

    def use_key(self, key: str) -> Job:
        """Use a key from now on; the result is False where no keyring keeps it."""
        return self._ask("use key", lambda remote, _ctx: remote.use_key(key))

    def forget_key(self) -> Job:
        """Use no key any more, and take it out of the keyring."""
        return self._ask("forget key", lambda remote, _ctx: remote.forget_key())

    def check(self) -> Job:
        """Try the server that is set now, whatever has failed before; the result is a Found."""
        job = self._made("try the catalogue", _checked)
        job.succeeded.connect(self._on_well)
        job.failed.connect(self._on_problem)
        return self._server_lane.add(self._told(job))

    def sync(self, *, by_itself: bool = False) -> Job:
        """Pull, then push; the result is a SyncReport. Fails with NotAgreed before the server is asked.

        One that goes on by itself obeys the link's waits; a person who asks is not made to wait. While one goes on,
        that is the answer.
        """
        if self.syncing is not None:
            return self.syncing
        job = self._made("sync", partial(_synced, by_itself=by_itself))
        self.syncing = job
        job.succeeded.connect(self._on_synced)
        job.failed.connect(self._on_problem)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self._on_sync_ended)
        self.began.emit(job, "", by_itself)
        self._server_lane.add(self._told(job))
        self.changed.emit()
        return job

    def follow_setting(self, name: str) -> None:
        """What was wrong was another server's, when another one is set now."""
        if name in ENDPOINT:
            self.problem = self.report = None
            self.changed.emit()

    def let_go(self) -> None:
        """Wait for no server any more: what was cancelled ends now, and not when the server answers."""
        if self._used is not None:
            self._used.close()

    def _look(self, name: str, work: Work) -> Job:
        return self._look_lane.add(self._made(name, work))

    def _ask(self, name: str, work: Work) -> Job:
        return self._server_lane.add(self._told(self._made(name, work)))

    def _made(self, name: str, work: Work) -> Job:
        def with_catalogue(session: Session, ctx: TaskContext) -> object:
            self._used = session.remote
            return work(session.remote, ctx)

        return self._make_job(name, with_catalogue, told_by_caller=True)

    def _told(self, job: Job) -> Job:
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self.changed)
        return job

    def _on_synced(self, report: SyncReport) -> None:
        self.report = report
        self._on_well()

    def _on_well(self, _result: object = None) -> None:
        self.problem = None

    def _on_problem(self, error: Exception) -> None:
        if isinstance(error, KnownError):  # a bug is told by the window
            self.problem = error

    def _on_sync_ended(self, _outcome: object = None) -> None:
        self.syncing = None


def _key_state(remote: RemoteCatalogue) -> KeyState:
    from vectorbeats_desktop.engine.privacy import NetworkOff
    from vectorbeats_desktop.engine.remote.errors import RemoteError
    from vectorbeats_desktop.engine.remote.keys import has_keyring

    try:
        known = remote.knows_key()
    except (NetworkOff, RemoteError):  # as long as no server is set, there is no key of it
        known = False
    return KeyState(has_keyring(), known)


def _checked(remote: RemoteCatalogue, ctx: TaskContext) -> Found:
    from vectorbeats_desktop.engine.remote.errors import RemoteGone
    from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC

    ctx.report(Progress("check"))
    remote.retry()
    link = remote.link()
    records = None
    with suppress(RemoteGone):  # the key is right, and the first push makes the collections
        # Whoever has no key is told the version all the same.
        records = link.call(lambda port: port.count(MUSIC) + port.count(AUDIO))
    link.call(lambda port: port.version())  # after a missing collection the link is not known to be well
    return Found(remote.status(), records)


def _synced(remote: RemoteCatalogue, ctx: TaskContext, *, by_itself: bool) -> SyncReport:
    from vectorbeats_desktop.engine.remote.catalogue import NotAgreed

    if not by_itself:
        remote.retry()
    if not remote.is_agreed():
        raise NotAgreed("It has not been agreed yet what is shared with this server.", "Look at an example, and agree.")
    pulled = remote.pull(ctx)  # first, so that what is older here than there need not be sent
    return SyncReport(pulled, remote.push(ctx))
