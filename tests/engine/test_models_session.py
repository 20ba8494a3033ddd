"""A library that models see and hear: indexed beside what is there, searched, and heard anew by another model."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from tests.fake_towers import FakePictureTower, FakeSoundTower
from tests.small_library import RATE, fast_settings, make_library, make_picture, words
from vectorbeats_desktop.engine.analysis import embedding_stage, sight_stage
from vectorbeats_desktop.engine.encoders.towers import Floats, Towers
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.search.sound_model import SOUNDS, WORDS
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.schema import IMAGES, MUSIC
from vectorbeats_desktop.engine.task import TaskContext

SHRILL, LOUD, DEEP = "soft bells.flac", "loud noise.flac", "low drone.flac"


class Models:
    """The models that are installed, as a test says."""

    def __init__(self) -> None:
        self.towers = Towers()

    def __call__(self) -> Towers:
        return self.towers


@pytest.fixture
def models() -> Models:
    return Models()


@pytest.fixture
def session(paths: Paths, tmp_path: Path, models: Models) -> Iterator[Session]:
    settings = Settings()
    settings.set("search.text_model", False)
    settings.set("analysis.workers", 1)
    music = tmp_path / "music"
    make_library(music)
    for number, colour in enumerate(((250, 40, 20), (20, 40, 250), (240, 240, 230))):
        make_picture(music / f"cover{number}.png", colour)
    with Session.open(paths, settings, towers=models) as opened:
        opened.add_folder(music)
        yield opened


def names(result: SearchResult) -> list[str]:
    return [hit.track.path.name for hit in result.hits]


def channels(result: SearchResult) -> set[str]:
    return {reason.channel for hit in result.hits[:1] for reason in hit.reasons}


def search(session: Session, *parts: QueryPart) -> SearchResult:
    return session.search(Query(parts, limit=10), TaskContext())


def test_words_and_sounds_are_asked_of_the_sound_model(session: Session, models: Models, tmp_path: Path) -> None:
    tower = FakeSoundTower()
    models.towers = Towers(sounds=tower)
    report = session.index(TaskContext())
    assert (report.heard, report.notices) == (6, ())
    assert session.catalog.embedding_models() == {tower.space: 6}
    assert session.store.count(MUSIC, using=tower.space) == 6
    assert session.health(TaskContext()).state == "degraded", "for want of a text model, and of nothing else"
    shrill = search(session, words("shrill"))
    assert names(shrill)[0] in (LOUD, SHRILL)
    assert WORDS in channels(shrill)
    assert shrill.readings[0].models == ("music model",)
    assert names(search(session, words("loud")))[0] in (LOUD, "fast beat.flac")
    assert DEEP in names(search(session, words("low, not loud")))[:2]
    asked = tower.asked
    like = search(session, QueryPart(Kind.LIKE, str(session.folders()[0].path / DEEP)))
    assert SOUNDS in channels(like)
    assert tower.asked == asked, "what the library holds was heard already"
    other = tmp_path / "hum.wav"
    soundfile.write(other, 0.1 * np.sin(2 * np.pi * 60 * np.arange(5 * RATE) / RATE), RATE)
    assert names(search(session, QueryPart(Kind.SOUND, str(other))))[0] == DEEP
    assert tower.asked == asked + 1


def test_a_model_becomes_quicker_before_there_is_much_to_do(
    session: Session, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding_stage, "MUCH", 6)
    monkeypatch.setattr(sight_stage, "MUCH", 1)
    sounds, pictures = FakeSoundTower(), FakePictureTower()
    models.towers = Towers(pictures=pictures, sounds=sounds)
    album = session.folders()[0].path / "album"
    album.mkdir()
    make_picture(album / "cover.png", (250, 40, 20))
    soundfile.write(album / "tone.flac", 0.1 * np.sin(np.arange(3 * RATE) / 9), RATE)
    session.index(TaskContext())
    assert (pictures.quickened, sounds.quickened) == (1, 1)
    session.index(TaskContext())
    assert (pictures.quickened, sounds.quickened) == (1, 1), "nothing was left to do"


def test_a_new_calibration_leaves_what_the_model_heard(session: Session, models: Models) -> None:
    tower = FakeSoundTower()
    models.towers = Towers(sounds=tower)
    session.index(TaskContext())
    with session.catalog.write(visible=True) as connection:
        connection.execute("DELETE FROM stages WHERE stage = 'mood'")
    session.index(TaskContext())
    assert (
        session.store.count(MUSIC, using=tower.space) == session.store.count(MUSIC, using=session.space.space_id) == 6
    )


def test_what_the_store_lost_comes_back_without_being_heard_again(session: Session, models: Models) -> None:
    tower = FakeSoundTower()
    models.towers = Towers(sounds=tower)
    session.index(TaskContext())
    session.store.drop(MUSIC, tower.space)
    asked = tower.asked
    session.index(TaskContext())
    assert session.store.count(MUSIC, using=tower.space) == 6
    assert tower.asked == asked


def test_another_model_hears_beside_the_one_before_and_takes_its_place(
    session: Session, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding_stage, "BATCH", 1)
    old, new = FakeSoundTower(), FakeSoundTower("clap_new", 32, seed=7)
    models.towers = Towers(sounds=old)
    session.index(TaskContext())
    models.towers = Towers(sounds=new, sounds_before=old)
    ctx = TaskContext()
    hear = new.sounds

    def stop(windows: Floats, given: TaskContext | None = None) -> Floats:
        if session.catalog.embedding_models().get(new.space, 0) >= 3:
            ctx.cancel()
        return hear(windows, given)

    monkeypatch.setattr(new, "sounds", stop)
    with pytest.raises(Cancelled):
        session.index(ctx)
    assert session.catalog.embedding_models()[old.space] == 6, "the old is whole until the new is"
    models.towers = Towers(sounds=new)  # as if the old one had been removed
    notices = search(session, words("shrill")).notices
    assert any(" of 6 tracks so far" in notice for notice in notices), notices
    models.towers = Towers(sounds=new, sounds_before=old)
    assert WORDS in channels(search(session, words("shrill")))
    assert session.index(TaskContext()).notices == ()
    assert session.catalog.embedding_models() == {new.space: 6}
    models.towers = Towers(sounds=new)
    assert old.space not in session.store.spaces[MUSIC]
    assert WORDS in channels(search(session, words("shrill")))


def test_a_model_that_fails_leaves_a_whole_library_and_is_told(session: Session, models: Models) -> None:
    tower = FakeSoundTower()
    tower.broken = "The music model ended unexpectedly."
    models.towers = Towers(sounds=tower)
    report = session.index(TaskContext())
    assert tower.broken in " ".join(report.notices)
    assert (report.analysed, report.failed) == (6, 0)
    found = search(session, words("calm"))
    assert len(found.hits) == 6
    tower.broken = ""
    assert session.index(TaskContext()).heard == 6, "it goes on where it ended"


def test_a_model_that_is_starting_is_not_waited_for(session: Session, models: Models) -> None:
    tower = FakeSoundTower()
    models.towers = Towers(sounds=tower)
    session.index(TaskContext())
    tower.ready = False
    found = search(session, words("shrill"))
    assert WORDS not in channels(found)
    assert any("music model is starting" in notice for notice in found.notices)
    assert tower.warmed == 1
    tower.ready = True
    found = search(session, words("shrill"))
    assert WORDS in channels(found)
    assert not any("starting" in notice for notice in found.notices)
    tower.ready = False  # it rests: what it said of the same words is still known
    assert WORDS in channels(search(session, words("shrill", 0.5)))


def test_a_picture_is_seen_mapped_to_music_and_compared_with_covers(
    session: Session, models: Models, tmp_path: Path
) -> None:
    pictures, sounds = FakePictureTower(), FakeSoundTower()
    models.towers = Towers(pictures, sounds)
    cover_music = session.folders()[0].path
    random = np.random.default_rng(0)
    for number in range(20):  # so many pictures that what pictures have in common is known
        shade = random.integers(0, 255, 3)
        folder = cover_music / f"album {number}"
        folder.mkdir()
        Image.fromarray(np.full((32, 32, 3), shade, np.uint8)).save(folder / "cover.png")
        tone = 0.1 * np.sin(2 * np.pi * (200 + 300 * number) * np.arange(3 * RATE) / RATE)
        soundfile.write(folder / f"tone {number}.flac", tone, RATE)
    report = session.index(TaskContext())
    assert report.notices == ()
    assert session.store.count(IMAGES, using=pictures.space) >= 20
    bridge = session.understanding.bridge()
    assert bridge is not None
    assert bridge.sees_pictures
    told = session.store.payloads(IMAGES, session.store.ids(IMAGES, pictures.space)).values()
    assert all({"objects", "mood", "scene_type", "emotion_scores", "image_id"} <= each.keys() for each in told)
    sun = make_picture(tmp_path / "IMG_0001.png", (255, 250, 240))
    found = search(session, QueryPart(Kind.IMAGE, str(sun)))
    said = {reason.channel for hit in found.hits for reason in hit.reasons}
    assert "cover" in said
    assert found.readings[0].models == ("picture model",)
    assert found.hits[0].score > found.hits[-1].score
    assert session.store.count(IMAGES, using=pictures.space) >= 21, "a dropped picture is kept as the model saw it"


def test_a_bridge_is_fitted_once_and_anew_for_another_model(session: Session, models: Models) -> None:
    pictures, sounds = FakePictureTower(), FakeSoundTower()
    models.towers = Towers(pictures, sounds)
    session.index(TaskContext())
    first = session.understanding.bridge()
    assert first is not None
    asked = (pictures.asked, sounds.asked)
    session.index(TaskContext())
    assert (pictures.asked, sounds.asked) == asked, "nothing is said twice"
    models.towers = Towers(FakePictureTower("clip_other", 20, seed=9), sounds)
    assert session.understanding.bridge() is None, "never of another model's pictures"
    session.index(TaskContext())
    second = session.understanding.bridge()
    assert second is not None
    assert len(second.centre) == 20


def test_a_search_while_the_model_hears_uses_what_is_ready(session: Session, models: Models) -> None:
    tower = FakeSoundTower()
    session.index(TaskContext())
    models.towers = Towers(sounds=tower)
    tower.hold.clear()
    running = threading.Thread(target=lambda: session.index(TaskContext()))
    running.start()
    try:
        assert len(search(session, QueryPart(Kind.TEXT, "Furnace")).hits) >= 1
    finally:
        tower.hold.set()
        running.join()
    assert session.catalog.embedding_models() == {tower.space: 6}


KILLED = """
import sys, time
from pathlib import Path
from tests.engine.test_models_session import Models, Towers
from tests.fake_towers import FakeSoundTower
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.analysis import embedding_stage, sight_stage
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

