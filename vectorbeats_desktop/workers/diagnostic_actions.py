"""What a person can ask about how the program fares: one typed function for each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.diagnostics import Latency
    from vectorbeats_desktop.engine.metrics import Family
    from vectorbeats_desktop.engine.session import Session

LOG_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted and measured, and the newest entries of the log, oldest first."""

    latencies: tuple[Latency, ...]
    counters: dict[str, int]
    log: tuple[dict[str, Any], ...]
    families: tuple[Family, ...] = ()


class DiagnosticActions(QObject):
    """Starts jobs that look and mend. Their errors are told on the page, by the caller."""

    def __init__(self, make_job: MakeJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job = make_job
        # Looking at every part of a large library takes a while, and mending waits for indexing.
        self.lane = Lane("diagnostics")
        self._figures_lane = Lane("figures", latest_wins=True)
        self.lanes = (self.lane, self._figures_lane)

    def health(self) -> Job:
        """Look at every part; the result is a HealthReport."""
        return self.lane.add(
            self._make_job("look at every part", lambda session, ctx: session.health(ctx), told_by_caller=True)
        )

    def repair(self) -> Job:
        """Mend what can be mended, and look again; the result is a HealthReport."""
        return self.lane.add(self._make_job("repair", lambda session, ctx: session.repair(ctx), told_by_caller=True))

    def bundle(self, target: Path) -> Job:
        """Write a support bundle to a file that may be there already; the result is nothing."""

        def work(session: Session, ctx: Any) -> None:
            from vectorbeats_desktop.engine.bundle import write_bundle

            write_bundle(session, target, ctx, replace=True)

        return self.lane.add(self._make_job("write a report", work, told_by_caller=True))

    def figures(self) -> Job:
        """Count and read anew; the result is Figures."""
        return self._figures_lane.add(self._make_job("count", lambda session, _ctx: _figures(session)))


def _figures(session: Session) -> Figures:
    from vectorbeats_desktop.engine import diagnostics, log, metrics
    from vectorbeats_desktop.engine.counters import SEARCH_SECONDS

    status, families = session.status(), metrics.measure(session, look=False)
    times = session.journal.counters.counted().histograms.get(SEARCH_SECONDS, {})
    latencies = diagnostics.latencies(times, session.journal.searches.all())
    counters = {
        "searches": sum(latency.count for latency in latencies),
        "runs": len(session.journal.runs.all()),
        "problems": len(session.journal.problems.all()),
        "files": status.files,
        "ready": status.ready,
    }
    entries = log.tail(session.paths.logs, LOG_ENTRIES)
    return Figures(tuple(latencies), counters, tuple(entries), families)
