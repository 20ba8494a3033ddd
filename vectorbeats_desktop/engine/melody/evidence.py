"""What a track's melody may be, step by step: soft evidence for each of the twelve pitch classes.

Two witnesses are heard. SwiftF0's network on the plain mix follows a voice well, and little else; the melody
network knows instruments, and sung melodies less surely. What they say is averaged: measured on songs
with voices and on songs led by instruments, that loses next to nothing against the better witness of
either kind (docs/QUALITY.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import STEP_S
from vectorbeats_desktop.engine.melody.network import BINS_PER_SEMITONE, FRAME_S, LOWEST_MIDI, PITCHES
from vectorbeats_desktop.engine.melody.pitch import Pitches

Floats = NDArray[np.float32]

CLASSES = 12
LEAST_CONFIDENCE = 0.2
TRACKER_SHARE = 0.5
DOUBT = 0.15  # added to a step's strongest class: where little was heard, little is claimed
LEAST = 0.03
LEVELS = 16
LEAST_SHOWN = 0.25  # of the network's belief, for a pitch to be drawn
FRAMES_PER_STEP = round(STEP_S / FRAME_S)


def tracked_classes(pitches: Pitches, hop_s: float, steps: int) -> Floats:
    """The tracker's pitches, one each `hop_s` seconds, as shares of classes: (steps, 12), 1 being sure all the time."""
    shares = np.zeros((steps, CLASSES), np.float32)
    at = ((np.arange(len(pitches.midi)) + 0.5) * hop_s / STEP_S).astype(int)
    used = (pitches.confidence > LEAST_CONFIDENCE) & (at < steps)
    add_pitches(shares, at[used], pitches.midi[used], pitches.confidence[used] * np.float32(hop_s / STEP_S))
    return shares


def add_pitches(shares: Floats, rows: NDArray[np.intp], midi: Floats, weights: Floats) -> None:
    """Add pitches to shares, (steps, 12), each divided linearly between the two classes that it lies between."""
    below = np.floor(midi).astype(int)
    above = (midi - below).astype(np.float32)
    np.add.at(shares, (rows, below % CLASSES), weights * (1 - above))
    np.add.at(shares, (rows, (below + 1) % CLASSES), weights * above)


def network_classes(posterior: Floats) -> Floats:
    """The network's posterior, (n, PITCHES + 1), folded to pitch classes: (n // FRAMES_PER_STEP, 12)."""
    steps = len(posterior) // FRAMES_PER_STEP
    by_class = posterior[: steps * FRAMES_PER_STEP, :PITCHES] @ _FOLD
    mean: Floats = by_class.reshape(steps, FRAMES_PER_STEP, CLASSES).mean(axis=1)
    return mean


def combined(tracked: Floats, network: Floats) -> Floats:
    """Both witnesses as one: (steps, 12) float32 in [0, 1), the strongest class of a clear step near 1."""
    shares = TRACKER_SHARE * tracked + (1 - TRACKER_SHARE) * network
    evidence: Floats = shares / (shares.max(axis=1, keepdims=True, initial=0.0) + np.float32(DOUBT))
    return evidence


def quantised(evidence: Floats) -> NDArray[np.uint8]:
    """Evidence in LEVELS steps of its logarithm, from LEAST on: what the matcher asks is its logarithm."""
    scale = (LEVELS - 1) / -np.log(LEAST)
    levels = np.round((np.log(np.maximum(evidence, LEAST)) - np.log(LEAST)) * scale)
    clipped: NDArray[np.uint8] = np.clip(levels, 0, LEVELS - 1).astype(np.uint8)
    return clipped


def line_of(posterior: Floats) -> NDArray[np.uint8]:
    """The pitch that carries the melody in each step, as a MIDI number to be drawn; 0 where none does."""
    steps = len(posterior) // FRAMES_PER_STEP
    belief = posterior[: steps * FRAMES_PER_STEP, :PITCHES].reshape(steps, FRAMES_PER_STEP, PITCHES).mean(axis=1)
    semitones = belief.reshape(steps, PITCHES // BINS_PER_SEMITONE, BINS_PER_SEMITONE)
    # A pitch lies nearest to its semitone's first bin: the two bins above and the one below belong to it.
    near = semitones[:, :, 0] + semitones[:, :, 1]
    near[:, 1:] += semitones[:, :-1, 2]
    best = near.argmax(axis=1)
    heard = near[np.arange(steps), best] > LEAST_SHOWN
    line: NDArray[np.uint8] = np.where(heard, best + LOWEST_MIDI, 0).astype(np.uint8)
    return line


def _folding() -> Floats:
    fold = np.zeros((PITCHES, CLASSES), np.float32)
    midi = (LOWEST_MIDI + np.arange(PITCHES) / BINS_PER_SEMITONE).astype(np.float32)
    np.add.at(fold, (np.arange(PITCHES), np.floor(midi).astype(int) % CLASSES), 1 - midi % 1)
    np.add.at(fold, (np.arange(PITCHES), (np.floor(midi).astype(int) + 1) % CLASSES), midi % 1)
    return fold


_FOLD = _folding()
