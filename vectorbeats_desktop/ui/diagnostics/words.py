"""What the Diagnostics page says of parts, states and kinds of searches."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.health_records import Remedy, State
from vectorbeats_desktop.engine.journal import MIXED
from vectorbeats_desktop.ui.activity.words import moment

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def tr(text: str) -> str:
    return QCoreApplication.translate("Diagnostics", text)


def part(name: str) -> str:
    """A part's name."""
    titles = {
        "data folder": tr("Data folder and disk"),
        "catalogue": tr("Catalogue"),
        "store": tr("Vector store"),
        "agreement": tr("Agreement of the two"),
        "melodies": tr("Melodies"),
        "recordings": tr("Recognition"),
        "text model": tr("Text model"),
        "remote catalogue": tr("Remote catalogue"),
        "picture model": tr("Model for pictures"),
        "music model": tr("Model for music"),
        "readers": tr("Reading files"),
        "library": tr("Folders of music"),
        "workers": tr("Processes that read files"),
        "devices": tr("Devices"),
        "copies": tr("Copies of the catalogue"),
        "encryption": tr("Encryption of what is kept"),
        "monitoring": tr("Figures for a monitor"),
    }
    return titles.get(name, name.capitalize())


def state(value: State) -> tuple[str, str]:
    """How a part is, in a word, and the tone that it is told in."""
    return {
        State.HEALTHY: (tr("Well"), "good"),
        State.DEGRADED: (tr("Limited"), "warn"),
        State.UNHEALTHY: (tr("Broken"), "bad"),
    }[value]


def remedy(value: Remedy) -> str:
    """What the button says that does it, or leads to where it is done."""
    return {
        Remedy.REPAIR: tr("Repair"),
        Remedy.INDEX: tr("Index again"),
        Remedy.FOLDERS: tr("To the library"),
        Remedy.MODELS: tr("To the models"),
        Remedy.COPIES: tr("To the copies"),
        Remedy.SYNC: tr("To the remote catalogue"),
        Remedy.SETTINGS: tr("To the settings"),
    }[value]


def kind(name: str) -> str:
    """Searches of a kind."""
    titles = {
        "text": tr("Words"),
        "image": tr("Pictures"),
        "hum": tr("Hums"),
        "sound": tr("Sounds"),
        "recognise": tr("Recordings"),
        "like": tr("Like a track"),
        "playlist": tr("Like a playlist"),
        "auto": tr("Any sound"),
        MIXED: tr("Mixed"),
    }
    return titles.get(name, name.capitalize())


def counters(found: dict[str, int]) -> str:
    """What was counted, in a line."""
    said = tr("{0} files, {1} of them ready · {2} searches timed · {3} runs and {4} problems kept")
    order = ("files", "ready", "searches", "runs", "problems")
    return said.format(*(f"{found.get(name, 0):,}" for name in order))


def milliseconds(value: float) -> str:
    """A time that is mostly short."""
    return tr("{0} ms").format(round(value)) if value < 10_000 else tr("{0} s").format(round(value / 1000))


def entry(record: dict[str, Any]) -> str:
    """A log's entry as one line, its details after it."""
    fields = record.get("fields") or {}
    details = " · ".join(f"{name}: {value}" for name, value in fields.items()) if isinstance(fields, dict) else ""
    told = str(record.get("time", "")).replace("T", " ")[:19]
    lines = [f"{told}  {record.get('level', '')}  {record.get('message', '')}{'  – ' + details if details else ''}"]
    if exception := str(record.get("exception") or ""):
        lines += [f"    {line}" for line in exception.splitlines()]
    return "\n".join(lines)


def level(name: str) -> str:
    """From which level on entries are shown."""
    return {
        "DEBUG": tr("Everything"),
        "INFO": tr("Information and worse"),
        "WARNING": tr("Warnings and errors"),
        "ERROR": tr("Errors only"),
    }.get(name, name)


__all__ = ["LEVELS", "counters", "entry", "kind", "level", "milliseconds", "moment", "part", "state", "tr"]
