"""A small analysed library, and copies of it to be harmed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_library import fast_settings, make_indexed
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with music and the data folder of a library of it."""
    root = tmp_path_factory.mktemp("indexed")
    make_indexed(root)
    return root


@pytest.fixture
def harmed(indexed: Path, tmp_path: Path) -> Paths:
    """A data folder of the test's own, with the six sounds."""
    return copied(indexed / "data", tmp_path / "data")


@pytest.fixture
def session(harmed: Paths) -> Iterator[Session]:
    with Session.open(harmed, fast_settings()) as opened:
        yield opened


def copied(data: Path, target: Path) -> Paths:
    """A copy of a data folder; the holes in its files, half a gigabyte, stay holes where the system can do that."""
    if sys.platform == "linux":
        subprocess.run(["cp", "-a", "--sparse=always", data, target], check=True)
    else:
        shutil.copytree(data, target)
    return Paths.under(target)
