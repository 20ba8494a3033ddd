"""Waiting for a worker's answer, for as long as somebody wants it."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

from vectorbeats_desktop.engine.task import TaskContext

POLL_S = 0.05

Value = TypeVar("Value")


def result_of(future: Future[Value], ctx: TaskContext) -> Value:
    """The future's result, unless the task is cancelled first; what was begun then ends unheard.

    Raises what the future raises, and Cancelled.
    """
    while True:
        ctx.checkpoint()
        try:
            return future.result(timeout=POLL_S)
        except NotYet:
            continue
        finally:
            if ctx.cancelled:
                future.cancel()
