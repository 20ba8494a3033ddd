"""The index: what comes and goes, kills and damage, and that it stays small and opens at once."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from tests.engine.fingerprint.pieces import Kept
from vectorbeats_desktop.engine.errors import Cancelled, DataFolderBroken
from vectorbeats_desktop.engine.fingerprint import index as index_module
from vectorbeats_desktop.engine.fingerprint.index import MANIFEST, FingerprintIndex
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, PITCHES, Landmarks
from vectorbeats_desktop.engine.fingerprint.merging import write_new
from vectorbeats_desktop.engine.fingerprint.pairs import pairs_of_track
from vectorbeats_desktop.engine.fingerprint.voting import candidates
from vectorbeats_desktop.engine.task import TaskContext

PEAKS = 400


def made(number: int, peaks: int = PEAKS) -> bytes:
    """Peaks at random, eight a second."""
    rng = np.random.default_rng(number)
    frames = np.cumsum(rng.integers(1, 10, size=peaks))
    pitches = rng.integers(0, PITCHES, size=peaks).astype(np.uint8)
    return Landmarks(frames, pitches, np.zeros((0, 5), np.uint8), int(frames[-1]) + 50).to_bytes()


def tracks(*numbers: int) -> dict[str, bytes]:
    return {f"track {number}": made(number) for number in numbers}


def opened(folder: Path, kept: Kept) -> FingerprintIndex:
    index = FingerprintIndex(folder, kept)
    index.refresh(TaskContext())
    return index


def found(index: FingerprintIndex, number: int) -> list[str]:
    """The tracks at whose very beginning the pairs of a track lie."""
    pairs = pairs_of_track(Landmarks.from_bytes(made(number)))
    best = candidates(index.segments, pairs, TaskContext())
    return [each.track_id for each in best if each.votes > len(pairs) / 2 and abs(each.first) < 3]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("count", [1, 7, 300])
def test_every_track_is_found_where_it_lies(tmp_path: Path, count: int) -> None:
    index = opened(tmp_path / "index", Kept(tracks(*range(count))))
    assert index.tracks == count
    for number in {0, count // 2, count - 1}:
        assert found(index, number) == [f"track {number}"]
    assert found(index, 9_999) == []
    assert index.check() == ""


def test_it_grows_and_shrinks_with_the_catalogue(tmp_path: Path) -> None:
    kept = Kept(tracks(1, 2, 3))
    index = opened(tmp_path, kept)
    before = names(tmp_path)
    kept.put(tracks(4))
    index.refresh(TaskContext())
    assert before < names(tmp_path), "what was there is not written again"
    assert (found(index, 4), found(index, 1)) == (["track 4"], ["track 1"])
    compared = kept.compared
    kept.forget("track 2", "track 4")
    index.refresh(TaskContext())
    assert [found(index, number) for number in (1, 2, 3, 4)] == [["track 1"], [], ["track 3"], []]
    assert kept.compared == compared, "what went is told; all need not be compared for it"
    assert kept.gone == set()
    kept.forget("track 3")
    kept.gone.clear()  # as when it went without being told: an older copy of the catalogue
    index.refresh(TaskContext())
    assert [found(index, number) for number in (1, 3)] == [["track 1"], []]
    kept.put(tracks(3))
    index.refresh(TaskContext())
    kept.put({"track 1": made(50)})  # heard anew, by another version of what hears
    index.refresh(TaskContext())
    assert (found(index, 1), found(index, 50), index.tracks) == ([], ["track 1"], 2)
    again = opened(tmp_path, kept)
    assert (found(again, 50), found(again, 3), again.tracks) == (["track 1"], ["track 3"], 2)


def test_many_small_additions_leave_few_files(tmp_path: Path) -> None:
    kept = Kept()
    index = opened(tmp_path, kept)
    for number in range(40):
        kept.put(tracks(number))
        index.refresh(TaskContext())
    assert len(index.segments) < 10
    assert names(tmp_path) == {MANIFEST, *(living.segment.path.name for living in index.segments)}
    assert all(found(index, number) == [f"track {number}"] for number in range(0, 40, 7))
    assert index.check() == ""


def test_nothing_is_written_when_nothing_has_changed(tmp_path: Path) -> None:
    kept = Kept(tracks(1, 2))
    opened(tmp_path, kept)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    index = opened(tmp_path, kept)
    index.refresh(TaskContext())
    segments = {path for path in before if path.suffix == ".segment"}
    assert {path for path in tmp_path.iterdir() if path.suffix == ".segment"} == segments
    assert all(path.stat().st_mtime_ns == before[path] for path in segments)


def test_it_tells_when_more_can_be_found(tmp_path: Path) -> None:
    kept = Kept(tracks(1))
    index = opened(tmp_path, kept)
    before = kept.indexed
    index.refresh(TaskContext())
    assert kept.indexed == before
    kept.put(tracks(2))
    index.refresh(TaskContext())
    assert kept.indexed == before + 1


def test_it_is_small_and_opens_in_no_time(tmp_path: Path) -> None:
    kept = Kept({f"track {number}": made(number, 1_900) for number in range(40)})
    index = opened(tmp_path, kept)
    assert index.size_bytes / 40 < 30_000, "of a track of four minutes"
    began = time.process_time()
    opened(tmp_path, kept)
    assert time.process_time() - began < 0.1


def _add_for_ever(pipe: Connection, folder: Path) -> None:
    kept = Kept()
    index = FingerprintIndex(folder, kept)
    for number in range(10_000):
        kept.put(tracks(number))
        index.refresh(TaskContext())
        pipe.send(number)


@pytest.mark.parametrize("after", [1, 9, 22])
def test_a_kill_at_any_time_loses_nothing(tmp_path: Path, after: int) -> None:
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    process = context.Process(target=_add_for_ever, args=(theirs, tmp_path))
    process.start()
    while pipe.recv() < after:
        pass
    time.sleep(0.004 * after)  # into the middle of the next one
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    last = after
    while pipe.poll():
        try:
            last = pipe.recv()
        except EOFError:
            break
    (tmp_path / "cut off.segment").write_bytes(b"VBFP and no more")
    (tmp_path / f"{MANIFEST}.new").write_text('{"format": 1, "segm')
    told = json.loads((tmp_path / MANIFEST).read_text())
    assert {entry["name"] for entry in told["segments"]} <= names(tmp_path)
    kept = Kept()
    for number in range(last + 3):
        kept.put(tracks(number))
    index = opened(tmp_path, kept)
    assert index.tracks == last + 3
    assert index.check() == ""
    assert [found(index, number) for number in (0, last, last + 2)] == [
        ["track 0"],
        [f"track {last}"],
        [f"track {last + 2}"],
    ]
    assert names(tmp_path) == {MANIFEST, *(living.segment.path.name for living in index.segments)}


@pytest.mark.parametrize("harm", ["table", "header", "cut", "gone", "manifest", "version", "another catalogue"])
def test_what_is_damaged_or_missing_is_built_anew(tmp_path: Path, harm: str) -> None:
    kept = Kept()
    kept.put(tracks(1, 2, 3))
    kept.put(tracks(4))
    opened(tmp_path, kept)
    segment, manifest = next(tmp_path.glob("*.segment")), tmp_path / MANIFEST
    whole = segment.read_bytes()
    if harm == "table":
        segment.write_bytes(whole[:200] + b"\xff\xff" + whole[202:])
    elif harm == "header":
        segment.write_bytes(b"\0" + whole[1:])
    elif harm == "cut":
        segment.write_bytes(whole[:-7])
    elif harm == "gone":
        segment.unlink()
    elif harm == "manifest":
        manifest.write_text('{"format": 1, "version"')
    elif harm == "version":
        told = json.loads(manifest.read_text())
        manifest.write_text(json.dumps({**told, "version": FINGERPRINT_VERSION + 1}))
    else:
        kept = Kept(tracks(3, 7))
        index = opened(tmp_path, kept)
        assert (index.tracks, found(index, 7), found(index, 4)) == (2, ["track 7"], [])
        return
    index = opened(tmp_path, kept)
    assert index.tracks == 4
    assert all(found(index, number) == [f"track {number}"] for number in (1, 2, 3, 4))
    assert index.check() == ""


def test_damage_among_the_places_is_found_by_a_check_and_mended(tmp_path: Path) -> None:
    kept = Kept(tracks(1, 2, 3))
    opened(tmp_path, kept)
    segment = next(tmp_path.glob("*.segment"))
    whole = bytearray(segment.read_bytes())
    whole[-20:] = b"\xff" * 20
    segment.write_bytes(whole)
    index = opened(tmp_path, kept)
    found(index, 1)  # places beyond the end do no harm
    assert segment.name in index.check()
    index.rebuild(TaskContext())
    assert index.check() == ""
    assert found(index, 1) == ["track 1"]


def test_a_full_disk_is_told_and_the_index_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tracks(1))
    index = opened(tmp_path, kept)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    kept.put(tracks(2))
    with monkeypatch.context() as patch:
        patch.setattr(index_module, "write_new", full)
        with pytest.raises(DataFolderBroken, match="No space left"):
            index.refresh(TaskContext())
    assert found(index, 1) == ["track 1"]
    index.refresh(TaskContext())
    assert found(index, 2) == ["track 2"]


def test_a_folder_that_is_none_is_told_also_when_it_shall_be_mended(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    index = FingerprintIndex(tmp_path / "index", Kept(tracks(1)))
    assert "exists" in index.check()
    with pytest.raises(DataFolderBroken, match="cannot be written"):
        index.rebuild(TaskContext())


def test_a_cancelled_refresh_keeps_what_it_took_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "AT_ONCE", 2)
    kept, written = Kept(tracks(*range(9))), list[str]()
    index, ctx = FingerprintIndex(tmp_path, kept), TaskContext()

    def write(path: Path, new: Sequence[tuple[str, Landmarks]]) -> None:
        write_new(path, new)
        written.extend(track_id for track_id, _ in new)
        if len(written) == 4:
            ctx.cancel()

    monkeypatch.setattr(index_module, "write_new", write)
    with pytest.raises(Cancelled):
        index.refresh(ctx)
    assert (index.tracks, found(index, 3)) == (4, ["track 3"])
    index.refresh(TaskContext())
    assert index.tracks == 9
    assert all(found(index, number) == [f"track {number}"] for number in range(9))
