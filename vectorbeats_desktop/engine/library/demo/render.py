"""From a piece to its sound: events are played, placed in the room, reverberated and levelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.demo import drums
from vectorbeats_desktop.engine.library.demo.backing import Event, accompany
from vectorbeats_desktop.engine.library.demo.instruments import INSTRUMENTS
from vectorbeats_desktop.engine.library.demo.notes import Note, parse_chords, parse_melody
from vectorbeats_desktop.engine.library.demo.pieces import Piece
from vectorbeats_desktop.engine.library.demo.tones import RATE, Samples

LEAD, SECOND, CANON = 0.8, 0.3, 0.45
LEAD_IN_S, TAIL_S = 0.15, 2.2
LOOSENESS_S = 0.006  # people do not play on the grid
REVERB_S = 1.6
BLOCK = 1 << 16
CEILING = 0.89  # -1 dBFS
BROKEN_ORDER = (0, 1, 2, 3, 4, 2, 3, 4) * 2

Stereo = NDArray[np.float32]


def render(piece: Piece) -> Stereo:
    """Return the piece, shape (samples, 2), at 32 kHz, with a peak below -1 dBFS. Always the same sound."""
    melody, beats = parse_melody(piece.melody)
    length = beats + piece.canon
    clock = _Clock(piece, length)
    count = round((clock.seconds(length) + LEAD_IN_S + TAIL_S) * RATE)
    random = np.random.default_rng(len(piece.title) * 1000 + piece.year)
    melodies = _played(_voices(piece, melody), count, clock, random)
    chords = parse_chords(piece.chords, piece.bar, length if piece.canon else beats)
    backing = _played(chain(_broken(piece), accompany(piece.backing, chords)), count, clock, random)
    mix = melodies + _below(backing, melodies, piece.balance)
    if piece.drums:
        mix += _below(_drummed(piece, beats, count, clock), melodies, piece.beat)
    return _master(mix + piece.room * reverberate(mix), piece.level)


def _played(events: Iterable[Event], count: int, clock: _Clock, random: np.random.Generator) -> Stereo:
    desk = np.zeros((count, 2), np.float32)
    for event in events:
        _play(desk, event, clock, random)
    return desk


def _drummed(piece: Piece, beats: float, count: int, clock: _Clock) -> Stereo:
    desk = np.zeros((count, 2), np.float32)
    for when, name, loudness in drums.hits(piece.drums, beats, 2.0 if piece.tempo > 200 else 1.0):
        seconds = clock.seconds(when) + LEAD_IN_S
        _add(desk, drums.drum(name), seconds, loudness * clock.swell(when), _drum_pan(name))
    return desk


def _below(desk: Stereo, lead: Stereo, distance: float) -> Stereo:
    """Return the desk at a level `distance` dB below the lead's."""
    return desk * np.float32(_level(lead) / max(_level(desk), 1e-9) * 10 ** (-distance / 20))


def _level(desk: Stereo) -> float:
    return float(np.sqrt(np.mean(np.square(desk))))


class _Clock:
    """Seconds and loudness at a beat; tempo and loudness may grow from beginning to end."""

    def __init__(self, piece: Piece, length: float) -> None:
        beats = np.linspace(0, length, 257)
        tempo = piece.tempo * piece.hurry ** (beats / length)
        steps = (beats[1] - beats[0]) * 120 / (tempo[1:] + tempo[:-1])
        self._beats, self._seconds = beats, np.concatenate(([0.0], np.cumsum(steps)))
        self._length, self._swell, self._bar = length, piece.swell, piece.bar

    def seconds(self, beat: float) -> float:
        return float(np.interp(beat, self._beats, self._seconds))

    def swell(self, beat: float) -> float:
        """Return loudness at a beat: phrases of four bars breathe, the whole piece may grow."""
        phrase = (beat / (4 * self._bar)) % 1.0
        grown: float = self._swell ** (min(beat / self._length, 1.0) - 1.0)
        return float((0.85 + 0.15 * np.sin(np.pi * phrase)) * grown)


def _voices(piece: Piece, melody: tuple[Note, ...]) -> Iterator[Event]:
    """Yield the melody, and the voice that doubles it an octave away or follows it in a canon."""
    for note in melody:
        accent = 1.0 if note.start % piece.bar < 1e-6 else 0.86
        yield Event(note.start, note.beats, note.midi, piece.lead, LEAD * accent, 0.05)
        if piece.second and piece.canon:
            yield Event(note.start + piece.canon, note.beats, note.midi, piece.second, CANON * accent, 0.5)
        elif piece.second:
            octave = -12 if piece.second == "bell" else 12
            yield Event(note.start, note.beats, note.midi + octave, piece.second, SECOND * accent, -0.35)


