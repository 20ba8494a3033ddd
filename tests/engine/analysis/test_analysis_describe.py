from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numba
import numpy as np
import pytest

from tests.engine.analysis.analysis_sounds import RATE, Samples, clicks, scale, tone
from vectorbeats_desktop.engine.analysis.describe import describe
from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, INDEX, audio_vector

Loop = Callable[..., None]

MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)


def value(sound: Samples, name: str) -> float:
    return float(describe([sound]).descriptors[INDEX[name]])


@pytest.fixture(scope="module")
def mixture() -> Samples:
    """Notes, clicks and a little noise, so that every descriptor has something to measure."""
    noise = 0.01 * np.random.default_rng(1).standard_normal(12 * RATE).astype(np.float32)
    notes = np.concatenate([tone(pitch, 1.0) for pitch in (57, 60, 64, 62, 69, 65, 55, 72, 60, 67, 52, 59)])
    return np.asarray(noise + notes + clicks(100, 12.0), np.float32)


@pytest.mark.parametrize("bpm", [70, 90, 120, 150, 165])
def test_tempo_of_a_click_track(bpm: float) -> None:
    assert describe([clicks(bpm, 30)]).features.tempo_bpm == pytest.approx(bpm, abs=1.0)


@pytest.mark.parametrize("tonic", [57, 60, 66])
@pytest.mark.parametrize(("steps", "mode"), [(MAJOR, "major"), (MINOR, "minor")])
def test_key_of_a_scale(tonic: int, steps: tuple[int, ...], mode: str) -> None:
    names = {57: "A", 60: "C", 66: "F#"}
    features = describe([scale(tonic, steps)]).features
    assert features.key == f"{names[tonic]} {mode}"
    assert features.key_clarity > 0.7


@pytest.mark.parametrize("detune", [-0.35, 0.35])
def test_a_detuned_recording_keeps_its_key(detune: float) -> None:
    assert describe([scale(62, MAJOR, detune)]).features.key == "D major"


def test_mode_difference_tells_major_from_minor() -> None:
    assert value(scale(60, MAJOR), "mode_difference") > 0.02
    assert value(scale(60, MINOR), "mode_difference") < -0.02


@pytest.mark.parametrize("bpm", [84, 120, 160])
@pytest.mark.parametrize(("accents", "beats"), [((1, 0.4, 0.4), 3), ((1, 0.4, 0.6, 0.4), 4), ((1.0,), 4)])
def test_time_signature_of_accented_clicks(bpm: float, accents: tuple[float, ...], beats: int) -> None:
    assert describe([clicks(bpm, 30, accents)]).features.time_signature == beats


def test_onsets_are_counted() -> None:
    assert describe([clicks(120, 20)]).features.density == pytest.approx(2.0, rel=0.1)


def test_louder_is_louder_by_as_many_decibels() -> None:
    quiet, loud = describe([0.1 * clicks(120, 8)]), describe([clicks(120, 8)])
    assert loud.features.loudness_db - quiet.features.loudness_db == pytest.approx(20, abs=0.1)


def test_a_full_scale_sine_stands_at_minus_three_decibels() -> None:
    sine = np.sin(2 * np.pi * 440 * np.arange(4 * RATE) / RATE).astype(np.float32)
    assert describe([sine]).features.loudness_db == pytest.approx(-3.01, abs=0.1)


def test_silence_around_the_music_changes_nothing() -> None:
    music, silence = scale(60, MAJOR), np.zeros(5 * RATE, np.float32)
    bare, wrapped = describe([music]).descriptors, describe([silence, music, silence]).descriptors
    for name in ("rms_mean", "centroid_mean", "onset_rate", "major_correlation", "mfcc1_mean"):
        assert wrapped[INDEX[name]] == pytest.approx(bare[INDEX[name]], rel=0.03, abs=0.02)


