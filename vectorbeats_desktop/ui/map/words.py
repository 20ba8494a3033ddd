"""What the map page says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.map.records import ARRANGING, COMPARING, PLACING, READING
from vectorbeats_desktop.engine.task import Progress

CONTEXT = "MapWords"


def progress(of: Progress) -> str:
    """How far the map is."""
    words = {
        READING: _tr("Reading how each track sounds…"),
        COMPARING: _tr("Comparing each track with all others…"),
        ARRANGING: _tr("Bringing together what is alike…"),
        PLACING: _tr("Finding places for new tracks…"),
    }
    said = words.get(of.stage, "")
    return f"{said} {100 * of.done // of.total} %" if of.total else said


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
