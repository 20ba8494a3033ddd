"""How what the library stands on is: folders, the processes that read files, devices, copies, what a monitor reads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as NotYet
from functools import partial
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.counters import RESTARTS
from vectorbeats_desktop.engine.encoders.neural.records import Role
from vectorbeats_desktop.engine.errors import DataFolderBroken, KnownError
from vectorbeats_desktop.engine.health_records import PartHealth, Remedy, State
from vectorbeats_desktop.engine.metrics_file import FILE
from vectorbeats_desktop.engine.sealing import Standing
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

WORKER_S = 30.0
MANY_RESTARTS = 10
MANY_FAILED = 0.05  # of the files
Look = Callable[[], PartHealth]


def looks(session: Session, ctx: TaskContext) -> tuple[Look, ...]:
    """What is to be looked at of an open session."""
    return (
        partial(_library, session),
        partial(_workers, session, ctx),
        partial(_devices, session),
        partial(_copies, session),
        partial(_monitoring, session),
        partial(_encryption, session),
    )


def _library(session: Session) -> PartHealth:
    name = "library"
    try:
        folders, status = session.folders(), session.status()
    except DataFolderBroken as error:
        return PartHealth(name, State.UNHEALTHY, f"It cannot be looked at: {error.message}", error.hint)
    if away := [folder for folder in folders if not folder.path.is_dir()]:
        text = f"{len(away):,} of {len(folders):,} folders cannot be reached now; nothing of them is forgotten."
        return PartHealth(name, State.DEGRADED, text, "Connect their drive or share again.", Remedy.FOLDERS)
    if status.files and status.failed > MANY_FAILED * status.files:
        text = f"{status.failed:,} of {status.files:,} files could not be read or analysed."
        return PartHealth(name, State.DEGRADED, text, "See why, in the library.", Remedy.FOLDERS)
    if not folders:
        return PartHealth(name, State.HEALTHY, "No folder of music was added yet.", "", Remedy.FOLDERS)
    reached = "The folder" if len(folders) == 1 else f"All {len(folders):,} folders"
    return PartHealth(name, State.HEALTHY, f"{reached} can be reached.")


def _workers(session: Session, ctx: TaskContext) -> PartHealth:
    name = "workers"
    restarts = int(session.journal.counters.counted().total(RESTARTS) - session.restarts_before)
    try:
        session.try_worker(ctx, WORKER_S)
    except (KnownError, NotYet) as error:
        text = f"The process that reads files does not answer: {error or 'it took too long'}"
        return PartHealth(name, State.UNHEALTHY, text, "Close other programs, or restart the computer.")
    again = "1 process" if restarts == 1 else f"{restarts:,} processes"
    text = f"The process that reads files answers. {again} had to be started again since the start."
    if restarts >= MANY_RESTARTS:
        return PartHealth(name, State.DEGRADED, text, "The log tells what they were doing.")
    return PartHealth(name, State.HEALTHY, text)


def _devices(session: Session) -> PartHealth:
    """By what is known: a model that has run tells where, and looking would take seconds to load what it runs by."""
    name, wanted = "devices", session.settings.text("models.device")
    loaded = [found for role in Role if (found := session.model_towers.chosen.loaded(role)) is not None]
    if notices := [one.notice for one in loaded if one.notice]:
        return PartHealth(name, State.DEGRADED, " ".join(notices), "See the setting of the device.", Remedy.SETTINGS)
    asked = "It is chosen by itself where models run" if wanted == "auto" else f"Models are to run on: {wanted}"
    running = ", ".join(sorted({f"{one.device} ({one.precision})" for one in loaded}))
    return PartHealth(name, State.HEALTHY, f"{asked}. {f'They run on: {running}.' if running else 'None runs now.'}")


def _copies(session: Session) -> PartHealth:
    name = "copies"
    copies = session.copies.all()
    if not copies:
        if session.settings.flag("backup.daily"):
            return PartHealth(name, State.HEALTHY, "There is no copy of the catalogue yet; the first comes by itself.")
        text = "No copies of the catalogue are made, as was chosen, and there is none."
        return PartHealth(name, State.DEGRADED, text, "Let them be made by themselves.", Remedy.COPIES)
    if problem := session.copies.holding(copies[0]).problem:
        text = f"The newest copy of the catalogue cannot be read: {problem}"
        return PartHealth(name, State.DEGRADED, text, "Make another one.", Remedy.COPIES)
    return PartHealth(name, State.HEALTHY, f"There are {len(copies):,}, and the newest one can be read.")


def _encryption(session: Session) -> PartHealth:
    name = "encryption"
    match session.sealing.standing:
        case Standing.OFF:
            return PartHealth(name, State.HEALTHY, "What is kept of you is not encrypted, as was chosen.")
        case Standing.ON:
            return PartHealth(name, State.HEALTHY, "What is kept of you is encrypted, and its key is at hand.")
        case Standing.LOCKED:
            text = "What is kept of you is encrypted, and its key is not in the keyring: searches are not remembered."
            hint = "Unlock the keyring and start again; if the key is lost, switch the encryption on anew."
            return PartHealth(name, State.DEGRADED, text, hint, Remedy.SETTINGS)


def _monitoring(session: Session) -> PartHealth:
    name = "monitoring"
    if not session.settings.text(FILE):
        return PartHealth(name, State.HEALTHY, "No figures are written for a monitor, as none was named.")
    if problem := session.metrics_file.problem:
        text = f"The figures for a monitor cannot be written: {problem}"
        return PartHealth(name, State.DEGRADED, text, "Choose another file.", Remedy.SETTINGS)
    return PartHealth(name, State.HEALTHY, "Figures are written for a monitor.")
