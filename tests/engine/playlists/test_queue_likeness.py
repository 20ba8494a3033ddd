from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.playlists.made_up import Library, MadeUp, made_up_library
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with made_up_library(tmp_path_factory.mktemp("alike")) as made:
        made.add([MadeUp(f"t{place:02}", place / 100) for place in range(0, 60, 10)])
        made.store.info()
        yield made


def test_each_is_the_nearest_that_is_left(library: Library, tmp_path: Path) -> None:
    found = library.routes.by_likeness("t20", ["t50", "t00", "t30", "t10", "t40"], TaskContext())
    assert found[0] in ("t10", "t30")
    places = [20, *(int(name[1:]) for name in found)]
    for number, place in enumerate(places[:-1]):
        nearest = min(abs(other - place) for other in places[number + 1 :])
        assert abs(places[number + 1] - place) == nearest


def test_what_is_not_known_comes_last(library: Library) -> None:
    found = library.routes.by_likeness("t00", ["new", "t50", "t10", "newer", "t10"], TaskContext())
    assert found == ("t10", "t50", "new", "newer")
    assert library.routes.by_likeness("nobody", ["t50", "t40"], TaskContext()) == ("t50", "t40")
    assert library.routes.by_likeness("t00", [], TaskContext()) == ()


def test_it_can_be_stopped(library: Library) -> None:
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        library.routes.by_likeness("t00", ["t10"], ctx)