def _broken(piece: Piece) -> Iterator[Event]:
    """Yield the written-out broken chords: five tones in sixteenths, twice a bar."""
    for bar, group in enumerate(piece.broken.split("|") if piece.broken else ()):
        tones = [note.midi for note in parse_melody(group)[0]]
        for number, place in enumerate(BROKEN_ORDER):
            start = piece.bar * bar + 0.25 * number
            held = 1.5 if place < 2 else 0.6
            yield Event(start, held, tones[place], "piano", 0.5 if number % 8 == 0 else 0.4, -0.3 + 0.15 * place)


def _play(desk: Stereo, event: Event, clock: _Clock, random: np.random.Generator) -> None:
    start = clock.seconds(event.start)
    seconds = clock.seconds(event.start + event.beats) - start
    touch = 1 + 0.06 * random.standard_normal()
    late = LEAD_IN_S + float(np.clip(random.normal(0, LOOSENESS_S), -0.015, 0.015))
    tone = _tone(event.instrument, event.midi, round(max(seconds * 0.96, 0.05), 2))
    _add(desk, tone, start + late, event.loudness * touch * clock.swell(event.start), event.pan)


@lru_cache(maxsize=600)
def _tone(instrument: str, midi: int, seconds: float) -> Samples:
    return INSTRUMENTS[instrument].play(midi, seconds)


def _add(desk: Stereo, sound: Samples, when: float, loudness: float, pan: float) -> None:
    """Mix a sound in; the power stays the same wherever it stands."""
    begin = max(0, round(when * RATE))
    end = min(begin + sound.size, len(desk))
    angle = (pan + 1) * np.pi / 4
    desk[begin:end, 0] += sound[: end - begin] * np.float32(loudness * np.cos(angle))
    desk[begin:end, 1] += sound[: end - begin] * np.float32(loudness * np.sin(angle))


def _drum_pan(name: str) -> float:
    return {"hat": 0.35, "openhat": 0.3, "shaker": -0.4, "clave": 0.45, "tom": -0.25}.get(name, 0.0)


def reverberate(desk: Stereo) -> Stereo:
    """Return the room's answer: convolution with fading, darkening noise, another for each ear (Moorer 1979)."""
    sent = desk.mean(axis=1)
    answer = np.zeros((len(desk) + 2 * BLOCK, 2), np.float32)
    for begin in range(0, len(sent), BLOCK):
        spectrum = np.fft.rfft(sent[begin : begin + BLOCK], 2 * BLOCK)
        for ear, response in enumerate(_room()):
            answer[begin : begin + 2 * BLOCK, ear] += np.fft.irfft(spectrum * response, 2 * BLOCK)
    return answer[: len(desk)]


@cache
def _room() -> tuple[NDArray[np.complex64], ...]:
    """Return the spectra of the room's two impulse responses."""
    responses = []
    count = min(round(REVERB_S * RATE), BLOCK)
    time = np.arange(count) / RATE
    for seed in (1, 2):
        random = np.random.default_rng(seed)
        bright, dull = random.standard_normal(count), random.standard_normal(count)
        dull = np.convolve(dull, np.hanning(15) / np.sqrt((np.hanning(15) ** 2).sum()), mode="same")
        response = 0.4 * bright * np.exp(-9 * time) + dull * np.exp(-4.2 * time)
        response *= 1 - np.exp(-time / 0.012)  # the first walls are some metres away
        response /= np.sqrt((response**2).sum())
        responses.append(np.fft.rfft(response.astype(np.float32), 2 * BLOCK).astype(np.complex64))
    return tuple(responses)


def _master(desk: Stereo, level: float) -> Stereo:
    """Return the mix at `level` dB RMS, its peaks rounded off below the ceiling, its end faded."""
    desk = desk * np.float32(10 ** (level / 20) / max(_level(desk), 1e-9))
    knee = np.float32(0.6 * CEILING)
    over = np.abs(desk) > knee
    bent = knee + (CEILING - knee) * np.tanh((np.abs(desk[over]) - knee) / (CEILING - knee))
    desk[over] = np.sign(desk[over]) * bent
    fade = round(0.8 * RATE)
    desk[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None] ** 2
    return desk
