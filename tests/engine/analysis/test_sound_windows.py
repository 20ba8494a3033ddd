"""What a sound model hears of a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from vectorbeats_desktop.engine.analysis.excerpt import Excerpt
from vectorbeats_desktop.engine.analysis.sound_windows import RATE, WINDOW, sound_windows, window_starts
from vectorbeats_desktop.engine.errors import UnreadableFile


def ramp(path: Path, seconds: float) -> Path:
    """A file whose loudness tells the second: sample = time / 100."""
    soundfile.write(path, (np.arange(int(RATE * seconds)) / RATE / 100).astype(np.float32), RATE, subtype="FLOAT")
    return path


def seconds_of(windows: np.ndarray) -> list[float]:
    """When each window begins."""
    return [round(100 * float(window[0]), 1) for window in windows]


def test_windows_divide_a_recording_evenly() -> None:
    assert window_starts(60, 3) == (5, 25, 45)
    assert window_starts(25, 3) == (1.25, 13.75), "as many as there are whole ones"
    assert window_starts(4, 3) == (0,)
    assert window_starts(9_000, 3) == (1495, 4495, 7495)


def test_the_windows_are_cut_where_they_should_be(tmp_path: Path) -> None:
    heard = sound_windows(ramp(tmp_path / "a.wav", 60), 3)
    assert heard.shape == (3, WINDOW)
    assert heard.dtype == np.float32
    assert seconds_of(heard) == pytest.approx([5, 25, 45], abs=0.25)
    np.testing.assert_array_equal(heard, sound_windows(tmp_path / "a.wav", 3), "the same each time")


def test_a_short_sound_is_repeated_and_then_silent(tmp_path: Path) -> None:
    heard = sound_windows(ramp(tmp_path / "a.wav", 4), 3)
    assert heard.shape == (1, WINDOW)
    np.testing.assert_allclose(heard[0, : 4 * RATE], heard[0, 4 * RATE : 8 * RATE])
    assert heard[0, 4 * RATE - 1] > 0.039
    assert not heard[0, 8 * RATE :].any()


def test_a_part_of_a_file(tmp_path: Path) -> None:
    heard = sound_windows(ramp(tmp_path / "a.wav", 60), 3, Excerpt(30, 41))
    assert seconds_of(heard) == pytest.approx([30.5], abs=0.25)


def test_a_stereo_file_at_another_rate_is_heard_alike(tmp_path: Path) -> None:
    time = np.arange(22_050 * 12) / 22_050
    tone = 0.2 * np.sin(2 * np.pi * 440 * time)
    soundfile.write(tmp_path / "a.flac", np.stack([tone, tone], axis=1), 22_050)
    heard = sound_windows(tmp_path / "a.flac", 1)
    peak = np.abs(np.fft.rfft(heard[0])).argmax() * RATE / WINDOW
    assert peak == pytest.approx(440, abs=0.2)


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"no music at all")
    with pytest.raises(UnreadableFile):
        sound_windows(tmp_path / "a.mp3", 3)
