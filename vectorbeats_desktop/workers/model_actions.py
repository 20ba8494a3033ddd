"""What a person can ask of the models: one typed function for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.encoders.neural.records import Loaded, Role
    from vectorbeats_desktop.engine.models.shelf import State
    from vectorbeats_desktop.engine.session import Session
    from vectorbeats_desktop.engine.task import TaskContext


@dataclass(frozen=True, slots=True)
class ModelsOverview:
    """The models there are, where a download would come from, and how many bytes are free for it."""

    states: tuple[State, ...]
    host: str
    free: int
    running: dict[Role, Loaded]  # those that are loaded now, and how they run
    lack: str = ""  # why none can run here, with what to do about it


class ModelActions(QObject):
    """Starts jobs on the models. Errors of what is asked for one model are told beside it, by the caller."""

    began = Signal(object, str)  # a Job that takes long, and the model's id or the source's name
    changed = Signal()  # a model came, went, or is used instead of another

    def __init__(self, make_job: MakeJob, small: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job, self._small = make_job, small
        # Downloads and checks take minutes, and two may go on at once beside everything else.
        self.lanes = (Lane("models, first"), Lane("models, second"))

    def overview(self) -> Job:
        """List the models; the result is a ModelsOverview."""
        return self._small.add(self._make_job("list models", lambda session, _ctx: _overview(session)))

    def download(self, model_id: str) -> Job:
        """Download and install a model, going on where an earlier try ended; the result is an Installed."""
        return self._long("download model", model_id, lambda session, ctx: session.installer.download(model_id, ctx))

    def take(self, source: Path) -> Job:
        """Install a model from a folder or an archive; the result is an Installed."""
        return self._long("import model", source.name, lambda session, ctx: session.installer.take(None, source, ctx))

    def verify(self, model_id: str) -> Job:
        """Compare a model's files with their hashes; the result is an Installed."""
        return self._long("verify model", model_id, lambda session, ctx: session.models.verify(model_id, ctx))

    def remove(self, model_id: str) -> Job:
        """Take a model off the disk."""
        return self._long("remove model", model_id, lambda session, _ctx: session.models.remove(model_id))

    def choose(self, role: Role, model_id: str) -> Job:
        """Use a model for its role, or none ("none")."""
        job = self._make_job(
            "choose model", lambda session, _ctx: session.models.choose(role, model_id), told_by_caller=True
        )
        job.succeeded.connect(self.changed)
        return self._small.add(job)

    def _long(self, name: str, subject: str, work: Callable[[Session, TaskContext], object]) -> Job:
        job = self._make_job(name, work, told_by_caller=True)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self.changed)
        self.began.emit(job, subject)
        return next((lane for lane in self.lanes if not lane.busy), self.lanes[0]).add(job)


def _overview(session: Session) -> ModelsOverview:
    from vectorbeats_desktop.engine.models.libraries import lack

    session.models.folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(session.models.folder).free
    states, towers = session.models.states(), session.model_towers.chosen
    running = {state.entry.role: how for state in states if (how := towers.loaded(state.entry.role)) is not None}
    return ModelsOverview(states, session.installer.host(), free, running, lack())
