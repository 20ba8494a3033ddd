"""The melody of a track: heard once while indexing, and kept in a few kilobytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import STEP_S

Bytes = NDArray[np.uint8]

MELODY_VERSION = 2
"""Raise it when what is heard changes: every track is then heard anew."""

CLASSES = 12
STEP_BYTES = 7  # six of evidence, and the line
_HEADER = struct.Struct("<BIB")  # format, steps, pieces
_PIECE = struct.Struct("<If")  # first step, second of the track at which it lies
_FORMAT = 1


@dataclass(frozen=True, slots=True, eq=False)
class TrackMelody:
    """Evidence, (n, 12) uint8 in 0..15, and the line to be drawn, (n,) uint8 MIDI numbers or 0, for each STEP_S.

    `pieces` are (first step, second of the track): a long recording is heard in excerpts.
    """

    evidence: Bytes
    line: Bytes
    pieces: tuple[tuple[int, float], ...] = ((0, 0.0),)

    def to_bytes(self) -> bytes:
        """Seven bytes a step: twelve half bytes of evidence, and the line."""
        header = _HEADER.pack(_FORMAT, len(self.line), len(self.pieces))
        pieces = b"".join(_PIECE.pack(*piece) for piece in self.pieces)
        packed = self.evidence[:, 0::2] << 4 | self.evidence[:, 1::2]
        return header + pieces + packed.tobytes() + self.line.tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> TrackMelody:
        """Read what `to_bytes` gave. Raises ValueError."""
        packed, line, pieces = packed_melody(kept)
        evidence = np.empty((len(line), CLASSES), np.uint8)
        evidence[:, 0::2], evidence[:, 1::2] = packed >> 4, packed & 15
        return cls(evidence, line, pieces)

    def second(self, step: float) -> float:
        """The second of the track at which a step lies."""
        return second_of(self.pieces, step)


def packed_melody(kept: bytes) -> tuple[Bytes, Bytes, tuple[tuple[int, float], ...]]:
    """Evidence still packed, (n, 6), line, (n,), and pieces. Raises ValueError."""
    try:
        version, steps, count = _HEADER.unpack_from(kept)
        pieces = tuple(_PIECE.unpack_from(kept, _HEADER.size + k * _PIECE.size) for k in range(count))
    except struct.error as error:
        raise ValueError("This is no melody.") from error
    start = _HEADER.size + count * _PIECE.size
    if version != _FORMAT or len(kept) != start + STEP_BYTES * steps or not pieces:
        raise ValueError("This is no melody.")
    every = np.frombuffer(kept, np.uint8, offset=start)
    return every[: 6 * steps].reshape(steps, 6), every[6 * steps :], pieces


def second_of(pieces: tuple[tuple[int, float], ...], step: float) -> float:
    """The second of the track at which a step lies, pieces being (first step, second)."""
    first, second = next((piece for piece in reversed(pieces) if piece[0] <= step), pieces[0])
    return second + (step - first) * STEP_S


def heard_melody(path: Path) -> TrackMelody:
    """Decode a file and hear its melody; of more than 15 minutes, twelve excerpts.

    Meant for a worker process: it loads FFmpeg, the pitch tracker and the network. A file in which
    nothing sounds has a melody of no steps. Raises UnreadableFile.
    """
    from vectorbeats_desktop.engine.analysis.decode import decode_mono, excerpt_starts
    from vectorbeats_desktop.engine.melody import evidence
    from vectorbeats_desktop.engine.melody.network import melody_posterior
    from vectorbeats_desktop.engine.melody.pitch import RATE
    from vectorbeats_desktop.engine.melody.spectrum import log_spectrum
    from vectorbeats_desktop.engine.melody.tracker import HOP_S, track_pitch

    samples = np.concatenate(list(decode_mono(path, RATE)))
    posterior = melody_posterior(log_spectrum(samples))
    network = evidence.network_classes(posterior)
    tracked = evidence.tracked_classes(track_pitch(samples), HOP_S, len(network))
    if not samples.any():
        return TrackMelody(np.zeros((0, CLASSES), np.uint8), np.zeros(0, np.uint8))
    starts = excerpt_starts(path)
    each = len(network) // max(1, len(starts))
    pieces = tuple((number * each, start_s) for number, start_s in enumerate(starts)) or ((0, 0.0),)
    heard = evidence.quantised(evidence.combined(tracked, network))
    return TrackMelody(heard, evidence.line_of(posterior), pieces)
