"""Several computers, in any order, with breaks and wrong clocks: in the end all know the same, and no edit is lost.

A model keeps every edit that was made. Whatever happens in between, once all have synced, of each thing that was said
of a track that edit counts which the rule says: the one with the largest number, made after all that its maker knew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.memory_server import MemoryClient
from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.music import MusicEncoder
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow, SeenFile
from vectorbeats_desktop.engine.library.changes import Edit
from vectorbeats_desktop.engine.records import Correction, Tags
from vectorbeats_desktop.engine.remote.errors import RemoteError, RemoteUnreachable
from vectorbeats_desktop.engine.remote.gathering import Gathering
from vectorbeats_desktop.engine.remote.link import Link
from vectorbeats_desktop.engine.remote.port import Port
from vectorbeats_desktop.engine.remote.pull import Pull
from vectorbeats_desktop.engine.remote.push import Push
from vectorbeats_desktop.engine.remote.records import record_id
from vectorbeats_desktop.engine.remote.server import QdrantServer
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR
from vectorbeats_desktop.engine.task import TaskContext

EXAMPLES, STEPS = int(os.environ.get("VECTORBEATS_TEST_EXAMPLES", "40")), 40
DEVICES, TRACKS = 3, ("a1-aa", "a1-bb")
NOON = 1_790_000_000_000  # ms
HOUR = 3_600_000
SPACE = load_concepts()
ENCODER = MusicEncoder(SPACE)
CALLS = ("version", "put", "read", "page", "newest", "purge")

pytestmark = pytest.mark.timeout(900)

devices = st.integers(0, DEVICES - 1)
tracks = st.sampled_from(TRACKS)
breaks = st.none() | st.tuples(st.integers(0, 6), st.booleans())


class NoStore:
    """Edits and melodies need no vectors."""

    spaces: ClassVar[dict[str, dict[str, int]]] = {MUSIC: {}, AUDIO: {}}


class Breaking:
    """A port whose connection breaks at a call, before it is done or after, and stays broken."""

    def __init__(self, port: QdrantServer, at: tuple[int, bool] | None) -> None:
        self._port = port
        self._left, self._done = at if at is not None else (-1, False)

    def __getattr__(self, name: str) -> Any:
        work: Callable[..., Any] = getattr(self._port, name)
        if name not in CALLS or self._left < 0:
            return work

        def broken(*args: Any, **kwargs: Any) -> Any:
            if self._left:
                self._left -= 1
                return work(*args, **kwargs)
            if self._done:
                work(*args, **kwargs)
                self._done = False
            raise RemoteUnreachable("broken")

        return broken

    def close(self) -> None:
        """It is somebody else's."""


class Computer:
    """A library with its clock, and the way to the server."""

    def __init__(self, path: Path, port: QdrantServer) -> None:
        self.catalog = Catalog(path)
        self.catalog._writer.execute("PRAGMA synchronous = OFF")
        self.now = NOON
        self.catalog.wall_ms = lambda: self.now
        self._port = port
        options = Settings()
        options.set("remote.share_vectors", False)
        self.gathering = Gathering(self.catalog, NoStore(), ENCODER, SPACE, options)  # type: ignore[arg-type]
        self.catalog.share_with("server")
        self.files = 0

    def link(self, at: tuple[int, bool] | None) -> Link:
        breaking: Port = Breaking(self._port, at)
        return Link(lambda: breaking, chance=lambda: 0.0)

    def push(self, at: tuple[int, bool] | None = None) -> None:
        Push(self.catalog, self.gathering, self.link(at)).run(TaskContext())

    def pull(self, at: tuple[int, bool] | None = None) -> None:
        Pull(self.catalog, self.link(at), lambda _tracks: None, now=lambda: self.now / 1000).run(TaskContext())

    def has(self, track: str) -> bool:
        return bool(self.catalog.tracks_by_id([track]))

    def add(self, track: str) -> None:
        folder = self.catalog.folders()[0].folder_id
        self.files += 1
        (file_id,) = self.catalog.add_files(folder, [SeenFile(f"/{self.files}.flac".encode(), 1, 1)])
        self.catalog.identified(file_id, track, Tags())
        self.catalog.melody_done([MelodyRow(track, 1, b"m")])

    def remove(self, track: str) -> None:
        files = self.catalog.tracks_by_id([track])[track]
        self.catalog.remove_files([file.file_id for file in files])
        self.catalog.forget_tracks([track])

    def edits(self) -> dict[tuple[str, str], Edit]:
        return {(edit.track_id, edit.kind): edit for edit in self.catalog.edits()}


