from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.errors import BadQuery, DataFolderBroken
from vectorbeats_desktop.engine.library.catalog import SORTS, Catalog, SeenFile
from vectorbeats_desktop.engine.library.schema import MIGRATIONS, migrate
from vectorbeats_desktop.engine.records import FileState, Tags


def seen(path: Path | str, size: int = 1) -> SeenFile:
    return SeenFile(os.fsencode(path), size, 1, 0)


def titles(catalog: Catalog, filter_text: str = "", sort: str = "artist", descending: bool = False) -> list[str]:
    return [track.name for track in catalog.rows(catalog.page_ids(filter_text, sort, descending))]


def shelf(catalog: Catalog, music: Path, *tags: Tags) -> list[int]:
    folder = catalog.add_folder(music)
    ids = catalog.add_files(folder.folder_id, [seen(music / f"file {n}.mp3") for n in range(len(tags))])
    return [catalog.identified(i, f"t{i}", each) for i, each in zip(ids, tags, strict=True)]


# Folders


def test_a_folder_is_added_once_and_kept(catalog: Catalog, music: Path, tmp_path: Path) -> None:
    folder = catalog.add_folder(music)
    assert catalog.add_folder(music / ".." / "music") == folder
    assert (folder.path, folder.reachable, folder.files, folder.scanned_at) == (music, True, 0, None)
    again = Catalog(tmp_path / "catalog.sqlite")
    assert again.folders() == [folder]
    again.close()


