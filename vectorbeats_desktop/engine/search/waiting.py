"""Waiting for a worker's answer, for as long as somebody wants it."""

from __future__ import annotations

import math
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

from vectorbeats_desktop.engine.task import TaskContext

POLL_S = 0.05

Value = TypeVar("Value")


def result_of(future: Future[Value], ctx: TaskContext, patience_s: float = math.inf) -> Value:
    """The future's result, unless the task is cancelled or patience ends first; what was begun then ends unheard.

    Raises what the future raises, Cancelled, and TimeoutError.
    """
    until = time.monotonic() + patience_s
    while True:
        ctx.checkpoint()
        try:
            return future.result(timeout=max(0.0, min(POLL_S, until - time.monotonic())))
        except NotYet:
            if time.monotonic() >= until:
                future.cancel()
                raise
        finally:
            if ctx.cancelled:
                future.cancel()
