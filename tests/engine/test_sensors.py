from __future__ import annotations

import subprocess
import sys
import time
from types import SimpleNamespace

import psutil
import pytest

from vectorbeats_desktop.engine.sensors import SystemSensors


@pytest.mark.parametrize(
    ("battery", "expected"),
    [
        (None, False),
        (SimpleNamespace(power_plugged=True), False),
        (SimpleNamespace(power_plugged=False), True),
        (SimpleNamespace(power_plugged=None), False),
    ],
)
def test_a_computer_is_on_battery_when_nothing_feeds_it(
    monkeypatch: pytest.MonkeyPatch, battery: object, expected: bool
) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert SystemSensors().on_battery() is expected


def test_own_work_does_not_count_as_that_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    told = iter([(100.0, 40.0, 30.0), (200.0, 130.0, 60.0), (300.0, 180.0, 130.0)])
    monkeypatch.setattr("vectorbeats_desktop.engine.sensors._times", lambda: next(told))
    sensors = SystemSensors()
    assert sensors.others_load() == 0.0, "one look says nothing of a time"
    assert sensors.others_load() == pytest.approx(0.6), "90 of 100 s were work, 30 of them ours"
    assert sensors.others_load() == 0.0, "never less than nothing"


def test_a_child_of_this_process_is_its_own_work() -> None:
    sensors = SystemSensors()
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        try:
            time.sleep(0.3)
            before = psutil.Process(busy.pid).cpu_times().user
            sensors.others_load()
            time.sleep(0.7)
            assert psutil.Process(busy.pid).cpu_times().user > before, "it works"
            assert 0.0 <= sensors.others_load() <= 1.0
        finally:
            busy.kill()
