"""The program in figures: what stands where now, and what was counted; shown on a page, or written for a monitor.

The text is OpenMetrics, by the well-kept client library of Prometheus. Only gauges, counters and histograms are used,
and no timestamps: so the textfile collector of Prometheus' node exporter, which reads the older format, takes it too.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine import counters
from vectorbeats_desktop.engine.counters import BOUNDS_S, Counted, Histogram, Labels
from vectorbeats_desktop.engine.disk_use import bytes_taken
from vectorbeats_desktop.engine.health_records import State

if TYPE_CHECKING:
    from prometheus_client.core import Metric

    from vectorbeats_desktop.engine.session import Session

PREFIX = "vectorbeats_"


class Sort(StrEnum):
    """What a family's values are."""

    GAUGE = "gauge"
    COUNTER = "counter"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Family:
    """Values of one name. `values` has one for each set of labels."""

    name: str
    sort: Sort
    text: str
    values: tuple[tuple[Labels, float | Histogram], ...]
    unit: str = ""


COUNTED: tuple[tuple[str, str, str], ...] = (
    (counters.RUNS, "Indexing runs that ended", ""),
    (counters.ANALYSED, "Tracks whose sound was analysed", ""),
    (counters.STAGE_SECONDS, "Time that indexing spent in each stage", "seconds"),
    (counters.CACHE, "How often what a part of a search means was known already (hit) or not (miss)", ""),
    (counters.RESTARTS, "Child processes that ended unasked, or had to be ended in the middle of their work", ""),
    (counters.ERRORS, "What went wrong, by its code", ""),
)
OF_SQLITE = ("", "-wal", "-shm")  # what it writes beside a catalogue is as large as that itself in a long run
STATES = {State.HEALTHY: 0, State.DEGRADED: 1, State.UNHEALTHY: 2}


def measure(session: Session, *, look: bool) -> tuple[Family, ...]:
    """All families, of a program that goes on meanwhile. Raises DataFolderBroken.

    `look` also counts the store's points, which wakes its process; otherwise they are as they were last counted.
    """
    counted = session.journal.counters.counted()
    return (
        Family("build", Sort.GAUGE, "The program's version, as a label", (((("version", __version__),), 1.0),)),
        *_library(session),
        *_disk(session),
        *_store(session, look=look),
        *_sync(session),
        *_health(session),
        *_counted(counted),
    )


def openmetrics(families: tuple[Family, ...]) -> str:
    """The families in the OpenMetrics text format, with its end."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.openmetrics.exposition import generate_latest
    from prometheus_client.registry import Collector

    class Given(Collector):
        def collect(self) -> Iterator[Metric]:
            return map(_metric, families)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Given())
    written: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
    return written.decode()


def _metric(family: Family) -> Metric:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

    names = sorted({name for labels, _value in family.values for name, _ in labels})
    made: dict[Sort, Any] = {
        Sort.GAUGE: GaugeMetricFamily, Sort.COUNTER: CounterMetricFamily, Sort.HISTOGRAM: HistogramMetricFamily,
    }  # fmt: skip
    metric = made[family.sort](PREFIX + family.name, family.text, labels=names, unit=family.unit)
    for labels, value in family.values:
        told = [dict(labels).get(name, "") for name in names]
        if isinstance(value, Histogram):
            bounds = [*map(str, BOUNDS_S), "+Inf"]
            made_of = list(zip(bounds, value.cumulated(), strict=True))
            metric.add_metric(told, made_of, sum_value=value.sum)
        else:
            metric.add_metric(told, value)
    return cast("Metric", metric)


def _library(session: Session) -> Iterator[Family]:
    status = session.status()
    states = ("ready", "pending", "failed", "unreachable")
    yield _gauges("files", "Files of the library by state", "state", {each: getattr(status, each) for each in states})
    known = {"all": status.tracks, "melody": status.melodies, "fingerprint": status.fingerprints}
    yield _gauges("recordings", "Recordings, and of how many melody and fingerprint are known", "known", known)


def _disk(session: Session) -> Iterator[Family]:
    paths = session.paths
    sizes = {
        "catalogue": sum(bytes_taken(paths.catalog.with_name(paths.catalog.name + each)) for each in OF_SQLITE),
        "store": bytes_taken(paths.store),
        "fingerprints": bytes_taken(paths.fingerprints),
        "copies": bytes_taken(paths.copies),
        "cache": bytes_taken(paths.cache),
    }
    yield _gauges("size_bytes", "Bytes on the disk", "part", sizes, "bytes")
    free = float(shutil.disk_usage(paths.data).free)
    yield Family("disk_free_bytes", Sort.GAUGE, "Room left on the data folder's disk", (((), free),), "bytes")


def _store(session: Session, *, look: bool) -> Iterator[Family]:
    points = session.store.points(look=look)
    if points:
        yield _gauges("store_points", "Points of the vector store", "collection", points)


def _sync(session: Session) -> Iterator[Family]:
    if not session.settings.flag("network.remote"):
        return
    status = session.remote.status()
    records = {"waiting": status.waiting, "refused": status.refused}
    yield _gauges("sync_records", "Records that wait to be sent, or were refused by the server", "state", records)
    if status.synced_at is not None:
        lag = max(0.0, time.time() - status.synced_at)
        yield Family(
            "sync_lag_seconds", Sort.GAUGE, "Time since the last sync that ended well", (((), lag),), "seconds"
        )


def _health(session: Session) -> Iterator[Family]:
    report = session.last_health
    if report is not None:
        parts = {part.key: STATES[part.state] for part in report.parts}
        text = "How each part was when it was last looked at: 0 healthy, 1 degraded, 2 unhealthy"
        yield _gauges("part_state", text, "part", parts)


def _counted(counted: Counted) -> Iterator[Family]:
    for name, text, unit in COUNTED:
        yield Family(name, Sort.COUNTER, text, tuple(counted.totals.get(name, {}).items()), unit)
    times = counted.histograms.get(counters.SEARCH_SECONDS, {})
    text = "How long searches took, by the kinds of their parts"
    yield Family(counters.SEARCH_SECONDS, Sort.HISTOGRAM, text, tuple(times.items()), "seconds")


def _gauges(name: str, text: str, label: str, values: dict[str, int], unit: str = "") -> Family:
    return Family(name, Sort.GAUGE, text, tuple((((label, key),), float(value)) for key, value in values.items()), unit)
