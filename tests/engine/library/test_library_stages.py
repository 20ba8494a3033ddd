from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, Presence, SeenFile, SoundRow
from vectorbeats_desktop.engine.records import Features, FileProblem, FileState, Mood, Tags

FEATURES = Features(120.0, 4, "A minor", 0.5, -14.0, 3.0, 2100.0, 1.5)
STAGES = {"sound": 1, "mood": 1}


def add(catalog: Catalog, music: Path, *track_ids: str) -> list[int]:
    """Identified files, one for each id."""
    folder = catalog.add_folder(music)
    paths = [f"{music}/{number} {track_id}.flac".encode() for number, track_id in enumerate(track_ids)]
    ids = catalog.add_files(folder.folder_id, [SeenFile(path, 1, 1, 0) for path in paths])
    return [
        catalog.identified(file_id, track_id, Tags(title=f"Title {track_id}"))
        for file_id, track_id in zip(ids, track_ids, strict=True)
    ]


def sound(*track_ids: str, version: int = 1) -> list[SoundRow]:
    return [SoundRow(t, version, np.full(3, n, np.float32), FEATURES) for n, t in enumerate(track_ids)]


def mood(*track_ids: str, version: int = 1) -> list[MoodRow]:
    return [MoodRow(t, version, Mood(0.5, -0.25, ("calm", "night"))) for t in track_ids]


def problem(code: str = "unreadable_file") -> FileProblem:
    return FileProblem(Path("x"), "sound", code, "This file is damaged.", "Copy it again.")


def state(catalog: Catalog, file_id: int) -> FileState:
    track = catalog.track(file_id)
    assert track is not None
    return track.state


def missing(catalog: Catalog, stage: str, version: int = 1) -> list[str]:
    return [track_id for track_id, _ in catalog.tracks_missing(stage, version, 100)]


def test_a_file_is_ready_when_every_stage_is_done(catalog: Catalog, music: Path) -> None:
    catalog.require_stages(STAGES)
    (file_id,) = add(catalog, music, "a")
    assert state(catalog, file_id) is FileState.PENDING
    catalog.sound_done(sound("a"))
    assert state(catalog, file_id) is FileState.PENDING
    catalog.mood_done(mood("a"))
    track = catalog.track(file_id)
    assert track is not None
    assert track.state is FileState.READY
    assert track.features == FEATURES
    assert track.mood == Mood(0.5, -0.25, ("calm", "night"))


def test_a_copy_of_a_track_that_is_done_is_ready_at_once(catalog: Catalog, music: Path) -> None:
    add(catalog, music, "a")
    catalog.sound_done(sound("a"))
    catalog.mood_done(mood("a"))
    folder = catalog.folders()[0]
    (copy,) = catalog.add_files(folder.folder_id, [SeenFile(b"/copy.flac", 1, 1, 0)])
    catalog.identified(copy, "a", Tags())
    assert state(catalog, copy) is FileState.READY


def test_a_new_version_makes_a_stage_missing_and_its_files_pending(catalog: Catalog, music: Path) -> None:
    catalog.require_stages(STAGES)
    (file_id,) = add(catalog, music, "a")
    catalog.sound_done(sound("a"))
    catalog.mood_done(mood("a"))
    assert missing(catalog, "sound") == []
    assert missing(catalog, "sound", 2) == ["a"]
    catalog.require_stages({"sound": 2, "mood": 1})
    assert state(catalog, file_id) is FileState.PENDING
    catalog.sound_done(sound("a", version=2))
    assert state(catalog, file_id) is FileState.READY


def test_required_stages_are_kept(catalog: Catalog, music: Path, tmp_path: Path) -> None:
    catalog.require_stages({"sound": 7})
    again = Catalog(tmp_path / "catalog.sqlite")
    (file_id,) = add(again, music, "a")
    again.sound_done(sound("a", version=7))
    assert state(again, file_id) is FileState.READY
    again.close()


def test_a_stage_may_wait_for_another(catalog: Catalog, music: Path) -> None:
    add(catalog, music, "a", "b")
    catalog.sound_done(sound("b"))
    assert [t for t, _ in catalog.tracks_missing("mood", 1, 9, after=("sound", 1))] == ["b"]
    assert catalog.tracks_missing("mood", 1, 9, after=("sound", 2)) == []


