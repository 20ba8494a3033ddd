"""Health: what is told of each part, and what a repair brings back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.models.test_model_install import entry
from vectorbeats_desktop.engine import health
from vectorbeats_desktop.engine.confinement import Confinement
from vectorbeats_desktop.engine.encoders.neural.records import Role, Running
from vectorbeats_desktop.engine.encoders.text_model import TextModel
from vectorbeats_desktop.engine.errors import Cancelled, StoreUnavailable
from vectorbeats_desktop.engine.health import check, repair
from vectorbeats_desktop.engine.health_records import PartHealth, Remedy, State
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.model_towers import ModelTowers
from vectorbeats_desktop.engine.models import libraries
from vectorbeats_desktop.engine.models.digest import digest_of
from vectorbeats_desktop.engine.models.shelf import OFF, KeptFile, ModelShelf
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Features, FileState, Mood, Tags
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_SIZE, SOUND_VECTOR, point_id, spaces
from vectorbeats_desktop.engine.task import Progress, TaskContext

SPACE = "concepts_test"
TINY = entry()
TRACKS = ("a1-01", "a1-02", "a1-03")
FEATURES = Features(120.0, 4, "A minor", 0.5, -20.0, 3.0, 1500.0, 2.0)


@dataclass
class KnownHumming:
    """Says what it was told about the matcher, and whether it was asked."""

    trouble: str = ""
    asked: int = 0

    def problem(self, ctx: TaskContext) -> str:
        self.asked += 1
        return self.trouble


@dataclass
class KnownRecordings:
    """Says what it was told about the index of recordings, and whether it was mended."""

    trouble: str = ""
    mended: int = 0

    def problem(self, ctx: TaskContext) -> str:
        return self.trouble

    def repair(self, ctx: TaskContext) -> None:
        self.mended += bool(self.trouble)
        self.trouble = ""


@dataclass
class KnownFilling:
    """Knows nothing that could be put back."""

    def run(self, ctx: TaskContext) -> int:
        return 0


@dataclass
class Library:
    """A data folder with three analysed tracks."""

    paths: Paths
    catalog: Catalog
    store: VectorStore
    models: ModelShelf
    model_towers: ModelTowers
    text_model: TextModel | None = None
    humming: KnownHumming = field(default_factory=KnownHumming)
    recognition: KnownRecordings = field(default_factory=KnownRecordings)
    refilling: KnownFilling = field(default_factory=KnownFilling)
    remote: Any = None  # not looked at while it is switched off

    def part(self, name: str) -> PartHealth:
        return next(part for part in check(self, TaskContext()).parts if part.name == name)

    def states(self) -> list[FileState]:
        return [track.state for track in self.catalog.rows(self.catalog.page_ids())]


def row(seed: str, size: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.random.default_rng(list(seed.encode())).standard_normal(size).astype(np.float32)


def analyse(library: Library, music: Path) -> None:
    folder = library.catalog.add_folder(music)
    seen = [SeenFile(os.fsencode(music / f"{track}.flac"), 1000, 1) for track in TRACKS]
    for file_id, track in zip(library.catalog.add_files(folder.folder_id, seen), TRACKS, strict=True):
        library.catalog.identified(file_id, track, Tags(title=track))
    store_points(library.store, *TRACKS)
    library.catalog.sound_done([SoundRow(track, 1, row(track, 128), FEATURES) for track in TRACKS])
    library.catalog.mood_done([MoodRow(track, 1, Mood(0.1, 0.2)) for track in TRACKS])


def store_points(store: VectorStore, *tracks: str) -> None:
    space = next(iter(store.spaces[MUSIC]))
    store.upsert(MUSIC, [Point(point_id(track), {space: row(track, 512)}, {"track_id": track}) for track in tracks])
    store.upsert(AUDIO, [Point(point_id(track), {SOUND_VECTOR: row(track, SOUND_SIZE)}) for track in tracks])
    store.flush()


@pytest.fixture
def library(paths: Paths, tmp_path: Path) -> Iterator[Library]:
    paths.create()
    (tmp_path / "music").mkdir()
    catalog, shelf = Catalog(paths.catalog), ModelShelf(paths.models, Settings(), (TINY,))
    towers = ModelTowers(shelf, catalog, Running(), 60)
    library = Library(paths, catalog, VectorStore(paths.store, spaces(SPACE)), shelf, towers)
    analyse(library, tmp_path / "music")
    yield library
    towers.close()
    library.store.close()
    library.catalog.close()


def test_a_well_library_is_said_to_be_well(library: Library) -> None:
    seen: list[Progress] = []
    report = check(library, TaskContext(sink=seen.append))
    told = {part.name: part for part in report.parts}
    names = ["data folder", "catalogue", "store", "agreement", "melodies", "recordings", "text model"]
    names += ["picture model", "music model", "readers", "remote catalogue"]
    assert [part.name for part in report.parts] == names
    assert {told[name].state for name in ("picture model", "music model")} == {State.HEALTHY}
    assert "built in" in told["music model"].text
    assert {told[name].state for name in ("catalogue", "store", "agreement")} == {State.HEALTHY}
    assert "3 ready" in told["catalogue"].text
    assert "music_embeddings 3" in told["store"].text
    assert "word list" in told["text model"].text
    assert report.state is State.DEGRADED  # no text model
    assert seen[-1].done == seen[-1].total


def test_an_installed_model_is_told_and_a_damaged_one_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    making = library.models.partial("tiny")
    making.mkdir(parents=True)
    files = []
    for name in (*TINY.files, *TINY.weights):
        (making / name).write_bytes(b"1234")
        files.append(KeptFile(name, 4, digest_of(making / name, "sha256", TaskContext())))
    placed = library.models.place(TINY, "", "imported", files)
    assert library.part("music model").text == "Tiny is installed, and is loaded when needed."
    assert library.model_towers().sounds is not None
    monkeypatch.setattr(libraries, "_missing", lambda: "torch")  # as in a bundle without models
    part = library.part("music model")
    assert (part.state, library.model_towers().sounds) == (State.DEGRADED, None)
    assert part.text.startswith("Tiny is installed and is not used.")
    monkeypatch.undo()
    (placed.folder / "model.safetensors").write_bytes(b"12")
    part = library.part("music model")
    assert (part.state, part.hint, part.remedy) == (State.UNHEALTHY, "Install it again.", Remedy.MODELS)
    assert "model.safetensors" in part.text
    library.models.choose(Role.SOUNDS, OFF)
    assert library.part("music model").state is State.HEALTHY


def test_a_recording_missing_in_the_store_is_told_and_analysed_again(library: Library) -> None:
    library.store.delete(AUDIO, [point_id(TRACKS[0])])
    library.store.delete(MUSIC, [point_id(TRACKS[0]), point_id(TRACKS[1])])
    part = library.part("agreement")
    assert part.state is State.UNHEALTHY
    assert "2 recordings" in part.text
    assert part.remedy is Remedy.REPAIR
    report = repair(library, TaskContext())
    assert next(part for part in report.parts if part.name == "agreement").state is State.HEALTHY
    assert sorted(library.states()) == [FileState.PENDING, FileState.PENDING, FileState.READY]
    assert [track for track, _ in library.catalog.tracks_missing("sound", 1, 10)] == [TRACKS[0]]
    assert [track for track, _ in library.catalog.tracks_missing("mood", 1, 10)] == list(TRACKS[:2])


def test_points_of_no_recording_are_told_and_deleted(library: Library) -> None:
    store_points(library.store, "a1-unknown")
    part = library.part("agreement")
    assert part.state is State.DEGRADED
    assert "2 points" in part.text
    repair(library, TaskContext())
    assert library.part("agreement").state is State.HEALTHY
    assert library.store.ids(MUSIC) == library.store.ids(AUDIO) == {point_id(track) for track in TRACKS}


def test_points_of_a_recording_that_waits_are_no_fault(library: Library) -> None:
    """A crash between the store's write and the catalogue's mark leaves this, and the next run mends it."""
    folder = library.catalog.folders()[0]
    (file_id,) = library.catalog.add_files(folder.folder_id, [SeenFile(os.fsencode(folder.path / "d.flac"), 1, 1)])
    library.catalog.identified(file_id, "a1-04", Tags())
    store_points(library.store, "a1-04")
    assert library.part("agreement").state is State.HEALTHY


def test_a_store_that_does_not_open_is_set_aside_and_filled_again(library: Library) -> None:
    library.store.close()
    (library.paths.store / MUSIC / "edge_config.json").write_bytes(b"damaged")
    library.store = VectorStore(library.paths.store, spaces(SPACE))
    assert library.part("agreement").state is State.UNHEALTHY
    assert library.part("store").text.endswith("music_embeddings 0.")
    report = repair(library, TaskContext())
    assert {part.state for part in report.parts if part.name in ("store", "agreement")} == {State.HEALTHY}
    assert set(library.states()) == {FileState.PENDING}
    assert list(library.paths.data.glob("store.broken-*"))


def test_a_full_disk_is_no_reason_to_give_a_store_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.store.close()
    (library.paths.store / MUSIC / "edge_config.json").write_bytes(b"damaged")
    library.store = VectorStore(library.paths.store, spaces(SPACE))
    full = shutil.disk_usage(library.paths.data)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(StoreUnavailable):
        repair(library, TaskContext())
    assert not list(library.paths.data.glob("store.broken-*"))
    assert library.part("data folder").state is State.UNHEALTHY


def test_another_concept_space_is_told_until_moods_are_renewed(library: Library) -> None:
    library.store.close()
    library.store = VectorStore(library.paths.store, spaces("concepts_new"))
    part = library.part("agreement")
    assert part.state is State.DEGRADED
    assert "3 recordings" in part.text
    store_points(library.store, *TRACKS)
    assert library.part("agreement").state is State.HEALTHY


def test_melodies_are_counted_and_the_matcher_is_asked_when_there_are_any(library: Library) -> None:
    part = library.part("melodies")
    assert (part.state, library.humming.asked) == (State.DEGRADED, 0)
    assert "0 of 3" in part.text
    assert "ndex" in part.hint
    library.catalog.melody_done([MelodyRow(track, 1, b"") for track in TRACKS])
    part = library.part("melodies")
    assert (part.state, library.humming.asked) == (State.HEALTHY, 1)
    assert "3 of 3" in part.text
    library.humming.trouble = "It does not start."
    part = library.part("melodies")
    assert part.state is State.DEGRADED
    assert "It does not start." in part.text


def test_a_damaged_catalogue_is_told(library: Library) -> None:
    library.catalog.close()
    content = bytearray(library.paths.catalog.read_bytes())
    content[4096 : 4096 * 6] = b"\xff" * (4096 * 5)
    library.paths.catalog.write_bytes(content)
    library.catalog = Catalog(library.paths.catalog)
    assert library.part("catalogue").state is State.UNHEALTHY
    assert library.part("store").state is State.HEALTHY


def test_a_data_folder_that_is_gone_is_told(library: Library, tmp_path: Path) -> None:
    library.paths = Paths.under(tmp_path / "gone")
    part = library.part("data folder")
    assert part.state is State.UNHEALTHY
    assert "cannot be written" in part.text


def test_a_check_can_be_cancelled(library: Library) -> None:
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        check(library, ctx)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Confinement(True, True, True, True), "no network, no other programs, nothing written but covers and a bound"),
        (Confinement(swelling=True), "of their own, with a bound on their memory."),
        (Confinement(), "does not confine further"),
    ],
)
def test_it_is_said_how_far_readers_of_files_are_confined(
    monkeypatch: pytest.MonkeyPatch, held: Confinement, said: str
) -> None:
    monkeypatch.setattr(health, "offered", lambda: held)
    part = health._readers()
    assert said in part.text
    assert bool(part.hint) != held.complete
