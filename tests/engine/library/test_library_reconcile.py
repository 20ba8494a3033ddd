from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.identity import content_hash
from vectorbeats_desktop.engine.library.reconcile import Changes, reconcile
from vectorbeats_desktop.engine.library.scan import scan
from vectorbeats_desktop.engine.library.tags import read_tags
from vectorbeats_desktop.engine.records import FileProblem, FileState, Folder
from vectorbeats_desktop.engine.task import TaskContext

Index = Callable[..., Changes]
Write = Callable[..., Path]

SCALE = [262, 294, 330, 349, 392, 440, 494, 523, 587, 659]


@pytest.fixture
def ten(music: Path, catalog: Catalog, index: Index, write: Write) -> Folder:
    """A folder of ten indexed pieces, 0.wav to 9.wav."""
    for number, pitch in enumerate(SCALE):
        write(music / f"{number}.wav", "pcm_s16le", pitch)
    folder = catalog.add_folder(music)
    assert index(folder) == Changes(added=10)
    return folder


def shown(catalog: Catalog) -> dict[str, FileState]:
    return {track.path.name: track.state for track in catalog.rows(catalog.page_ids(sort="path"))}


def test_a_second_scan_changes_nothing(catalog: Catalog, index: Index, ten: Folder) -> None:
    before = catalog.page_ids()
    assert index(ten) == Changes()
    assert catalog.page_ids() == before


def test_a_retagged_file_keeps_its_row_and_its_track(
    catalog: Catalog, index: Index, ten: Folder, copy: Callable[..., Path]
) -> None:
    path = ten.path / "3.wav"
    (before,) = (t for t in catalog.rows(catalog.page_ids()) if t.path == path)
    copy(path, ten.path / "new.wav", {"title": "Named"}).replace(path)
    assert index(ten) == Changes(changed=1)
    after = catalog.track(before.file_id)
    assert after is not None
    assert (after.track_id, after.name) == (before.track_id, "Named")


def test_a_changed_file_keeps_its_track_from_being_forgotten_until_it_is_identified(
    catalog: Catalog, ten: Folder
) -> None:
    os.utime(ten.path / "3.wav", ns=(1, 1))
    reconcile(catalog, ten, scan(ten.path, TaskContext()))
    assert catalog.status().pending == 10
    assert catalog.orphan_tracks() == []


def test_a_renamed_file_is_moved(catalog: Catalog, index: Index, ten: Folder) -> None:
    before = {t.path: t for t in catalog.rows(catalog.page_ids())}
    inner = ten.path / "album"
    inner.mkdir()
    for number in range(10):  # all of them: moving is not removing
        (ten.path / f"{number}.wav").rename(inner / f"{number}.wav")
    assert index(ten) == Changes(moved=10)
    for track in catalog.rows(catalog.page_ids()):
        former = before[ten.path / track.path.name]
        assert (track.file_id, track.track_id) == (former.file_id, former.track_id)


def test_a_file_copied_away_and_deleted_is_found_by_its_audio(catalog: Catalog, index: Index, ten: Folder) -> None:
    old = ten.path / "3.wav"
    (before,) = (t for t in catalog.rows(catalog.page_ids()) if t.path == old)
    new = Path(shutil.copyfile(old, ten.path / "elsewhere.wav"))  # another inode, another time
    old.unlink()
    assert index(ten) == Changes(added=1, removed=1)
    after = catalog.track(before.file_id)
    assert after is not None
    assert (after.path, after.track_id) == (new, before.track_id)
    assert catalog.status().files == 10


def test_a_move_between_two_folders_of_the_library_keeps_the_row(
    catalog: Catalog, index: Index, ten: Folder, tmp_path: Path
) -> None:
    other = catalog.add_folder(tmp_path / "other")
    other.path.mkdir()
    (before,) = (t for t in catalog.rows(catalog.page_ids()) if t.path.name == "3.wav")
    (ten.path / "3.wav").rename(other.path / "3.wav")
    assert index(other) == Changes(moved=1)
    assert index(ten) == Changes()
    after = catalog.track(before.file_id)
    assert after is not None
    assert (after.path, after.folder_id) == (other.path / "3.wav", other.folder_id)


