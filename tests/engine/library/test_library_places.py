"""A look at the places that changed, and at nothing else: it finds there what a whole walk would."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library.catalog import Catalog, FolderRecord, Presence
from vectorbeats_desktop.engine.library.identity import content_hash
from vectorbeats_desktop.engine.library.reconcile import Changes, reconcile, tells_enough
from vectorbeats_desktop.engine.library.scan import Scan, scan
from vectorbeats_desktop.engine.library.tags import read_tags
from vectorbeats_desktop.engine.records import Folder
from vectorbeats_desktop.engine.task import TaskContext

Index = Callable[..., Changes]
Write = Callable[..., Path]

SCALE = [262, 294, 330, 349, 392, 440, 494, 523, 587, 659]


@pytest.fixture
def ten(music: Path, catalog: Catalog, index: Index, write: Write) -> Folder:
    """Ten indexed pieces, 0.wav to 4.wav in the album "one", the others in "two"."""
    for number, pitch in enumerate(SCALE):
        album = music / ("one" if number < 5 else "two")
        album.mkdir(exist_ok=True)
        write(album / f"{number}.wav", "pcm_s16le", pitch)
    folder = catalog.add_folder(music)
    assert index(folder) == Changes(added=10)
    return catalog.folder(folder.folder_id)


def look(catalog: Catalog, folder: Folder, *places: Path) -> Changes:
    """What a run does for changes that were noticed: scan there, reconcile, identify."""
    seen = scan(folder.path, TaskContext(), places=places)
    assert tells_enough(catalog, folder, seen)
    changes = reconcile(catalog, folder, seen)
    for file_id, path in catalog.files_to_identify():
        catalog.identified(file_id, content_hash(path), read_tags(path)[0])
    catalog.sweep_gone()
    return changes


def shown(catalog: Catalog, folder: Folder) -> set[str]:
    rows = catalog.rows(catalog.page_ids())
    return {track.path.relative_to(folder.path).as_posix() for track in rows}


def agrees(catalog: Catalog, index: Index, folder: Folder) -> bool:
    """Whether a whole walk finds nothing more."""
    return index(catalog.folder(folder.folder_id)) == Changes()


def test_a_file_that_came_is_added_and_nothing_else_is_looked_at(
    catalog: Catalog, index: Index, ten: Folder, write: Write
) -> None:
    new = write(ten.path / "one" / "new.wav", "pcm_s16le", 700)
    write(ten.path / "two" / "not told of.wav", "pcm_s16le", 800)
    (ten.path / "two" / "9.wav").unlink()
    assert look(catalog, ten, new) == Changes(added=1)
    assert shown(catalog, ten) == {*(f"{'one' if n < 5 else 'two'}/{n}.wav" for n in range(10)), "one/new.wav"}
    assert index(ten) == Changes(added=1, removed=1)


def test_a_file_that_went_is_removed(catalog: Catalog, index: Index, ten: Folder) -> None:
    gone = ten.path / "one" / "3.wav"
    gone.unlink()
    assert look(catalog, ten, gone) == Changes(removed=1)
    assert "one/3.wav" not in shown(catalog, ten)
    assert len(catalog.orphan_tracks()) == 1
    assert agrees(catalog, index, ten)


def test_a_file_that_changed_is_identified_anew(catalog: Catalog, index: Index, ten: Folder, write: Write) -> None:
    path = ten.path / "one" / "3.wav"
    write(path, "pcm_s16le", 900)
    os.utime(path, ns=(1, 1))
    assert look(catalog, ten, path) == Changes(changed=1)
    assert len(catalog.orphan_tracks()) == 1
    assert agrees(catalog, index, ten)


def test_a_file_and_a_folder_that_were_renamed_are_moved(catalog: Catalog, index: Index, ten: Folder) -> None:
    before = {track.path.name: track.file_id for track in catalog.rows(catalog.page_ids())}
    old, new = ten.path / "one" / "3.wav", ten.path / "two" / "3 moved.wav"
    old.rename(new)
    assert look(catalog, ten, old, new) == Changes(moved=1)
    album, renamed = ten.path / "two", ten.path / "deep" / "three"
    renamed.parent.mkdir()
    album.rename(renamed)
    assert look(catalog, ten, album, renamed.parent) == Changes(moved=6)
    assert shown(catalog, ten) == {
        *(f"one/{n}.wav" for n in range(5) if n != 3),
        *(f"deep/three/{n}.wav" for n in range(5, 10)),
        "deep/three/3 moved.wav",
    }
    after = {track.path.name.replace(" moved", ""): track.file_id for track in catalog.rows(catalog.page_ids())}
    assert before == after
    assert agrees(catalog, index, ten)


def test_only_the_new_name_of_a_move_is_told(catalog: Catalog, index: Index, ten: Folder) -> None:
    old, new = ten.path / "one" / "3.wav", ten.path / "two" / "3.wav"
    old.rename(new)
    assert look(catalog, ten, new) == Changes(moved=1)
    assert agrees(catalog, index, ten)


def test_a_file_copied_away_and_deleted_is_found_by_its_audio(catalog: Catalog, index: Index, ten: Folder) -> None:
    old, new = ten.path / "one" / "3.wav", ten.path / "two" / "elsewhere.wav"
    (before,) = (track for track in catalog.rows(catalog.page_ids()) if track.path == old)
    shutil.copyfile(old, new)
    old.unlink()
    assert look(catalog, ten, old, new) == Changes(added=1, removed=1)
    after = catalog.track(before.file_id)
    assert after is not None
    assert (after.path, after.track_id) == (new, before.track_id)
    assert agrees(catalog, index, ten)


def test_a_file_that_comes_back_is_there_again(catalog: Catalog, index: Index, ten: Folder, tmp_path: Path) -> None:
    album = ten.path / "one"
    album.rename(tmp_path / "away")
    assert look(catalog, ten, album) == Changes(pending_removals=5)  # half of all: it waits for the person's word
    assert catalog.status().unreachable == 5
    (tmp_path / "away").rename(album)
    assert look(catalog, ten, album) == Changes()
    assert catalog.status().unreachable == 0
    assert agrees(catalog, index, ten)


def test_files_that_wait_elsewhere_count_for_how_many_are_gone(catalog: Catalog, ten: Folder) -> None:
    shutil.rmtree(ten.path / "one")
    assert look(catalog, ten, ten.path / "one").pending_removals == 5
    gone = ten.path / "two" / "9.wav"
    gone.unlink()
    assert look(catalog, ten, gone) == Changes(pending_removals=6)
    assert catalog.status().unreachable == 6


def test_what_a_walk_passes_over_is_passed_over(catalog: Catalog, index: Index, ten: Folder, write: Write) -> None:
    hidden, trash, link = ten.path / ".hidden", ten.path / "$Recycle.Bin", ten.path / "link"
    for folder in (hidden, trash):
        (folder / "album").mkdir(parents=True)
        write(folder / "album" / "x.wav", "pcm_s16le", 700)
    link.symlink_to(ten.path / "one")
    text = ten.path / "one" / "notes.txt"
    text.write_text("x")
    inner = [hidden / "album" / "x.wav", trash / "album", link / "3.wav", text, ten.path / "one" / "never.wav"]
    assert look(catalog, ten, *inner) == Changes()
    assert look(catalog, ten, hidden, trash, link) == Changes()
    assert agrees(catalog, index, ten)


def test_places_inside_of_each_other_are_looked_at_once(
    catalog: Catalog, index: Index, ten: Folder, write: Write
) -> None:
    new = write(ten.path / "one" / "new.wav", "pcm_s16le", 700)
    assert look(catalog, ten, new, new.parent) == Changes(added=1)
    assert look(catalog, ten, new.parent, new) == Changes()
    assert agrees(catalog, index, ten)


def test_the_folder_itself_is_a_whole_walk(catalog: Catalog, ten: Folder) -> None:
    (ten.path / "two" / "9.wav").unlink()
    seen = scan(ten.path, TaskContext(), places=[ten.path, ten.path / "one"])
    assert seen.places is None
    assert reconcile(catalog, ten, seen) == Changes(removed=1)


def test_names_that_begin_alike_are_other_places(catalog: Catalog, index: Index, ten: Folder, write: Write) -> None:
    other = ten.path / "one more"
    other.mkdir()
    write(other / "x.wav", "pcm_s16le", 700)
    assert look(catalog, ten, other) == Changes(added=1)
    (ten.path / "one" / "0.wav").unlink()
    (other / "x.wav").unlink()
    assert look(catalog, ten, ten.path / "one") == Changes(removed=1)
    assert "one more/x.wav" in shown(catalog, ten)
    assert index(ten) == Changes(removed=1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_problem_is_told_until_its_place_is_looked_at_again(catalog: Catalog, ten: Folder) -> None:
    pipe, other = ten.path / "one" / "pipe.wav", ten.path / "two" / "other pipe.wav"
    for path in (pipe, other):
        os.mkfifo(path)
    look(catalog, ten, pipe)
    look(catalog, ten, other)
    assert [problem.path for problem in catalog.problems()] == [pipe, other]
    pipe.unlink()
    look(catalog, ten, pipe)
    assert [problem.path for problem in catalog.problems()] == [other]


def test_a_folder_on_the_way_that_cannot_be_read_is_told_once(
    catalog: Catalog, ten: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, closed = os.scandir, os.fsencode(ten.path / "one")

    def scandir(place: bytes) -> Iterator[os.DirEntry[bytes]]:
        if place == closed:
            raise PermissionError(errno.EACCES, "Permission denied", place)
        return read(place)

    monkeypatch.setattr(os, "scandir", scandir)
    for _ in range(3):
        look(catalog, ten, ten.path / "one" / "3.wav")
    assert [problem.path for problem in catalog.problems()] == [ten.path / "one"]


def test_some_places_do_not_tell_enough_of_a_folder_that_may_be_another_one(catalog: Catalog, ten: Folder) -> None:
    def seen() -> Scan:
        return scan(ten.path, TaskContext(), places=[ten.path / "one"])

    assert tells_enough(catalog, ten, seen())
    assert not tells_enough(catalog, replace(ten, reachable=False), seen())  # its drive is back: all may be other
    assert not tells_enough(catalog, replace(ten, scanned_at=None), seen())
    assert not tells_enough(catalog, ten, replace(seen(), device=-1))
    assert not tells_enough(catalog, ten, replace(seen(), mounts=(ten.path / "one",)))
    assert not tells_enough(catalog, ten, replace(seen(), reachable=False))
    record = catalog.folder_record(ten.folder_id)
    catalog.set_folder_record(ten.folder_id, FolderRecord(record.device, (ten.path / "drive",)))
    assert not tells_enough(catalog, ten, seen())


def test_what_a_whole_walk_knows_of_the_folder_stays(catalog: Catalog, ten: Folder) -> None:
    record = catalog.folder_record(ten.folder_id)
    look(catalog, ten, ten.path / "one")
    assert catalog.folder_record(ten.folder_id) == record
    assert catalog.folder(ten.folder_id) == ten
    assert {known.presence for known in catalog.known_files(ten.folder_id).values()} == {Presence.PRESENT}
