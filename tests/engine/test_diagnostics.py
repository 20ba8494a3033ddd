from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from vectorbeats_desktop.engine.counters import SEARCH_SECONDS, Counters, Histogram, Labels
from vectorbeats_desktop.engine.diagnostics import Latency, latencies, versions
from vectorbeats_desktop.engine.journal import MIXED


def search(total: float, *kinds: str) -> dict[str, object]:
    return {"at": 0.0, "kinds": list(kinds), "ms": {"read": 1.0, "total": total}}


def counted(**times_s: tuple[float, ...]) -> Mapping[Labels, Histogram]:
    counters = Counters()
    for kind, times in times_s.items():
        for seconds in times:
            counters.observe(SEARCH_SECONDS, seconds, kind=kind)
    return counters.counted().histograms.get(SEARCH_SECONDS, {})


def test_searches_are_told_by_kind_as_counted_and_drawn_in_order() -> None:
    newest_first = [search(30, "text"), search(200, "image", "text"), search(20, "text"), search(10, "text")]
    times = counted(text=(0.01, 0.02, 0.03, 7.0), mixed=(0.2,))  # one is in the journal no more
    mixed, text = latencies(times, newest_first)
    assert (mixed.kind, mixed.count, mixed.latest) == (MIXED, 1, (200.0,))
    assert (text.kind, text.count, text.latest) == ("text", 4, (10.0, 20.0, 30.0))


def test_records_of_another_make_are_passed_over() -> None:
    odd: list[dict[str, object]] = [{}, {"kinds": [], "ms": {}}, {"kinds": ["text"], "ms": {"total": "long"}}]
    assert [latency.latest for latency in latencies(counted(text=(0.1,)), odd)] == [()]
    assert latencies({}, [search(30, "text")]) == []


def test_the_usual_and_the_slow_are_those_of_a_monitor() -> None:
    """By hand, as PromQL's histogram_quantile does: 80 values in (50, 100], 20 in (100, 150] ms."""
    (times,) = counted(text=(0.07,) * 80 + (0.12,) * 20).values()
    told = Latency("text", times)
    assert told.median == pytest.approx(50 + 50 * 50 / 80)
    assert told.slowest_twentieth == pytest.approx(100 + 50 * 15 / 20)
    (beyond,) = counted(text=(60.0, 60.0)).values()
    assert Latency("text", beyond).median == 10_000, "what the buckets cannot tell"
    assert math.isnan(Histogram((0,) * 12, 0.0).quantile(0.5))


def test_versions_tell_of_packages_that_are_not_there() -> None:
    found = versions()
    assert found["python"].startswith("3.")
    assert found["numpy"][0].isdigit()
    assert all(found.values())
