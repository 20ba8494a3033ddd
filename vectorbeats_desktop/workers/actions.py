"""What a person can ask of the program: one typed function for each, answered by a Job."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.library.groups import Scope
from vectorbeats_desktop.engine.privacy import asks_others
from vectorbeats_desktop.engine.records import (
    Correction,
    FileState,
    Folder,
    IndexReport,
    Kind,
    Query,
    QueryPart,
    SearchResult,
    Track,
    TrackDetails,
)
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.backup_actions import BackupActions
from vectorbeats_desktop.workers.diagnostic_actions import DiagnosticActions
from vectorbeats_desktop.workers.indexing import Indexing
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.long_jobs import LongJobs
from vectorbeats_desktop.workers.map_actions import MapActions
from vectorbeats_desktop.workers.model_actions import ModelActions
from vectorbeats_desktop.workers.playlist_actions import PlaylistActions
from vectorbeats_desktop.workers.politeness import Politeness
from vectorbeats_desktop.workers.preferences import Preferences
from vectorbeats_desktop.workers.remote_actions import RemoteActions
from vectorbeats_desktop.workers.smart_actions import SmartActions
from vectorbeats_desktop.workers.spotify_actions import SpotifyActions
from vectorbeats_desktop.workers.syncing import Syncing
from vectorbeats_desktop.workers.troubles import Troubles
from vectorbeats_desktop.workers.watching import Watching

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.recording.take import Samples
    from vectorbeats_desktop.engine.session import Session

SHUT_WAIT_MS = 15_000
LAST_WAIT_MS = 3_000
OTHERS_MS = 1_000
ALIKE = 6  # tracks that sound like the one that is looked at

log = logging.getLogger(__name__)


class Actions(QObject):
    """Holds the session, and starts jobs on it. What is asked before it is open waits for it."""

    session_ready = Signal()
    session_failed = Signal(object)  # KnownError
    index_started = Signal(object)  # Job; its result is an IndexReport
    library_changed = Signal()  # at most once a second while indexing, also by a command beside the window
    index_finished = Signal(object)  # IndexReport
    failed = Signal(object)  # an exception that the caller of the action does not show itself

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        # A newer query makes the older one worthless, and must not wait behind anything else.
        self._search_lane = Lane("search", latest_wins=True)
        # Waits for a server, while the next search does not wait for it.
        self._others_lane = Lane("others", latest_wins=True)
        # The same for the table: only the newest filter text counts.
        self._browse_lane = Lane("browse", latest_wins=True)
        self._indexing = Indexing(self._index_places, self)
        # What is recorded now, listened to beside the search that it may lead to.
        self._listen_lane = Lane("listen", latest_wins=True)
        # Short writes, in the order they were asked for, beside a search and an indexing run.
        self._small_lane = Lane("small")
        # Comparing every recording with every other takes long, and goes on beside everything else.
        self._duplicates_lane = Lane("duplicates", latest_wins=True)
        # Who walks down a list asks for one track after the other, and only the last one counts.
        self._details_lane = Lane("details", latest_wins=True)
        # Beside the details of the library's page, which are asked for when somebody looks at them again.
        self._compare_lane = Lane("compare", latest_wins=True)
        # Who skips through the queue sees the waveform of what plays then.
        self._waveform_lane = Lane("waveform", latest_wins=True)
        self.playlists = PlaylistActions(self._job, self._small_lane, self)
        self.smart = SmartActions(self._job, self._small_lane, self)
        self.smart.changed.connect(self.playlists.changed)
        self.models = ModelActions(self._job, self._small_lane, self)
        self.map = MapActions(self._job, self._small_lane, self)
        self.diagnostics = DiagnosticActions(self._job, self)
        self.backup = BackupActions(self._job, self)
        self.backup.restored.connect(self._on_restored)
        self.spotify = SpotifyActions(self._job, self._small_lane, self)
        self.remote = RemoteActions(self._job, self)
        self.long_jobs = LongJobs(self)
        self.models.began.connect(self.long_jobs.follow)
        self.map.began.connect(self.long_jobs.follow)
        self.remote.began.connect(self.long_jobs.follow)
        self.backup.began.connect(self.long_jobs.follow)
        self.preferences = Preferences(self)
        self.politeness = Politeness(self.preferences, self)
        self.syncing = Syncing(self.remote, self.preferences, self)
        self.troubles = Troubles(self)
        self.long_jobs.began.connect(self.troubles.follow)
        self.preferences.failed.connect(self.failed)
        self.preferences.changed.connect(self.remote.follow_setting)
        self._lanes = (
            self._search_lane,
            self._others_lane,
            self._browse_lane,
            self._indexing.lane,
            self._listen_lane,
            self._small_lane,
            self._duplicates_lane,
            self._details_lane,
            self._compare_lane,
            self._waveform_lane,
            *self.playlists.lanes,
            *self.smart.lanes,
            *self.models.lanes,
            *self.map.lanes,
            *self.diagnostics.lanes,
            *self.backup.lanes,
            *self.spotify.lanes,
            *self.remote.lanes,
        )
        self._watching = Watching(self)
        self._watching.places_changed.connect(self._indexing.places_changed)
        self._watching.failed.connect(self.failed)
        self._indexing.started.connect(self.index_started)
        self._indexing.started.connect(self.politeness.follow)
        self._indexing.finished.connect(self.index_finished)
        self._indexing.library_changed.connect(self.library_changed)
        # Commands beside the window change the library too, on threads that know no signals.
        self._revision = self._said_revision = 0
        self._losses = 0  # of the vector store
        self._watched: set[int] = set()
        self._others = QTimer(self, interval=OTHERS_MS)
        self._others.timeout.connect(self._look_for_changes_by_others)

    @property
    def session(self) -> Session | None:
        """The open session; None until `session_ready`."""
        return self._session

    @property
    def indexing(self) -> Job | None:
        """The indexing run that is going on."""
        return self._indexing.current

    @property
    def watching(self) -> bool:
        """Whether changes in the folders are noticed by now."""
        return self._watching.active

    def set_session(self, session: Session) -> None:
        """Let everything run that waited for the library, and look what is new in its folders."""
        self._session = session
        self.preferences.attach(session.settings)
        self.troubles.journal = session.journal
        for lane in self._lanes:
            lane.open()
        self._revision = session.catalog.revision()
        self._said_revision = session.catalog.said_revision()
        self._others.start()
        self.syncing.start()
        self.backup.watch()
        self.session_ready.emit()
        self.run("look at folders", lambda _ctx: session.folders()).succeeded.connect(self._on_folders_known)

    def set_failure(self, error: KnownError) -> None:
        """Say that the library does not open; what waited for it fails with the same error."""
        for lane in self._lanes:
            lane.refuse(error)
        self.session_failed.emit(error)

    def search(self, query: Query) -> Job:
        """Search; the result is a SearchResult. A newer search cancels this one."""
        self._others_lane.cancel_all()
        return self._search_lane.add(self._job("search", partial(_search, query), told_by_caller=True))

    def ask_others(self, query: Query) -> Job:
        """Ask the remote catalogue what it has beside; the result is an OthersAnswer. A newer search cancels it."""
        job = self._job("ask others", lambda session, ctx: session.ask_others(query, ctx), told_by_caller=True)
        return self._others_lane.add(job)

    def page_ids(
        self,
        filter_text: str = "",
        sort: str = "artist",
        descending: bool = False,
        state: FileState | None = None,
        scope: Scope | None = None,
    ) -> Job:
        """List the file ids of the table, or of one group, in order; the result is an array. The newest wins."""

        def listed(session: Session, _ctx: TaskContext) -> array[int]:
            if scope is None:
                return session.catalog.page_ids(filter_text, sort=sort, descending=descending, state=state)
            ids = session.catalog.ids_within(scope)
            return session.catalog.page_ids(filter_text, sort=sort, descending=descending, state=state, among=ids)

        return self._browse_lane.add(self._job("list files", listed))

    def index(self, folders: Sequence[int] | None = None, confirm_removals: bool = False) -> Job:
        """Scan and analyse folders (all when None); the result is an IndexReport."""
        job = self._job(
            "index", lambda session, ctx: session.index(ctx, folders=folders, confirm_removals=confirm_removals)
        )
        return self._index(job)

    def build_demo(self) -> Job:
        """Make the demo music, add its folder and index it; the result is an IndexReport."""
        return self._index(self._job("demo", _build_and_index_demo))

    def add_folder(self, path: Path) -> Job:
        """Take a folder into the library and index it; the result is the Folder."""
        job = self.run("add folder", lambda ctx: self._open_session().add_folder(path))
        job.succeeded.connect(self._on_folder_added)
        return job

    def remove_folder(self, folder_id: int) -> Job:
        """Take a folder out of the library; the files stay as they are."""
        job = self.run("remove folder", lambda ctx: self._open_session().remove_folder(folder_id))
        job.succeeded.connect(self._on_folder_removed)
        return job

    def retry(self, file_ids: Sequence[int] | None = None) -> Job:
        """Try files again that were set aside (all when None)."""
        job = self.run("retry", lambda ctx: self._open_session().retry(file_ids))
        job.succeeded.connect(self._on_retry)
        return job

    def confirm_hum(self, hum_paths: Sequence[Path], track_id: str) -> Job:
        """Keep hums as further references of the track they are of; the result is how many were kept."""
        hums = tuple(hum_paths)
        job = self._job("confirm hum", lambda session, ctx: session.confirm_hum(hums, track_id, ctx))
        return self._small_lane.add(job)

    def listen(self, samples: Samples, rate_hz: int) -> Job:
        """Recognise a recording that is still being made; the result is who it is heard to be, or None.

        `samples` are mono, shape (n,). A newer one cancels this one.
        """
        job = self._job(
            "listen", lambda session, ctx: session.recognition.listen(samples, rate_hz, ctx), told_by_caller=True
        )
        return self._listen_lane.add(job)

    def duplicates(self) -> Job:
        """Look for recordings that are in the library more than once; the result is a tuple of DuplicateGroups."""
        job = self._job("duplicates", lambda session, ctx: session.recognition.duplicates(ctx), told_by_caller=True)
        self.long_jobs.follow(job)
        return self._duplicates_lane.add(job)

    def details(self, track: Track) -> Job:
        """All that is known of a track; the result is its TrackDetails, and a SearchResult of what sounds like it.

        That is None where nothing is known of its sound, or it cannot be looked for now. A newer one cancels this one.
        """
        job = self._job("details", lambda session, ctx: _details(session, track, ctx), told_by_caller=True)
        return self._details_lane.add(job)

    def compare(self, first: Track, second: Track) -> Job:
        """What two tracks have in common; the result is a Comparison. A newer one cancels this one."""
        job = self._job("compare", lambda session, _ctx: session.comparing.of(first, second), told_by_caller=True)
        return self._compare_lane.add(job)

    def waveform(self, track: Track) -> Job:
        """Hear how loud a track is over its time; the result is its Waveform. A newer one cancels this one."""
        job = self._job("waveform", lambda session, ctx: session.waveforms.of(track, ctx), told_by_caller=True)
        return self._waveform_lane.add(job)

    def correct(self, track_id: str, correction: Correction) -> Job:
        """Let what a person says of a track count instead of what analysis found."""
        job = self.run("correct", lambda _ctx: self._open_session().details.correct(track_id, correction))
        job.succeeded.connect(self.library_changed)
        return job

    def run(self, name: str, work: Callable[[TaskContext], object]) -> Job:
        """Run a short engine call that has no action of its own; the result is what it returns."""
        return self._small_lane.add(self._job(name, lambda _session, ctx: work(ctx)))

    def shut(self) -> bool:
        """Cancel everything, wait for it, and close the session; say whether every thread has ended."""
        self._others.stop()
        self.syncing.stop()
        self.backup.stop()
        self._indexing.stop()
        for lane in self._lanes:
            lane.cancel_all()
        self.remote.let_go()
        others = (self._watching.stop, self.preferences.shut, self.politeness.shut, self.troubles.shut)
        shuts = [*(lane.shut for lane in self._lanes), *others]
        ended = [shut(SHUT_WAIT_MS) for shut in shuts]
        session, self._session = self._session, None
        if session is not None:
            session.close()
        if all(ended):
            return True
        # Closing ended the child processes, so a call that waited for one has failed by now.
        ended = [shut(LAST_WAIT_MS) for shut in shuts]
        return all(ended)

    def _index_places(self, places: Collection[Path]) -> Job:
        job = self._job("index", lambda session, ctx: session.index(ctx, places=places))
        for unseen in (job.failed, job.cancelled):
            unseen.connect(lambda *_: self._indexing.left_unseen(places))
        return self._index(job)

    def _index(self, job: Job) -> Job:
        self.long_jobs.follow(job)
        return self._indexing.add(job)

    def _open_session(self) -> Session:
        assert self._session is not None  # lanes are closed until there is one
        return self._session

    def _job(self, name: str, work: Callable[[Session, TaskContext], object], *, told_by_caller: bool = False) -> Job:
        job = Job(name, lambda ctx: work(self._open_session(), ctx))
        job.failed.connect(partial(self._on_failed, told_by_caller))
        return job

    def _on_failed(self, told_by_caller: bool, error: Exception) -> None:
        self.troubles.count(error)
        if not isinstance(error, KnownError):
            self.troubles.add_bug(error)
        if not (told_by_caller and isinstance(error, KnownError)):
            self.failed.emit(error)

    def _on_folders_known(self, folders: list[Folder]) -> None:
        if folders:
            self._watch(folders)
            self.index()

    def _on_folder_added(self, folder: Folder) -> None:
        self.library_changed.emit()
        self.index([folder.folder_id])
        self._rewatch()

    def _on_folder_removed(self) -> None:
        self.library_changed.emit()
        self._rewatch()

    def _on_restored(self) -> None:
        self.library_changed.emit()
        self.playlists.changed.emit()
        self.index()
        self._rewatch()

    def _on_retry(self) -> None:
        self.library_changed.emit()
        self.index()

    def _look_for_changes_by_others(self) -> None:
        catalog = self._open_session().catalog
        if (said_revision := catalog.said_revision()) != self._said_revision:
            self._said_revision = said_revision
            self.playlists.changed.emit()  # a rating may let a track into a playlist that fills itself
        self._look_after_store()
        revision = catalog.revision()
        if revision == self._revision:
            return
        self._revision = revision
        if self.indexing is None:  # a run of our own tells by itself
            self.library_changed.emit()
            self._rewatch()

    def _look_after_store(self) -> None:
        """Fill the store again in the background when it has been damaged or deleted; searches go on meanwhile."""
        losses = self._open_session().store.losses
        if losses > self._losses and self.indexing is None:
            self._losses = losses
            self.index([])

    def _rewatch(self) -> None:
        self.run("look at folders", lambda _ctx: self._open_session().folders()).succeeded.connect(self._watch)

    def _watch(self, folders: list[Folder]) -> None:
        if (ids := {folder.folder_id for folder in folders}) == self._watched:
            return
        self._watched = ids
        session = self._open_session()
        self._watching.watch(folders, session.settings.number("library.poll_interval_s"))


def _search(query: Query, session: Session, ctx: TaskContext) -> SearchResult:
    return (session.search_with_others if asks_others(session.settings) else session.search)(query, ctx)


def _details(session: Session, track: Track, ctx: TaskContext) -> tuple[TrackDetails, SearchResult | None]:
    found = session.details.of(track)
    if found.track.features is None:
        return found, None
    alike = Query((QueryPart(Kind.LIKE, str(found.track.path)),), limit=ALIKE, per_artist=ALIKE, per_album=ALIKE)
    try:
        return found, session.search(alike, ctx)
    except KnownError as error:  # on a drive that is away, or while the store is mended: the rest is known all the same
        log.info("nothing that sounds like it", extra={"code": error.code, "reason": str(error)})
        return found, None


def _build_and_index_demo(session: Session, ctx: TaskContext) -> IndexReport:
    folder = session.add_folder(session.build_demo(ctx))
    return session.index(ctx, folders=[folder.folder_id])
