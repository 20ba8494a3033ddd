"""What the Models page says of models."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.encoders.neural.records import Loaded, Role
from vectorbeats_desktop.engine.models.manifest import ModelEntry
from vectorbeats_desktop.engine.models.shelf import State
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording

CONTEXT = "Models"
IN_BYTES = ("download", "import", "verify")


def tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def _mark(text: str) -> str:
    """Mark a text of the table for translation, which happens where it is shown."""
    return text


STAGES = {
    "download": _mark("Downloading"),
    "import": _mark("Copying"),
    "verify": _mark("Comparing with its hash"),
    "convert": _mark("Converting"),
    "trying the model": _mark("Trying it out"),
}


def heading(role: Role) -> tuple[str, str]:
    """What a role's models are for, and what serves without one."""
    if role is Role.PICTURES:
        return tr("Pictures"), tr("Without one, pictures are read by their colours, their light and their names.")
    return tr("Music and words"), tr("Without one, music is compared by measured sound, and words by mood and names.")


def details(entry: ModelEntry) -> str:
    """What to know before one takes it."""
    size = tr("{0} MB to download, about {1} MB of memory while in use").format(
        wording.number(entry.megabytes), wording.number(entry.memory_mb)
    )
    told = f"{size} · {entry.speed} · {', '.join(entry.languages)} · {entry.license}"
    return f"{told}\n{entry.note}" if entry.note else told


def badge(state: State, running: Loaded | None = None) -> str:
    """How it stands, in a few words, and on which device it runs now."""
    if state.used and running is not None:
        device = tr("processor") if running.device == "cpu" else running.device.upper()
        return tr("In use · {0}, {1}").format(device, running.precision)
    if state.used:
        return tr("In use")
    if state.installed is not None:
        return tr("Installed")
    if state.partial_bytes:
        return tr("{0} MB are here already").format(wording.number(round(state.partial_bytes / 1e6)))
    return tr("Not installed")


def where(host: str, free: int) -> str:
    """The host, and how much is free."""
    return tr("{0}; {1} GB are free on the disk.").format(host, wording.number(round(free / 1e9)))


def progress(progress: Progress) -> str:
    """How far a job on a model is."""
    parts = [tr(STAGES.get(progress.stage, progress.stage))]
    if progress.stage in IN_BYTES and progress.total:
        parts.append(
            tr("{0} of {1} MB").format(*(wording.number(round(n / 1e6)) for n in (progress.done, progress.total)))
        )
    if progress.stage == "download" and progress.rate:
        parts.append(tr("{0} MB/s").format(f"{progress.rate / 1e6:.1f}"))
    if progress.left_s is not None and progress.left_s >= 1:
        parts.append(tr("{0} left").format(wording.duration(progress.left_s)))
    return " · ".join(parts)
