"""From a file to what sort of sound it is: a small network over the figures of `sort_features`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import audio_info, decode_mono
from vectorbeats_desktop.engine.analysis.excerpt import Excerpt
from vectorbeats_desktop.engine.analysis.sort_features import FIGURES, figures
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted
from vectorbeats_desktop.engine.melody.pitch import RATE
from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.engine.records import SoundSort

Floats = NDArray[np.float32]

SORTS = (SoundSort.VOICE, SoundSort.MUSIC, SoundSort.SPEECH, SoundSort.NOISE)
"""What the network tells apart. Silence needs none."""

LONGEST_S = 24.0  # of a file that are heard, in its middle
SHORTEST_S = 1.0
FARTHEST = 3.0  # deviations from the mean of what the network was fitted on, beyond which it cannot know
SILENT_DB, SILENT_SLOPE_DB = -52.0, 3.0  # a noise fainter than this is the noise of a quiet room
NOTHING_DB = -80.0
HUM_S, LONG_S = 60.0, 120.0
LONG_HUM = {HUM_S: 0.3, LONG_S: 0.03}
"""How much less likely a voice alone is in what lasts longer: nobody hums for two minutes to find a song."""


@dataclass(frozen=True, slots=True)
class _Network:
    mean: Floats
    spread: Floats
    layers: tuple[tuple[Floats, Floats], ...]  # weights (inputs, outputs) and biases


def heard_sort(path: Path, excerpt: Excerpt) -> Sorted:
    """Hear at most LONGEST_S in the middle of a part of a file. Meant for a worker process. Raises UnreadableFile."""
    length_s = excerpt.length_s
    if length_s is None and (whole := audio_info(path).duration_s) is not None:
        length_s = max(whole - excerpt.start_s, 0.0)
    start_s = excerpt.start_s + max(0.0, (length_s or 0.0) - LONGEST_S) / 2
    middle = Excerpt(start_s, start_s + min(length_s or LONGEST_S, LONGEST_S))
    return sort_of(np.concatenate(list(decode_mono(path, RATE, middle))), length_s or LONGEST_S)


def sort_of(samples: Floats, length_s: float) -> Sorted:
    """What mono samples at 16 kHz, (n,), are; `length_s` is that of all of what they were taken from."""
    if not samples.any():
        return Sorted({SoundSort.SILENCE: 1.0})
    heard = figures(np.pad(samples, (0, max(0, int(SHORTEST_S * RATE) - len(samples)))))
    likely = dict(zip(SORTS, probabilities(heard.values).tolist(), strict=True))
    likely[SoundSort.VOICE] *= next((less for than, less in sorted(LONG_HUM.items())[::-1] if length_s > than), 1.0)
    faint = 1 / (1 + np.exp((heard.level_db - SILENT_DB) / SILENT_SLOPE_DB))
    silent = 1.0 if heard.level_db < NOTHING_DB else float(faint)
    likely[SoundSort.SILENCE] = likely[SoundSort.NOISE] * silent if silent < 1 else sum(likely.values())
    if silent < 1:
        likely[SoundSort.NOISE] *= 1 - silent
    else:
        likely |= dict.fromkeys(SORTS, 0.0)
    total = sum(likely.values())
    return Sorted({sort: share / total for sort, share in likely.items()})


def probabilities(values: Floats) -> Floats:
    """How likely each of SORTS is by figures of shape (len(FIGURES),) or (n, len(FIGURES)); rows add up to 1."""
    network = _network()
    layer = np.clip((values - network.mean) / network.spread, -FARTHEST, FARTHEST)
    for weights, biases in network.layers[:-1]:
        layer = np.tanh(layer @ weights + biases)
    weights, biases = network.layers[-1]
    logits = layer @ weights + biases
    share = np.exp(logits - logits.max(axis=-1, keepdims=True))
    found: Floats = (share / share.sum(axis=-1, keepdims=True)).astype(np.float32)
    return found


@cache
def _network() -> _Network:
    table: Mapping[str, Any] = json.loads((resources() / "sound_sort.json").read_text("utf-8"))
    if tuple(table["figures"]) != FIGURES or tuple(table["sorts"]) != SORTS:
        raise ValueError("resources/sound_sort.json is not for these figures")
    layers = tuple((np.array(weights, np.float32), np.array(biases, np.float32)) for weights, biases in table["layers"])
    return _Network(np.array(table["mean"], np.float32), np.array(table["spread"], np.float32), layers)