def test_blocks_may_be_cut_anywhere(mixture: Samples) -> None:
    whole = describe([mixture]).descriptors
    cut = describe(np.split(mixture, [1, 5, 2048, 2049, 70_000, 200_001])).descriptors
    np.testing.assert_allclose(cut, whole, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("samples", [0, 1, 300, 2205, RATE, 20 * RATE])
def test_silence_of_any_length_is_described_in_finite_numbers(samples: int) -> None:
    sound = describe([np.zeros(samples, np.float32)])
    assert np.isfinite(sound.descriptors).all()
    assert sound.descriptors.shape == (len(DESCRIPTORS),)
    assert sound.features.key_clarity == 0
    assert set(sound.pitch_contour) == {-1.0}
    assert np.isfinite(audio_vector(sound.descriptors)).all()


@pytest.mark.parametrize(
    "sound",
    [np.ones(RATE, np.float32), np.eye(1, RATE, 500, dtype=np.float32)[0], tone(69, 0.1), 100 * clicks(60, 3)],
    ids=["constant", "one impulse", "a tenth of a second", "far above full scale"],
)
def test_odd_sounds_are_described_in_finite_numbers(sound: Samples) -> None:
    assert np.isfinite(describe([sound]).descriptors).all()


def test_the_contour_follows_the_notes() -> None:
    contour = describe([np.concatenate([tone(60, 4), np.zeros(4 * RATE, np.float32), tone(67, 4)])]).pitch_contour
    third = len(contour) // 3
    circular = [min(pitch, 12 - pitch) for pitch in contour[2 : third - 2]]
    assert max(circular) < 0.5
    assert set(contour[third + 3 : 2 * third - 3]) == {-1.0}
    assert all(abs(pitch - 7) < 0.5 for pitch in contour[-third + 3 : -2])


def test_vectors_of_like_sounds_lie_near() -> None:
    vectors = audio_vector(
        np.stack([describe([sound]).descriptors for sound in (scale(60, MAJOR), scale(62, MAJOR), clicks(150, 12))])
    )
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert vectors[0] @ vectors[1] > 0.9
    assert vectors[0] @ vectors[2] < 0.5


@pytest.fixture
def librosa(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """librosa, of whose loops only what is compared with is compiled: all five would take a quarter of a minute."""
    guvectorize: Any = numba.guvectorize

    def some(*signatures: Any, **options: Any) -> Callable[[Loop], Loop]:
        return lambda loop: guvectorize(*signatures, **options)(loop) if loop.__name__ == "_zc_wrapper" else loop

    monkeypatch.setattr(numba, "guvectorize", some)
    return importlib.import_module("librosa")


def test_against_librosa(mixture: Samples, librosa: ModuleType) -> None:
    """Means over frames within 2 %, MFCC within 1, chroma within .02 of librosa's, same frames and windows."""
    power = np.abs(librosa.stft(mixture)) ** 2
    theirs = {
        "centroid_mean": librosa.feature.spectral_centroid(S=np.sqrt(power)).mean(),
        "centroid_std": librosa.feature.spectral_centroid(S=np.sqrt(power)).std(),
        "spread_mean": librosa.feature.spectral_bandwidth(S=np.sqrt(power)).mean(),
        "rolloff_mean": librosa.feature.spectral_rolloff(S=np.sqrt(power), roll_percent=0.85).mean(),
        "flatness_mean": librosa.feature.spectral_flatness(S=np.sqrt(power)).mean(),
        "zcr_mean": librosa.feature.zero_crossing_rate(mixture).mean(),
        "rms_mean": 20 * np.log10(librosa.feature.rms(y=mixture)).mean(),
        "onset_mean": librosa.onset.onset_strength(
            S=librosa.power_to_db(librosa.feature.melspectrogram(S=power, n_mels=64)), center=False
        ).mean(),
    }
    ours = describe([mixture]).descriptors
    for name, number in theirs.items():
        assert ours[INDEX[name]] == pytest.approx(float(number), rel=0.02), name
    mel = librosa.power_to_db(librosa.feature.melspectrogram(S=power, n_mels=64))
    mfcc = librosa.feature.mfcc(S=mel, n_mfcc=20).mean(axis=1)
    np.testing.assert_allclose([ours[INDEX[f"mfcc{n}_mean"]] for n in range(20)], mfcc, atol=1.0)
    chroma = librosa.feature.chroma_stft(y=mixture, n_fft=8192, hop_length=2048, tuning=0.0).mean(axis=1)
    np.testing.assert_allclose([ours[INDEX[f"chroma{n}_mean"]] for n in range(12)], chroma, atol=0.02)
