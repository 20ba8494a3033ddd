from __future__ import annotations

from vectorbeats_desktop.engine.diagnostics import Latency, latencies, versions
from vectorbeats_desktop.engine.journal import MIXED


def search(total: float, *kinds: str) -> dict[str, object]:
    return {"at": 0.0, "kinds": list(kinds), "ms": {"read": 1.0, "total": total}}


def test_searches_are_grouped_by_kind_and_put_in_order() -> None:
    newest_first = [search(30, "text"), search(200, "image", "text"), search(20, "text"), search(10, "text")]
    assert latencies(newest_first) == [Latency(MIXED, (200.0,)), Latency("text", (10.0, 20.0, 30.0))]


def test_records_of_another_make_are_passed_over() -> None:
    assert latencies([{}, {"kinds": [], "ms": {}}, {"kinds": ["text"], "ms": {"total": "long"}}]) == []


def test_the_usual_and_the_slow() -> None:
    hundred = Latency("text", tuple(float(number) for number in range(1, 101)))
    assert hundred.median == 50.5
    assert hundred.slowest_twentieth == 96.0
    assert Latency("text", (7.0,)).slowest_twentieth == 7.0


def test_versions_tell_of_packages_that_are_not_there() -> None:
    found = versions()
    assert found["python"].startswith("3.")
    assert found["numpy"][0].isdigit()
    assert all(found.values())