def test_a_copy_is_a_second_file_of_the_same_track(catalog: Catalog, index: Index, ten: Folder) -> None:
    shutil.copy2(ten.path / "3.wav", ten.path / "copy.wav")
    assert index(ten) == Changes(added=1)
    status = catalog.status()
    assert (status.files, status.tracks) == (11, 10)


def test_a_hard_link_is_no_move(catalog: Catalog, index: Index, ten: Folder) -> None:
    (ten.path / "linked.wav").hardlink_to(ten.path / "3.wav")
    assert index(ten) == Changes(added=1)
    assert catalog.status().files == 11


def test_a_few_removed_files_are_removed(catalog: Catalog, index: Index, ten: Folder) -> None:
    for number in range(3):  # exactly the share
        (ten.path / f"{number}.wav").unlink()
    assert index(ten) == Changes(removed=3)
    assert catalog.status().files == 7
    assert len(catalog.orphan_tracks()) == 3


def test_many_removed_files_wait_for_the_persons_word(catalog: Catalog, index: Index, ten: Folder) -> None:
    for number in range(4):
        (ten.path / f"{number}.wav").unlink()
    assert index(ten) == Changes(pending_removals=4)
    assert index(ten) == Changes(pending_removals=4)  # asking again is not an answer
    assert catalog.folder(ten.folder_id).pending_removals == 4
    assert catalog.status().unreachable == 4
    assert shown(catalog)["0.wav"] is FileState.UNREACHABLE
    assert catalog.orphan_tracks() == []
    assert index(ten, confirm=True) == Changes(removed=4)
    assert catalog.status().files == 6
    assert catalog.folder(ten.folder_id).pending_removals == 0


def test_files_that_wait_come_back_as_they_were(catalog: Catalog, index: Index, ten: Folder, tmp_path: Path) -> None:
    before = catalog.page_ids()
    aside = tmp_path / "aside"
    aside.mkdir()
    for number in range(8):
        (ten.path / f"{number}.wav").rename(aside / f"{number}.wav")
    assert index(ten).pending_removals == 8
    for path in aside.iterdir():
        path.rename(ten.path / path.name)
    assert index(ten) == Changes()
    assert catalog.page_ids() == before
    assert catalog.status().unreachable == 0


def test_files_that_wait_are_found_where_they_were_copied_to(catalog: Catalog, index: Index, ten: Folder) -> None:
    before = sorted(catalog.page_ids())
    album = ten.path / "album"
    album.mkdir()
    for number in range(10):
        shutil.copyfile(ten.path / f"{number}.wav", album / f"{number}.wav")
        (ten.path / f"{number}.wav").unlink()
    index(ten)
    assert sorted(catalog.page_ids()) == before
    assert catalog.folder(ten.folder_id).pending_removals == 0


def test_a_vanished_folder_deletes_nothing(catalog: Catalog, index: Index, ten: Folder, tmp_path: Path) -> None:
    before = shown(catalog)
    ten.path.rename(tmp_path / "away")
    assert index(ten, confirm=True) == Changes(unreachable=10)
    assert set(shown(catalog).values()) == {FileState.UNREACHABLE}
    assert catalog.status().files == catalog.status().unreachable == 10
    assert catalog.orphan_tracks() == []
    assert not catalog.folder(ten.folder_id).reachable
    (tmp_path / "away").rename(ten.path)
    assert index(ten) == Changes()
    assert shown(catalog) == before


def test_an_empty_mount_point_deletes_nothing_even_when_removals_are_confirmed(catalog: Catalog, ten: Folder) -> None:
    seen = scan(ten.path, TaskContext())
    assert seen.device is not None
    bare = replace(seen, files=[], device=seen.device + 1)  # the folder under a drive that is not mounted
    assert reconcile(catalog, ten, bare, confirm_removals=True) == Changes(unreachable=10)
    assert catalog.status().unreachable == 10


