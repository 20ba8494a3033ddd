"""What every test gets: a fresh data folder, no leaked threads or processes, no display."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.forked_children import USUAL, forked_models, forking, spawned
from tests.made_once import made_once, side_by_side
from vectorbeats_desktop.engine import concealing
from vectorbeats_desktop.engine.melody.matcher_child import CACHE_VARIABLE
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths

if TYPE_CHECKING:
    from tests.team_catalogue import TeamCatalogue

__all__ = ["forked_models", "spawned"]

# For the processes side by side, which are as many as there are cores: threads of one would wait busily for a core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt's own plugins write notes about absent sound servers and portals; the program's lines stay.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false;qt.qpa.*=false;qt.pulseaudio*=false")

ENDING_S = 5.0
LONG_LIVED = {"child-starter"}  # one by design, see engine/children.py


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A data folder of the test's own, which child processes see as well."""
    root = tmp_path / "vectorbeats"
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(root))
    return Paths.under(root)


@pytest.fixture(autouse=True, scope="session")
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile the matcher's loops once for all tests, when they are needed: each data folder has its own cache else."""
    compiled = side_by_side(tmp_path_factory) / "compiled"
    compiled.mkdir(exist_ok=True)
    (compiled / "nothing is compiled ahead.nbi").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(compiled))
        yield


@pytest.fixture(autouse=True, scope="session")
def _forked(_compiled_once: None) -> Iterator[None]:
    with forking(USUAL):
        yield


@pytest.fixture(autouse=True, scope="session")
def _imported_is_no_garbage() -> None:
    """Let collections of garbage pass over what the modules brought, which takes half a second, hundreds of times."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_leaks(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # A test that forgets to ask for `paths` must not touch the person's own library.
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path_factory.getbasetemp() / "not-asked-for"))
    monkeypatch.setattr(concealing, "_known", set())  # else what one test has for a secret is hidden in all others
    threads, children = set(threading.enumerate()), set(multiprocessing.active_children())
    yield
    deadline = time.monotonic() + ENDING_S
    while (left := _left(threads, children)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not left, f"the test left running: {left}"


def _left(threads: set[threading.Thread], children: set[multiprocessing.process.BaseProcess]) -> list[str]:
    # "Dummy-…" is how Python before 3.12 remembers Qt's own threads for ever; that a QThread has
    # ended is what `shut` of lanes and actions answers for.
    running = [
        thread.name
        for thread in set(threading.enumerate()) - threads
        if thread.name not in LONG_LIVED and not thread.name.startswith("Dummy-")
    ]
    return running + [c.name for c in set(multiprocessing.active_children()) - children]


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the music and the data of a small library, for tests to copy; no test changes this one."""
    from tests.small_library import make_indexed  # brings most of the engine along

    return made_once(tmp_path_factory, "small", make_indexed)


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> TeamCatalogue:
    """What others have, for searches that ask them."""
    from tests.team_catalogue import make_team  # brings most of the engine along

    return make_team(tmp_path_factory.mktemp("team"))
