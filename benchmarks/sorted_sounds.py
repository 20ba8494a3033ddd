"""Sounds of a known sort, made by chance: to fit how sounds are sorted, and to test it on others.

Voices and speech come out of `singing.py`, music out of FluidSynth by the notes of MIDI files, noise out of formulas.
All of it then goes through rooms, telephones, noise and bad codecs.
"""

from __future__ import annotations

import itertools
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

from benchmarks.singing import RATE, Note, Samples, human, spoken, sung_words, vivid, vowels, whistled
from vectorbeats_desktop.engine.records import SoundSort

BANDS = ((0, 4, 11, 24, 48, 89), (52, 53, 54, 73, 65, 66, 40, 80, 85, 71, 56, 22), (32, 33, 35, 38))  # rest, lead, bass
SOLO = (0, 0, 0, 0, 1, 4, 6, 19, 24, 25, 46, 48, 11, 21)
SECONDS = (4.0, 16.0)


# Music


def melody_of(path: Path, rng: np.random.Generator, seconds: float) -> list[Note]:
    """A stretch of the part that is named MELODY, one note at a time, from its own beginning on."""
    import pretty_midi

    part = next(part for part in pretty_midi.PrettyMIDI(str(path)).instruments if part.name == "MELODY")
    notes: list[Note] = []
    for note in sorted(part.notes, key=lambda note: note.start):
        if notes and notes[-1][1] > note.start:
            notes[-1] = (notes[-1][0], note.start, notes[-1][2])
        if not notes or note.start - notes[-1][0] > 0.05:
            notes.append((note.start, note.end, note.pitch))
    begin = notes[int(rng.integers(max(1, len(notes) * 3 // 4)))][0]
    return [
        (a - begin, min(b - begin, seconds), p) for a, b, p in notes if begin <= a < begin + seconds - 0.2 and b > a
    ]


def rendered(path: Path, font: Path, rng: np.random.Generator, seconds: float) -> Samples:
    """A stretch of a song, played by one instrument or by a band."""
    import pretty_midi

    song, made = pretty_midi.PrettyMIDI(str(path)), pretty_midi.PrettyMIDI()
    begin = rng.uniform(5, max(6, song.get_end_time() - seconds - 5))
    solo = int(rng.choice(SOLO)) if rng.random() < 0.5 else None
    rest, leads, basses = BANDS
    chords = int(rng.choice(rest))
    for part in song.instruments:
        if solo is None and part.name == "BRIDGE" and rng.random() < 0.3:
            continue
        program = solo if solo is not None else int(rng.choice(leads)) if part.name == "MELODY" else chords
        made.instruments.append(playing := pretty_midi.Instrument(program))
        for note in part.notes:
            if begin <= note.start < begin + seconds:
                length = min(note.end - note.start, 3.0)
                at, loud = note.start - begin, int(rng.integers(60, 110))
                playing.notes.append(pretty_midi.Note(loud, note.pitch, at, at + length))
                if solo is None and part.name == "PIANO" and note.pitch < 52:
                    low = pretty_midi.Note(loud, max(28, note.pitch - 12), at, at + length)
                    made.instruments.append(bass := pretty_midi.Instrument(basses[0]))
                    bass.notes.append(low)
    if solo is None and rng.random() < 0.7:
        made.instruments.append(_drums(song, begin, seconds))
    return _played(made, font, rng, seconds)


def _drums(song: object, begin: float, seconds: float) -> object:
    import pretty_midi

    drums = pretty_midi.Instrument(0, is_drum=True)
    beats = [beat - begin for beat in song.get_beats() if begin <= beat < begin + seconds]  # type: ignore[attr-defined]
    for number, (now, after) in enumerate(itertools.pairwise(beats)):
        drums.notes.append(pretty_midi.Note(95, 38 if number % 2 else 36, now, now + 0.1))
        drums.notes += [pretty_midi.Note(60, 42, at, at + 0.05) for at in (now, (now + after) / 2)]
    return drums


def _played(midi: object, font: Path, rng: np.random.Generator, seconds: float) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        score, sound = Path(folder) / "score.mid", Path(folder) / "sound.wav"
        midi.write(str(score))  # type: ignore[attr-defined]
        room = str(int(rng.random() < 0.5))
        command = ["fluidsynth", "-ni", "-R", room, "-C", room, "-g", "0.5", "-r", str(RATE), "-F", str(sound)]
        subprocess.run([*command, str(font), str(score)], check=True, capture_output=True)
        samples = wavfile.read(sound)[1].astype(np.float64).mean(axis=1) / 32_768
    return np.asarray(samples[: int(seconds * RATE)])


def electronic(rng: np.random.Generator, seconds: float) -> Samples:
    """A loop of drums, and mostly of a bass and chords too, as drum machines and synthesisers play it."""
    count, beat_s = int(seconds * RATE), 60 / rng.uniform(85, 175)
    loop = np.zeros(count)
    time = np.arange(int(0.25 * RATE)) / RATE
    kick = np.sin(2 * np.pi * (50 * time + 8 * (1 - np.exp(-30 * time)))) * np.exp(-12 * time)
    drums = (
        kick,
        rng.normal(0, 0.6, len(time)) * np.exp(-25 * time),
        rng.normal(0, 0.3, len(time)) * np.exp(-90 * time),
    )
    patterns = [rng.random(16) < share for share in (0.3, 0.2, 0.6)]
    patterns[0][::4] = rng.random() < 0.7
    root, steps = rng.uniform(28, 42), rng.choice([0, 0, 3, 5, 7, 10, 12], 16)
    wave, chord = rng.uniform(0.2, 0.9), rng.choice([0, 3, 4, 7, 10, 12], 3)
    bass, pad = rng.random() < 0.75, rng.random() < 0.6
    for number in range(int(seconds / (beat_s / 4))):
        at, place = int(number * beat_s / 4 * RATE), number % 16
        for drum, pattern in zip(drums, patterns, strict=True):
            if pattern[place]:
                loop[at : at + len(drum)] += drum[: count - at]
        tones = [root + steps[place]] * bass + [root + 24 + steps[place // 8 * 8] + each for each in chord] * pad
        length = min(int(beat_s / 4 * RATE), count - at)
        turn = (
            np.arange(length)[:, None] / RATE * 440 * 2 ** ((np.array(tones) - 69) / 12) if tones else np.zeros((0, 0))
        )
        loop[at : at + length] += ((turn % 1 < wave) - wave).sum(axis=1) * 0.25 if tones else 0
    return np.asarray(lfilter(*butter(2, rng.uniform(900, 7_000), fs=RATE), loop))


def _driven(music: Samples, rng: np.random.Generator) -> Samples:
    """As loud as records are: distorted guitars, or a limiter."""
    return np.asarray(np.tanh(music / (music.std() + 1e-9) * 10 ** rng.uniform(-0.3, 1.0)))


# Noise


def coloured(exponent: float, count: int, rng: np.random.Generator) -> Samples:
    """Noise whose power falls with the frequency to `exponent`: 0 is white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(rng.normal(0, 1, count))
    spectrum /= np.maximum(np.arange(len(spectrum)) / count * RATE, 20.0) ** (exponent / 2)
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / noise.std())


def _swelling(count: int, rng: np.random.Generator, seconds: float, depth: float) -> Samples:
    """A slowly changing loudness."""
    points = np.exp(depth * rng.normal(0, 1, int(count / RATE / seconds) + 3))
    return np.interp(np.arange(count) / RATE / seconds, np.arange(len(points)), points)


def _steady(count: int, rng: np.random.Generator) -> Samples:
    return coloured(rng.uniform(-0.5, 2.2), count, rng) * _swelling(count, rng, 2.0, rng.choice([0, 0, 0.2]))


def _wind(count: int, rng: np.random.Generator) -> Samples:
    gusts = _swelling(count, rng, rng.uniform(0.5, 2), 0.7)
    return np.asarray(lfilter(*butter(2, rng.uniform(300, 2_000), fs=RATE), coloured(1, count, rng)) * gusts)


def _mains(count: int, rng: np.random.Generator) -> Samples:
    hertz, time = rng.choice([50, 60, 100, 120]), np.arange(count) / RATE
    tones = sum(rng.exponential(1) / n**0.7 * np.sin(2 * np.pi * n * hertz * time + n) for n in range(1, 14))
    return np.asarray(tones + rng.uniform(0.05, 1.5) * coloured(1, count, rng))


def _engine(count: int, rng: np.random.Generator) -> Samples:
    turn = np.cumsum(rng.uniform(20, 90) * _swelling(count, rng, 1.5, rng.choice([0.01, 0.04, 0.15]))) / RATE
    tones = sum(rng.exponential(1) / n**0.5 * np.sin(2 * np.pi * n * turn + n * n) for n in range(1, 40))
    return np.asarray(tones + rng.uniform(0.5, 6) * coloured(1.2, count, rng))


def _drops(count: int, rng: np.random.Generator, rate: float, decay_s: float) -> Samples:
    """Short bursts at random: rain, crackle, applause, a keyboard, by how many a second and how long."""
    hits = (rng.random(count) < rate / RATE) * rng.exponential(1, count)
    tail = np.exp(-np.arange(int(decay_s * 5 * RATE)) / (decay_s * RATE)) * rng.normal(0, 1, int(decay_s * 5 * RATE))
    return np.asarray(fftconvolve(hits, tail)[:count] + 0.002 * rng.normal(0, 1, count))


def _knocks(count: int, rng: np.random.Generator) -> Samples:
    return _drops(count, rng, rng.uniform(1, 6), rng.uniform(0.005, 0.05)) + 0.02 * coloured(1, count, rng)


def _tone(count: int, rng: np.random.Generator) -> Samples:
    """A device that sounds one pitch, or two in turn."""
    time, hertz = np.arange(count) / RATE, rng.uniform(90, 3_000)
    turn = np.where(np.floor(time * rng.uniform(0.5, 3)) % 2, rng.choice([1.0, 1.0, 1.26]), 1.0)
    return np.sin(2 * np.pi * np.cumsum(hertz * turn) / RATE) + rng.uniform(0.01, 0.3) * coloured(1, count, rng)


def _babble(count: int, rng: np.random.Generator) -> Samples:
    """Many people at once."""
    crowd = np.zeros(count)
    for _ in range(6):
        voice = spoken(rng)
        crowd += np.roll(np.resize(voice / (voice.std() + 1e-9), count), int(rng.integers(count))) * rng.uniform(0.5, 1)
        crowd += np.roll(crowd, int(rng.integers(count))) * 0.7
    return crowd


NOISES: tuple[Callable[[int, np.random.Generator], Samples], ...] = (
    _steady,
    _steady,
    _wind,
    _mains,
    _engine,
    lambda count, rng: _drops(count, rng, 10 ** rng.uniform(1, 3.5), 10 ** rng.uniform(-3.3, -1.5)),
    _knocks,
    _tone,
    _babble,
)


# How it was recorded


def recorded(sound: Samples, rng: np.random.Generator, least_snr_db: float) -> Samples:
    """What a recording of a sound may be like: in a room, through a telephone, with noise, clipped, begun too early."""
    if rng.random() < 0.5:
        length = int(rng.uniform(0.1, 0.9) * RATE)
        echo = rng.normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length) * rng.uniform(0.02, 0.25)
        echo[0] = 1
        sound = fftconvolve(sound, echo)[: len(sound)]
    if rng.random() < 0.4:  # a small loudspeaker, or a telephone
        sound = sosfilt(
            butter(2, [rng.uniform(80, 350), rng.uniform(3_200, 7_500)], "band", fs=RATE, output="sos"), sound
        )
    sound = sound / (np.sqrt(np.square(sound).mean()) + 1e-9)
    before = int(rng.choice([0, 0, rng.uniform(0.2, 2.0)]) * RATE)
    sound = np.pad(sound, (before, before // 3))
    if rng.random() < 0.85:
        snr_db = rng.uniform(least_snr_db, 40)
        noise = NOISES[int(rng.choice([0, 0, 0, 2, 3, 5]))](len(sound), rng)
        sound = sound + 10 ** (-snr_db / 20) * noise / (noise.std() + 1e-9)
    sound = sound / (np.abs(sound).max() + 1e-9) * 10 ** (rng.uniform(-40, 6) / 20)
    if rng.random() < 0.2:  # eight bits, as in old telephones
        sound = np.sign(sound) * np.expm1(np.round(np.log1p(255 * np.abs(sound)) * 22) / 22) / 255
    return np.clip(sound, -1, 1)


def made(sort: SoundSort, songs: Sequence[Path], font: Path, rng: np.random.Generator) -> tuple[str, Samples]:
    """A sound of a sort, and how it was made."""
    seconds = rng.uniform(*SECONDS)
    if sort is SoundSort.NOISE:
        place = int(rng.integers(len(NOISES)))
        noise = NOISES[place](int(seconds * RATE), rng)
        return f"noise {place}", recorded(noise, rng, 10.0)
    if sort is SoundSort.SPEECH:
        way, speech = ("vivid", vivid(rng)) if rng.random() < 0.4 else ("spoken", spoken(rng))
        begin = int(rng.integers(max(1, len(speech) - int(seconds * RATE))))
        return way, recorded(speech[begin : begin + int(seconds * RATE)], rng, 4.0)
    song = songs[int(rng.integers(len(songs)))]
    if sort is SoundSort.MUSIC:
        if rng.random() < 0.15:
            return "electronic", recorded(electronic(rng, seconds), rng, -1.0)
        music = rendered(song, font, rng, seconds)
        music = _driven(music, rng) if rng.random() < 0.3 else music
        if rng.random() < 0.25:
            return "voice and band", recorded(_accompanied(music, song, rng, seconds), rng, -1.0)
        if rng.random() < 0.1:
            return "voices", recorded(_choir(song, rng, seconds), rng, 4.0)
        return "rendered", recorded(music, rng, -1.0)
    return _voice(song, rng, seconds)


def _voice(song: Path, rng: np.random.Generator, seconds: float) -> tuple[str, Samples]:
    way = str(rng.choice(["vowels", "vowels", "words", "whistle"]))
    register = {"whistle": 86.0}.get(way, float(rng.choice([46, 52, 57, 62, 67])))
    notes: list[Note] = []
    while len({pitch for _, _, pitch in notes}) < 3:
        notes = human(melody_of(song, rng, seconds), register, rng) if (seconds := max(seconds, 4.0)) else []
    seconds = notes[-1][1] + 0.3
    sing = {"vowels": vowels, "words": sung_words, "whistle": whistled}[way]
    return way, recorded(sing(notes, seconds, rng), rng, 4.0)


def _accompanied(music: Samples, song: Path, rng: np.random.Generator, seconds: float) -> Samples:
    notes = melody_of(song, rng, seconds)
    voice = (vowels if rng.random() < 0.5 else sung_words)(notes, seconds, rng)
    voice = np.resize(voice, len(music)) / (voice.std() + 1e-9)
    return np.asarray(music / (music.std() + 1e-9) + voice * 10 ** (rng.uniform(-6, 8) / 20))


def _choir(song: Path, rng: np.random.Generator, seconds: float) -> Samples:
    notes = melody_of(song, rng, seconds)
    parts = [vowels([(a, b, p + by) for a, b, p in notes], seconds, rng) for by in (0, -12 + rng.choice([3, 4, 7]), -5)]
    return np.asarray(sum(parts))
