"""The whole way with real, tiny models: installed, a library seen and heard, searched, the memory returned."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub_server import COMMIT, fake_hub
from tests.small_library import make_library, make_picture, words
from tests.tiny_models import DIMENSION, TinyModels, tiny_models
from vectorbeats_desktop.engine.encoders.neural.records import Role
from vectorbeats_desktop.engine.models.manifest import ModelEntry
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.schema import IMAGES, MUSIC
from vectorbeats_desktop.engine.task import TaskContext

__all__ = ["tiny_models"]


def entry(role: Role, model_id: str, files: tuple[str, ...], weights: str) -> ModelEntry:
    return ModelEntry(
        model_id, role, model_id, "someone/tiny", COMMIT, "tiny", DIMENSION, files, (weights,), 1, 1, "MIT",
        ("English",), "fast", "Little.", "", True,
    )  # fmt: skip


CLIP = entry(Role.PICTURES, "tiny-clip", ("open_clip_config.json",), "open_clip_model.safetensors")
CLAP = entry(
    Role.SOUNDS,
    "tiny-clap",
    ("config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"),
    "model.safetensors",
)


@pytest.fixture
def session(paths: Paths, tmp_path: Path) -> Iterator[Session]:
    settings = Settings()
    settings.set("search.text_model", False)
    settings.set("analysis.workers", 1)
    settings.set("models.idle_s", 10)
    music = tmp_path / "music"
    for path in make_library(music):
        album = music / path.stem
        album.mkdir()
        path.rename(album / path.name)
        make_picture(album / "cover.png", (40 * len(path.stem) % 256, 30, 200))
    with Session.open(paths, settings) as opened:
        opened.models.entries = (CLIP, CLAP)
        opened.add_folder(music)
        yield opened


def search(session: Session, *parts: QueryPart) -> SearchResult:
    session.wait_until_warm((part.kind for part in parts), 120, TaskContext())
    return session.search(Query(parts), TaskContext())


def channels(result: SearchResult) -> set[str]:
    return {reason.channel for hit in result.hits for reason in hit.reasons}


@pytest.mark.timeout(400)
def test_from_the_hub_to_the_answer(session: Session, tiny_models: TinyModels, tmp_path: Path) -> None:
    files = {
        path.name: path.read_bytes() for name in ("clip", "clap") for path in (tiny_models.folder / name).iterdir()
    }
    with fake_hub("someone/tiny", files) as hub:
        session.settings.set("models.mirror", hub.address)
        for model in (CLIP, CLAP):
            session.installer.download(model.model_id, TaskContext())
    report = session.index(TaskContext())
    assert report.notices == ()
    assert report.heard == 6
    towers = session.model_towers()
    assert towers.pictures is not None
    assert towers.sounds is not None
    assert session.store.count(MUSIC, using=towers.sounds.space) == 6
    assert session.store.count(IMAGES, using=towers.pictures.space) >= 1
    assert session.understanding.bridge() is not None
    said = search(session, words("slow piano music"))
    assert not any("starting" in notice for notice in said.notices)
    assert len(said.hits) == 6
    picture = make_picture(tmp_path / "IMG_1.png", (200, 200, 255))
    seen = search(session, QueryPart(Kind.IMAGE, str(picture)), words("slow piano music", -0.5))
    assert seen.hits
    song = next(tmp_path.glob("music/*/low drone.flac"))
    part = QueryPart(Kind.SOUND, str(song), start_s=1.0, end_s=4.0)
    assert "music model" in channels(search(session, part))
    pid = session.model_towers.chosen.pid
    assert pid is not None
    told = {part.name: part.text for part in session.health(TaskContext()).parts}
    assert told["music model"] == "tiny-clap is installed, and runs now (cpu, float32)."
    deadline = time.monotonic() + 60
    while session.model_towers.chosen.pid is not None and time.monotonic() < deadline:
        time.sleep(0.2)
    assert session.model_towers.chosen.pid is None, "idle, it gives its memory back"
    session.models.remove("tiny-clap")
    without = search(session, words("slow piano music"))
    assert "words in music" not in channels(without)
    assert len(without.hits) == 6
