"""Where in a track a hum lies, and both melodies as they lie over each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody import kernel
from vectorbeats_desktop.engine.melody.contour import STEP_S, Contour, Prepared
from vectorbeats_desktop.engine.melody.corpus import Remembered
from vectorbeats_desktop.engine.melody.track import packed_melody, second_of
from vectorbeats_desktop.engine.records import MelodyMatch

OCTAVE = 12


def place(contour: Contour, hum: Prepared, kept: bytes, key: int) -> MelodyMatch | None:
    """The best place for a hum in a track's melody, given as bytes, in one key; None when the track is too short.

    `key` is how many semitones the track lies above the hum, 0 to 11.
    """
    packed, line, pieces = packed_melody(kept)
    costs = np.empty((max(1, len(packed)), kernel.ROW), np.float32)
    kernel.unpack_costs(packed, kernel.WHOLE, costs)
    path = np.zeros(len(hum.classes), np.int64)
    if not len(packed) or not kernel.trace(costs, len(packed), hum.classes, hum.weights, key, path):
        return None
    first, last = int(path[0]), int(path[-1])
    heard = [float(midi) if midi else None for midi in line[first : last + 1]]
    return MelodyMatch(
        start_s=round(second_of(pieces, first), 2),
        end_s=round(second_of(pieces, first) + (last + 1 - first) * STEP_S, 2),
        key_shift=_nearest(key),
        tempo_ratio=round((last - first + 1) / len(path), 3),
        step_s=STEP_S,
        hummed=_warped(contour.pitch - hum.shift + key, path - first, heard),
        heard=tuple(heard),
    )


def remembered_place(remembered: Remembered, key: int) -> MelodyMatch:
    """The place that a person confirmed."""
    return MelodyMatch(remembered.start_s, remembered.end_s, _nearest(key), 1.0, STEP_S, remembered=True)


def _nearest(key: int) -> int:
    return (key + OCTAVE // 2) % OCTAVE - OCTAVE // 2


def _warped(pitch: NDArray[np.float32], path: NDArray[np.int64], heard: list[float | None]) -> tuple[float | None, ...]:
    """The hum on the track's steps, in the octave in which most of the track's line lies."""
    at = np.clip(np.searchsorted(path, np.arange(len(heard)), side="right") - 1, 0, len(pitch) - 1)
    hummed = pitch[at]
    drawn = np.array([np.nan if midi is None else midi for midi in heard], np.float32)
    both = np.isfinite(hummed) & np.isfinite(drawn)
    if both.any():
        hummed = hummed + OCTAVE * round(float(np.median(drawn[both] - hummed[both])) / OCTAVE)
    return tuple(None if np.isnan(midi) else round(float(midi), 2) for midi in hummed)
