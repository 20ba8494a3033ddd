"""What is made of a hum before it is matched."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.melody.tunes import RATE, contour, hummed, tune
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.melody.contour import Contour, contour_of, prepared
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.melody.hum import read_hum
from vectorbeats_desktop.engine.melody.pitch import HOP_S, Pitches


def written(path: Path, samples: NDArray[np.float32]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return path


@pytest.mark.parametrize(("octaves", "overtones"), [(0, 6), (-1, 10), (2, 1), (3, 1)], ids=str)
def test_a_hum_and_a_whistle_are_read_in_tune(tmp_path: Path, octaves: int, overtones: int) -> None:
    """Three octaves up is where people whistle, and beyond what the pitch tracker knows."""
    sung = tune(np.random.default_rng(1), 40) + 12 * octaves
    read = read_hum(written(tmp_path / "hum.wav", hummed(sung, overtones)))
    assert abs(len(read.pitch) - 40) <= 1
    near = np.abs(read.pitch[:39] - sung[:39]) < 0.5
    assert near.mean() > 0.85, read.pitch


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(np.zeros(80_000, np.float32), id="silence"),
        pytest.param(np.random.default_rng(1).normal(0, 0.1, 80_000).astype(np.float32), id="noise"),
        pytest.param(hummed(np.full(5, 60)), id="one second"),
        pytest.param(hummed(np.full(40, 60)), id="one tone"),
        pytest.param(np.zeros(100, np.float32), id="a few samples"),
    ],
)
def test_where_nobody_hums_there_is_no_melody(tmp_path: Path, samples: NDArray[np.float32]) -> None:
    with pytest.raises(NoMelody, match=r"hum\.wav") as caught:
        read_hum(written(tmp_path / "hum.wav", samples))
    assert "ten seconds" in caught.value.hint


def test_a_file_that_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "hum.wav").write_text("dear diary")
    with pytest.raises(UnreadableFile):
        read_hum(tmp_path / "hum.wav")


def test_of_a_long_file_the_first_forty_seconds_are_read(tmp_path: Path) -> None:
    read = read_hum(written(tmp_path / "hum.wav", hummed(tune(np.random.default_rng(2), 300))))
    assert 195 <= len(read.pitch) <= 200


def test_silence_before_and_after_is_cut_off_and_within_is_kept() -> None:
    midi = np.full(300, 60, np.float32)
    confidence = np.zeros(300, np.float32)
    confidence[100:140] = confidence[180:220] = 0.9
    read = contour_of(Pitches(midi, confidence))
    assert len(read.pitch) * 0.2 == pytest.approx(120 * HOP_S, abs=0.4)
    assert np.isnan(read.pitch).any()
    assert np.isfinite(read.pitch[[0, -1]]).all()


def test_a_breath_holds_the_note_before() -> None:
    ready = prepared(contour(np.array([60, 60, np.nan, np.nan, 64, 64], np.float32)))
    assert ready.classes.tolist() == [0, 0, 0, 0, 4, 4]


def test_a_held_note_counts_less_with_each_step() -> None:
    weights = prepared(contour(np.array([60, 60, 60, 62, 62], np.float32))).weights
    assert weights == pytest.approx([1, 0.6, 0.36, 1, 0.6])


def test_a_hum_between_the_keys_is_laid_onto_them() -> None:
    pitches = np.array([60, 62, 64, 65, 67, 65], np.float32)
    beside = prepared(contour(pitches + np.float32(0.45)))
    assert beside.classes.tolist() == (pitches.astype(int) % 12).tolist()
    assert beside.shift == pytest.approx(0.45, abs=0.01)


def test_a_contour_comes_back_from_its_bytes() -> None:
    kept = contour(np.array([60, np.nan, 62.5], np.float32))
    read = Contour.from_bytes(kept.to_bytes())
    assert np.array_equal(read.pitch, kept.pitch, equal_nan=True)
    with pytest.raises(ValueError, match="buffer"):
        Contour.from_bytes(b"12345")
