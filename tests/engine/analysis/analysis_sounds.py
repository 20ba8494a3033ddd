"""Sounds made by formula, of which tempo, key and metre are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import soundfile
from av.audio.stream import AudioStream
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE = 22050


def clicks(bpm: float, seconds: float, accents: Sequence[float] = (1.0,)) -> Samples:
    """Short noise bursts on every beat, with a cycle of accents."""
    sound = np.zeros(int(seconds * RATE), np.float32)
    noise = np.random.default_rng(5).standard_normal(1200).astype(np.float32)
    burst = noise * np.exp(-np.arange(1200) / 200).astype(np.float32)
    for beat in range(int(seconds * bpm / 60)):
        start = round(beat * 60 / bpm * RATE)
        piece = sound[start : start + len(burst)]
        piece += 0.5 * accents[beat % len(accents)] * burst[: len(piece)]
    return sound


def tone(pitch: float, seconds: float, rate: int = RATE) -> Samples:
    """A note with six partials; `pitch` is a MIDI number."""
    time = np.arange(int(seconds * rate)) / rate
    hertz = 440 * 2 ** ((pitch - 69) / 12)
    wave = sum(np.sin(2 * np.pi * hertz * n * time) / n for n in range(1, 7))
    return np.asarray(0.1 * wave * np.minimum(1, 20 * (seconds - time)), np.float32)


def scale(tonic: int, steps: Sequence[int], detune: float = 0.0) -> Samples:
    """A scale up and down over its tonic triad, three times."""
    notes = [tonic + step for step in (*steps, 12, *reversed(steps))]
    triad = (0, 4, 7) if steps[2] == 4 else (0, 3, 7)
    chord = sum(tone(tonic - 12 + step + detune, 0.4) for step in triad)
    return np.concatenate([tone(note + detune, 0.4) + chord for note in notes] * 3).astype(np.float32)


def write(path: Path, samples: Samples, codec: str, rate: int = RATE, layout: str = "mono", form: str = "flt") -> Path:
    """Encode samples, shape (n,) or (channels, n), with FFmpeg."""
    if codec == "vorbis":  # of FFmpeg's own encoder only an experimental one
        soundfile.write(path, np.atleast_2d(samples).T, rate, format="OGG", subtype="VORBIS")
        return path
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        stream.bit_rate = 128_000
        frames = np.atleast_2d(samples).T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(frames, np.float32), format=form, layout=layout)
        frame.sample_rate = rate
        resampler = av.AudioResampler(stream.format, layout, rate, stream.frame_size or None)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path
