"""The library by album, artist, genre and folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.library.groups import Group, Grouping, Scope
from vectorbeats_desktop.engine.records import Tags

FILES = {
    "björk/post/1.flac": Tags("Army of Me", "Björk", "Post", genre="Art Pop; Electronic", year=1995, duration_s=230.0),
    "björk/post/2.flac": Tags("Hyperballad", "bjork", "Post", genre="Electronic", year=1995, duration_s=320.0),
    "sampler/a.flac": Tags("One", "Anna", "Summer", year=2001, duration_s=100.0),
    "sampler/b.flac": Tags("Two", "Bert", "Summer", year=2003, duration_s=50.0),
    "other/c.flac": Tags("Three", "Cleo", "Summer", album_artist="Various", genre="rock"),
    "loose/d.flac": Tags("Four", "Anna"),
}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    folder = catalog.add_folder(_music(tmp_path))
    seen = [SeenFile(os.fsencode(tmp_path / "music" / name), 1000, number) for number, name in enumerate(FILES)]
    for number, (file_id, tags) in enumerate(
        zip(catalog.add_files(folder.folder_id, seen), FILES.values(), strict=True)
    ):
        catalog.identified(file_id, f"a1-{number}", tags, cover_id=f"cover{number}" if number in (1, 3) else "")
    yield catalog
    catalog.close()


def _music(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    return tmp_path / "music"


def titles(catalog: Catalog, group: Group) -> list[str]:
    return [track.tags.title for track in catalog.rows(group.file_ids)]


def by_title(catalog: Catalog, grouping: Grouping) -> dict[str, Group]:
    return {group.title: group for group in catalog.groups(grouping)}


def test_an_album_is_its_artists_or_its_folders(catalog: Catalog) -> None:
    post, various, sampler = catalog.groups(Grouping.ALBUM)
    assert (post.title, post.count, post.duration_s, post.year) == ("Post", 2, 550.0, 1995)
    assert (post.by, post.several, post.cover_id) == ("Björk", False, "cover1")
    assert titles(catalog, post) == ["Army of Me", "Hyperballad"]
    assert (various.title, various.by, various.count) == ("Summer", "Various", 1)
    assert (sampler.several, sampler.by, sampler.year) == (True, "", 2003)
    assert titles(catalog, sampler) == ["One", "Two"]


def test_an_artist_is_found_however_the_name_is_spelled(catalog: Catalog) -> None:
    artists = by_title(catalog, Grouping.ARTIST)
    assert set(artists) == {"Anna", "Bert", "Björk", "Cleo", "Various"}
    assert titles(catalog, artists["Björk"]) == ["Army of Me", "Hyperballad"]
    assert titles(catalog, artists["Anna"]) == ["One", "Four"]
    assert artists["Various"].file_ids == artists["Cleo"].file_ids


def test_a_file_is_of_each_of_its_genres(catalog: Catalog) -> None:
    genres = by_title(catalog, Grouping.GENRE)
    assert {title: group.count for title, group in genres.items()} == {"Art Pop": 1, "Electronic": 2, "rock": 1}


def test_folders_hold_what_lies_in_them(catalog: Catalog, tmp_path: Path) -> None:
    folders = {group.scope.key: group for group in catalog.groups(Grouping.FOLDER)}
    assert folders[str(tmp_path / "music" / "björk" / "post")].count == 2
    assert str(tmp_path / "music" / "björk") not in folders


def test_groups_follow_the_library(catalog: Catalog, tmp_path: Path) -> None:
    scope = Scope(Grouping.ARTIST, "bjork")
    before = catalog.group(scope)
    assert before is not None
    assert catalog.group(scope) is before
    catalog.remove_folder(catalog.folders()[0].folder_id)
    assert catalog.group(scope) is None
    assert catalog.groups(Grouping.ALBUM) == ()


def test_the_list_can_be_asked_within_a_group(catalog: Catalog) -> None:
    anna = catalog.group(Scope(Grouping.ARTIST, "anna"))
    assert anna is not None
    assert list(catalog.page_ids("summer", among=anna.file_ids)) == [anna.file_ids[0]]
    assert list(catalog.page_ids(sort="title", among=anna.file_ids)) == list(reversed(anna.file_ids))
    assert list(catalog.page_ids(among=[])) == []
