"""The figures: counted over runs, read by a monitor's own parsers, and written whole."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as older_format

from tests.copied_data import copied
from tests.engine.analysis import pool_calls
from tests.memory_server import MemoryClient
from tests.small_library import fast_settings
from tests.two_computers import open_computer
from tests.typed_commands import runner
from vectorbeats_desktop.engine import metrics
from vectorbeats_desktop.engine.analysis.pool import WorkerCrashed
from vectorbeats_desktop.engine.counters import BOUNDS_S, CACHE, SEARCH_SECONDS, Counters
from vectorbeats_desktop.engine.metrics import measure, openmetrics
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

Values = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def session(tmp_path: Path, small_library: Path) -> Iterator[Session]:
    with Session.open(copied(small_library / "data", tmp_path / "copy"), fast_settings()) as opened:
        yield opened


def parsed(text: str) -> Values:
    """What Prometheus' parser reads; it raises for anything that is not OpenMetrics."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)  # type: ignore[no-untyped-call]
        for sample in family.samples
    }


def value(values: Values, name: str, **labels: str) -> float:
    return values[(f"vectorbeats_{name}", tuple(sorted(labels.items())))]


def test_a_monitor_reads_what_was_counted(session: Session, tmp_path: Path) -> None:
    query = Query((QueryPart(Kind.TEXT, "a calm song nobody shall read of"),))
    for _ in range(2):
        session.search(query, TaskContext())
    run = runner(session, tmp_path)
    assert run("doctor")[0] == 0
    assert run("search", "--image", str(tmp_path / "private-name.png"))[0] != 0
    code, text, _err = run("metrics")
    assert code == 0
    values = parsed(text)
    status = session.status()
    assert value(values, "files", state="ready") == status.ready > 0
    assert value(values, "search_duration_seconds_count", kind="text") == 2
    assert value(values, "search_duration_seconds_bucket", kind="text", le="+Inf") == 2
    assert value(values, "cache_requests_total", cache="parts", outcome="hit") == 1
    assert value(values, "stage_seconds_total", stage="sound") > 0
    assert value(values, "index_runs_total") == 1
    assert value(values, "store_points", collection="music_embeddings") == status.tracks
    assert value(values, "size_bytes", part="store") > 0
    assert value(values, "errors_total", code="bad_query") == 1
    assert value(values, "part_state", part="store") == 0
    assert value(values, "part_state", part="text_model") == 1
    assert list(older_format(text)), "the node exporter's collector reads the older format"
    for private in ("calm", "private-name", str(tmp_path), str(session.folders()[0].path)):
        assert private not in text


