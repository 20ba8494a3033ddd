"""A Spotify on the loopback, a keyring in memory, and the program's part between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.memory_keyring import Ring, ring_in_place
from tests.spotify_stub import CLIENT_ID, Stub, free_port, spotify_stub, visit
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture
def ring() -> Iterator[Ring]:
    with ring_in_place() as made:
        yield made


@pytest.fixture
def stub() -> Iterator[Stub]:
    with spotify_stub() as server:
        yield server


@pytest.fixture
def settings() -> Settings:
    made = Settings()
    made.set("network.spotify", True)
    made.set("spotify.client_id", CLIENT_ID)
    made.set("spotify.port", free_port())
    return made


@pytest.fixture
def spotify(stub: Stub, settings: Settings, ring: Ring, tmp_path: Path) -> Iterator[Spotify]:
    made = Spotify(settings, tmp_path / "cache", stub.addresses)
    yield made
    made.close()


@pytest.fixture
def signed_in(spotify: Spotify, stub: Stub) -> Spotify:
    assert spotify.sign_in(lambda address: _agree(stub, address), TaskContext()) == "Anna B."
    stub.asked.clear()
    return spotify


def _agree(stub: Stub, address: str) -> None:
    assert visit(stub.consent(address))[0] == 200
