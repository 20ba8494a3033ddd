"""Hums to search the demo with: its tunes as a person would hum them, sung by arithmetic.

A hummer takes a key and a tempo of their own, comes in somewhere, drifts, misses each note by a
little, slides from one to the next, and breathes. All of it is seeded: a hum is always the same.
"""

from __future__ import annotations

import io
import os
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.demo.notes import Note, parse_melody
from vectorbeats_desktop.engine.library.demo.pieces import Piece, load_pieces

FOLDER = "hums"
RATE = 16_000
HARMONICS = (1.0, 0.5, 0.22, 0.1, 0.06, 0.03)  # of a closed mouth
NOTE_ERROR, DRIFT = 0.2, -0.4  # semitones: deviation of each note, and what the whole hum sinks by
TIME_ERROR = 0.08  # deviation of the logarithm of a note's length
GLIDE_S, EDGE_S, PAUSE_S = 0.03, 0.035, 0.5
VIBRATO_HZ, VIBRATO = 5.2, 0.12
BREATH_EVERY_S, BREATH_S = 4.0, 0.35
HISS = 0.004  # of a quiet room, against a full-scale tone
LEVEL = 0.3

Line = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hum:
    """Which tune, from which beat on, how much higher (semitones) and slower than the piece, and for how long."""

    title: str
    beat: float
    higher: int
    slower: float
    seconds: float = 12.0


HUMS = (Hum("Ode to Joy", 16, -9, 1.12), Hum("Greensleeves", 0, -14, 0.92))


def demo_hums(target: Path) -> list[Path]:
    """Return the hums, made in `hums` beside `target` when missing. Raises OSError."""
    folder = target.parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for hum in HUMS:
        path = folder / f"{hum.title}, hummed.wav"
        if not path.is_file():
            partial = path.with_suffix(f".{os.getpid()}.part")
            partial.write_bytes(_wav(sing(hum)))
            partial.replace(path)
        paths.append(path)
    return paths


def sing(hum: Hum) -> NDArray[np.float32]:
    """Return the hum, mono at 16 kHz in [-1, 1], with a moment of silence at both ends."""
    piece = next(piece for piece in load_pieces() if piece.title == hum.title)
    random = np.random.default_rng(len(hum.title) * 1000 + piece.year)
    pitch, loudness = _line(_notes(piece, hum), hum, 60 / piece.tempo * hum.slower, random)
    count = pitch.size
    time = np.arange(count) / RATE
    pitch = _smoothed(pitch, GLIDE_S) + DRIFT * time / time[-1] + VIBRATO * np.sin(2 * np.pi * VIBRATO_HZ * time)
    phase = 2 * np.pi * np.cumsum(440 * 2 ** ((pitch - 69) / 12)) / RATE
    tone = np.sum([part * np.sin(number * phase) for number, part in enumerate(HARMONICS, 1)], axis=0)
    sound = LEVEL * _smoothed(loudness, EDGE_S) * tone + HISS * random.standard_normal(count)
    return np.asarray(np.clip(sound, -1, 1), np.float32)


def _notes(piece: Piece, hum: Hum) -> list[Note]:
    return [note for note in parse_melody(piece.melody)[0] if note.start >= hum.beat]


def _line(notes: list[Note], hum: Hum, beat_s: float, random: np.random.Generator) -> tuple[Line, Line]:
    """Pitch (MIDI numbers) and loudness for each sample, note by note, until the hum is long enough."""
    pitches, loudness = [np.full(_samples(PAUSE_S), float(notes[0].midi + hum.higher))], [np.zeros(_samples(PAUSE_S))]
    sung_s = since_breath_s = 0.0
    for note in notes:
        if sung_s >= hum.seconds:
            break
        length_s = note.beats * beat_s * float(np.exp(random.normal(0, TIME_ERROR)))
        breath_s = BREATH_S if since_breath_s > BREATH_EVERY_S else 0.0
        breath_s = min(breath_s, length_s / 2)
        sounding, silent = _samples(length_s - breath_s), _samples(breath_s)
        pitches.append(np.full(sounding + silent, note.midi + hum.higher + random.normal(0, NOTE_ERROR)))
        swell = random.uniform(0.75, 1) * np.ones(sounding)
        swell[-min(_samples(EDGE_S), sounding) :] = 0.3  # "mm-mm": the voice is softer between two notes
        loudness += [swell, np.zeros(silent)]
        sung_s += length_s
        since_breath_s = 0.0 if breath_s else since_breath_s + length_s
    loudness.append(np.zeros(_samples(PAUSE_S)))
    pitches.append(np.full(_samples(PAUSE_S), pitches[-1][-1]))
    return np.concatenate(pitches), np.concatenate(loudness)


def _smoothed(line: Line, seconds: float) -> Line:
    """The line without corners: a moving mean, weighted by a bell of this width."""
    window = np.hanning(2 * _samples(seconds) + 1)
    padded = np.pad(line, window.size // 2, mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid")


def _samples(seconds: float) -> int:
    return round(seconds * RATE)


def _wav(sound: NDArray[np.float32]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(np.round(sound * 32767).astype("<i2").tobytes())
    return file.getvalue()
