"""Voices to sort: words spoken by espeak-ng, spoken with another intonation, and sung, through linear prediction.

An espeak voice is taken apart into its vocal tract, frame by frame (linear prediction, Makhoul 1975), and what
excites it; the same words then come with a new pitch line, and slower: a person who sings, or who speaks vividly.
"""

from __future__ import annotations

import importlib.util
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.io import wavfile
from scipy.linalg import solve_toeplitz
from scipy.signal import lfilter, resample_poly

Samples = NDArray[np.float64]
Note = tuple[float, float, float]  # start and end in seconds, MIDI number

RATE = 16_000
STEP = 80  # samples between two pictures of the vocal tract
WINDOW, ORDER = 400, 18
LONGEST_S = 12  # of words that are spoken anew
VOICES = ["en", "en-us", "en-gb-scotland", "de", "fr", "es", "it", "pt", "pt-br", "nl", "sv", "pl", "ru", "tr", "el"]
VOICES += ["hu", "ro", "fi", "cs", "da", "cmn", "ja", "ar", "hi", "vi", "sw", "id", "ko", "fa"]
VARIANTS = ["", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+f1", "+f2", "+f3", "+f4", "+f5", "+whisper"]
TEXTS = (
    "The train to the coast leaves at half past nine from the second platform, unless it rains.",
    "Please remember to water the plants before you go on holiday, and to feed the neighbour's cat.",
    "We looked at the figures again, and nothing in them had changed since spring. What do you make of it?",
    "Nobody knows who built the tower or why it has no door. Some say it was a king, others a miller.",
    "Über die Brücke ging der alte Mann, langsam, mit einem Korb voller Äpfel. Wohin wollte er denn?",
    "Hier, après la pluie, nous avons marché jusqu'au port, où les bateaux attendaient. Quelle belle soirée!",
    "Mañana por la mañana iremos al mercado a comprar pan, queso y un poco de fruta. ¿Vienes con nosotros?",
    "One, two, three, four, five. My number is seven nine two, four four one. Call me back, would you?",
)


def spoken(rng: np.random.Generator) -> Samples:
    """Words by one of espeak-ng's voices, mono at 16 kHz."""
    text = " ".join(TEXTS[place] for place in rng.permutation(len(TEXTS))[:3])
    variant = VARIANTS[int(rng.integers(len(VARIANTS)))]
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = ["espeak-ng", "-v", VOICES[int(rng.integers(len(VOICES)))] + variant, "-w", file.name]
        command += ["-p", str(rng.integers(10, 95)), "-s", str(rng.integers(110, 230)), text]
        subprocess.run(command, check=True)
        rate, samples = wavfile.read(file.name)
    return np.asarray(resample_poly(samples / 32_768, RATE // 50, rate // 50))


def vivid(rng: np.random.Generator) -> Samples:
    """Words with an intonation of their own: it declines over each breath and leaps at accents."""
    speech = spoken(rng)[: LONGEST_S * RATE]
    count = len(speech) // STEP
    seconds = np.arange(count) * STEP / RATE
    line = rng.uniform(44, 60) - rng.uniform(0, 4) * (seconds / rng.uniform(1.5, 3.5) % 1)
    for at in np.cumsum(rng.exponential(0.35, 200) + 0.1):
        line += rng.normal(0, 3.5) * np.exp(-0.5 * ((seconds - at) / rng.uniform(0.04, 0.12)) ** 2)
    return revoiced(speech, line, 1.0, rng)


def sung_words(notes: Sequence[Note], seconds: float, rng: np.random.Generator) -> Samples:
    """Words sung to notes, with glides and vibrato."""
    slower = rng.uniform(1.3, 2.8)
    speech = spoken(rng)[: int(seconds * RATE / slower)]
    count = int(len(speech) / STEP * slower)
    line = np.full(count, np.nan)
    for start, end, pitch in notes:
        line[int(start * RATE / STEP) : int(end * RATE / STEP)] = pitch
    known = np.flatnonzero(np.isfinite(line))
    line = line[known][np.searchsorted(known, np.arange(count)).clip(0, len(known) - 1)]
    width = int(rng.integers(4, 14)) * 2 + 1
    line = np.convolve(np.pad(line, width // 2, mode="edge"), np.hanning(width) / np.hanning(width).sum(), "valid")
    line += rng.uniform(0, 0.5) * np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * np.arange(count) * STEP / RATE)
    return revoiced(speech, line, slower, rng)


def revoiced(speech: Samples, line: Samples, slower: float, rng: np.random.Generator) -> Samples:
    """Speech with another pitch line, MIDI numbers each STEP of what comes out, and `slower` times as long."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(speech, WINDOW // 2), WINDOW)[::STEP] * np.hanning(WINDOW)
    treble = np.square(np.diff(frames, axis=1)).sum(axis=1) / (np.square(frames).sum(axis=1) + 1e-9)
    noise, out = rng.normal(0, 1, len(line) * STEP), np.zeros(len(line) * STEP)
    phase = np.cumsum(np.repeat(440 * 2 ** ((line - 69) / 12), STEP)) / RATE
    pulses = np.diff(np.floor(phase), prepend=0.0)
    state = np.zeros(ORDER)
    breath = rng.uniform(0.01, 0.08)
    for step in range(len(line)):
        place = min(int(step / slower), len(frames) - 1)
        found = np.correlate(frames[place], frames[place], "full")[WINDOW - 1 : WINDOW + ORDER]
        found[0] = found[0] * 1.0005 + 1e-7
        tract = solve_toeplitz(found[:ORDER], found[1:])
        gain = np.sqrt(max(found[0] - tract @ found[1:], 0.0) / WINDOW * 2.6)
        part = slice(step * STEP, (step + 1) * STEP)
        period = np.sqrt(RATE / (440 * 2 ** ((line[step] - 69) / 12)))
        source = noise[part] if treble[place] > 0.45 else pulses[part] * period + breath * noise[part]
        out[part], state = lfilter([gain], np.concatenate([[1.0], -tract]), source, zi=state)
    return out


def vowels(notes: Sequence[Note], seconds: float, rng: np.random.Generator) -> Samples:
    """Notes on changing vowels by the voice that the melody network was trained with."""
    path = Path(__file__).parents[1] / "training" / "melody" / "voice.py"
    spec = importlib.util.spec_from_file_location("voice", path)
    assert spec is not None
    assert spec.loader is not None
    voice = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(voice)
    if rng.random() < 0.5:  # with a closed mouth, or on one syllable
        vowel = list(vars(voice)["VOWELS"].values())[int(rng.choice([5, 5, 0, 4, 3]))]
        vars(voice)["VOWELS"] = dict.fromkeys(vars(voice)["VOWELS"], vowel)
    return np.asarray(voice.sing(notes, seconds, rng), np.float64)


def whistled(notes: Sequence[Note], seconds: float, rng: np.random.Generator) -> Samples:
    """Notes whistled: nearly a sine, with breath around it."""
    count = int(seconds * RATE)
    line, loud = np.full(count, np.nan), np.zeros(count)
    for start, end, pitch in notes:
        part = slice(int(start * RATE), int(end * RATE))
        line[part], loud[part] = pitch, 10 ** (rng.normal(0, 2) / 20)
    known = np.flatnonzero(np.isfinite(line))
    line = line[known][np.searchsorted(known, np.arange(count)).clip(0, len(known) - 1)]
    bell = np.hanning(int(rng.uniform(0.02, 0.09) * RATE))
    bell /= bell.sum()
    line, loud = np.convolve(line, bell, "same"), np.convolve(loud, bell, "same")
    line[: len(bell)], line[-len(bell) :] = line[len(bell)], line[-len(bell) - 1]
    line += rng.uniform(0, 0.3) * np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * np.arange(count) / RATE)
    phase = 2 * np.pi * np.cumsum(440 * 2 ** ((line - 69) / 12)) / RATE
    breath = lfilter(*_resonance(2 ** rng.uniform(9.6, 11.3)), rng.normal(0, 1, count)) * rng.uniform(0.005, 0.06)
    return np.asarray((np.sin(phase) + rng.uniform(0, 0.06) * np.sin(2 * phase) + breath) * loud)


def _resonance(hertz: float) -> tuple[list[float], list[float]]:
    return [1.0], [1.0, -1.8 * np.cos(2 * np.pi * hertz / RATE), 0.81]


def human(notes: Sequence[Note], register: float, rng: np.random.Generator) -> list[Note]:
    """Notes as an untrained person sings them: in a key and tempo of their own, none quite right, breathing."""
    tempo, shift, drift = float(np.exp(rng.normal(0, 0.15))), rng.uniform(-6, 6), rng.normal(0, 0.4)
    middle, begin = float(np.median([pitch for _, _, pitch in notes])), notes[0][0]
    octaves = 12 * round((register - middle - shift) / 12)
    sung, breath = [], rng.uniform(2, 6)
    for start, end, pitch in notes:
        if rng.random() < 0.04:
            continue
        at = (start - begin) * tempo + max(0.0, rng.normal(0, 0.03))
        length = max(0.1, (end - start) * tempo * rng.uniform(0.75, 1.0))
        if (breath := breath - length) < 0:
            length, breath = max(0.1, length - 0.3), rng.uniform(2, 6)
        sung.append((at, at + length, pitch + shift + octaves + rng.normal(0, 0.25) + drift * at / 10))
    return sung
