"""Render arrangements with a known melody: 100 s each, an instrument or a synthetic voice leading.

    python training/melody/render.py MIDI_FOLDER RENDERS --font A.sf2 [--font B.sf2 …] [--skip 60] [--variants 6]

MIDI_FOLDER holds files with parts named MELODY, BRIDGE and PIANO, as POP909 has (Wang et al. 2020). Each render is an
.npz with `samples` (int16, 16 kHz), `labels` (MIDI numbers or NaN, 20 a second) and `leads` ("voice", "instrument").
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pretty_midi
from numpy.typing import NDArray
from scipy.io import wavfile
from scipy.signal import fftconvolve
from voice import RATE, Note, sing

from vectorbeats_desktop.engine.melody.spectrum import HOP

Floats = NDArray[np.float32]
SECONDS = 100.0
# General MIDI programs, from 0.
LEADS = [52, 53, 54, 73, 72, 75, 65, 66, 64, 67, 40, 41, 42, 80, 81, 85, 71, 68, 69, 56, 57, 59, 60, 21, 22, 26, 27, 29]
LEADS += [30, 24, 11, 12, 16, 18, 48, 79, 74, 78, 4, 0, 87, 82, 83]
CHORDS = [0, 1, 2, 4, 5, 6, 7, 16, 18, 19, 24, 25, 26, 27, 28, 29, 30, 46, 48, 49, 50, 51, 61, 62, 63, 88, 89, 90, 91]
CHORDS += [92, 94]
BRIDGES = [0, 4, 11, 12, 24, 48, 49, 61, 89, 73, 71, 68, 56, 40, 80, 25]
BASSES = [32, 33, 34, 35, 36, 38, 39, 43]
HARMONIES = [52, 53, 54, 48, 61, 68]
KICK, SNARE, CLAP, HATS = 36, 38, 39, [42, 42, 46, 51, 70]


def melody_of(part: pretty_midi.Instrument, start_s: float, shift: int) -> list[Note]:
    """One note at a time: a later one ends the one before, of two at once the first stays."""
    kept: list[Note] = []
    for start, end, pitch in sorted((note.start, note.end, note.pitch + shift) for note in part.notes):
        if kept and start - kept[-1][0] < 0.03:
            continue
        if kept and kept[-1][1] > start:
            kept[-1] = (kept[-1][0], start, kept[-1][2])
        kept.append((start, end, pitch))
    until = start_s + SECONDS
    return [(a - start_s, min(b, until) - start_s, pitch) for a, b, pitch in kept if start_s <= a < until - 0.1]


def part_of(part: pretty_midi.Instrument, start_s: float, shift: int) -> list[Note]:
    until = start_s + SECONDS
    return [
        (note.start - start_s, min(note.end, until) - start_s, note.pitch + shift)
        for note in part.notes
        if start_s <= note.start < until - 0.1
    ]


def played(midi: pretty_midi.PrettyMIDI, font: Path, room: bool) -> Floats:
    """Sound of a MIDI file by FluidSynth: mono, 16 kHz, SECONDS long."""
    with tempfile.TemporaryDirectory() as folder:
        score, sound = Path(folder) / "score.mid", Path(folder) / "sound.wav"
        midi.write(str(score))
        effects = ["-R", str(int(room)), "-C", str(int(room))]
        command = ["fluidsynth", "-ni", *effects, "-g", "0.5", "-r", str(RATE), "-F", str(sound), str(font), str(score)]
        subprocess.run(command, check=True, capture_output=True)
        _, samples = wavfile.read(sound)
    mono = samples.astype(np.float32).mean(axis=1)[: int(SECONDS * RATE)] / 32_768
    return np.pad(mono, (0, int(SECONDS * RATE) - len(mono)))


def add(
    midi: pretty_midi.PrettyMIDI,
    program: int,
    notes: Sequence[Note],
    loud: tuple[int, int],
    octaves: int,
    rng: np.random.Generator,
    drums: bool = False,
) -> None:
    instrument = pretty_midi.Instrument(int(program), is_drum=drums)
    for start, end, pitch in notes:
        number = pitch if drums else int(np.clip(pitch + 12 * octaves, 12, 115))
        instrument.notes.append(
            pretty_midi.Note(int(rng.integers(*loud)), int(number), max(0, start), max(start + 0.05, end))
        )
    midi.instruments.append(instrument)


def drums_on(beats: Sequence[float], rng: np.random.Generator) -> list[Note]:
    notes: list[Note] = []
    style = int(rng.integers(3))
    for number, (beat, following) in enumerate(itertools.pairwise(beats)):
        notes.append((beat, beat + 0.1, KICK if number % 2 == 0 or style == 2 else SNARE))
        if style == 2 and number % 2:
            notes.append((beat, beat + 0.1, CLAP))
        for part in range(int(rng.choice([1, 2, 2, 4]))):
            at = beat + (following - beat) * part / 2
            notes.append((at, at + 0.05, int(rng.choice(HATS))))
    return notes


def accompaniment(
    midi: pretty_midi.PrettyMIDI, melody: Sequence[Note], start_s: float, shift: int, rng: np.random.Generator
) -> pretty_midi.PrettyMIDI:
    """Chords, and by chance a second instrument for them, a bridge, a bass, drums, and a second voice."""
    parts = {instrument.name: instrument for instrument in midi.instruments}
    band = pretty_midi.PrettyMIDI()
    piano = part_of(parts["PIANO"], start_s, shift)
    add(band, rng.choice(CHORDS), piano, (50, 95), int(rng.choice([-1, 0, 0, 0])), rng)
    if rng.random() < 0.5:
        add(band, rng.choice(CHORDS), piano, (35, 75), int(rng.choice([-1, 0, 0])), rng)
    if rng.random() < 0.75:
        add(band, rng.choice(BRIDGES), part_of(parts["BRIDGE"], start_s, shift), (45, 85), 0, rng)
    if rng.random() < 0.85:
        add(band, rng.choice(BASSES), [note for note in piano if note[2] < 52], (70, 105), -1, rng)
    if rng.random() < 0.8:
        beats = [beat - start_s for beat in midi.get_beats() if start_s <= beat < start_s + SECONDS]
        add(band, 0, drums_on(beats, rng), (55, 105), 0, rng, drums=True)
    if rng.random() < 0.25:
        interval = int(rng.choice([-5, -4, -3, 3, 4, 7]))
        add(band, rng.choice(HARMONIES), [(a, b, pitch + interval) for a, b, pitch in melody], (40, 70), 0, rng)
    return band


def sung(melody: list[Note], rng: np.random.Generator) -> tuple[list[Note], Floats]:
    """The melody in a voice's register, sung, by chance in a room and doubled."""
    register = float(rng.choice([52, 57, 62, 67]))
    octaves = round((register - float(np.median([pitch for _, _, pitch in melody]))) / 12) if melody else 0
    melody = [(start, end, pitch + 12 * octaves) for start, end, pitch in melody]
    lead = sing(melody, SECONDS, rng)
    if rng.random() < 0.4:
        room = rng.normal(0, 1, int(RATE * rng.uniform(0.2, 1.2)))
        room *= np.exp(-np.arange(len(room)) / len(room) * 6.9)
        room /= np.sqrt((room**2).sum())
        lead = lead + rng.uniform(0.1, 0.5) * fftconvolve(lead, room)[: len(lead)]
    if rng.random() < 0.2:
        double = [(start + rng.uniform(-0.02, 0.02), end, pitch) for start, end, pitch in melody]
        lead = lead + 0.6 * sing(double, SECONDS, rng)
    return melody, lead.astype(np.float32)


