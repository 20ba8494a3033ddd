"""Tracks in the orders that smart playlists have."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library.arranging import ORDERS
from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.library.selection import Selection
from vectorbeats_desktop.engine.records import Tags


@pytest.fixture
def filled(catalog: Catalog) -> Catalog:
    folder = catalog.add_folder(Path("/music"))
    for name, tags in {
        "a": Tags("Zebra", "Nora", "B", year=1990, track_number=2, duration_s=10.0),
        "b": Tags("Ant", "Nora", "B", year=2000, track_number=1, duration_s=20.0),
        "c": Tags("Bee", "Abel", "Z", year=None, track_number=1),
    }.items():
        (file_id,) = catalog.add_files(folder.folder_id, [SeenFile(f"/music/{name}.flac".encode(), 1, 1)])
        catalog.identified(file_id, name, tags)
        with catalog.write(visible=True) as connection:
            connection.execute("UPDATE files SET added_at = file_id WHERE file_id = ?", (file_id,))
    catalog.rate("b", 4)
    return catalog


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("artist", "cba"),
        ("album", "bac"),
        ("title", "bca"),
        ("newest", "cba"),
        ("oldest", "abc"),
        ("year", "bac"),
        ("rating", "bca"),
    ],
)
def test_orders(filled: Catalog, order: str, expected: str) -> None:
    assert "".join(filled.arranged(Selection(), order).track_ids) == expected


@pytest.mark.parametrize("order", [*ORDERS, "random"])
def test_each_order_has_every_track_with_its_length(filled: Catalog, order: str) -> None:
    found = filled.arranged(Selection(), order)
    assert dict(zip(found.track_ids, found.seconds, strict=True)) == {"a": 10.0, "b": 20.0, "c": 0.0}
    assert [filled.rows([one])[0].track_id for one in found.file_ids] == list(found.track_ids)


def test_a_random_order_stays_when_tracks_come_and_go(filled: Catalog) -> None:
    folder = filled.add_folder(Path("/more"))
    for number in range(40):
        (file_id,) = filled.add_files(folder.folder_id, [SeenFile(f"/more/{number}.flac".encode(), 1, 1)])
        filled.identified(file_id, f"t{number}", Tags())
    before = filled.arranged(Selection(), "random", seed=5).track_ids
    assert before != filled.arranged(Selection(), "random", seed=6).track_ids
    assert list(before) != sorted(before)
    gone = filled.arranged(Selection(), "random", seed=5).file_ids[3]
    others = [one for one in filled.arranged(Selection(), "random", seed=5).file_ids if one != gone]
    after = filled.arranged(Selection(), "random", seed=5, among=others).track_ids
    assert after == tuple(one for one in before if one != before[3])


def test_a_recording_in_two_files_stands_once(filled: Catalog) -> None:
    folder = filled.add_folder(Path("/usb"))
    (file_id,) = filled.add_files(folder.folder_id, [SeenFile(b"/usb/copy.flac", 1, 1)])
    filled.identified(file_id, "a", Tags("Zebra", "Nora", "B"))
    assert sorted(filled.arranged(Selection(), "artist").track_ids) == ["a", "b", "c"]
    assert filled.arranged(Selection(), "artist", most=2).track_ids == ("c", "a")


@pytest.mark.parametrize("order", ["artist", "random"])
def test_no_more_are_read_than_are_wanted(filled: Catalog, order: str) -> None:
    everything = filled.arranged(Selection(), order, seed=2)
    top = filled.arranged(Selection(), order, seed=2, most=2)
    assert (top.file_ids, top.track_ids, top.seconds) == (
        everything.file_ids[:2],
        everything.track_ids[:2],
        everything.seconds[:2],
    )
