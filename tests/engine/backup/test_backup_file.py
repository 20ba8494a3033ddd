"""Everything a person made goes into a file and comes back: elsewhere, twice, over newer things; and bad files."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.person_with_things import RAIN, TRACKS, add_tracks, make_things, opened, told
from vectorbeats_desktop.engine.backup import copies
from vectorbeats_desktop.engine.backup.file import FORMAT, MANIFEST, UnreadableBackup, read_backup, write_backup
from vectorbeats_desktop.engine.errors import Cancelled, DataFolderBroken
from vectorbeats_desktop.engine.library.merging import take_up_waiting
from vectorbeats_desktop.engine.playlists.files import CannotWrite, FileThere
from vectorbeats_desktop.engine.records import Correction, Verdict
from vectorbeats_desktop.engine.task import TaskContext

CTX = TaskContext()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a computer's library, "one", and a backup of it."""
    root = tmp_path_factory.mktemp("backup")
    with pytest.MonkeyPatch.context() as patch, opened(root / "one") as session:
        patch.setattr(tempfile, "tempdir", str(root))
        add_tracks(session, root / "music")
        make_things(session, root)
        write_backup(session, root / "mine.vbbackup", CTX)
    (root / "sunset.png").unlink()  # it had no lasting place
    return root


@pytest.fixture
def backup(tmp_path: Path, made: Path) -> Path:
    """The backup, beside that library."""
    copied(made, tmp_path)
    return tmp_path / "mine.vbbackup"


def test_all_of_it_comes_back_on_another_computer_and_twice_changes_nothing(
    tmp_path: Path, made: Path, backup: Path
) -> None:
    with opened(tmp_path / "one") as one:
        was = told(one)
    assert (was["stars"], was["hums"], was["limit"]) == ({TRACKS[0]: 5}, 1, 77)
    shutil.rmtree(tmp_path / "one")
    with opened(tmp_path / "two") as two:
        restored = read_backup(two, backup, CTX)
        assert (restored.merged["verdicts"].waiting, restored.merged["hums"].waiting) == (2, 1)
        assert (restored.merged["edits"].taken, restored.senseless) == (3, 0)
        add_tracks(two, made / "music")
        take_up_waiting(two.catalog)  # as indexing does once music has been identified
        assert told(two) == was
        (part,) = two.searches.named("sunset").query.parts
        assert Path(part.value).is_relative_to(two.paths.saved_parts)
        assert Path(part.value).read_bytes().startswith(b"\x89PNG")
        again = read_backup(two, backup, CTX)
        assert told(two) == was
        assert all(merged.taken == 0 == merged.waiting for merged in again.merged.values())