class Computers(RuleBasedStateMachine):
    """What may happen to several computers that share a server."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="computers-"))
        self.client = MemoryClient()
        port = QdrantServer(self.client)
        port.prepare(MUSIC, {SPACE.space_id: 512})
        port.prepare(AUDIO, {SOUND_VECTOR: 128})
        self.port = port
        self.computers = [Computer(self.folder / f"{number}.sqlite", port) for number in range(DEVICES)]
        self.made: dict[tuple[str, str], list[Edit]] = {}
        (self.folder / "music").mkdir()
        for computer in self.computers:
            computer.catalog.add_folder(self.folder / "music")
            for track in TRACKS:
                computer.add(track)

    @rule(device=devices, track=tracks, stars=st.none() | st.integers(1, 5))
    def rate(self, device: int, track: str, stars: int | None) -> None:
        computer = self.computers[device]
        if computer.has(track):
            self._edit(computer, lambda: computer.catalog.rate(track, stars))

    @rule(
        device=devices,
        track=tracks,
        mood=st.none() | st.tuples(st.sampled_from([-1.0, 0.5]), st.sampled_from([0.0, 1.0])),
        tempo=st.none() | st.sampled_from([60.0, 120.0]),
    )
    def correct(self, device: int, track: str, mood: tuple[float, float] | None, tempo: float | None) -> None:
        computer = self.computers[device]
        valence, energy = mood or (None, None)
        if computer.has(track):
            self._edit(computer, lambda: computer.catalog.correct(track, Correction(valence, energy, tempo)))

    def _edit(self, computer: Computer, say: Callable[[], None]) -> None:
        before, seen = computer.edits(), computer.catalog.clock_now()
        say()
        for key, edit in computer.edits().items():
            if before.get(key) != edit:
                assert edit.rev > seen, "it comes after all that its maker knew"
                self.made.setdefault(key, []).append(edit)

    @rule(device=devices, track=tracks)
    def remove_or_add(self, device: int, track: str) -> None:
        computer = self.computers[device]
        if computer.has(track):
            computer.remove(track)
        else:
            computer.add(track)

    @rule(device=devices, by=st.sampled_from([-30 * 24 * HOUR, -HOUR, 1, HOUR, 30 * 24 * HOUR, 20 * 365 * 24 * HOUR]))
    def the_clock_moves(self, device: int, by: int) -> None:
        self.computers[device].now += by

    @rule(device=devices, at=breaks)
    def push(self, device: int, at: tuple[int, bool] | None) -> None:
        self._whatever_breaks(lambda: self.computers[device].push(at))

    @rule(device=devices, at=breaks)
    def pull(self, device: int, at: tuple[int, bool] | None) -> None:
        self._whatever_breaks(lambda: self.computers[device].pull(at))

    def _whatever_breaks(self, work: Callable[[], None]) -> None:
        with contextlib.suppress(RemoteError):
            work()

    def teardown(self) -> None:
        if not hasattr(self, "computers"):
            return
        try:
            self._all_sync()
            self._all_agree()
        finally:
            for computer in self.computers:
                computer.catalog.close()
            self.client.close()
            shutil.rmtree(self.folder)

    def _all_sync(self) -> None:
        for _ in range(4):  # told, read, answered where it was older, read again
            for computer in self.computers:
                computer.push()
            for computer in self.computers:
                computer.pull()

    def _all_agree(self) -> None:
        for computer in self.computers:
            known = computer.edits()
            assert set(known) == set(self.made)
            for key, edits in self.made.items():
                best = next(edit for edit in edits if not any(other.beats(edit) for other in edits))
                assert known[key] == best
            shown = computer.catalog.ratings(TRACKS)
            for track in TRACKS:
                said = known.get((track, "edit.stars"))
                wanted = said.value if said is not None and computer.has(track) else None
                assert shown.get(track) == wanted
            assert computer.catalog.changes_due(computer.gathering.kinds(), 99) == []
        for track in TRACKS:
            melody = self.port.read(AUDIO, [record_id(track, "melody", 1)])
            there = [point for point in melody.values() if not point.payload["deleted"]]
            assert bool(there) == any(computer.has(track) for computer in self.computers)


Computers.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)
TestComputers = Computers.TestCase
