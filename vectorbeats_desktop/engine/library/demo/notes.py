"""Melodies and chords as text: how the tunes of `resources/demo/pieces.toml` are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_QUALITIES = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11),
    "dim": (0, 3, 6),
}
_NOTE = re.compile(r"(?:(?P<letter>[A-G])(?P<accidental>[#b]?)(?P<octave>\d)|-)(?::(?P<beats>\d*\.?\d+))?")
_CHORD = re.compile(
    r"(?:(?P<letter>[A-G])(?P<accidental>[#b]?)(?P<quality>maj7|m7|m|7|dim)?|-)(?::(?P<beats>\d*\.?\d+))?"
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a melody: when, how long (beats), and which (MIDI number)."""

    start: float
    beats: float
    midi: int


@dataclass(frozen=True, slots=True)
class Chord:
    """A harmony: when, how long (beats), its root's pitch class and its tones above the root (semitones)."""

    start: float
    beats: float
    root: int
    tones: tuple[int, ...]

    def voiced(self, lowest: int) -> tuple[int, ...]:
        """Return its tones as MIDI numbers, each the first at or above `lowest`, in rising order."""
        return tuple(sorted(lowest + (self.root + tone - lowest) % 12 for tone in self.tones))

    def bass(self, lowest: int) -> int:
        """Return its root as a MIDI number, the first at or above `lowest`."""
        return lowest + (self.root - lowest) % 12


def parse_melody(text: str) -> tuple[tuple[Note, ...], float]:
    """Return a melody's notes and its length in beats. Raises ValueError for what is no note."""
    notes, now = [], 0.0
    for token in text.replace("|", " ").split():
        found = _NOTE.fullmatch(token)
        if found is None:
            raise ValueError(f"{token!r} is no note")
        beats = float(found["beats"] or 1)
        if found["letter"]:
            pitch = _PITCHES[found["letter"]] + _ACCIDENTALS[found["accidental"]]
            notes.append(Note(now, beats, 12 * (int(found["octave"]) + 1) + pitch))
        now += beats
    return tuple(notes), now


def parse_chords(text: str, bar: float, length: float) -> tuple[Chord, ...]:
    """Return chords, begun anew until `length` beats are full. Raises ValueError for what is no chord."""
    tokens = [_parse_chord(token, bar) for token in text.split()]
    chords, now = [], 0.0
    while now < length - 1e-6:
        for beats, root, tones in tokens:
            beats_left = min(beats, length - now)
            if beats_left <= 1e-6:
                break
            if tones:
                chords.append(Chord(now, beats_left, root, tones))
            now += beats_left
    return tuple(chords)


def _parse_chord(token: str, bar: float) -> tuple[float, int, tuple[int, ...]]:
    found = _CHORD.fullmatch(token)
    if found is None:
        raise ValueError(f"{token!r} is no chord")
    beats = float(found["beats"] or bar)
    if not found["letter"]:
        return beats, 0, ()
    root = (_PITCHES[found["letter"]] + _ACCIDENTALS[found["accidental"]]) % 12
    return beats, root, _QUALITIES[found["quality"] or ""]
