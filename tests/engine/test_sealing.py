"""Encryption at rest: the data folder's bytes tell nothing, all goes on as before, and a lost key costs only itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.memory_keyring import Ring, ring_in_place
from tests.person_with_things import RAIN, TRACKS, add_tracks, make_things, opened, told
from tests.small_library import make_picture, words
from tests.typed_commands import runner
from vectorbeats_desktop.engine import leavings
from vectorbeats_desktop.engine.backup.copies import Why
from vectorbeats_desktop.engine.backup.file import write_backup
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.corpus import Corpus
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.seal import SEARCH, VERDICT, Seal, SealLocked, new_key
from vectorbeats_desktop.engine.sealing import KEY_NAME, Standing
from vectorbeats_desktop.engine.search.picture_memory import remembered
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

HUM = Contour(np.full(30, 60.0, np.float32), 6.0).to_bytes()


@pytest.fixture
def ring() -> Iterator[Ring]:
    with ring_in_place() as made:
        yield made


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    leavings.prefer_memory(False)


def fill(session: Session, tmp_path: Path) -> bytes:
    """All that a person makes, a copy of it, and words that were deleted; returns the picture's bytes."""
    add_tracks(session, tmp_path / "music")
    make_things(session, tmp_path)
    session.searches.remember(Query((words("thunderstorm"),)))
    session.searches.forget(session.searches.asked()[0].search_id)
    session.copies.make(session.catalog, Why.ASKED, TaskContext())
    return (tmp_path / "sunset.png").read_bytes()


