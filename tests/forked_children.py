"""Child processes for tests in hundredths of a second: forked from a process that has imported what they import.

The program spawns its children, each of which imports NumPy, SciPy, PyAV and, for models, torch: seconds that tests
would spend hundreds of times. What runs in the child is the same. A test of the start itself asks for `spawned`, and
programs that tests start spawn as ever.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any

import pytest

from vectorbeats_desktop.engine import children

POSSIBLE = sys.platform == "linux"  # elsewhere a library that was imported may not outlive a fork
USUAL = "tests.preloaded.usual"
MODELS = "tests.preloaded.models"
SPAWNED_RUN = children._run


class _Run:
    """Stands for `children._run`, and brings the environment along as it is when the child starts."""

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return functools.partial, (_run, dict(os.environ))

    def __call__(self, *_args: object) -> None:
        raise AssertionError("only a copy in a child is called")


def _run(
    environment: dict[str, str],
    main: Callable[..., None],
    pipe: Connection,
    _parent_pid: int,
    args: tuple[Any, ...],
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(pipe, *args)


@functools.cache
def _server(preloaded: str) -> forkserver.ForkServer:
    """The process to fork from, with the modules that a module imports. One lives as long as the tests."""
    made = forkserver.ForkServer()
    made.set_forkserver_preload([preloaded])
    return made


@contextmanager
def forking(preloaded: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if POSSIBLE:
            patch.setattr(forkserver, "connect_to_new_process", _server(preloaded).connect_to_new_process)
            patch.setattr(children, "CONTEXT", multiprocessing.get_context("forkserver"))
            patch.setattr(children, "_run", _Run())
        yield


@pytest.fixture(scope="module")
def forked_models() -> Iterator[None]:
    """Children of this module have torch and what goes with it."""
    with forking(MODELS):
        yield


@pytest.fixture
def spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children of this test are spawned, as the program does it."""
    monkeypatch.setattr(children, "CONTEXT", multiprocessing.get_context("spawn"))
    monkeypatch.setattr(children, "_run", SPAWNED_RUN)
