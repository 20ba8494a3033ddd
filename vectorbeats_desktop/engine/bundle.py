"""The support bundle: a zip of health, settings, versions and the log, in which nothing tells of a person."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorbeats_desktop.engine import diagnostics, log
from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.health_records import HealthReport
from vectorbeats_desktop.engine.redaction import Redaction
from vectorbeats_desktop.engine.settings import SETTINGS, Settings
from vectorbeats_desktop.engine.task import Progress, TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

ENTRIES = 2_000  # of the log, the newest
SECRET = "‹set›"
README = """What VectorBeats tells of itself, for whoever helps you. Nothing was sent to anybody.

health.json    how each part is
settings.json  what was changed in the settings; addresses and passwords are left out
versions.json  the program, Python, the system and the packages
counts.json    how large the library is
journal.json   indexing runs, what went wrong, and how long searches took, without what was searched for
log.jsonl      the newest entries of the log

Paths, names of files, what stood in quotation marks, your name and this computer's are replaced by ‹…›. All of it is
text: look through it before you pass it on.
"""


class BundleTrouble(KnownError):
    """The bundle could not be written."""

    code = "bundle_trouble"


def write_bundle(session: Session, target: Path, ctx: TaskContext, *, replace: bool = False) -> None:
    """Write the bundle, whole or not at all. Raises BadQuery when something is there, BundleTrouble, Cancelled."""
    if target.exists() and not replace:
        raise BadQuery(f"There is something at {target} already.", "Choose another name, or let it be replaced.")
    report = session.health(ctx)
    ctx.report(Progress("bundle", 0, 1))
    documents = contents(session, report, _redaction(session))
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in documents.items():
                ctx.checkpoint()
                archive.writestr(name, text)
        part.replace(target)
    except OSError as error:
        raise BundleTrouble(
            f"The report could not be written: {error.strerror or error}.", "Choose another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    ctx.report(Progress("bundle", 1, 1))


def contents(session: Session, report: HealthReport, redaction: Redaction) -> dict[str, str]:
    """The bundle's files, by name."""
    parts = [
        {"part": part.name, "state": str(part.state), "says": part.text, "hint": part.hint} for part in report.parts
    ]
    journal, status = session.journal, session.status()
    # Which work failed is told by its own field, whose words are the program's own.
    kept = {"runs": journal.runs.all(), "problems": journal.problems.all(), "searches": journal.searches.all()}
    counts = {name: getattr(status, name) for name in ("files", "ready", "pending", "failed", "unreachable", "tracks")}
    entries = [redaction.value(entry) for entry in log.tail(session.paths.logs, ENTRIES)]
    return {
        "README.txt": README,
        "health.json": _json(redaction.value(parts)),
        "settings.json": _json(redaction.value(changed_settings(session.settings))),
        "versions.json": _json(diagnostics.versions()),
        "counts.json": _json({**counts, "folders": len(session.folders())}),
        "journal.json": _json(redaction.value(kept)),
        "log.jsonl": "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries),
    }


def changed_settings(settings: Settings) -> dict[str, Any]:
    """What is not as the table has it; of secrets only that there is something."""
    return {
        setting.name: SECRET if setting.secret else settings.get(setting.name)
        for setting in SETTINGS
        if not settings.is_default(setting.name) and not setting.name.startswith("window.geometry")
    }


def _redaction(session: Session) -> Redaction:
    paths = session.paths
    folders = [folder.path for folder in session.folders()]
    return Redaction([*folders, paths.data, paths.config, paths.cache, paths.logs])


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
