"""What tells a voice alone from music, speech and noise: thirty-odd figures of at most half a minute of sound.

None depends on the level, and none on what lies above 5 kHz: recordings come loud and faint, and through telephones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from vectorbeats_desktop.engine.analysis.framing import hann
from vectorbeats_desktop.engine.analysis.sort_envelope import ENVELOPE, envelope_figures
from vectorbeats_desktop.engine.analysis.sort_pitch import PITCH, pitch_figures
from vectorbeats_desktop.engine.melody.pitch import RATE, Pitches, hummed_pitch

Floats = NDArray[np.float32]

SIZE, HOP = 2_048, 512
BIN_HZ = RATE / SIZE
BINS = slice(round(80 / BIN_HZ), round(5_000 / BIN_HZ))
NEIGHBOURS = 41  # bins, 320 Hz: how loud it is around a line
LASTING = 5  # frames, 160 ms
LINE_DB = 7.0  # a line of the spectrum stands this far above what lies around it
STRONG_DB = 12.0
OVERTONES = 10.5  # of a tracked pitch, beyond which its overtones cannot be told apart
LEAST_CONFIDENCE = 0.5
TARGET_DB = -20.0  # of the loud frames, before anything is measured
ACTIVE_DB = 25.0  # below the loud frames nothing is measured
POWER_FLOOR = 1e-12

SPECTRAL = (
    "lines",  # share of the power in lines that last
    "lines_strong",
    "flatness",
    "flatness_low",
    "own",  # of the power in lines: the tracked pitch's overtones', median
    "own_low",  # and its lowest quarter
    "beside",  # share of all power beside the overtones
    "below",  # share of power in lines below the tracked pitch
    "strange",  # lines a frame that belong to no overtone
    "tuned",  # how far lines keep to a grid of semitones, [0, 1]
    "sameness",  # likeness of the lines a second apart
    "change",  # of pitch classes within half a second
    "classes",  # entropy of the pitch classes
)
FIGURES = (*SPECTRAL, *PITCH, *ENVELOPE)


@dataclass(frozen=True, slots=True)
class Figures:
    """`values` (len(FIGURES),) float32, finite; `level_db` is that of the loud frames, in dB below full scale."""

    values: Floats
    level_db: float


def figures(samples: Floats) -> Figures:
    """Measure mono samples at 16 kHz, (n,), of which at least one is not 0."""
    rms = _rms(samples)
    loud = float(np.percentile(rms, 95))
    level_db = 20 * float(np.log10(max(loud, 1e-9)))
    samples = np.asarray(samples * (10 ** (TARGET_DB / 20) / max(loud, 1e-9)), np.float32)
    active = rms > loud * 10 ** (-ACTIVE_DB / 20)
    pitches = hummed_pitch(samples)
    values = _spectral(samples, active, pitches) | pitch_figures(pitches, active) | envelope_figures(samples, rms, loud)
    row = np.array([values[name] for name in FIGURES], np.float32)
    return Figures(np.nan_to_num(row, posinf=0.0, neginf=0.0), level_db)


def _rms(samples: Floats) -> Floats:
    """The level in each pitch frame of 16 ms, over 64 ms: (frames,)."""
    power = uniform_filter1d(np.square(samples, dtype=np.float64), 1_024, mode="constant")[:: HOP // 2]
    rms: Floats = np.sqrt(np.maximum(power, 0)).astype(np.float32)
    return rms


def _spectral(samples: Floats, active: NDArray[np.bool_], pitches: Pitches) -> dict[str, float]:
    around = np.pad(samples, (SIZE // 2, SIZE // 2))
    frames = np.lib.stride_tricks.sliding_window_view(around, SIZE)[::HOP]
    spectra = scipy.fft.rfft(frames * hann(SIZE), axis=1)[:, BINS]
    power = np.square(spectra.real) + np.square(spectra.imag) + np.float32(POWER_FLOOR)
    level = 10 * np.log10(power)
    lasting = uniform_filter1d(level, LASTING, axis=0, mode="nearest")
    height = lasting - uniform_filter1d(lasting, NEIGHBOURS, axis=1, mode="nearest")
    on = np.resize(active[::2], len(power)) if len(active) else np.zeros(len(power), bool)
    if not on.any():
        on[:] = True
    power, level, height = power[on], level[on], height[on]
    line = height > LINE_DB
    total = power.sum(axis=1)
    flatness = np.exp(np.log(power).mean(axis=1)) / power.mean(axis=1)
    found = {
        "lines": float(((power * line).sum(axis=1) / total).mean()),
        "lines_strong": float(((power * (height > STRONG_DB)).sum(axis=1) / total).mean()),
        "flatness": float(np.log10(np.median(flatness) + 1e-6)),
        "flatness_low": float(np.log10(np.percentile(flatness, 10) + 1e-6)),
    }
    midi, confidence = pitches.midi[::2], pitches.confidence[::2]
    count = min(len(on), len(midi))
    hertz = (440 * 2 ** ((midi[:count] - 69) / 12))[on[:count]]
    voiced = confidence[:count][on[:count]] > LEAST_CONFIDENCE
    return found | _overtones(power[: len(hertz)], line[: len(hertz)], hertz, voiced) | _classes(power, height, line)


def _overtones(power: Floats, line: NDArray[np.bool_], hertz: Floats, voiced: NDArray[np.bool_]) -> dict[str, float]:
    """What lies beside the overtones of the tracked pitch: much, when it is not alone."""
    if voiced.sum() < LASTING:
        return {"own": 0.5, "own_low": 0.3, "beside": 0.5, "below": 0.2, "strange": 3.0}
    power, line, hertz = power[voiced], line[voiced], hertz[voiced, None]
    bins = (np.arange(BINS.start, BINS.stop) * np.float32(BIN_HZ))[None]
    number = bins / hertz
    nearest = np.maximum(np.round(number), 1)
    own = np.abs(bins - nearest * hertz) < np.maximum(2.1 * BIN_HZ, 0.03 * nearest * hertz)
    reach = number < OVERTONES
    in_lines = power * (line & reach)
    lines = np.maximum(in_lines.sum(axis=1), POWER_FLOOR)
    share = (in_lines * own).sum(axis=1) / lines
    total = np.maximum((power * reach).sum(axis=1), POWER_FLOOR)
    peaks = line & ~own & reach
    return {
        "own": float(np.median(share)),
        "own_low": float(np.percentile(share, 25)),
        "beside": float(np.median((power * (reach & ~own)).sum(axis=1) / total)),
        "below": float(((power * (line & (number < 0.8))).sum(axis=1) / total).mean()),
        "strange": float(np.log1p((peaks[:, 1:] & ~peaks[:, :-1]).sum(axis=1)).mean()),
    }


def _classes(power: Floats, height: Floats, line: NDArray[np.bool_]) -> dict[str, float]:
    """How the lines lie on the grid of semitones, and how they change."""
    hertz = np.arange(BINS.start, BINS.stop) * BIN_HZ
    low = slice(round(150 / BIN_HZ) - BINS.start, round(2_000 / BIN_HZ) - BINS.start)
    peak = np.zeros_like(line)
    peak[:, 1:-1] = line[:, 1:-1] & (power[:, 1:-1] >= power[:, :-2]) & (power[:, 1:-1] >= power[:, 2:])
    rows, columns = np.nonzero(peak[:, low])
    columns += low.start
    before, at, after = (np.log(power[rows, columns + side]) for side in (-1, 0, 1))
    bend = before - 2 * at + after
    offset = np.where(bend < -1e-6, 0.5 * (before - after) / np.minimum(bend, -1e-6), 0.0)
    midi = 69 + 12 * np.log2((hertz[columns] + np.clip(offset, -0.5, 0.5) * BIN_HZ) / 440)
    weight = np.minimum(height[rows, columns], 30.0)
    chroma = np.zeros((len(power), 12))
    np.add.at(chroma, (rows, np.round(midi).astype(int) % 12), weight)
    mean = chroma.sum(axis=0) / max(chroma.sum(), 1e-9)
    norm = chroma / np.maximum(np.linalg.norm(chroma, axis=1, keepdims=True), 1e-9)
    apart = round(0.5 * RATE / HOP)
    lines = np.where(line, height, 0)
    lines = lines / np.maximum(np.linalg.norm(lines, axis=1, keepdims=True), 1e-9)
    second = round(RATE / HOP)
    return {
        "tuned": float(np.abs((weight * np.exp(2j * np.pi * midi)).sum()) / max(weight.sum(), 1e-9)),
        "sameness": float((lines[second:] * lines[:-second]).sum(axis=1).mean()) if len(lines) > second else 0.0,
        "change": 1 - float((norm[apart:] * norm[:-apart]).sum(axis=1).mean()) if len(norm) > apart else 0.5,
        "classes": float(-(mean * np.log(mean + 1e-9)).sum()),
    }
