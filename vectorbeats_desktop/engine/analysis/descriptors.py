"""The names of a track's sound descriptors, and the vector made of them.

Light on purpose: the window's process reads stored descriptors by these names. The
computation, which needs SciPy, is in `describe`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.engine.records import Features

Vector = NDArray[np.float32]

SOUND_VERSION = 1
"""Raised whenever a descriptor's meaning changes; tracks of another version are analysed again."""

AUDIO_SIZE = 128
MFCC_COUNT = 20
DELTA_COUNT = 13
CONTRAST_BANDS = 7
PITCH_CLASSES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")

LEVEL = ("rms_mean", "rms_std", "rms_p10", "rms_p50", "rms_p90", "loudness_db", "crest_db")
"""Short-time level in dBFS (not below -80): its statistics, the whole's level, peak above that level."""

SPECTRUM = (
    *("centroid_mean", "centroid_std", "spread_mean", "spread_std", "rolloff_mean", "rolloff_std"),  # Hz
    *("flatness_mean", "flatness_std", "entropy_mean", "entropy_std", "zcr_mean", "zcr_std"),  # [0, 1]
)
BANDS = ("band_low", "band_mid", "band_high")  # shares of the energy: below 250 Hz, to 2.5 kHz, above
RHYTHM = (
    "onset_mean",  # onset strength, dB per frame of 23 ms
    "onset_std",
    "onset_rate",  # onsets per second
    "tempo",  # beats per minute, 60 to 180
    "tempo_clarity",  # [0, 1]
    "beat_strength",  # autocorrelation of the onset strength at one beat, [0, 1]
    "meter_triple",  # accents every third beat against every fourth, [-1, 1]
    "fluctuation",  # modulation of the level at its strongest rate between 0.5 and 8 Hz
    "fluctuation_hz",  # that rate
)
TONALITY = (
    "major_correlation",  # of the chroma with the best major key profile, [-1, 1]
    "minor_correlation",
    "mode_difference",  # the one less the other: above 0 is major
    "key_clarity",  # [0, 1]
    "harmonic_change_mean",  # distance of neighbouring tonal centroids
    "harmonic_change_std",
)
DESCRIPTORS: tuple[str, ...] = (
    *LEVEL,
    *SPECTRUM,
    *BANDS,
    *RHYTHM,
    *TONALITY,
    *(f"mfcc{n}_mean" for n in range(MFCC_COUNT)),
    *(f"mfcc{n}_std" for n in range(MFCC_COUNT)),
    *(f"mfcc{n}_delta" for n in range(DELTA_COUNT)),  # mean absolute change per frame
    *(f"contrast{n}_mean" for n in range(CONTRAST_BANDS)),  # dB
    *(f"contrast{n}_std" for n in range(CONTRAST_BANDS)),
    *(f"chroma{n}_mean" for n in range(12)),  # C, C#, ...; the strongest class of a frame is 1
    *(f"chroma{n}_std" for n in range(12)),
)
INDEX = {name: position for position, name in enumerate(DESCRIPTORS)}


@dataclass(frozen=True, slots=True)
class Sound:
    """What one hearing of a track tells.

    `descriptors` is float32 of shape (len(DESCRIPTORS),), always finite. `pitch_contour` has the
    strongest pitch class (0 = C … 12) in each of up to 64 equal pieces of the track, -1 where there
    is silence. `spectral` holds the readable spectral figures, in Hz, dB or shares.
    """

    descriptors: Vector
    features: Features
    pitch_contour: tuple[float, ...]
    spectral: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Scale:
    location: Vector
    spread: Vector
    weight: Vector


@cache
def _scale() -> _Scale:
    """Read the scale: for each descriptor its median and spread over varied music, and its weight."""
    table = json.loads((resources() / "sound_scale.json").read_text("utf-8"))
    if table["version"] != SOUND_VERSION or set(table["scale"]) != set(DESCRIPTORS):
        raise ValueError("resources/sound_scale.json is not for this version of the descriptors")
    rows = np.array([table["scale"][name] for name in DESCRIPTORS], np.float32)
    return _Scale(rows[:, 0], rows[:, 1], rows[:, 2])


def spectral_figures(descriptors: Vector) -> dict[str, float]:
    """The readable spectral figures among descriptors of shape (128,), by name, in Hz, dB or shares."""
    return {name: round(float(descriptors[INDEX[name]]), 4) for name in (*SPECTRUM, *BANDS)}


def descriptor_weights() -> Vector:
    """The weight of each descriptor in `audio_vector`, (128,); their squares are shares of squared distances."""
    return _scale().weight


def audio_vector(descriptors: Vector) -> Vector:
    """The point of a sound in audio_embeddings, in which near means "sounds alike".

    Each descriptor is standardised by the median and spread of varied music, squashed softly so
    that no single one decides, and weighted so that timbre, level, rhythm and harmony count by
    what they are and not by how many numbers describe them.

    Args:
        descriptors: float32 of shape (128,) or (n, 128), as `Sound.descriptors`.

    Returns:
        float32 of the same shape, each row of unit length.
    """
    scale = _scale()
    standard = np.tanh((descriptors - scale.location) / (3 * scale.spread)) * scale.weight
    norm = np.linalg.norm(standard, axis=-1, keepdims=True)
    return np.asarray(standard / np.maximum(norm, 1e-12), np.float32)