def loudness(samples: Floats) -> float:
    return float(np.sqrt((samples**2).mean() + 1e-12)) if len(samples) else 1.0


def render(path: Path, fonts: Sequence[Path], seed: int) -> tuple[NDArray[np.int16], Floats, str]:
    rng = np.random.default_rng(seed)
    midi = pretty_midi.PrettyMIDI(str(path))
    shift = int(rng.integers(-5, 7))
    start_s = float(rng.uniform(5, max(6, midi.get_end_time() - SECONDS - 5)))
    part = next(instrument for instrument in midi.instruments if instrument.name == "MELODY")
    melody = melody_of(part, start_s, shift)
    font, room = fonts[int(rng.integers(len(fonts)))], bool(rng.random() < 0.5)
    band = played(accompaniment(midi, melody, start_s, shift, rng), font, room)
    if rng.random() < 0.5:
        leads = "voice"
        melody, lead = sung(melody, rng)
    else:
        leads, octave = "instrument", int(rng.choice([-12, 0, 0, 0, 12]))
        melody = [(start, end, pitch + octave) for start, end, pitch in melody]
        solo = pretty_midi.PrettyMIDI()
        add(solo, rng.choice(LEADS), melody, (80, 118), 0, rng)
        lead = played(solo, font, room)
    sounding = np.zeros(len(band), bool)
    labels = np.full(int(SECONDS * RATE / HOP), np.nan, np.float32)
    middles = (np.arange(len(labels)) + 0.5) * HOP / RATE
    for start, end, pitch in melody:
        sounding[int(start * RATE) : int(end * RATE)] = True
        labels[(middles >= start) & (middles < end)] = pitch
    gain = 10 ** (rng.uniform(-3, 9) / 20) * loudness(band[sounding]) / max(loudness(lead[sounding]), 1e-5)
    mix = band + lead * np.float32(gain)
    if rng.random() < 0.4:  # soft clipping, as records have
        mix = np.tanh(mix / loudness(mix) * rng.uniform(0.15, 0.6))
    return (mix / np.abs(mix).max() * 0.9 * 32_767).astype(np.int16), labels, leads


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("midi", type=Path)
    parser.add_argument("renders", type=Path)
    parser.add_argument(
        "--font", type=Path, action="append", required=True, help="a sound font; twice for twice as often"
    )
    parser.add_argument("--skip", type=int, default=60, help="songs that are left out, for measuring")
    parser.add_argument("--variants", type=int, default=6)
    args = parser.parse_args()
    args.renders.mkdir(parents=True, exist_ok=True)
    for variant in range(args.variants):
        for number, path in enumerate(sorted(args.midi.glob("*.mid"))[args.skip :]):
            target = args.renders / f"{path.stem}-{variant}.npz"
            if not target.exists():
                samples, labels, leads = render(path, args.font, 1_000 * variant + number)
                np.savez(target, samples=samples, labels=labels, leads=leads)
                print(target.name, leads, flush=True)


if __name__ == "__main__":
    main()