def test_secrets_and_what_is_of_one_computer_stay_behind(tmp_path: Path, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        assert not any(b"secret.example" in archive.read(name) for name in archive.namelist())
    with opened(tmp_path / "two") as two:
        read_backup(two, backup, CTX)
        assert not two.settings.flag("network.remote"), "nobody said here that anything may be shared"
        assert two.settings.text("models.mirror") == ""


def test_what_is_newer_here_stays(tmp_path: Path, backup: Path) -> None:
    with opened(tmp_path / "one") as session:
        session.rate(TRACKS[0], 2)
        session.catalog.correct(TRACKS[1], Correction())
        session.verdicts.say(RAIN, TRACKS[0], Verdict.UNWANTED)
        session.playlists.append("Evening", session.catalog.rows(session.catalog.page_ids())[2:])
        session.settings.set("search.limit", 33)
        now = told(session)
        read_backup(session, backup, CTX)
        assert told(session) == now
        session.playlists.delete("Evening")
        read_backup(session, backup, CTX)
        assert told(session)["entries"] == list(TRACKS[:2]), "what was deleted is brought back"


def test_what_is_older_here_is_replaced_and_kept_as_a_copy(tmp_path: Path, backup: Path) -> None:
    with opened(tmp_path / "two") as two:
        two.playlists.create("Evening")
        with two.catalog.write(visible=False) as connection:
            connection.execute("UPDATE playlists SET changed_at = 1.0")
        read_backup(two, backup, CTX)
        assert [entry.track_id for entry in two.catalog.playlist_entries("Evening") or ()] == list(TRACKS[:2])
        (copy,) = two.copies.all()
        assert (copy.why, two.copies.holding(copy).playlists) == ("before", 1)


def changed(backup: Path, name: str, content: bytes) -> Path:
    """The backup with another content for one member."""
    target = backup.with_name("changed.vbbackup")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return target


BAD = (
    ("playlists.json", b"[]", "is damaged: playlists.json is not as it was written"),
    (MANIFEST, b"{}", "is no backup"),
    (MANIFEST, b"\xff", "is no backup"),
    (MANIFEST, json.dumps({"format": FORMAT, "version": 99}).encode(), "made by a newer VectorBeats"),
    (MANIFEST, json.dumps({"format": "vectorbeats-analysis", "version": 1}).encode(), "is no backup"),
)


def test_a_wrong_newer_or_damaged_file_is_told_before_anything_changes(tmp_path: Path, backup: Path) -> None:
    with opened(tmp_path / "two") as two:
        for name, content, said in BAD:
            with pytest.raises(UnreadableBackup, match=said):
                read_backup(two, changed(backup, name, content), CTX)
        backup.write_bytes(backup.read_bytes()[:-200])
        with pytest.raises(UnreadableBackup, match="is no backup"):
            read_backup(two, backup, CTX)
        with pytest.raises(UnreadableBackup, match="cannot be read"):
            read_backup(two, tmp_path / "nothing.vbbackup", CTX)
        assert (two.catalog.edits(), two.copies.all()) == ([], [])


def test_entries_that_make_no_sense_are_passed_over(tmp_path: Path) -> None:
    senseless = {
        "edits": [{"kind": "edit.stars", "value": 99}, 7],
        "playlists": [{"name": ""}, {"name": "x", "made_at": 0, "changed_at": 0, "entries": [[1, 2]], "recipe": None}],
        "searches": [{"name": "x", "query": "no", "asked_at": 1}],
        "settings": [{"name": "network.remote", "value": True}, {"name": "no.such", "value": 1}],
        "hums": [{"track_id": "x", "contour": "???", "start_s": 0, "end_s": 1}],
    }
    with opened(tmp_path / "two") as two:
        write_backup(two, tmp_path / "b.vbbackup", CTX)
        target = tmp_path / "c.vbbackup"
        with zipfile.ZipFile(tmp_path / "b.vbbackup") as old, zipfile.ZipFile(target, "w") as new:
            manifest = json.loads(old.read(MANIFEST))
            for name, rows in senseless.items():
                content = json.dumps(rows).encode()
                new.writestr(f"{name}.json", content)
                manifest["sha256"][f"{name}.json"] = sum_of(content)
            content = b"out of its place"
            new.writestr("files/ab/../../escaped", content)
            manifest["sha256"] = {
                name: total for name, total in manifest["sha256"].items() if name.partition(".")[0] in senseless
            } | {"files/ab/../../escaped": sum_of(content)}
            new.writestr(MANIFEST, json.dumps(manifest))
        assert read_backup(two, target, CTX).senseless == 8
        assert two.playlists.all() == []
        assert not list(tmp_path.rglob("escaped"))


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_that_cannot_be_written_is_told_and_none_is_left(
    tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = backup.read_bytes()
    with opened(tmp_path / "one") as session:
        with pytest.raises(FileThere):
            write_backup(session, backup, CTX)
        with pytest.raises(CannotWrite, match="No such file or directory"):
            write_backup(session, tmp_path / "nowhere" / "x.vbbackup", CTX)

        def full(*_args: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
        with pytest.raises(CannotWrite, match="No space left on device"):
            write_backup(session, backup, CTX, replace=True)
        cancelled = TaskContext()
        cancelled.cancel()
        with pytest.raises(Cancelled):
            write_backup(session, backup, cancelled, replace=True)
        monkeypatch.setattr(copies, "LEAST_LEFT", 2**60)
        with pytest.raises(DataFolderBroken, match="too full for a copy"):
            read_backup(session, backup, CTX)
    assert backup.read_bytes() == was
    assert list(tmp_path.glob(".*part")) == []