def test_a_drive_inside_the_folder_that_is_not_mounted_keeps_its_files(
    catalog: Catalog, index: Index, ten: Folder
) -> None:
    drive = ten.path / "drive"
    drive.mkdir()
    (ten.path / "0.wav").rename(drive / "0.wav")
    seen = scan(ten.path, TaskContext())
    reconcile(catalog, ten, replace(seen, mounts=(drive,)))
    (drive / "0.wav").unlink()  # one of ten: without the drive it would be removed
    assert index(ten) == Changes(pending_removals=1)
    assert index(ten) == Changes(pending_removals=1)
    assert catalog.status().files == 10
    assert index(ten, confirm=True) == Changes(removed=1)


def test_what_could_not_be_read_is_not_removed_and_is_listed(catalog: Catalog, ten: Folder) -> None:
    inner = ten.path / "inner"
    inner.mkdir()
    (ten.path / "0.wav").rename(inner / "0.wav")
    reconcile(catalog, ten, scan(ten.path, TaskContext()))
    seen = scan(ten.path, TaskContext())
    problem = FileProblem(inner, "scan", "unreadable_folder", "This folder could not be read.")
    closed = replace(
        seen, files=[f for f in seen.files if b"inner" not in f.path], unread=(os.fsencode(inner),), problems=[problem]
    )
    assert reconcile(catalog, ten, closed, confirm_removals=True) == Changes()
    assert catalog.status().files == 10
    assert catalog.problems() == [problem]
    reconcile(catalog, ten, seen)
    assert catalog.problems() == []


@pytest.mark.skipif(os.name == "nt", reason="names there are always valid text")
def test_a_name_that_is_no_text_is_indexed_and_can_be_opened(catalog: Catalog, index: Index, ten: Folder) -> None:
    strange = Path(os.fsdecode(os.fsencode(ten.path) + b"/caf\xe9.wav"))
    (ten.path / "3.wav").rename(strange)
    assert index(ten) == Changes(moved=1)
    (track,) = (t for t in catalog.rows(catalog.page_ids()) if t.path == strange)
    assert track.path.read_bytes().startswith(b"RIFF")


@pytest.mark.parametrize("source", ["first", "second"])
def test_a_file_that_moves_to_another_disk_is_the_same_file(
    catalog: Catalog, music: Path, write: Write, source: str
) -> None:
    """Copied and deleted, so that nothing but its audio tells; whichever folder a run comes to first."""
    folders = {name: catalog.add_folder(music / name) for name in ("first", "second")}
    for number, pitch in enumerate(SCALE):
        folder = music / ("first" if number < 5 else "second")
        folder.mkdir(exist_ok=True)
        write(folder / f"{number}.wav", "pcm_s16le", pitch)
    run(catalog, *folders.values())
    target = "second" if source == "first" else "first"
    old = next(path for path in sorted((music / source).iterdir()))
    (before,) = (track for track in catalog.rows(catalog.page_ids()) if track.path == old)
    with catalog.write(visible=False) as connection:
        connection.execute("UPDATE files SET added_at = 5.0 WHERE file_id = ?", (before.file_id,))
    shutil.copyfile(old, music / target / "moved.wav")
    old.unlink()
    run(catalog, *folders.values())
    after = catalog.track(before.file_id)
    assert after is not None
    assert (after.path, after.track_id) == (music / target / "moved.wav", before.track_id)
    with catalog.read() as connection:
        assert connection.execute("SELECT added_at FROM files WHERE added_at < 9").fetchall() == [(5.0,)]
        assert connection.execute("SELECT COUNT(*) FROM files").fetchone() == (10,)


def run(catalog: Catalog, *folders: Folder) -> None:
    """What an indexing run does of several folders: it scans all of them, and identifies then."""
    for folder in folders:
        reconcile(catalog, folder, scan(folder.path, TaskContext()))
    for file_id, path in catalog.files_to_identify():
        catalog.identified(file_id, content_hash(path), read_tags(path)[0])
    catalog.sweep_gone()
