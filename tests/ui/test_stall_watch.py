"""What holds the window's thread is told, with the code that does it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.stall_watch import Stall, StallWatch

LIMIT_S = 0.05
WAIT_MS = 5000


@pytest.fixture
def stalls(qtbot: QtBot) -> Iterator[list[Stall]]:
    told: list[Stall] = []
    watch = StallWatch(told.append, LIMIT_S)
    watch.start()
    yield told
    watch.close()


def _work(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_work_is_told_with_its_time_and_place(
    qtbot: QtBot, stalls: list[Stall], monkeypatch: pytest.MonkeyPatch
) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()

    def measure() -> QFontMetrics:
        _work(0.3)
        return metrics

    monkeypatch.setattr(label, "fontMetrics", measure)
    QTimer.singleShot(0, label.sizeHint)
    qtbot.waitUntil(lambda: any(stall.own_s > 0.25 for stall in stalls), timeout=WAIT_MS)
    [stall] = [stall for stall in stalls if stall.own_s > 0.25]
    assert stall.wall_s >= stall.own_s - 0.02
    assert stall.where.startswith("ui/elided_label.py:")
    assert "sizeHint" in stall.where


def test_waiting_is_a_stall_that_uses_no_processor(qtbot: QtBot, stalls: list[Stall]) -> None:
    QTimer.singleShot(0, lambda: time.sleep(0.3))
    qtbot.waitUntil(lambda: any(stall.wall_s > 0.25 for stall in stalls), timeout=WAIT_MS)
    assert max(stalls, key=lambda stall: stall.wall_s).own_s < 0.1


def test_a_window_that_answers_is_left_alone(qtbot: QtBot, stalls: list[Stall]) -> None:
    for _ in range(20):
        qtbot.wait(5)
        _work(0.002)
    assert all(stall.own_s < LIMIT_S for stall in stalls)  # what other programs take is not its own
