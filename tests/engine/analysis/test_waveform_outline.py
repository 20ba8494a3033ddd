from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from vectorbeats_desktop.engine.analysis.outline import COLUMNS, Outline, Outlines, heard_outline, outlined
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.errors import KnownError, UnreadableFile
from vectorbeats_desktop.engine.task import TaskContext

RATE = 22050


@pytest.fixture
def swelling(tmp_path: Path) -> Path:
    """Four seconds: two of silence, two of a sine at half of full scale."""
    time = np.arange(RATE * 4) / RATE
    path = tmp_path / "swelling.flac"
    soundfile.write(path, np.where(time < 2, 0, 0.5 * np.sin(2 * np.pi * 440 * time)), RATE)
    return path


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as pool:
        yield pool


def test_silence_and_a_sine_have_their_levels(swelling: Path) -> None:
    outline = heard_outline(swelling)
    assert outline.peaks.shape == outline.levels.shape == (COLUMNS,)
    assert outline.peaks[: COLUMNS // 2 - 10].max() < 0.01
    assert outline.peaks[COLUMNS // 2 + 10 :] == pytest.approx(0.5, abs=0.02)
    assert outline.levels[COLUMNS // 2 + 10 : -10] == pytest.approx(0.5 / np.sqrt(2), abs=0.02)


def test_kept_outline_is_about_the_same(swelling: Path) -> None:
    outline = heard_outline(swelling)
    kept = outline.to_bytes()
    assert len(kept) == 4 + 2 * COLUMNS
    again = Outline.from_bytes(kept)
    assert again is not None
    np.testing.assert_allclose(again.peaks, outline.peaks, atol=0.005)
    assert Outline.from_bytes(kept[:-1]) is None
    assert Outline.from_bytes(b"") is None


def test_long_track_keeps_a_single_loud_piece() -> None:
    peaks = np.zeros(100_000, np.float32)
    peaks[77_777] = 0.9
    outline = outlined(peaks, peaks**2)
    assert outline.peaks.max() == pytest.approx(0.9)
    assert int(outline.peaks.argmax()) == 77_777 * COLUMNS // 100_000


def test_second_time_nothing_is_decoded(swelling: Path, tmp_path: Path, pool: WorkerPool) -> None:
    outlines, ctx = Outlines(pool, tmp_path / "outlines"), TaskContext()
    first = outlines.of("a1-1", swelling, ctx)
    swelling.unlink()
    second = outlines.of("a1-1", swelling, ctx)
    np.testing.assert_allclose(second.peaks, first.peaks, atol=0.005)


def test_damaged_outline_is_made_anew(swelling: Path, tmp_path: Path, pool: WorkerPool) -> None:
    outlines = Outlines(pool, tmp_path / "outlines")
    outlines.of("a1-1", swelling, TaskContext())
    (kept,) = (tmp_path / "outlines").iterdir()
    kept.write_bytes(b"cut")
    assert outlines.of("a1-1", swelling, TaskContext()).peaks.max() == pytest.approx(0.5, abs=0.02)
    assert kept.stat().st_size == 4 + 2 * COLUMNS


def test_what_is_no_music_has_no_outline(tmp_path: Path, pool: WorkerPool) -> None:
    path = tmp_path / "broken.mp3"
    path.write_bytes(b"no music" * 100)
    with pytest.raises(KnownError) as raised:
        Outlines(pool, tmp_path / "outlines").of("a1-2", path, TaskContext())
    assert isinstance(raised.value, UnreadableFile)
    assert not (tmp_path / "outlines").exists()
