"""Indexing is paused and goes on by sensors and a clock of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.politeness import Politeness, Reason, is_night
from vectorbeats_desktop.workers.preferences import Preferences

WAIT_MS = 5_000


class FakeComputer:
    def __init__(self) -> None:
        self.battery, self.load, self.hour = False, 0.0, 12

    def on_battery(self) -> bool:
        return self.battery

    def others_load(self) -> float:
        return self.load

    def now(self) -> datetime:
        return datetime(2026, 1, 1, self.hour, 30)


@pytest.fixture
def computer() -> FakeComputer:
    return FakeComputer()


@pytest.fixture
def preferences(qtbot: QtBot) -> Iterator[Preferences]:
    made = Preferences()
    made.attach(Settings())
    yield made
    assert made.shut(WAIT_MS)


@pytest.fixture
def polite(qtbot: QtBot, preferences: Preferences, computer: FakeComputer) -> Iterator[Politeness]:
    made = Politeness(preferences, sensors=computer, clock=computer.now)
    yield made
    assert made.shut(WAIT_MS)


@pytest.fixture
def run(qtbot: QtBot, polite: Politeness) -> Iterator[Job]:
    """A run that goes on until the test ends it, stopping at checkpoints as indexing does."""
    done = threading.Event()

    def work(ctx: TaskContext) -> None:
        while not done.wait(0.005):
            ctx.checkpoint()

    job = Job("index", work)
    job.start()
    polite.follow(job)
    yield job
    done.set()
    job.resume()
    assert job.wait(WAIT_MS)


def paused(qtbot: QtBot, job: Job, expected: bool) -> None:
    qtbot.waitUntil(lambda: job.paused is expected, timeout=WAIT_MS)


def looked(qtbot: QtBot, polite: Politeness) -> None:
    """Look once, and wait until what was seen has been acted on."""
    polite.look()
    qtbot.waitUntil(lambda: not polite._lane.busy, timeout=WAIT_MS)


@pytest.mark.parametrize("setting", ["pause_on_battery", "pause_while_playing", "pause_on_busy", "night_only"])
def test_it_is_paused_for_each_reason_only_when_that_was_chosen(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, computer: FakeComputer, run: Job, setting: str
) -> None:
    computer.battery, computer.load = True, 0.9
    polite.set_playing(True)
    looked(qtbot, polite)
    assert not run.paused, "nothing was chosen"
    preferences.choose(f"analysis.{setting}", True)
    paused(qtbot, run, True)
    assert polite.reasons == {Reason(setting)}
    preferences.choose(f"analysis.{setting}", False)
    paused(qtbot, run, False)
    assert polite.reasons == frozenset()


def test_it_goes_on_when_the_reason_has_gone(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, run: Job
) -> None:
    preferences.choose("analysis.pause_while_playing", True)
    polite.set_playing(True)
    paused(qtbot, run, True)
    polite.set_playing(False)
    paused(qtbot, run, False)


def test_one_of_two_reasons_that_goes_leaves_it_paused(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, computer: FakeComputer, run: Job
) -> None:
    computer.battery = True
    preferences.choose("analysis.pause_on_battery", True)
    preferences.choose("analysis.pause_while_playing", True)
    polite.set_playing(True)
    qtbot.waitUntil(lambda: polite.reasons == {Reason.BATTERY, Reason.PLAYING}, timeout=WAIT_MS)
    polite.set_playing(False)
    qtbot.waitUntil(lambda: polite.reasons == {Reason.BATTERY}, timeout=WAIT_MS)
    assert run.paused


def test_what_the_person_paused_is_never_resumed(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, run: Job
) -> None:
    run.pause()
    preferences.choose("analysis.pause_while_playing", True)
    polite.set_playing(True)
    looked(qtbot, polite)
    polite.set_playing(False)
    looked(qtbot, polite)
    assert run.paused
    assert polite.reasons == frozenset()


def test_what_the_person_resumes_goes_on_until_the_reason_comes_again(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, run: Job
) -> None:
    preferences.choose("analysis.pause_while_playing", True)
    polite.set_playing(True)
    paused(qtbot, run, True)
    run.resume()
    assert polite.reasons == frozenset()
    looked(qtbot, polite)
    assert not run.paused
    polite.set_playing(False)
    looked(qtbot, polite)
    polite.set_playing(True)
    paused(qtbot, run, True)


def test_a_load_about_the_limit_does_not_make_it_stutter(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, computer: FakeComputer, run: Job
) -> None:
    computer.load = 0.55
    preferences.choose("analysis.pause_on_busy", True)
    paused(qtbot, run, True)
    computer.load = 0.45
    looked(qtbot, polite)
    assert run.paused
    computer.load = 0.3
    looked(qtbot, polite)
    assert not run.paused
    computer.load = 0.45
    looked(qtbot, polite)
    assert not run.paused


def test_no_run_is_left_paused_for_a_reason_after_its_end(
    qtbot: QtBot, polite: Politeness, preferences: Preferences, run: Job
) -> None:
    preferences.choose("analysis.pause_while_playing", True)
    polite.set_playing(True)
    paused(qtbot, run, True)
    run.cancel()
    qtbot.waitUntil(lambda: polite.reasons == frozenset(), timeout=WAIT_MS)


@pytest.mark.parametrize(
    ("begin", "end", "hour", "night"),
    [
        (22, 7, 21, False),
        (22, 7, 22, True),
        (22, 7, 3, True),
        (22, 7, 7, False),
        (1, 5, 0, False),
        (1, 5, 1, True),
        (1, 5, 5, False),
        (6, 6, 12, True),
    ],
)
def test_the_hours_of_the_night(begin: int, end: int, hour: int, night: bool) -> None:
    settings = Settings()
    settings.set("analysis.night_from", begin)
    settings.set("analysis.night_to", end)
    assert is_night(settings, hour) is night
