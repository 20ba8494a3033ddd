"""Files, folders and playlist files that are put into the queue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.playlists.dropped import dropped
from vectorbeats_desktop.engine.records import Tags
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


@pytest.fixture
def album(catalog: Catalog, tmp_path: Path) -> list[Path]:
    """Three songs of the library."""
    folder = tmp_path / "music" / "album"
    folder.mkdir(parents=True)
    made = [folder / f"{name}.flac" for name in "abc"]
    held = catalog.add_folder(tmp_path / "music")
    for path in made:
        path.touch()
        (file_id,) = catalog.add_files(held.folder_id, [SeenFile(bytes(path), 1, 1)])
        catalog.identified(file_id, f"id-{path.stem}", Tags(title=f"Song {path.stem}", duration_s=1.0))
    return made


def test_files_of_the_library_are_its_tracks(catalog: Catalog, album: list[Path]) -> None:
    found = dropped(catalog, [album[2], album[0]], TaskContext())
    assert [track.name for track in found.tracks] == ["Song c", "Song a"]
    assert (found.unknown, found.folders) == (0, ())


def test_a_folder_brings_what_is_in_it_and_below(catalog: Catalog, album: list[Path], tmp_path: Path) -> None:
    (album[0].parent / "cover.jpg").touch()
    (album[0].parent / "bonus.mp3").touch()
    found = dropped(catalog, [tmp_path / "music"], TaskContext())
    assert [track.name for track in found.tracks] == ["Song a", "Song b", "bonus", "Song c"]
    assert (found.unknown, found.folders) == (1, (tmp_path / "music",))


def test_files_elsewhere_name_the_folders_that_would_help(catalog: Catalog, tmp_path: Path) -> None:
    paths = [tmp_path / place / "x.ogg" for place in ("tapes", "tapes/old", "radio")]
    for path in paths:
        path.parent.mkdir()
        path.touch()
    found = dropped(catalog, [*paths, tmp_path / "radio" / "gone.ogg"], TaskContext())
    assert [track.path for track in found.tracks] == paths
    assert found.unknown == 3
    assert found.folders == (tmp_path / "radio", tmp_path / "tapes")
    assert all(not track.track_id for track in found.tracks)


def test_a_link_leads_to_the_librarys_track(catalog: Catalog, album: list[Path], tmp_path: Path) -> None:
    link = tmp_path / "linked.flac"
    link.symlink_to(album[1])
    (track,) = dropped(catalog, [link], TaskContext()).tracks
    assert track.name == "Song b"


def test_a_playlist_file_brings_what_it_lists(catalog: Catalog, album: list[Path], tmp_path: Path) -> None:
    listed = tmp_path / "evening.m3u8"
    listed.write_text("#EXTM3U\nmusic/album/c.flac\nmusic/album/a.flac\nmusic/not there.flac\n", encoding="utf-8")
    found = dropped(catalog, [listed], TaskContext())
    assert [track.name for track in found.tracks] == ["Song c", "Song a"]
    assert found.unknown == 0


def test_what_is_no_music_is_left_out(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    assert dropped(catalog, [tmp_path / "picture.png", tmp_path / "gone.mp3"], TaskContext()).tracks == ()
