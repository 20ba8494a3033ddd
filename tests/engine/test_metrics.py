"""The figures: counted over runs, read by a monitor's own parsers, and written whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as older_format

from tests.copied_data import copied
from tests.small_library import fast_settings
from tests.typed_commands import runner
from vectorbeats_desktop.engine import children
from vectorbeats_desktop.engine.counters import BOUNDS_S, CACHE, SEARCH_SECONDS, Counters
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


def test_a_child_that_dies_is_counted(session: Session, tmp_path: Path) -> None:
    children.tell_loss("analysis-3")
    children.tell_loss("vectorbeats-store")
    values = parsed(runner(session, tmp_path)("metrics")[1])
    assert value(values, "worker_restarts_total", process="analysis") == 1
    assert value(values, "worker_restarts_total", process="vectorbeats-store") == 1


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
