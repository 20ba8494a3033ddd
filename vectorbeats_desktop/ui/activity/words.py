"""What the Activity page says of jobs, reasons to pause, runs and errors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.catalogue import words as of_catalogue
from vectorbeats_desktop.ui.models import words as of_models
from vectorbeats_desktop.workers.politeness import Reason

OF_MODELS = ("download model", "import model", "verify model", "remove model")
SYNC = "sync"
HOUR_S = 3600


def tr(text: str) -> str:
    return QCoreApplication.translate("Activity", text)


def job(kind: str, subject: str = "") -> str:
    """What a job does."""
    titles = {
        "index": tr("Indexing your music"),
        "demo": tr("Making the demo music"),
        "duplicates": tr("Looking for duplicates"),
        "download model": tr("Downloading the model {0}").format(subject),
        "import model": tr("Importing a model from {0}").format(subject),
        "verify model": tr("Verifying the model {0}").format(subject),
        "remove model": tr("Removing the model {0}").format(subject),
        "copy the catalogue": tr("Copying the catalogue"),
        "go back to a copy": tr("Going back to a copy"),
        "make a backup": tr("Saving everything you made"),
        "restore a backup": tr("Restoring a backup"),
        "map": tr("Laying out the map"),
        SYNC: tr("Syncing with the catalogue"),
        "file": tr("Analysing {0}").format(Path(subject).name),
        "": tr("The program"),
    }
    return titles.get(kind, kind.capitalize())


def progress(kind: str, told: Progress) -> str:
    """How far a job is: its stage, counts, speed and the time that is left."""
    if kind in OF_MODELS:
        return of_models.progress(told)
    if kind == SYNC:
        return of_catalogue.progress(told)
    parts = [wording.stage(told.stage), wording.how_far(told)]
    if told.rate > 0:
        parts.append(tr("{0} tracks an hour").format(wording.number(round(told.rate * HOUR_S))))
    if told.left_s is not None:
        parts.append(wording.time_left(told.left_s))
    return " · ".join(part for part in parts if part)


def paused_for(reasons: Iterable[Reason], night_from: int) -> str:
    """Why indexing is paused."""
    told = {
        Reason.BATTERY: tr("Paused while the computer runs on its battery"),
        Reason.PLAYING: tr("Paused while music plays"),
        Reason.BUSY: tr("Paused while other programs keep the computer busy"),
        Reason.DAY: tr("Paused until {0}").format(f"{night_from}:00"),
    }
    return ". ".join(told[reason] for reason in Reason if reason in set(reasons))


def moment(seconds: float) -> str:
    """When something was, as this computer's language writes it."""
    return wording.locale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)


def since(seconds: float, now: float) -> str:
    """For how long something has been going on."""
    return tr("for {0}").format(wording.duration(max(0.0, now - seconds)))


def run(record: dict[str, Any]) -> str:
    """What an indexing run did."""
    counts = (
        ("added", tr("{0} new")),
        ("changed", tr("{0} changed")),
        ("moved", tr("{0} moved")),
        ("removed", tr("{0} removed")),
        ("analysed", tr("{0} analysed")),
        ("melodies", tr("{0} melodies heard")),
        ("failed", tr("{0} with a problem")),
    )
    told = [text.format(wording.number(int(record[name]))) for name, text in counts if record.get(name)]
    files = tr("{0} files in {1}").format(
        wording.number(int(record.get("files", 0))), wording.duration(float(record.get("seconds", 0.0)))
    )
    return f"{files}: {', '.join(told) if told else tr('nothing new')}"
