"""What the change log holds, and how edits of several computers are merged."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from tests.engine.library.test_library_stages import add, sound
from vectorbeats_desktop.engine.library import clock
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow, SeenFile
from vectorbeats_desktop.engine.library.changes import EDITS, HEARD, MOOD, MUSIC, STARS, TEMPO, Edit
from vectorbeats_desktop.engine.library.schema import MIGRATIONS
from vectorbeats_desktop.engine.records import Correction, Tags

KINDS = (*EDITS, MUSIC, *HEARD)
NOON = 1_790_000_000_000  # ms


@pytest.fixture
def shared(catalog: Catalog, music: Path) -> Catalog:
    add(catalog, music, "a", "b")
    catalog.wall_ms = lambda: NOON
    catalog.share_with("server")
    return catalog


def logged(catalog: Catalog) -> list[tuple[str, str, int, bool]]:
    return [(c.track_id, c.kind, c.version, c.removed) for c in catalog.changes_due(KINDS, 100)]


def test_nothing_is_logged_while_nothing_is_shared(catalog: Catalog, music: Path) -> None:
    add(catalog, music, "a")
    catalog.rate("a", 3)
    catalog.sound_done(sound("a", version=2))
    assert logged(catalog) == []
    assert catalog.share_with("server")
    assert sorted(logged(catalog)) == [
        ("a", STARS, 0, False),
        ("a", MUSIC, 0, False),
        ("a", "sound", 2, False),
    ]
    assert not catalog.share_with("server")
    assert catalog.share_with(None)
    assert logged(catalog) == []


def test_a_change_is_logged_with_what_makes_it_or_not_at_all(shared: Catalog) -> None:
    def broken_off() -> None:
        with shared.batch():
            shared.rate("a", 5)
            shared.melody_done([MelodyRow("a", 3, b"x")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert (shared.ratings(["a"]), logged(shared), shared.edits()) == ({}, [], [])
    shared.melody_done([MelodyRow("a", 3, b"x")])
    shared.rate("a", 5)
    assert logged(shared) == [("a", "melody", 3, False), ("a", STARS, 0, False)]


def test_a_later_change_of_the_same_takes_the_place_of_an_earlier_one_and_is_not_lost(shared: Catalog) -> None:
    shared.rate("a", 5)
    (first,) = shared.changes_due(KINDS, 9)
    shared.rate("a", 2)
    (second,) = shared.changes_due(KINDS, 9)
    assert second.seq > first.seq
    assert second.rev > first.rev
    shared.changes_told([first])  # what was under way when the second one came
    assert shared.changes_due(KINDS, 9) == [second]
    shared.change_refused(second, "no")
    assert (shared.changes_due(KINDS, 9), shared.count_changes(KINDS)) == ([], (0, 1))
    shared.rate("a", 4)
    assert shared.count_changes(KINDS) == (1, 0)


def test_saying_the_same_again_is_no_edit(shared: Catalog) -> None:
    shared.correct("a", Correction(valence=0.1, energy=0.2))
    (mood,) = shared.changes_due(KINDS, 9)
    shared.correct("a", Correction(valence=0.1, energy=0.2, tempo_bpm=90))
    assert [change.kind for change in shared.changes_due(KINDS, 9)] == [MOOD, TEMPO]
    assert shared.changes_due(KINDS, 9)[0] == mood
    shared.correct("a", Correction())
    assert {edit.kind: edit.value for edit in shared.edits()} == {MOOD: None, TEMPO: None}


def test_new_tags_and_removals_are_logged(shared: Catalog, music: Path) -> None:
    shared.sound_done(sound("a", "b"))
    shared.rate("a", 1)
    shared.changes_told(shared.changes_due(KINDS, 99))
    file_id = shared.rows(shared.page_ids("Title a"))[0].file_id
    shared.identified(file_id, "a", Tags(title="Another"))
    assert logged(shared) == [("a", MUSIC, 0, False)]
    shared.remove_files([file_id])
    shared.forget_tracks(["a", "b"])
    assert sorted(logged(shared)) == [("a", MUSIC, 0, True), ("a", "sound", 1, True)]
    assert [edit.value for edit in shared.edits(["a"])] == [1], "what a person said outlives the file"
    folder = shared.folders()[0]
    (again,) = shared.add_files(folder.folder_id, [_seen(music / "again.flac")])
    shared.identified(again, "a", Tags())
    assert shared.ratings(["a"]) == {"a": 1}


def _seen(path: Path) -> SeenFile:
    return SeenFile(str(path).encode(), 1, 1, 0)


def test_numbers_rise_whatever_the_clock_does(shared: Catalog) -> None:
    revs = []
    for stars, now in ((1, NOON + 1), (2, NOON), (3, NOON - 10**9), (4, 0), (5, NOON + 2)):
        shared.wall_ms = partial(int, now)
        shared.rate("a", stars)
        revs.append(shared.edits()[0].rev)
    assert revs == sorted(set(revs))
    assert revs[0] == clock.stamp(NOON + 1)
    assert revs[4] == clock.stamp(NOON + 2)
    shared.saw_clock(clock.stamp(NOON + 10**6))
    shared.rate("a", 1)
    assert shared.edits()[0].rev == clock.stamp(NOON + 10**6) + 1


def test_the_later_edit_counts_and_the_older_one_is_answered(shared: Catalog) -> None:
    shared.rate("a", 3)
    mine = shared.edits()[0]
    assert shared.merge_edits([Edit("a", STARS, mine.rev - 1, "0", 1)]) == set()
    assert shared.ratings(["a"]) == {"a": 3}
    assert logged(shared) == [("a", STARS, 0, False)]
    later = Edit("a", STARS, mine.rev + 1, "z", 5)
    before = shared.rating_revision()
    assert shared.merge_edits([later, Edit("b", MOOD, 7, "z", (0.5, -0.5)), Edit("gone", TEMPO, 8, "z", 90.0)]) == {
        "a",
        "b",
        "gone",
    }
    assert (shared.ratings(["a"]), logged(shared)) == ({"a": 5}, []), "what was beaten is not told any more"
    assert shared.rating_revision() > before
    assert shared.corrections(["b"]) == {"b": Correction(0.5, -0.5)}
    assert shared.merge_edits([later]) == set()
    assert later.beats(Edit("a", STARS, later.rev, "zz", 5)), "of two at once, that of the lower name"


def test_ratings_and_corrections_of_an_older_catalogue_become_edits(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    old = sqlite3.connect(path)
    steps = MIGRATIONS[: next(n for n, step in enumerate(MIGRATIONS) if "CREATE TABLE changes" in step)]
    old.executescript(" ".join(steps) + f" PRAGMA user_version = {len(steps)};")
    old.execute("INSERT INTO tracks VALUES ('a', 1.0, 0)")
    old.execute("INSERT INTO ratings VALUES ('a', 4, ?)", (NOON / 1000,))
    old.execute("INSERT INTO corrections VALUES ('a', 0.25, -0.5, NULL, ?)", (NOON / 1000 + 1,))
    old.commit()
    old.close()
    catalog = Catalog(path)
    try:
        device = catalog.device_id()
        assert len(device) == 16
        assert sorted(catalog.edits(), key=lambda edit: edit.kind) == [
            Edit("a", MOOD, clock.stamp(NOON + 1000), device, (0.25, -0.5)),
            Edit("a", STARS, clock.stamp(NOON), device, 4),
        ]
    finally:
        catalog.close()