def test_a_folder_inside_another_is_that_other(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    assert catalog.add_folder(music / "jazz" / "live") == folder
    assert len(catalog.folders()) == 1


def test_a_folder_with_a_similar_name_is_another(catalog: Catalog, music: Path) -> None:
    catalog.add_folder(music)
    catalog.add_folder(music.with_name("music2"))
    assert len(catalog.folders()) == 2


def test_a_folder_around_others_takes_over_their_files(catalog: Catalog, music: Path) -> None:
    inner = [catalog.add_folder(music / name) for name in ("jazz", "rock")]
    for folder in inner:
        catalog.add_files(folder.folder_id, [seen(folder.path / "a.mp3")])
    ids = catalog.page_ids()
    outer = catalog.add_folder(music)
    assert [f.path for f in catalog.folders()] == [music]
    assert outer.files == 2
    assert catalog.page_ids() == ids
    assert {track.folder_id for track in catalog.rows(ids)} == {outer.folder_id}


def test_files_of_a_drive_that_is_taken_over_while_away_stay_unreachable(catalog: Catalog, music: Path) -> None:
    inner = catalog.add_folder(music / "drive")
    catalog.add_files(inner.folder_id, [seen(inner.path / "a.mp3")])
    catalog.set_reachable(inner.folder_id, False)
    outer = catalog.add_folder(music)
    assert catalog.status().unreachable == 1
    assert catalog.folder_record(outer.folder_id).mounts == (music / "drive",)


def test_removing_a_folder_takes_its_files_out_and_nothing_from_the_disk(catalog: Catalog, music: Path) -> None:
    (music / "a.mp3").write_bytes(b"x")
    folder = catalog.add_folder(music)
    catalog.add_files(folder.folder_id, [seen(music / "a.mp3")])
    catalog.remove_folder(folder.folder_id)
    assert catalog.folders() == []
    assert catalog.status().files == 0
    assert (music / "a.mp3").exists()
    with pytest.raises(BadQuery):
        catalog.remove_folder(folder.folder_id)


def test_an_unreachable_folder_keeps_what_its_files_were(catalog: Catalog, music: Path) -> None:
    (first,) = shelf(catalog, music, Tags())
    folder = catalog.folders()[0]
    catalog.set_reachable(folder.folder_id, False)
    assert catalog.status().unreachable == 1
    assert list(catalog.page_ids(state=FileState.UNREACHABLE)) == [first]
    assert list(catalog.page_ids(state=FileState.PENDING)) == []
    catalog.set_reachable(folder.folder_id, True)
    assert list(catalog.page_ids(state=FileState.PENDING)) == [first]


# Files and pages


def test_a_new_file_can_be_seen_at_once(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    ids = catalog.add_files(folder.folder_id, [seen(music / "My Song.mp3"), seen(music / "b.mp3")])
    track = catalog.track(ids[0])
    assert track is not None
    assert (track.name, track.state, track.track_id, track.path) == (
        "My Song",
        FileState.PENDING,
        "",
        music / "My Song.mp3",
    )
    assert catalog.add_files(folder.folder_id, [seen(music / "b.mp3")]) == ids[1:]
    assert catalog.track(99) is None


def test_tags_survive(catalog: Catalog, music: Path) -> None:
    tags = Tags("T", "A", "B", "C", "G", 1999, 3, 1, 12.5, "flac", 44_100, 2, 900_000)
    (file_id,) = shelf(catalog, music, tags)
    track = catalog.track(file_id)
    assert track is not None
    assert track.tags == tags
    assert [t.file_id for t in catalog.tracks_by_id([track.track_id, "unknown"])[track.track_id]] == [file_id]


def test_albums_stand_together_in_their_order_and_unknown_artists_last(catalog: Catalog, music: Path) -> None:
    shelf(
        catalog,
        music,
        Tags("nameless"),
        Tags("second", "Zed", "Album", track_number=2),
        Tags("guest", "Guest", "Album", "Zed", track_number=3),
        Tags("first", "Zed", "Album", track_number=1),
        Tags("other", "Ábel", "Album"),
    )
    assert titles(catalog) == ["other", "first", "second", "guest", "nameless"]
    assert titles(catalog, descending=True) == ["nameless", "guest", "second", "first", "other"]
    assert titles(catalog, sort="title") == ["first", "guest", "nameless", "other", "second"]


def test_every_order_lists_every_file(catalog: Catalog, music: Path) -> None:
    ids = shelf(catalog, music, *(Tags(f"{n}", year=n or None, duration_s=float(n)) for n in range(5)))
    for sort in SORTS:
        assert sorted(catalog.page_ids(sort=sort)) == ids
    assert titles(catalog, sort="year", descending=True)[0] == "4"
    assert titles(catalog, sort="duration") == ["0", "1", "2", "3", "4"]
    with pytest.raises(BadQuery, match="colour"):
        catalog.page_ids(sort="colour")


def test_the_filter_forgives_case_and_accents_and_wants_every_word(catalog: Catalog, music: Path) -> None:
    shelf(
        catalog, music, Tags("Für Elise", "Beethoven"), Tags("Jóga", "Björk", "Homogenic"), Tags("100%_real", "Søren")
    )
    assert titles(catalog, "FUR beet") == ["Für Elise"]
    assert titles(catalog, "bjork") == ["Jóga"]
    assert titles(catalog, "soren") == ["100%_real"]
    assert titles(catalog, "100%_") == ["100%_real"]  # no wildcards
    assert titles(catalog, "%") == ["100%_real"]
    assert titles(catalog, "bjork elise") == []
    assert len(titles(catalog, "  ")) == 3
    assert titles(catalog, "file 1\"'; DROP TABLE files") == []
    assert titles(catalog, "file 2") == ["100%_real"]


def test_rows_come_in_the_order_asked_for_and_leave_out_what_is_gone(catalog: Catalog, music: Path) -> None:
    first, second, third = shelf(catalog, music, Tags("1"), Tags("2"), Tags("3"))
    catalog.remove_files([second])
    assert [track.name for track in catalog.rows([third, second, first])] == ["3", "1"]


def test_identifying_a_file_that_was_removed_meanwhile_does_nothing(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    (file_id,) = catalog.add_files(folder.folder_id, [seen(music / "a.mp3")])
    catalog.remove_files([file_id])
    assert catalog.identified(file_id, "t", Tags()) == 0
    assert catalog.orphan_tracks() == []


def test_an_id_never_comes_to_mean_another_file(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    (first,) = catalog.add_files(folder.folder_id, [seen(music / "a.mp3")])
    catalog.remove_files([first])
    (second,) = catalog.add_files(folder.folder_id, [seen(music / "b.mp3")])
    assert second != first


def test_files_are_handed_out_for_identifying_once_each(
    catalog: Catalog, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.library.files.IDENTIFY_BATCH", 10)
    folder = catalog.add_folder(music)
    ids = catalog.add_files(folder.folder_id, [seen(music / f"{n}.mp3") for n in range(35)])
    handed = []
    for file_id, _ in catalog.files_to_identify():
        handed.append(file_id)
        catalog.identified(file_id, f"t{file_id}", Tags())
    assert handed == ids


# The file on the disk


def test_a_batch_is_seen_whole_or_not_at_all(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)

    def broken_batch() -> None:
        with catalog.batch():
            catalog.add_files(folder.folder_id, [seen(music / "a.mp3")])
            assert catalog.status().files == 1  # the batch itself sees it
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - raised above
        broken_batch()
    assert catalog.status().files == 0


def test_many_threads_read_and_write_at_once(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for n in range(20):
                ids = catalog.add_files(folder.folder_id, [seen(music / f"{number}-{n}.mp3")])
                catalog.identified(ids[0], f"t{number}-{n}", Tags(artist=f"{number}"))
                assert len(catalog.rows(catalog.page_ids())) > n
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert catalog.status().tracks == 120


def test_reading_does_not_wait_for_a_batch(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    counts: list[int] = []
    with catalog.batch():
        catalog.add_files(folder.folder_id, [seen(music / "a.mp3")])
        reader = threading.Thread(target=lambda: counts.append(catalog.status().files))
        reader.start()
        reader.join(5)
    assert counts == [0]


KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.records import Features, Mood, Tags

catalog = Catalog(Path(sys.argv[1]))
folder = catalog.add_folder(Path("/music"))
for number in range(10_000):
    track = f"t{number}"
    (file_id,) = catalog.add_files(folder.folder_id, [SeenFile(f"/music/{number}.mp3".encode(), 1, 1, 0)])
    with catalog.batch():
        catalog.identified(file_id, track, Tags())
        features = Features(1.0, 4, "", 0.0, 0.0, 0.0, 0.0, 0.0)
        catalog.sound_done([SoundRow(track, 1, np.ones(4, np.float32), features)])
        catalog.mood_done([MoodRow(track, 1, Mood(0.0, 0.0))])
    print(number, flush=True)
"""


def test_what_was_reported_done_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    for round_number in range(3):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for line in child.stdout:
                if int(line) >= 15 + 7 * round_number:
                    break
            child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
            reported = max([int(line), *map(int, child.stdout.read().split())])
        catalog = Catalog(path)
        assert catalog.status().ready >= reported + 1
        assert set(catalog.descriptors(1)[0]) >= {f"t{number}" for number in range(reported + 1)}
        catalog.close()


def test_a_catalogue_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(DataFolderBroken, match="newer"):
        Catalog(path)


def test_a_step_that_breaks_off_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    steps = (*MIGRATIONS, "CREATE TABLE extra (x INTEGER); INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr("vectorbeats_desktop.engine.library.schema.MIGRATIONS", steps)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        Catalog(path)
    mended = (*MIGRATIONS, "CREATE TABLE extra (x INTEGER);")
    monkeypatch.setattr("vectorbeats_desktop.engine.library.schema.MIGRATIONS", mended)
    Catalog(path).close()


def test_a_copy_that_cannot_be_brought_up_changes_nothing(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    catalog.set_meta("said", "in the copy")
    catalog.copy_to(copy, lambda: None)
    catalog.set_meta("said", "later")
    steps = (*MIGRATIONS, "CREATE TABLE extra (x INTEGER); INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr("vectorbeats_desktop.engine.library.schema.MIGRATIONS", steps)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        catalog.become(copy)
    assert catalog.get_meta("said") == "later"
    catalog.set_meta("said", "after it")
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite")) as other:  # as another process sees it
        assert other.execute("SELECT value FROM meta WHERE key = 'said'").fetchone() == ('"after it"',)
        assert other.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert list(tmp_path.glob("*.part*")) == []


def test_a_step_that_fails_leaves_no_transaction_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = ("CREATE TABLE extra (x INTEGER); INSERT INTO nowhere VALUES (1);",)
    monkeypatch.setattr("vectorbeats_desktop.engine.library.schema.MIGRATIONS", steps)
    with closing(sqlite3.connect(tmp_path / "any.sqlite", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(connection)
        assert not connection.in_transaction
        assert connection.execute("SELECT * FROM sqlite_master").fetchall() == []


@pytest.mark.parametrize("content", [b"this is no database " * 200, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_catalogue_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content)
    with pytest.raises(DataFolderBroken) as caught:
        Catalog(path)
    assert "your music is untouched" in caught.value.hint


def test_a_folder_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataFolderBroken, match="cannot be opened"):
        Catalog(tmp_path / "nowhere" / "catalog.sqlite")


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path, music: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    folder = catalog.add_folder(music)
    with catalog.write(visible=False) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # how SQLite plays a full disk
    with pytest.raises(DataFolderBroken, match="full"):
        catalog.add_files(folder.folder_id, [seen(music / f"{n}.mp3") for n in range(5000)])
    assert catalog.status().files == 0
    assert catalog.folders() == [folder]
    catalog.close()
