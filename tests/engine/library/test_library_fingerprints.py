from __future__ import annotations

from pathlib import Path

from tests.engine.library.test_library_stages import STAGES, add, mood, sound
from vectorbeats_desktop.engine.library.catalog import Catalog, FingerprintRow


def prints(*track_ids: str, version: int = 1, landmarks: bytes = b"landmarks") -> list[FingerprintRow]:
    return [FingerprintRow(track_id, version, landmarks) for track_id in track_ids]


def ready(catalog: Catalog, music: Path, *track_ids: str) -> list[int]:
    catalog.require_stages(STAGES)
    ids = add(catalog, music, *track_ids)
    catalog.sound_done(sound(*track_ids))
    catalog.mood_done(mood(*track_ids))
    return ids


def test_a_fingerprint_is_kept_and_its_stage_is_done(catalog: Catalog, music: Path) -> None:
    ready(catalog, music, "a", "b")
    before, view = catalog.revision(), catalog.view_revision()
    catalog.fingerprint_done(prints("a", version=7, landmarks=b"\1\2"))
    assert catalog.fingerprints_of(["a", "b", "x"]) == {"a": b"\1\2"}
    assert [track for track, _ in catalog.tracks_missing("fingerprint", 7, 9)] == ["b"]
    assert catalog.revision() > before, "a search that found nothing may find something now"
    assert catalog.view_revision() == view, "nothing that a search keeps in memory has changed"
    assert (catalog.status().fingerprints, catalog.status().tracks) == (1, 2)


def test_the_index_sees_what_is_new_and_how_much_there_is(catalog: Catalog, music: Path) -> None:
    first, *_ = ready(catalog, music, "a", "b", "c")
    assert catalog.fingerprint_stamp(1) == (0, 0)
    catalog.fingerprint_done(prints("a", "b"))
    seen, count = catalog.fingerprint_stamp(1)
    assert count == 2
    catalog.fingerprint_done(prints("c"))
    assert [track for track, _ in catalog.fingerprints_since(1, seen)] == ["c"]
    assert catalog.fingerprint_ids(1) == {"a", "b", "c"}
    assert catalog.fingerprint_ids(2) == set()
    last, _ = catalog.fingerprint_stamp(1)
    catalog.remove_files([first])
    assert catalog.status().fingerprints == 2, "a track without a file is not counted"
    catalog.forget_tracks(["a"])
    assert catalog.fingerprint_stamp(1) == (last, 2), "it has gone with its track, and no number comes again"
    assert catalog.fingerprints_gone(1) == {"a"}
    ready(catalog, music, "a")
    assert catalog.fingerprints_gone(1) == {"a"}, "it is there again, and cannot be recognised"
    catalog.fingerprint_done(prints("a"))
    assert catalog.fingerprints_gone(1) == set()
    catalog.fingerprints_taken_out(["a"])
    catalog.remove_files(list(catalog.page_ids()))
    catalog.forget_tracks(catalog.orphan_tracks())
    assert catalog.fingerprints_gone(1) == {"a", "b", "c"}


def test_files_with_the_same_audio_are_copies(catalog: Catalog, music: Path) -> None:
    ready(catalog, music, "a", "b")
    assert catalog.copied_tracks() == []