def test_missing_tracks_come_with_a_file_that_is_there(catalog: Catalog, music: Path, tmp_path: Path) -> None:
    add(catalog, music, "a")
    far = catalog.add_folder(tmp_path / "far")
    ids = catalog.add_files(far.folder_id, [SeenFile(b"/far/a.flac", 1, 1, 0), SeenFile(b"/far/b.flac", 1, 1, 0)])
    catalog.identified(ids[0], "a", Tags())
    catalog.identified(ids[1], "b", Tags())
    catalog.set_reachable(far.folder_id, False)
    assert catalog.tracks_missing("sound", 1, 9) == [("a", music / "0 a.flac")]
    catalog.set_reachable(catalog.add_folder(music).folder_id, False)
    catalog.set_reachable(far.folder_id, True)
    assert catalog.tracks_missing("sound", 1, 9) == [("a", Path("/far/a.flac")), ("b", Path("/far/b.flac"))]


def test_a_failed_stage_sets_the_file_aside_with_its_reason(catalog: Catalog, music: Path) -> None:
    (file_id,) = add(catalog, music, "a")
    assert catalog.stage_failed("a", "sound", 1, problem())
    track = catalog.track(file_id)
    assert track is not None
    assert (track.state, track.error) == (FileState.FAILED, "This file is damaged.")
    assert missing(catalog, "sound") == []
    (listed,) = catalog.problems()
    assert (listed.path, listed.stage, listed.code, listed.hint, listed.file_id) == (
        music / "0 a.flac",
        "sound",
        "unreadable_file",
        "Copy it again.",
        file_id,
    )


def test_a_crash_is_tried_once_more(catalog: Catalog, music: Path) -> None:
    (file_id,) = add(catalog, music, "a")
    assert not catalog.stage_failed("a", "sound", 1, problem("crashed"), crashed=True)
    assert (state(catalog, file_id), missing(catalog, "sound")) == (FileState.PENDING, ["a"])
    assert catalog.problems() == []
    assert catalog.stage_failed("a", "sound", 1, problem("crashed"), crashed=True)
    assert (state(catalog, file_id), missing(catalog, "sound")) == (FileState.FAILED, [])


def test_a_crash_before_a_success_is_forgotten(catalog: Catalog, music: Path) -> None:
    add(catalog, music, "a")
    catalog.stage_failed("a", "sound", 1, problem("crashed"), crashed=True)
    catalog.sound_done(sound("a"))
    assert not catalog.stage_failed("a", "sound", 2, problem("crashed"), crashed=True)


def test_a_failure_in_an_old_version_says_nothing_of_the_new_one(catalog: Catalog, music: Path) -> None:
    catalog.require_stages(STAGES)
    (file_id,) = add(catalog, music, "a")
    catalog.stage_failed("a", "sound", 1, problem())
    catalog.require_stages({"sound": 2, "mood": 1})
    assert (state(catalog, file_id), missing(catalog, "sound", 2)) == (FileState.PENDING, ["a"])
    assert catalog.problems() == []


def test_try_again(catalog: Catalog, music: Path) -> None:
    first, second = add(catalog, music, "a", "b")
    catalog.stage_failed("a", "sound", 1, problem())
    catalog.stage_failed("b", "sound", 1, problem())
    assert catalog.retry([first]) == 1
    assert (state(catalog, first), state(catalog, second)) == (FileState.PENDING, FileState.FAILED)
    assert missing(catalog, "sound") == ["a"]
    assert catalog.retry() == 1
    assert catalog.problems() == []


