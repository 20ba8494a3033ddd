from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from vectorbeats_desktop.engine.analysis import decode, peaks
from vectorbeats_desktop.engine.analysis.peaks import STEPS, outline
from vectorbeats_desktop.engine.errors import UnreadableFile

RATE = 8000


def write(path: Path, samples: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Path:
    soundfile.write(path, samples, RATE)
    return path


def sine(seconds: float, level: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return level * np.sin(2 * np.pi * 400 * np.arange(int(seconds * RATE)) / RATE)


def test_outline_follows_the_loudness(tmp_path: Path) -> None:
    path = write(tmp_path / "steps.wav", np.concatenate([sine(10, 0.8), sine(10, 0.2), sine(10, 0.4)]))
    peak, level = outline(path)
    assert (len(peak), len(level)) == (STEPS, STEPS)
    # Of the loudest peak, 1, 1/4 and 1/2; the mean level of a sine is 1/√2 of its peak.
    for place, share in ((80, 1.0), (250, 0.25), (420, 0.5)):
        assert peak[place] == pytest.approx(255 * share, abs=6)
        assert level[place] == pytest.approx(255 * share / np.sqrt(2), abs=6)


def test_a_click_is_seen_in_its_place(tmp_path: Path) -> None:
    samples = np.zeros(60 * RATE)
    samples[int(45.03 * RATE)] = 0.9
    peak, level = outline(write(tmp_path / "click.wav", samples))
    assert int(np.argmax(list(peak))) == pytest.approx(STEPS * 45.03 / 60, abs=1)
    assert peak[100] == 0
    assert max(level) < 60  # it is over at once


def test_short_and_silent_files_have_an_outline(tmp_path: Path) -> None:
    peak, _level = outline(write(tmp_path / "short.wav", sine(0.3, 0.5)))
    assert len(peak) == STEPS
    assert min(peak) > 200
    assert outline(write(tmp_path / "silent.wav", np.zeros(RATE))) == (bytes(STEPS), bytes(STEPS))


def test_excerpts_of_a_long_file_stand_where_they_were_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (decode, peaks):
        monkeypatch.setattr(module, "EXCERPT_S", 2)
    monkeypatch.setattr(decode, "WHOLE_LIMIT_S", 60)
    path = write(tmp_path / "long.wav", np.concatenate([sine(90, 0.1), sine(30, 0.8)]))
    peak, _level = outline(path)
    assert max(peak[:350]) < 40
    assert min(peak[400:]) > 240


def test_what_is_no_music_is_told(tmp_path: Path) -> None:
    path = tmp_path / "words.mp3"
    path.write_bytes(b"these are words" * 99)
    with pytest.raises(UnreadableFile):
        outline(path)
