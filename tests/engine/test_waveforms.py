from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.fake_session import make_track
from vectorbeats_desktop.engine.analysis.pool import WorkerPool, usable_cores
from vectorbeats_desktop.engine.errors import Cancelled, UnreadableFile
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.waveforms import Waveforms


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as made:
        made.submit(usable_cores).result()  # its process is here before the first test looks for what it leaves
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "waveforms"


@pytest.fixture
def track(tmp_path: Path) -> Track:
    path = tmp_path / "song.wav"
    soundfile.write(path, np.linspace(0, 0.9, 16_000) * np.sin(np.arange(16_000)), 8000)
    return make_track(1, path)


def test_a_waveform_is_heard_once_and_kept(pool: WorkerPool, folder: Path, track: Track) -> None:
    first = Waveforms(pool, folder).of(track, TaskContext())
    assert first.peaks[490] > first.peaks[10]
    (kept,) = folder.iterdir()
    assert kept.stat().st_size < 1100
    track.path.unlink()  # it is not read again
    assert Waveforms(pool, folder).of(track, TaskContext()) == first


def test_a_damaged_one_is_heard_again(pool: WorkerPool, folder: Path, track: Track) -> None:
    first = Waveforms(pool, folder).of(track, TaskContext())
    (kept,) = folder.iterdir()
    for damage in (b"", b"VBW1", kept.read_bytes()[:-1], b"x" + kept.read_bytes()[1:]):
        kept.write_bytes(damage)
        assert Waveforms(pool, folder).of(track, TaskContext()) == first


def test_a_track_not_yet_identified_is_not_kept(pool: WorkerPool, folder: Path, track: Track) -> None:
    assert Waveforms(pool, folder).of(replace(track, track_id=""), TaskContext()).peaks
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_no_trouble(pool: WorkerPool, tmp_path: Path, track: Track) -> None:
    (tmp_path / "file").touch()
    assert Waveforms(pool, tmp_path / "file" / "below").of(track, TaskContext()).peaks


def test_errors_and_cancelling(pool: WorkerPool, folder: Path, tmp_path: Path, track: Track) -> None:
    with pytest.raises(UnreadableFile):
        Waveforms(pool, folder).of(make_track(2, tmp_path / "gone.flac"), TaskContext())
    cancelled = TaskContext()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        Waveforms(pool, folder).of(track, cancelled)