def test_a_file_that_cannot_be_identified_is_set_aside_and_tried_again(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    (file_id,) = catalog.add_files(folder.folder_id, [SeenFile(b"/broken.mp3", 1, 1, 0)])
    assert not catalog.identify_failed(file_id, problem("crashed"), crashed=True)
    assert [i for i, _ in catalog.files_to_identify()] == [file_id]
    assert catalog.identify_failed(file_id, problem("crashed"), crashed=True)
    assert list(catalog.files_to_identify()) == []
    assert [p.stage for p in catalog.problems()] == ["identify"]
    assert catalog.retry() == 1
    assert [i for i, _ in catalog.files_to_identify()] == [file_id]
    assert catalog.identify_failed(file_id, problem())


def test_orphans_are_known_until_they_are_forgotten(catalog: Catalog, music: Path) -> None:
    add(catalog, music, "a", "b")
    catalog.sound_done(sound("a", "b"))
    folder = catalog.folders()[0]
    catalog.remove_folder(folder.folder_id)
    assert catalog.orphan_tracks() == ["a", "b"]
    assert catalog.descriptors(1)[0] == []  # a search does not see them
    (file_id, _) = add(catalog, music, "a", "c")
    assert missing(catalog, "sound") == ["c"]  # added again: what was analysed still holds
    catalog.forget_tracks(["a", "b"])
    assert catalog.orphan_tracks() == []
    track = catalog.track(file_id)
    assert track is not None
    assert track.features == FEATURES  # "a" had come back meanwhile


def test_results_for_a_track_that_was_forgotten_meanwhile_are_dropped(catalog: Catalog) -> None:
    catalog.sound_done(sound("gone"))
    catalog.mood_done(mood("gone"))
    assert catalog.orphan_tracks() == []
    assert catalog.descriptors(1)[1].shape == (0, 0)


def test_what_a_search_reads(catalog: Catalog, music: Path) -> None:
    add(catalog, music, "b", "a", "a")
    catalog.sound_done(sound("b", "a"))
    catalog.mood_done(mood("a"))
    ids, matrix = catalog.descriptors(1)
    assert ids == ["a", "b"]
    assert matrix.dtype == np.float32
    np.testing.assert_array_equal(matrix, [[1, 1, 1], [0, 0, 0]])
    assert catalog.descriptors(2)[0] == []
    mood_ids, valence, energy = catalog.moods()
    assert (mood_ids, valence.tolist(), energy.tolist()) == (["a"], [0.5], [-0.25])
    assert sorted(name.title for name in catalog.names()) == ["Title a", "Title b"]


def test_genres_and_names_come_from_the_tags_or_the_file(catalog: Catalog, music: Path) -> None:
    folder = catalog.add_folder(music)
    seen = [SeenFile(b"/m/My Song.flac", 1, 1, 0), SeenFile(b"/m/x.flac", 1, 1, 0)]
    first, second = catalog.add_files(folder.folder_id, seen)
    catalog.identified(first, "a", Tags())
    catalog.identified(second, "b", Tags(title="Known", artist="Some", album="Thing", genre="Jazz"))
    named = {name.track_id: name for name in catalog.names()}
    assert named["a"].title == "My Song"
    assert (named["b"].artist, named["b"].album, named["b"].genre) == ("Some", "Thing", "Jazz")
    assert catalog.genres() == {"b": "Jazz"}


def test_the_revision_rises_when_a_search_would_see_more(catalog: Catalog, music: Path) -> None:
    seen = [catalog.revision()]
    (file_id,) = add(catalog, music, "a")
    seen.append(catalog.revision())
    catalog.sound_done(sound("a"))
    seen.append(catalog.revision())
    catalog.remove_files([file_id])
    seen.append(catalog.revision())
    assert seen == sorted(set(seen))
    catalog.set_meta("calibration", {"mean": [1.5]})
    assert catalog.revision() == seen[-1]
    assert catalog.get_meta("calibration") == {"mean": [1.5]}


@pytest.mark.parametrize("stage", ["cover", "melody"])
def test_other_stages_need_no_table_of_their_own(catalog: Catalog, music: Path, stage: str) -> None:
    add(catalog, music, "a", "b")
    catalog.stage_done(stage, 3, ["a"])
    assert missing(catalog, stage, 3) == ["b"]


def test_what_needs_no_file_is_missing_for_a_drive_that_is_away_as_well(catalog: Catalog, music: Path) -> None:
    first, _ = add(catalog, music, "a", "b")
    catalog.set_presence([first], Presence.WAITING)
    assert missing(catalog, "mood") == ["b"]
    catalog.set_reachable(catalog.folders()[0].folder_id, False)
    assert missing(catalog, "mood") == []
    for version in (1, 2):  # none is settled yet, and all are in another version
        found = catalog.tracks_missing("mood", version, 100, anywhere=True)
        assert [track_id for track_id, _ in found] == ["a", "b"]
        catalog.mood_done(mood("a", "b", version=version))
    catalog.set_presence([first], Presence.GONE)
    assert [track_id for track_id, _ in catalog.tracks_missing("mood", 3, 100, anywhere=True)] == ["b"]
