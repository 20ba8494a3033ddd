"""From samples to a track's descriptors: the statistics over what was measured frame by frame."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import Samples
from vectorbeats_desktop.engine.analysis.descriptors import (
    BANDS,
    DELTA_COUNT,
    DESCRIPTORS,
    LEVEL,
    MFCC_COUNT,
    SPECTRUM,
    Sound,
)
from vectorbeats_desktop.engine.analysis.filters import cosine_transform
from vectorbeats_desktop.engine.analysis.rhythm import Rhythm, onset_strength, rhythm
from vectorbeats_desktop.engine.analysis.spectrogram import CHROMA_STEP, MELS, SHAPE_STEP, Frames, Listener, measure
from vectorbeats_desktop.engine.analysis.tonality import (
    Tonality,
    harmonic_change,
    pitch_contour,
    tonality,
)
from vectorbeats_desktop.engine.records import Features

Matrix = NDArray[np.float32]

LEVEL_FLOOR_DB = -80.0
SILENCE_DB = -60.0
"""Quieter frames say nothing of timbre or harmony and are left out, unless there are no others."""


def describe(blocks: Iterable[Samples], listener: Listener | None = None) -> Sound:
    """Describe a sound.

    One pass over short-time spectra (2,048 samples, hop 512, Hann), then statistics over the
    frames. Silence before the first and after the last sound does not count. Every number is
    finite for every input, silence included.

    Args:
        blocks: mono float32 samples at 22,050 Hz, as `decode_mono` yields them.
        listener: somebody else who needs the short-time spectra, and is told their power.

    Returns:
        The descriptors by `DESCRIPTORS`, what a person can read of them, a rough pitch contour,
        and the spectral figures.
    """
    frames = measure(blocks, listener)
    level = 20 * np.log10(np.maximum(frames.rms, 10 ** (LEVEL_FLOOR_DB / 20)))
    heard = _heard(level)
    level, frames = level[heard], _slice(frames, heard)
    sounding = level > SILENCE_DB
    loud = sounding if sounding.any() else np.ones_like(sounding)
    chroma, loud_chroma = frames.chroma, frames.chroma[_each(loud, CHROMA_STEP)]
    tonal = tonality(loud_chroma.mean(axis=0))
    onsets = onset_strength(frames.mel_db)
    beat = rhythm(onsets, frames.rms)
    values = (
        _level(level, frames.rms)
        | _spectrum(frames, loud)
        | _rhythm(onsets, beat)
        | _tonality(tonal, harmonic_change(chroma))
        | _statistics("chroma", loud_chroma)
        | _statistics("contrast", frames.contrast[_each(loud, SHAPE_STEP)])
        | _timbre(frames.mel_db, loud)
    )
    return Sound(
        descriptors=np.array([values[name] for name in DESCRIPTORS], np.float32),
        features=_features(values, beat, tonal),
        pitch_contour=pitch_contour(chroma, sounding[::CHROMA_STEP]),
        spectral={name: round(float(values[name]), 4) for name in (*SPECTRUM, *BANDS)},
    )


def _heard(level: Matrix) -> slice:
    """From the first to the last frame that sounds, beginning with a frame of chroma; everything when nothing does."""
    loud = np.flatnonzero(level > SILENCE_DB)
    if not len(loud):
        return slice(0, len(level))
    return slice(int(loud[0]) // CHROMA_STEP * CHROMA_STEP, int(loud[-1]) + 1)


def _each(loud: NDArray[np.bool_], step: int) -> NDArray[np.bool_]:
    """Which of every `step`-th frame are loud; all of them when a click falls between them."""
    chosen = loud[::step]
    return chosen if chosen.any() else np.ones_like(chosen)


def _slice(frames: Frames, part: slice) -> Frames:
    return Frames(
        frames.rms[part],
        frames.zcr[part],
        frames.spectrum[part.start // SHAPE_STEP : -(-part.stop // SHAPE_STEP)],
        frames.bands[part],
        frames.contrast[part.start // SHAPE_STEP : -(-part.stop // SHAPE_STEP)],
        frames.mel_db[part],
        frames.chroma[part.start // CHROMA_STEP : -(-part.stop // CHROMA_STEP)],
    )


def _level(level: Matrix, rms: Matrix) -> dict[str, float]:
    whole = 20 * np.log10(max(float(np.sqrt(np.square(rms).mean())), 10 ** (LEVEL_FLOOR_DB / 20)))
    numbers = (level.mean(), level.std(), *np.percentile(level, (10, 50, 90)), whole, level.max() - whole)
    return dict(zip(LEVEL, map(float, numbers), strict=True))


def _spectrum(frames: Frames, loud: NDArray[np.bool_]) -> dict[str, float]:
    columns = np.concatenate([frames.spectrum, frames.zcr[::SHAPE_STEP, None]], axis=1)[_each(loud, SHAPE_STEP)]
    numbers = np.stack([columns.mean(axis=0), columns.std(axis=0)], axis=1).ravel()
    power = frames.bands.sum(axis=0, dtype=np.float64)
    shares = power / max(float(power.sum()), 1e-10)
    return dict(zip((*SPECTRUM, *BANDS), map(float, (*numbers, *shares)), strict=True))


def _rhythm(onsets: Matrix, beat: Rhythm) -> dict[str, float]:
    return {
        "onset_mean": float(onsets.mean()),
        "onset_std": float(onsets.std()),
        "onset_rate": beat.onset_rate,
        "tempo": beat.tempo_bpm,
        "tempo_clarity": beat.clarity,
        "beat_strength": beat.beat_strength,
        "meter_triple": beat.triple,
        "fluctuation": beat.fluctuation,
        "fluctuation_hz": beat.fluctuation_hz,
    }


def _tonality(tonal: Tonality, change: NDArray[np.float64]) -> dict[str, float]:
    return {
        "major_correlation": tonal.major,
        "minor_correlation": tonal.minor,
        "mode_difference": tonal.major - tonal.minor,
        "key_clarity": tonal.clarity,
        "harmonic_change_mean": float(change.mean()),
        "harmonic_change_std": float(change.std()),
    }


def _statistics(name: str, columns: Matrix) -> dict[str, float]:
    means, deviations = columns.mean(axis=0), columns.std(axis=0)
    return {f"{name}{n}_mean": float(value) for n, value in enumerate(means)} | {
        f"{name}{n}_std": float(value) for n, value in enumerate(deviations)
    }


def _timbre(mel_db: Matrix, loud: NDArray[np.bool_]) -> dict[str, float]:
    """Mel-frequency cepstral coefficients (Davis and Mermelstein 1980), as librosa's with 64 bands."""
    mfcc = mel_db @ cosine_transform(MELS, MFCC_COUNT)
    change = np.abs(np.diff(mfcc[:, :DELTA_COUNT], axis=0, prepend=mfcc[:1, :DELTA_COUNT]))[loud].mean(axis=0)
    deltas = {f"mfcc{n}_delta": float(value) for n, value in enumerate(change)}
    return _statistics("mfcc", mfcc[loud]) | deltas


def _features(values: dict[str, float], beat: Rhythm, tonal: Tonality) -> Features:
    return Features(
        tempo_bpm=round(beat.tempo_bpm, 1),
        time_signature=beat.beats_in_bar,
        key=tonal.key,
        key_clarity=round(tonal.clarity, 3),
        loudness_db=round(values["loudness_db"], 2),
        dynamics_db=round(values["rms_std"], 2),
        brightness_hz=round(values["centroid_mean"], 1),
        density=round(beat.onset_rate, 3),
    )
