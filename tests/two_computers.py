"""Two libraries, or more, on one server in memory: computers of one person or of a team."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.memory_server import MemoryClient
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.encoders.towers import Towers
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.remote.port import Port
from vectorbeats_desktop.engine.remote.server import QdrantServer
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings

ADDRESS = "http://127.0.0.1:6333"


def sharing_settings(address: str = ADDRESS) -> Settings:
    settings = fast_settings()
    settings.set("network.remote", True)
    settings.set("remote.address", address)
    return settings


def open_computer(
    folder: Path,
    client: MemoryClient | None = None,
    address: str = ADDRESS,
    towers: Callable[[], Towers] | None = None,
) -> Session:
    """A session whose remote catalogue is the one in memory, or at the address."""
    session = Session.open(Paths.under(folder), sharing_settings(address), towers=towers)
    if client is not None:
        session.remote.reach = lambda endpoint, _key: _kept(QdrantServer(client, endpoint.prefix))
    session.remote.agree()
    return session


def _kept(port: QdrantServer) -> Port:
    port.close = lambda: None  # type: ignore[method-assign]
    return port
