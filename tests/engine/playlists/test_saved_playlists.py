"""Playlists that a person keeps: nothing overwrites them, and their music is found wherever it has gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.playlists.made_up_search import MadeUpSearches
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog, Presence, SeenFile
from vectorbeats_desktop.engine.library.saved_names import NameTaken
from vectorbeats_desktop.engine.playlists.saved import Playlists
from vectorbeats_desktop.engine.playlists.smart import SmartPlaylists
from vectorbeats_desktop.engine.records import FileState, Tags, Track


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


@pytest.fixture
def playlists(catalog: Catalog) -> Playlists:
    searches = MadeUpSearches(catalog)
    smart = SmartPlaylists(catalog, searches, searches.search)
    return Playlists(catalog, lambda: smart)


def add(catalog: Catalog, path: Path, track_id: str = "") -> Track:
    folder = catalog.add_folder(path.parent)
    (file_id,) = catalog.add_files(folder.folder_id, [SeenFile(bytes(path), 1, 1)])
    if track_id:
        catalog.identified(file_id, track_id, Tags(title=path.stem, duration_s=1.0))
    track = catalog.track(file_id)
    assert track is not None
    return track


def paths(tracks: list[Track]) -> list[str]:
    return [str(track.path) for track in tracks]


@pytest.fixture
def songs(catalog: Catalog) -> list[Track]:
    return [add(catalog, Path(f"/music/{name}.flac"), f"id-{name}") for name in "abc"]


def test_a_playlist_keeps_its_order_and_what_stands_in_it_twice(playlists: Playlists, songs: list[Track]) -> None:
    a, b, c = songs
    playlists.save("Road  trip", [c, a, a, b])
    assert paths(playlists.tracks("Road trip")) == paths([c, a, a, b])
    assert [(playlist.name, playlist.count) for playlist in playlists.all()] == [("Road trip", 4)]


def test_nothing_overwrites_a_saved_playlist_unasked(playlists: Playlists, songs: list[Track]) -> None:
    playlists.save("mix", songs)
    with pytest.raises(NameTaken):
        playlists.save("mix", songs[:1])
    with pytest.raises(NameTaken):
        playlists.save(" mix ", songs[:1])
    assert len(playlists.tracks("mix")) == 3
    assert playlists.free_name("mix") == "mix (2)"
    playlists.save("mix (2)", songs[:1])
    assert playlists.free_name("mix") == "mix (3)"
    playlists.save("mix", songs[:1], replace=True)
    assert len(playlists.tracks("mix")) == 1


def test_a_refill_comes_behind_what_is_there_and_brings_nothing_twice(playlists: Playlists, songs: list[Track]) -> None:
    playlists.save("mix", songs[1:])
    assert playlists.append("mix", [*songs, songs[0]]) == 1
    assert playlists.append("mix", songs) == 0
    assert paths(playlists.tracks("mix")) == paths([*songs[1:], songs[0]])


def test_a_file_that_was_moved_is_found_by_its_audio(
    playlists: Playlists, songs: list[Track], catalog: Catalog
) -> None:
    playlists.save("mix", songs)
    catalog.move_file(songs[0].file_id, songs[0].folder_id, SeenFile(b"/music/new/place.flac", 1, 1))
    assert paths(playlists.tracks("mix"))[0] == "/music/new/place.flac"
    assert playlists.missing("mix") == []


def test_a_file_that_is_not_yet_identified_or_was_changed_is_found_by_its_path(
    playlists: Playlists, songs: list[Track], catalog: Catalog
) -> None:
    new = add(catalog, Path("/music/new.flac"))
    playlists.save("mix", [new, songs[0]])
    catalog.touch_changed([(songs[0].file_id, SeenFile(bytes(songs[0].path), 2, 2))])
    catalog.identified(new.file_id, "id-new", Tags())
    assert paths(playlists.tracks("mix")) == ["/music/new.flac", "/music/a.flac"]


def test_music_on_a_drive_that_is_away_stays_in_the_list(
    playlists: Playlists, songs: list[Track], catalog: Catalog
) -> None:
    playlists.save("mix", songs)
    catalog.set_presence([songs[1].file_id], Presence.WAITING)
    assert [track.state for track in playlists.tracks("mix")].count(FileState.UNREACHABLE) == 1
    catalog.set_reachable(songs[0].folder_id, False)
    assert {track.state for track in playlists.tracks("mix")} == {FileState.UNREACHABLE}


def test_of_two_files_with_the_same_audio_the_playlists_own_is_taken_while_it_can_be_played(
    playlists: Playlists, songs: list[Track], catalog: Catalog
) -> None:
    copy = add(catalog, Path("/usb/copy.flac"), "id-a")
    playlists.save("mix", [copy])
    assert paths(playlists.tracks("mix")) == ["/usb/copy.flac"]
    catalog.set_reachable(copy.folder_id, False)
    assert paths(playlists.tracks("mix")) == ["/music/a.flac"]


def test_music_that_left_the_library_is_told_as_missing_and_comes_back_with_it(
    playlists: Playlists, songs: list[Track], catalog: Catalog
) -> None:
    playlists.save("mix", songs)
    catalog.remove_folder(songs[0].folder_id)
    assert playlists.tracks("mix") == []
    assert playlists.missing("mix") == [track.path for track in songs]
    add(catalog, Path("/elsewhere/b.flac"), "id-b")
    assert paths(playlists.tracks("mix")) == ["/elsewhere/b.flac"]


def test_a_deleted_playlist_is_put_back_whole(playlists: Playlists, songs: list[Track], catalog: Catalog) -> None:
    playlists.save("mix", songs)
    catalog.remove_folder(songs[0].folder_id)
    removed = playlists.delete("mix")
    assert playlists.all() == []
    playlists.restore(removed)
    assert len(playlists.missing("mix")) == 3
    with pytest.raises(NameTaken):
        playlists.restore(removed)


def test_a_playlist_is_renamed_but_not_onto_another(playlists: Playlists, songs: list[Track]) -> None:
    playlists.save("one", songs)
    playlists.save("two", songs[:1])
    with pytest.raises(NameTaken):
        playlists.rename("one", "two")
    playlists.rename("one", "one")
    playlists.rename("one", "Ünö")
    assert [playlist.name for playlist in playlists.all()] == ["two", "Ünö"]
    assert len(playlists.tracks("Ünö")) == 3


@pytest.mark.parametrize("do", ["tracks", "missing", "delete"])
def test_a_playlist_that_is_not_there_is_told(playlists: Playlists, do: str) -> None:
    with pytest.raises(BadQuery, match="no playlist named"):
        getattr(playlists, do)("nobody")


def test_an_empty_playlist_or_name_is_refused(playlists: Playlists, songs: list[Track]) -> None:
    with pytest.raises(BadQuery):
        playlists.save("mix", [])
    with pytest.raises(BadQuery):
        playlists.save(" ", songs)
    assert playlists.all() == []


@pytest.mark.parametrize("ending", [".m3u8", ".xspf"])
def test_what_is_exported_is_imported_again(
    playlists: Playlists, catalog: Catalog, tmp_path: Path, ending: str
) -> None:
    (tmp_path / "music").mkdir()
    songs = [add(catalog, tmp_path / "music" / f"{name} #1.flac", f"x-{name}") for name in "äb"]
    for song in songs:
        song.path.touch()
    playlists.save("mix", [*songs, songs[0]])
    assert playlists.export("mix", tmp_path / f"My list{ending}") == 3
    imported = playlists.import_file(tmp_path / f"My list{ending}")
    assert (imported.name, imported.count, imported.missing) == ("My list", 3, ())
    assert playlists.tracks("My list") == playlists.tracks("mix")
    assert playlists.read(str(tmp_path / f"My list{ending}")) == playlists.read("mix")
    with pytest.raises(NameTaken):
        playlists.import_file(tmp_path / f"My list{ending}")


def test_an_import_finds_files_through_links_and_keeps_what_is_not_there_yet(
    playlists: Playlists, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "music").mkdir()
    song = add(catalog, tmp_path / "music" / "a.flac", "id")
    song.path.touch()
    (tmp_path / "link").symlink_to(tmp_path / "music")
    (tmp_path / "x.m3u").write_text("link/a.flac\nlater/b.flac\n")
    imported = playlists.import_file(tmp_path / "x.m3u", "mine")
    assert imported.missing == (tmp_path / "later" / "b.flac",)
    assert playlists.tracks("mine") == [song]
    later = add(catalog, tmp_path / "later" / "b.flac")
    assert playlists.tracks("mine") == [song, later]
    (tmp_path / "none.m3u").write_text("#EXTM3U\nhttp://example.com/a.mp3\n")
    with pytest.raises(BadQuery, match="lists no music"):
        playlists.import_file(tmp_path / "none.m3u")
