"""Accompaniments: how a chord is played, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vectorbeats_desktop.engine.library.demo.notes import Chord


@dataclass(frozen=True, slots=True)
class Event:
    """A note to be played: when and how long (beats), what, by whom, how loud, and where (-1 left … 1 right)."""

    start: float
    beats: float
    midi: int
    instrument: str
    loudness: float
    pan: float = 0.0


Backing = Callable[[Chord], Iterator[Event]]


def accompany(name: str, chords: tuple[Chord, ...]) -> Iterator[Event]:
    """Yield the accompaniment of a piece. Raises KeyError for an unknown kind."""
    for chord in chords:
        yield from BACKINGS[name](chord)


def _steps(chord: Chord, step: float) -> Iterator[tuple[int, float]]:
    """Yield number and beginning of each `step` beats of the chord."""
    for number in range(int(chord.beats / step + 0.999)):
        yield number, chord.start + number * step


def _held(instrument: str, lowest: int, loudness: float) -> Backing:
    """Return a backing of long chords, spread over the room, with a bass below."""

    def play(chord: Chord) -> Iterator[Event]:
        tones = chord.voiced(lowest)
        for place, midi in enumerate(tones):
            pan = -0.5 + place / max(len(tones) - 1, 1)
            yield Event(chord.start, chord.beats, midi, instrument, loudness, pan)
        yield Event(chord.start, chord.beats, chord.bass(36), instrument, loudness * 1.1)

    return play


def _broken(instrument: str, lowest: int, step: float, order: tuple[int, ...], loudness: float) -> Backing:
    """Return a backing of broken chords: `order` picks tones, 0 the bass, 1… the chord upwards."""

    def play(chord: Chord) -> Iterator[Event]:
        voiced = chord.voiced(lowest)
        tones = (chord.bass(lowest - 15), *voiced, voiced[0] + 12, voiced[1] + 12)
        for number, start in _steps(chord, step):
            tone = order[number % len(order)]
            accent = 1.0 if number % len(order) == 0 else 0.75
            yield Event(start, step * 1.6, tones[tone], instrument, loudness * accent, -0.35 + 0.14 * tone)

    return play


def _bass_and_chords(bass: str, chords: str, step: float, every: int, loudness: float) -> Backing:
    """Return a backing of a bass note and then chords: 2 steps a march, 3 a waltz."""

    def play(chord: Chord) -> Iterator[Event]:
        for number, start in _steps(chord, step):
            if number % every == 0:
                fifth = 7 if (number // every) % 2 and chord.bass(36) < 44 else 0
                yield Event(start, step * 0.9, chord.bass(36) + fifth, bass, loudness * 1.2)
            else:
                for place, midi in enumerate(chord.voiced(55)):
                    yield Event(start, step * 0.55, midi, chords, loudness * 0.6, -0.4 + 0.35 * place)

    return play


def _both(*backings: Backing) -> Backing:
    def play(chord: Chord) -> Iterator[Event]:
        for backing in backings:
            yield from backing(chord)

    return play


def _strummed(chord: Chord) -> Iterator[Event]:
    """A guitar strummed off the beat, strings a moment apart."""
    for number, start in _steps(chord, 0.5):
        if number % 4 == 0:
            yield Event(start, 0.9, chord.bass(40), "bass", 0.55)
        if number % 2 or number % 8 == 6:
            for string, midi in enumerate((*chord.voiced(52), chord.bass(64))):
                yield Event(start + 0.02 * string, 0.4, midi, "guitar", 0.28, -0.4 + 0.05 * string)


def _dance(chord: Chord) -> Iterator[Event]:
    """A pumping bass off the beat, and plucked sixteenths."""
    tones = (*chord.voiced(57), chord.bass(69))
    for number, start in _steps(chord, 0.5):
        octave = 12 if number % 2 else 0
        yield Event(start, 0.4, chord.bass(33) + octave, "sawbass", 0.55)
    for number, start in _steps(chord, 0.25):
        yield Event(start, 0.2, tones[number % len(tones)], "sawpluck", 0.16, 0.6 if number % 2 else -0.6)
    yield from _held("pad", 55, 0.1)(chord)


def _power(chord: Chord) -> Iterator[Event]:
    """Low, overdriven eighths with a bass."""
    for number, start in _steps(chord, 0.5):
        loud = 0.36 if number % 4 == 0 else 0.28
        yield Event(start, 0.42, chord.bass(40), "distorted", loud, -0.55)
        yield Event(start + 0.01, 0.42, chord.bass(40), "distorted", loud, 0.55)
        yield Event(start, 0.42, chord.bass(28), "sawbass", 0.35)


def _sneak(chord: Chord) -> Iterator[Event]:
    """Plucked basses on tiptoe, in eighths of which each second is off the beat."""
    for number, start in _steps(chord, 2.0):
        yield Event(start, 0.8, chord.bass(35), "pizzicato", 0.6, -0.2)
        if start + 1 < chord.start + chord.beats:
            for midi in chord.voiced(54):
                yield Event(start + 1, 0.6, midi, "pizzicato", 0.28, 0.3 if number % 2 else 0.1)


def _tremolo(chord: Chord) -> Iterator[Event]:
    """Trembling strings under a harp."""
    for number, start in _steps(chord, 0.25):
        for place, midi in enumerate(chord.voiced(54)):
            yield Event(start, 0.25, midi, "softstrings", 0.15 if number % 2 else 0.2, -0.6 + 0.5 * place)
    yield Event(chord.start, chord.beats, chord.bass(35), "strings", 0.3)
    yield from _broken("harp", 59, 0.5, (1, 2, 3, 4, 5, 4, 3, 2), 0.22)(chord)


def _toll(chord: Chord) -> Iterator[Event]:
    """Open fifths in the depth, like bells."""
    for midi in (chord.bass(34), chord.bass(34) + 7, chord.bass(46)):
        yield Event(chord.start, chord.beats, midi, "darkpiano", 0.42)


def _drone(chord: Chord) -> Iterator[Event]:
    for midi, loudness in ((chord.bass(26), 0.4), (chord.bass(38), 0.3), (chord.bass(38) + 7, 0.18)):
        yield Event(chord.start, chord.beats, midi, "pad", loudness)
    yield Event(chord.start, chord.beats, chord.bass(62) + 1, "softstrings", 0.05, 0.6)  # a rub of a semitone


def _none(chord: Chord) -> Iterator[Event]:
    """A quiet bed that lets a written-out accompaniment speak."""
    yield Event(chord.start, chord.beats, chord.bass(36), "softstrings", 0.16)


def _sparse(chord: Chord) -> Iterator[Event]:
    yield Event(chord.start, 2.0, chord.bass(45), "koto", 0.35, -0.3)
    yield Event(chord.start + 2, 2.0, chord.bass(45) + 7, "koto", 0.22, -0.2)
    yield Event(chord.start, chord.beats, chord.bass(57), "pad", 0.07, 0.4)


BACKINGS: dict[str, Backing] = {
    "march": _both(_bass_and_chords("bass", "brass", 1.0, 2, 0.42), _held("strings", 57, 0.16)),
    "broken": _broken("guitar", 55, 1.0, (0, 1, 2, 3, 2, 1), 0.42),
    "organ": _both(_held("organ", 55, 0.16), _held("softstrings", 60, 0.1)),
    "pizzicato": _bass_and_chords("pizzicato", "pizzicato", 1.0, 2, 0.5),
    "lullaby": _both(_broken("harp", 60, 1.0, (0, 2, 3, 2), 0.3), _held("pad", 60, 0.07)),
    "harp": _both(_broken("harp", 57, 1.0, (0, 2, 4), 0.42), _held("pad", 57, 0.09)),
    "sneak": _sneak,
    "elise": _broken("piano", 57, 1.0, (0, 1, 3, 3, 3, 3), 0.34),
    "warm": _both(_held("softstrings", 55, 0.17), _broken("harp", 57, 1.0, (0, 1, 2, 3), 0.22)),
    "dance": _dance,
    "oompah": _both(_bass_and_chords("bass", "brass", 0.5, 2, 0.5), _held("strings", 57, 0.08)),
    "toll": _toll,
    "none": _none,
    "satie": _both(_bass_and_chords("darkpiano", "softstrings", 1.0, 3, 0.35), _held("pad", 57, 0.1)),
    "tremolo": _tremolo,
    "strum": _strummed,
    "drone": _drone,
    "sparse": _sparse,
    "power": _power,
}
