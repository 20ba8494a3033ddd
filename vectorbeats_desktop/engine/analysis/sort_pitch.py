"""Figures of a pitch line: a singer holds notes, a speaker glides, and a tracker amid a band jumps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.pitch import HOP_S, Pitches

Floats = NDArray[np.float32]

VOICED, SURELY_VOICED = 0.5, 0.85
HELD = 0.5  # semitones that a held note may stray from its middle, vibrato included
HELD_S = 0.2
LONG_S = 0.4
JUMP = 4.0  # semitones from one frame to the next

PITCH = (
    "voiced",  # share of the frames
    "surely_voiced",
    "held",  # share of the voiced frames in notes held for HELD_S
    "held_long",
    "note_s",  # logarithm of a held note's length, weighted by length
    "glide",  # semitones within 48 ms, median
    "glides",  # share of steps of .3 to JUMP semitones
    "jumps",  # a voiced second
    "range",  # semitones, middle four fifths
    "phrase_s",  # logarithm of a voiced stretch's length
    "notes",  # different pitches held for at least LONG_S together, logarithm
)


def pitch_figures(pitches: Pitches, active: NDArray[np.bool_]) -> dict[str, float]:
    """The figures by the names in PITCH; `active` (n,) tells which frames are loud enough to count."""
    count = min(len(pitches.midi), len(active))
    midi, confidence, on = pitches.midi[:count], pitches.confidence[:count], active[:count]
    voiced = (confidence > VOICED) & on
    sounding = max(int(on.sum()), 1)
    found = dict.fromkeys(PITCH, 0.0) | {
        "voiced": float(voiced.sum()) / sounding,
        "surely_voiced": float(((confidence > SURELY_VOICED) & on).sum()) / sounding,
        "glide": 1.0,
        "note_s": np.log(HOP_S),
        "phrase_s": np.log(HOP_S),
    }
    if voiced.sum() < HELD_S / HOP_S:
        return found
    return found | _line(midi, voiced)


def _line(midi: Floats, voiced: NDArray[np.bool_]) -> dict[str, float]:
    total = float(voiced.sum())
    both = voiced[1:] & voiced[:-1]
    step = np.abs(np.diff(midi))[both]
    apart = np.abs(midi[3:] - midi[:-3])[voiced[3:] & voiced[:-3]]
    smooth = step[step < JUMP]
    runs = held_runs(midi, voiced)
    lengths = np.array([end - start for start, end in runs], np.float64) * HOP_S
    held = lengths[lengths >= HELD_S]
    phrases = np.diff(np.flatnonzero(np.diff(np.concatenate([[0], voiced.astype(np.int8), [0]]))))[::2] * HOP_S
    low, high = np.percentile(midi[voiced], (10, 90))
    return {
        "held": float(held.sum()) / (total * HOP_S),
        "held_long": float(lengths[lengths >= LONG_S].sum()) / (total * HOP_S),
        "note_s": float(np.average(np.log(lengths), weights=lengths)) if len(lengths) else np.log(HOP_S),
        "glide": min(float(np.median(apart)), 2.0) if len(apart) else 1.0,
        "glides": float((smooth > 0.3).mean()) if len(smooth) else 0.5,
        "jumps": min(float((step >= JUMP).sum()) / (total * HOP_S), 10.0),
        "range": float(high - low),
        "phrase_s": float(np.average(np.log(phrases), weights=phrases)),
        "notes": _notes(midi, runs),
    }


def held_runs(midi: Floats, voiced: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of voiced frames, (start, end), whose pitch keeps within HELD of their first three frames' mean."""
    runs, start, count = [], 0, len(midi)
    while start < count:
        if not voiced[start]:
            start += 1
            continue
        end, mean = start + 1, float(midi[start])
        while end < count and voiced[end] and abs(midi[end] - mean) <= HELD:
            end += 1
            mean += (float(midi[end - 1]) - mean) / (end - start)
        runs.append((start, end))
        start = end
    return runs


def _notes(midi: Floats, runs: list[tuple[int, int]]) -> float:
    held: dict[int, int] = {}
    for start, end in runs:
        if (end - start) * HOP_S >= HELD_S / 2:
            note = round(float(np.median(midi[start:end])))
            held[note] = held.get(note, 0) + end - start
    return float(np.log1p(sum(frames * HOP_S >= LONG_S for frames in held.values())))
