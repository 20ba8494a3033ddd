"""A small analysed library, and copies of it to be harmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session


@pytest.fixture
def harmed(small_library: Path, tmp_path: Path) -> Paths:
    """A data folder of the test's own, with the six sounds."""
    return copied(small_library / "data", tmp_path / "data")


@pytest.fixture
def session(harmed: Paths) -> Iterator[Session]:
    with Session.open(harmed, fast_settings()) as opened:
        yield opened
