"""What sort of sound a file holds, on sounds whose sort is plain."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.sort_features import FIGURES, figures
from vectorbeats_desktop.engine.analysis.sort_model import SORTS, heard_sort, probabilities, sort_of
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted
from vectorbeats_desktop.engine.library.demo.hums import HUMS, sing
from vectorbeats_desktop.engine.melody.pitch import RATE
from vectorbeats_desktop.engine.records import SoundSort

Floats = NDArray[np.float32]


def hum() -> Floats:
    return sing(HUMS[0])


def band(seconds: float = 10.0) -> Floats:
    """Chords, a bass and a beat."""
    rng = np.random.default_rng(3)
    sound = np.zeros(int(seconds * RATE))
    time_s = np.arange(RATE // 2) / RATE
    fading = np.exp(-3 * time_s)
    for half, root in enumerate([57, 57, 53, 53, 48, 48, 55, 55] * 3):
        if (half + 1) * len(time_s) > len(sound):
            break
        notes = [root - 12, root + 12, root + 16, root + 19, root + [24, 28, 31, 26][half % 4]]
        turns = time_s * 440 * 2 ** ((np.array(notes)[:, None] - 69) / 12)
        chord = np.sum([np.sin(2 * np.pi * n * turns) / n for n in range(1, 7)], axis=(0, 1)) * fading
        drum = rng.normal(0, 3, len(time_s)) * np.exp(-60 * time_s)
        sound[half * len(time_s) : (half + 1) * len(time_s)] = chord + drum
    return np.asarray(0.08 * sound, np.float32)


def noise(seconds: float = 8.0) -> Floats:
    return np.asarray(0.2 * np.random.default_rng(1).normal(0, 1, int(seconds * RATE)), np.float32)


@pytest.mark.parametrize("level", [1.0, 0.02])
def test_a_hum_is_a_voice_alone_however_loud(level: float) -> None:
    heard = sort_of(hum() * np.float32(level), 12.0)
    assert heard.likely() == (SoundSort.VOICE,)


def test_a_hum_in_noise_is_still_one() -> None:
    sung = hum()
    room = 0.1 * sung.std() * np.random.default_rng(2).normal(0, 1, len(sung))
    assert sort_of((sung + room).astype(np.float32), 12.0).sort is SoundSort.VOICE


def test_a_band_is_music_also_in_noise() -> None:
    music = band()
    assert sort_of(music, 10.0).likely() == (SoundSort.MUSIC,)
    loud = music.std() * np.random.default_rng(2).normal(0, 1, len(music)) * 0.6
    assert SoundSort.MUSIC in sort_of((music + loud).astype(np.float32), 10.0).likely()


def test_noise_is_noise_and_nothing_is_silence() -> None:
    assert sort_of(noise(), 8.0).sort is SoundSort.NOISE
    assert sort_of(np.zeros(5 * RATE, np.float32), 5.0).likely() == (SoundSort.SILENCE,)
    assert sort_of(noise() * np.float32(0.001), 8.0).sort is SoundSort.SILENCE, "a quiet room"
    assert sort_of(np.zeros(0, np.float32), 0.0).sort is SoundSort.SILENCE


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng to speak")
def test_somebody_who_speaks_is_no_hum(tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    words = "The train to the coast leaves at half past nine from the second platform, and it is never late."
    subprocess.run(["espeak-ng", "-w", str(path), words], check=True)
    assert heard_sort(path, WHOLE).sort is SoundSort.SPEECH


def test_a_long_file_is_no_hum_and_is_heard_in_its_middle(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    whole = np.concatenate([noise(60), np.tile(hum(), 3), noise(60)])
    soundfile.write(path, whole, RATE)
    long, short = heard_sort(path, WHOLE), heard_sort(path, Excerpt(60.0, 72.0))
    assert short.sort is SoundSort.VOICE
    assert long.probabilities[SoundSort.VOICE] < short.probabilities[SoundSort.VOICE]
    assert heard_sort(path, Excerpt(5.0, 15.0)).sort is SoundSort.NOISE


def test_fifteen_seconds_take_less_than_half_a_second(tmp_path: Path) -> None:
    path = tmp_path / "take.flac"
    soundfile.write(path, np.resize(hum(), 15 * RATE), RATE)
    heard_sort(path, WHOLE)  # loads the tracker
    began = time.process_time()
    heard_sort(path, WHOLE)
    assert time.process_time() - began < 1.0, "twice what is asked, for a busy computer"


@pytest.mark.parametrize("count", [1, 300, 5_000, RATE * 3 // 2, 12 * RATE, 12 * RATE + 1])
def test_any_length_gives_finite_figures(count: int) -> None:
    samples = np.asarray(0.1 * np.random.default_rng(4).normal(0, 1, count), np.float32)
    heard = sort_of(samples, count / RATE)
    assert sum(heard.probabilities.values()) == pytest.approx(1)
    assert np.isfinite(figures(np.pad(samples, (0, RATE))).values).all()


def test_one_click_and_full_scale_square_waves_are_sorted_without_complaint() -> None:
    click = np.zeros(3 * RATE, np.float32)
    click[RATE] = 1
    square = np.sign(np.sin(np.arange(3 * RATE) * 2 * np.pi * 220 / RATE)).astype(np.float32)
    for samples in (click, square):
        assert sum(sort_of(samples, 3.0).probabilities.values()) == pytest.approx(1)


def test_the_network_gives_probabilities_for_whatever_it_is_given() -> None:
    for rows in (np.zeros((2, len(FIGURES)), np.float32), np.full((2, len(FIGURES)), 1e6, np.float32)):
        found = probabilities(rows)
        assert found.shape == (2, len(SORTS))
        assert found.sum(axis=1) == pytest.approx(1)


def test_the_likely_sorts_are_two_only_when_they_are_near() -> None:
    near = Sorted({SoundSort.VOICE: 0.45, SoundSort.MUSIC: 0.5, SoundSort.NOISE: 0.05})
    assert near.likely() == (SoundSort.MUSIC, SoundSort.VOICE)
    assert Sorted({SoundSort.VOICE: 0.65, SoundSort.MUSIC: 0.35}).likely() == (SoundSort.VOICE,)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_an_excerpt_is_what_lies_between_its_seconds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    time_s = np.arange(20 * RATE) / RATE
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * (300 + 100 * np.floor(time_s)) * time_s), RATE)
    part = np.concatenate(list(decode_mono(path, RATE, Excerpt(12.0, 13.0))))
    assert len(part) == pytest.approx(RATE, rel=0.02)
    middle = part[len(part) // 4 : len(part) * 3 // 4]
    spectrum = np.abs(np.fft.rfft(middle))
    assert np.argmax(spectrum) * RATE / len(middle) == pytest.approx(1_500, abs=5)
