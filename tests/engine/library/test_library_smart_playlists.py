"""Recipes in the catalogue, beside the playlists that are there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vectorbeats_desktop.engine.library.catalog import Catalog, PlaylistEntry
from vectorbeats_desktop.engine.library.schema import _SMART_PLAYLISTS, MIGRATIONS

SONG = PlaylistEntry("a", Path("/music/a.flac"))


def test_an_older_catalogue_keeps_its_playlists_and_gets_smart_ones(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    old = sqlite3.connect(path)
    for step in MIGRATIONS[: MIGRATIONS.index(_SMART_PLAYLISTS)]:
        old.executescript(step)
    old.execute(f"PRAGMA user_version = {MIGRATIONS.index(_SMART_PLAYLISTS)}")
    old.execute("INSERT INTO playlists (name, made_at, changed_at) VALUES ('mix', 1, 1)")
    old.commit()
    old.close()
    catalog = Catalog(path)
    assert catalog.put_recipe("smart", "{}", replace=False)
    assert [(one.name, one.smart) for one in catalog.playlists()] == [("mix", False), ("smart", True)]
    catalog.close()


def test_a_recipe_is_kept_changed_and_deleted_with_its_playlist(catalog: Catalog) -> None:
    before = catalog.playlist_revision()
    assert catalog.put_recipe("one", "{}", replace=False)
    assert not catalog.put_recipe("one", '{"other": 1}', replace=False)
    assert (catalog.recipe("one"), catalog.recipe("none")) == ("{}", None)
    catalog.change_recipe("one", '{"new": 1}')
    assert catalog.recipes() == {"one": '{"new": 1}'}
    assert catalog.rename_playlist("one", "two")
    assert catalog.recipe("two") == '{"new": 1}'
    assert catalog.delete_playlist("two")
    assert catalog.recipes() == {}
    assert catalog.playlist_revision() > before


def test_a_playlist_is_smart_or_holds_tracks_and_never_both(catalog: Catalog) -> None:
    catalog.put_playlist("mix", [SONG], replace=False)
    assert catalog.put_recipe("mix", "{}", replace=True)
    assert catalog.playlist_entries("mix") == []
    catalog.put_playlist("mix", [SONG], replace=True)
    assert catalog.recipe("mix") is None
    assert catalog.playlist_entries("mix") == [SONG]


def test_how_many_were_found_is_no_change_that_anybody_must_hear_of(catalog: Catalog) -> None:
    catalog.put_recipe("one", "{}", replace=False)
    revisions = catalog.revision(), catalog.playlist_revision()
    catalog.note_found("one", 12)
    assert [one.count for one in catalog.playlists()] == [12]
    assert (catalog.revision(), catalog.playlist_revision()) == revisions