def found_in(folder: Path, *sought: bytes) -> set[bytes]:
    """Which of these any file of a folder holds."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {each for each in sought if any(each in content for content in contents)}


def test_the_bytes_of_the_data_folder_tell_nothing(tmp_path: Path, data: Path, ring: Ring) -> None:
    with opened(data) as session:
        picture = fill(session, tmp_path)
        before = told(session)
    (copy,) = (data / "copies").iterdir()
    plain = shutil.copyfile(copy, tmp_path / "elsewhere.sqlite")
    secrets = (b'"rain"', b"rain\xe2\x80\x9d", b"thunderstorm", picture, HUM)
    assert found_in(data, *secrets) >= {b'"rain"', picture, HUM}, "else nothing is shown below"
    with opened(data) as session:
        assert runner(session, tmp_path)("settings", "set", "privacy.encrypt", "on")[0] == 0
        assert told(session) == before
        session.searches.remember(Query((words("a foggy harbour"),)))
        session.copies.make(session.catalog, Why.ASKED, TaskContext())
    assert found_in(data, *secrets, b"foggy") == set()
    shutil.copyfile(plain, data / "copies" / "catalog-20200101T000000-asked.sqlite")
    with opened(data) as session:  # a copy that was kept elsewhere comes back
        session.go_back_to(session.copies.named("catalog-20200101T000000-asked"), TaskContext())
        assert [search.query for search in session.searches.asked()] == [RAIN]
    (data / "copies" / "catalog-20200101T000000-asked.sqlite").unlink()
    assert found_in(data, *secrets) == set()
    with opened(data) as session:  # another run, that asks the keyring for the key
        assert [search.query for search in session.searches.asked()] == [RAIN]
        (sunset,) = session.searches.saved()
        lies = Path(sunset.query.parts[0].value)
        assert lies.read_bytes() == picture, "it is opened where this run can read it"
        assert not lies.is_relative_to(data)
        assert Path(session.searches.save("again", sunset.query).query.parts[0].value) == lies
        corpus = Corpus(session.catalog.path, seal=session.catalog.seal)
        corpus.refresh()
        assert [hum.track_id for hum in corpus.remembered] == [TRACKS[2]]
        assert not session.catalog.remember_hum(TRACKS[2], HUM, 1.0, 2.0), "it is known, though it is encrypted"
        session.searches.remember(Query((words("a foggy harbour"),)))
        assert runner(session, tmp_path)("settings", "set", "privacy.encrypt", "off")[0] == 0
    assert not lies.exists(), "what was opened for a run goes with it"
    assert found_in(data, b"foggy", picture, HUM) == {b"foggy", picture, HUM}
    assert ring.held, "the key stays, for copies that may be found again"


def test_a_backup_can_be_read_without_the_key(tmp_path: Path, data: Path, ring: Ring) -> None:
    with opened(data) as session:
        picture = fill(session, tmp_path)
        session.sealing.switch(True, TaskContext())
        write_backup(session, tmp_path / "all.vbbackup", TaskContext())
    with zipfile.ZipFile(tmp_path / "all.vbbackup") as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert picture in contents
    assert any(b"rain" in content for content in contents)
    assert not any(b"privacy.encrypt" in content for content in contents), "it is of this computer"


def test_without_a_keyring_it_stays_off_and_is_told(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.remote.keys.has_keyring", lambda: False)
    with opened(data) as session:
        code, _out, err = runner(session, tmp_path)("settings", "set", "privacy.encrypt", "on")
        assert (code, "no keyring" in err) == (3, True)
        assert session.sealing.standing is Standing.OFF
        session.searches.remember(RAIN)
        assert session.searches.asked()


def test_a_lost_key_costs_what_it_opened_and_nothing_else(tmp_path: Path, data: Path, ring: Ring) -> None:
    with opened(data) as session:
        fill(session, tmp_path)
        session.sealing.switch(True, TaskContext())
    del ring.held[("VectorBeats", KEY_NAME)]
    with opened(data) as session:
        assert session.sealing.standing is Standing.LOCKED
        health = {part.key: part for part in session.health(TaskContext()).parts}
        assert str(health["encryption"].state) == "degraded"
        assert session.searches.asked() == session.searches.saved() == []
        session.searches.remember(RAIN)
        with pytest.raises(SealLocked):
            session.searches.save("sunset", RAIN, replace=True)
        assert [said.asked for said in session.verdicts.all()] == ["", ""]
        assert session.verdicts.of(RAIN), "what was said still counts"
        assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 5}
        assert session.searches.kept_files(), "they may be opened again, should the key come back"
        switched = session.sealing.switch(True, TaskContext())
        assert switched.unreadable == 6, "two verdicts, a hum, two searches, and a picture"
        session.searches.remember(RAIN)
        assert [search.query for search in session.searches.asked()] == [RAIN]


def test_a_locked_keyring_gets_no_new_key(data: Path, ring: Ring) -> None:
    with opened(data) as session:
        session.sealing.switch(True, TaskContext())
    key, ring.locked = ring.held[("VectorBeats", KEY_NAME)], True
    with opened(data) as session:
        code, _out, _err = runner(session, data)("settings", "set", "privacy.encrypt", "on")
        assert code == 3
        ring.locked = False
    assert ring.held[("VectorBeats", KEY_NAME)] == key


def test_a_switch_that_was_cut_off_is_finished(
    tmp_path: Path, data: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(data) as session:
        fill(session, tmp_path)
        monkeypatch.setattr("vectorbeats_desktop.engine.sealing.convert", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            session.sealing.switch(True, TaskContext())
    monkeypatch.undo()
    with opened(data) as session:
        assert [search.query for search in session.searches.asked()] == [RAIN], "plain and sealed are read side by side"
        session.sealing.go_on(TaskContext())
    assert found_in(data, b"thunderstorm", b'"rain"') == set()


def test_pictures_are_not_remembered_and_takes_lie_in_memory(
    tmp_path: Path, data: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "run"
    memory.mkdir(mode=0o700)
    monkeypatch.setenv(leavings.IN_MEMORY, str(memory))
    picture = Query((QueryPart(Kind.IMAGE, str(make_picture(tmp_path / "sea.png", (20, 60, 200)))),))
    with opened(data) as session:
        session.search(picture, TaskContext())
        assert len(remembered(session.store)) == 1
        session.sealing.switch(True, TaskContext())
        session.search(Query((*picture.parts, words("sea"))), TaskContext())
        assert remembered(session.store) == []
        with leavings.run_folder(leavings.TAKES) as folder:
            assert Path(folder).parent == memory
        session.sealing.switch(False, TaskContext())
        with leavings.run_folder(leavings.TAKES) as folder:
            assert Path(folder).parent == Path(tempfile.gettempdir())
    memory.chmod(0o755)
    assert leavings.memory() is None, "others could look into it"


def test_what_a_crashed_run_left_is_deleted_by_itself_while_it_is_on(
    tmp_path: Path, data: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has no place in memory: macOS, Windows."""
    (temporary := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(leavings, "places", lambda: [temporary])
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()

    def crash() -> Path:
        (folder := temporary / f"vectorbeats-takes-{gone.pid}-x").mkdir()
        (folder / "hum.wav").write_bytes(b"plain")
        return folder

    left = crash()
    with opened(data) as session:
        session.index(TaskContext())
        assert left.is_dir(), "it is the person's to delete"
        session.sealing.switch(True, TaskContext())
        assert not left.exists()
        assert crash().is_dir()
        session.index(TaskContext())
        assert not left.exists()


def test_a_seal_opens_only_what_it_made_as_what_it_was() -> None:
    key = new_key()
    seal = Seal(lambda: key)
    assert seal.sealed_text("plain while it is off", SEARCH) == "plain while it is off"
    seal.on = True
    sealed = seal.sealed_text("words", SEARCH)
    assert "words" not in sealed
    assert sealed == seal.sealed_text("words", SEARCH), "a search that is asked again is the same row"
    assert seal.opened_text(sealed, SEARCH) == "words"
    with pytest.raises(SealLocked):
        seal.opened_text(sealed, VERDICT)
    with pytest.raises(SealLocked):
        seal.opened_text(sealed[:-4] + "AAA=", SEARCH)
    other = Seal(new_key)
    with pytest.raises(SealLocked):
        other.opened_text(sealed, SEARCH)
