"""A library of three pieces beside a server that has six: what others have, and one oneself has not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from qdrant_client import models

from tests.copied_data import copied
from tests.memory_server import MemoryClient
from tests.qdrant_stub import Stub
from tests.small_library import make_library, words
from tests.two_computers import open_computer
from vectorbeats_desktop.engine.records import Hit, Query
from vectorbeats_desktop.engine.remote.server import QdrantServer
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

PREFIX = "vectorbeats_"
GONE = ("deep below", "bells", "run")
OWN = {"Rainy Night", "Furnace", "Holiday"}
THEIRS = {"Deep Below", "Évening Bells", "Run"}
CALM = Query((words("calm and slow"),))


@dataclass(frozen=True)
class TeamCatalogue:
    """The data folder of three pieces, and what the server keeps of six: vectors of its collections, and points."""

    data: Path
    music: Path
    sizes: dict[str, dict[str, int]]
    points: dict[str, list[models.PointStruct]]

    def fill(self, stub: Stub) -> None:
        """Let a server have it."""
        port = QdrantServer(stub.client, PREFIX)
        for collection, points in self.points.items():
            port.prepare(collection, self.sizes[collection])
            stub.client.upsert(PREFIX + collection, points)

    def open(self, folder: Path) -> Session:
        """The library, in a folder of the test's own, with nobody to ask yet."""
        return open_computer(copied(self.data, folder).data)


def make_team(root: Path) -> TeamCatalogue:
    """Have all six analysed and pushed, and then forget three of them."""
    client = MemoryClient()
    make_library(root / "music")
    with open_computer(root / "data", client) as session:
        session.add_folder(root / "music")
        assert session.index(TaskContext()).failed == 0
        session.remote.push(TaskContext())
        sizes = session.remote.gathering.vectors()
        gone = [track for name in GONE for track in session.catalog.rows(session.catalog.page_ids(name))]
        assert {track.name for track in gone} == THEIRS
        session.catalog.remove_files([track.file_id for track in gone])
        session.catalog.forget_tracks([track.track_id for track in gone])
        for track in gone:
            track.path.unlink()  # else the window would find it again
        session.catalog.set_meta("device.id", "000000000000beef")  # another one than that which pushed
    points = {name: _points(client, PREFIX + name) for name in sizes}
    client.close()
    return TeamCatalogue(root / "data", root / "music", sizes, points)


def _points(client: MemoryClient, name: str) -> list[models.PointStruct]:
    found, _ = client.scroll(name, limit=100, with_vectors=True)
    return [models.PointStruct(id=each.id, vector=cast(Any, each.vector or {}), payload=each.payload) for each in found]


def ask_at(session: Session, stub: Stub) -> None:
    """Let the session's searches ask this server."""
    for name, value in (("network.remote", True), ("remote.search", True), ("remote.address", stub.address)):
        session.settings.set(name, value)
    session.settings.reset("remote.prefix")
    session.remote.agree()


def theirs(hits: list[Hit]) -> set[str]:
    """What was found that is not in the library."""
    return {hit.track.name for hit in hits if hit.track.elsewhere}