class Slow(FakeSoundTower):
    def sounds(self, windows, ctx=None):
        time.sleep(1.0)
        return super().sounds(windows, ctx)

if __name__ == "__main__":
    embedding_stage.BATCH = 1
    with Session.open(Paths.under(Path(sys.argv[1])), fast_settings(), towers=lambda: Towers(sounds=Slow())) as session:
        session.index(TaskContext())
"""


def test_a_program_that_is_killed_while_it_hears_goes_on(paths: Paths, tmp_path: Path, models: Models) -> None:
    make_library(tmp_path / "music")
    with Session.open(paths, fast_settings(), towers=models) as first:
        first.add_folder(tmp_path / "music")
        first.index(TaskContext())
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    running = subprocess.Popen([sys.executable, str(script), str(paths.data)], env=surroundings)
    catalog = Catalog(paths.catalog)
    deadline = time.monotonic() + 100
    while sum(catalog.embedding_models().values()) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    running.kill()
    running.wait()
    before = catalog.embedding_models()["clap_fake"]
    catalog.close()
    assert 2 <= before < 6
    tower = FakeSoundTower()
    models.towers = Towers(sounds=tower)
    with Session.open(paths, fast_settings(), wait_s=20, towers=models) as again:
        assert again.index(TaskContext()).heard == 6 - before
        assert again.store.count(MUSIC, using=tower.space) == 6