def test_the_file_is_written_by_itself_while_a_setting_names_it(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "collector" / "vectorbeats.prom"
    session.settings.set("monitoring.file", str(target))
    deadline = time.monotonic() + 10
    while not session.metrics_file.problem and time.monotonic() < deadline:
        time.sleep(0.01)
    (part,) = (part for part in session.health(TaskContext()).parts if part.name == "monitoring")
    assert (str(part.state), "cannot be written" in part.text) == ("degraded", True)
    target.parent.mkdir()
    session.settings.set("monitoring.every_s", 5)  # also wakes it
    while not target.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert value(parsed(target.read_text()), "files", state="ready") > 0
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    session.settings.set("monitoring.file", "")
    deadline = time.monotonic() + 10
    while session.metrics_file.running and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not session.metrics_file.running, "nothing is written, and no thread waits to do so"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell blocks")
def test_the_sizes_are_what_files_take_and_not_what_they_reserve(session: Session, tmp_path: Path) -> None:
    paths = session.paths
    session.rate(session.catalog.rows(session.catalog.page_ids())[0].track_id, 3)  # there is a write-ahead log
    values = parsed(openmetrics(measure(session, look=False)))
    inside = [path.stat() for path in paths.store.rglob("*") if path.is_file()]
    told = value(values, "size_bytes", part="store")
    assert told == 512 * sum(found.st_blocks for found in inside)
    assert told < 100_000_000 < sum(found.st_size for found in inside), "Edge reserves half a gigabyte"
    log = paths.data / "catalog.sqlite-wal"
    both = 512 * (paths.catalog.stat().st_blocks + log.stat().st_blocks)
    assert log.stat().st_blocks
    assert both <= value(values, "size_bytes", part="catalogue") <= both + 65_536, "and the index of the log"


def test_a_child_that_is_killed_is_counted_once_and_started_again(session: Session, tmp_path: Path) -> None:
    run = runner(session, tmp_path)
    values = parsed(run("metrics")[1])
    assert not [key for key in values if key[0] == "vectorbeats_worker_restarts_total"]
    session.store.info()
    store = session.store.pid
    assert store is not None
    psutil.Process(store).kill()
    assert session.search(Query((QueryPart(Kind.TEXT, "calm"),)), TaskContext()).hits
    assert session.store.pid not in (None, store)
    pool = session._query_pool
    pool.submit(pool_calls.double, 1).result(30)
    (worker,) = pool.pids()
    reading = pool.submit(pool_calls.sleep_long)
    psutil.Process(worker).kill()
    with pytest.raises(WorkerCrashed):
        reading.result(30)
    assert pool.submit(pool_calls.pid_after, 0.0).result(30) != worker
    values = parsed(run("metrics")[1])
    assert value(values, "worker_restarts_total", process="analysis") == 1
    assert value(values, "worker_restarts_total", process="vectorbeats-store") == 1


def test_how_long_ago_the_last_sync_was_is_told(
    tmp_path: Path, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = MemoryClient()
    data = copied(small_library / "data", tmp_path / "copy").data
    with open_computer(data, client) as session:
        run = runner(session, tmp_path)
        values = parsed(run("metrics")[1])
        assert ("vectorbeats_sync_lag_seconds", ()) not in values, "there was none yet"
        assert run("sync")[0] == 0
        values = parsed(run("metrics")[1])
        assert (value(values, "sync_records", state="waiting"), value(values, "sync_records", state="refused")) == (
            0,
            0,
        )
        assert 0 <= value(values, "sync_lag_seconds") < 60
        session.rate(session.catalog.rows(session.catalog.page_ids())[0].track_id, 5)
        hour_later = time.time() + 3_600
        monkeypatch.setattr(metrics, "time", SimpleNamespace(time=lambda: hour_later))
        values = parsed(run("metrics")[1])
        assert value(values, "sync_records", state="waiting") == 1
        assert 3_590 < value(values, "sync_lag_seconds") < 3_660
    client.close()


def test_counts_go_on_after_a_restart_and_are_forgotten_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "counters.json"
    first = Counters(path)
    first.add(CACHE, cache="parts", outcome="hit")
    first.observe(SEARCH_SECONDS, 0.1, kind="text")
    first.observe(SEARCH_SECONDS, 1e9, kind="text")
    first.save()
    second = Counters(path)
    second.add(CACHE, 2, cache="parts", outcome="hit")
    counted = second.counted()
    assert counted.total(CACHE, cache="parts") == 3
    ((_labels, histogram),) = counted.histograms[SEARCH_SECONDS].items()
    assert histogram.count == 2
    assert histogram.cumulated()[BOUNDS_S.index(0.1)] == 1, "a bound belongs to its own bucket"
    second.clear()
    assert not path.exists()
    path.write_text('{"totals": [["errors"')
    assert Counters(path).counted().totals == {}


def test_a_file_that_cannot_be_written_is_told_by_the_command(session: Session, tmp_path: Path) -> None:
    session.settings.set("monitoring.file", str(tmp_path / "nowhere" / "v.prom"))
    code, _out, err = runner(session, tmp_path)("metrics")
    assert (code, "could not be written" in err) == (3, True)
