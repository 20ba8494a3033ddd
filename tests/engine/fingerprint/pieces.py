"""Made music that differs by its number, and what a telephone makes of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray
from scipy import signal

from vectorbeats_desktop.engine.fingerprint.hearing import query_peaks, track_landmarks
from vectorbeats_desktop.engine.fingerprint.landmarks import RATE, Landmarks, QueryPeaks

Samples = NDArray[np.float32]


@cache
def piece(number: int, seconds: float = 30.0) -> Samples:
    """Three voices of decaying notes and a drum; each number is another piece."""
    rng = np.random.default_rng(number)
    sound = np.zeros(round(seconds * RATE) + RATE, np.float64)
    time = np.arange(RATE) / RATE
    at = 0.0
    while at < seconds:
        start = round(at * RATE)
        for pitch in rng.integers(50, 88, size=3):
            hertz = 440.0 * 2 ** ((pitch - 69) / 12)
            tone = sum(np.sin(2 * np.pi * hertz * n * time) / n for n in range(1, 7))
            sound[start : start + RATE] += np.exp(-4 * time) * tone * rng.uniform(0.3, 1.0)
        if rng.random() < 0.5:
            sound[start : start + RATE] += np.exp(-30 * time) * rng.normal(size=RATE)
        at += float(rng.choice([0.2, 0.25, 0.4, 0.5]))
    whole = sound[: round(seconds * RATE)]
    return np.asarray(0.5 * whole / np.abs(whole).max(), np.float32)


def blocks(samples: Samples, size: int = RATE) -> Iterator[Samples]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def landmarks(samples: Samples) -> Landmarks:
    return track_landmarks(blocks(samples))


def peaks(samples: Samples) -> QueryPeaks:
    return query_peaks(blocks(samples))


def part(samples: Samples, start_s: float, seconds: float) -> Samples:
    return samples[round(start_s * RATE) : round((start_s + seconds) * RATE)]


def noisy(samples: Samples, decibels: float, seed: int = 0) -> Samples:
    """White noise added, `decibels` below the sound."""
    noise = np.random.default_rng(seed).normal(size=len(samples))
    return np.asarray(samples + noise * samples.std() * 10 ** (-decibels / 20), np.float32)


def in_a_room(samples: Samples, seed: int = 0) -> Samples:
    """Played by a small loudspeaker in a room that echoes for half a second."""
    speaker = signal.butter(2, (300, 5_000), "band", fs=RATE, output="sos")
    played = np.tanh(3 * signal.sosfilt(speaker, samples))
    time = np.arange(RATE // 2) / RATE
    echo = np.random.default_rng(seed).normal(size=len(time)) * 10 ** (-6 * time)
    echo *= 0.6 / np.sqrt(np.square(echo).sum())
    echo[0] = 1.0
    return np.asarray(0.2 * signal.fftconvolve(played, echo)[: len(samples)], np.float32)


def coded(samples: Samples, codec: str = "libopus", rate: int = 48_000, bit_rate: int = 24_000) -> Samples:
    """Through a lossy codec and back."""
    file = io.BytesIO()
    source = signal.resample_poly(samples, rate, RATE).astype(np.float32)
    with av.open(file, "w", format="ogg" if codec == "libopus" else "mp3") as container:
        stream = cast(AudioStream, container.add_stream(codec, rate=rate, layout="mono"))
        stream.bit_rate = bit_rate
        size = stream.frame_size or rate // 50
        frames = av.AudioResampler(stream.format.name, "mono", rate, size)
        frame = av.AudioFrame.from_ndarray(source[None], "flt", "mono")
        frame.sample_rate = rate
        for each in (*frames.resample(frame), *frames.resample(None), None):
            container.mux(stream.encode(each))
    file.seek(0)
    back = av.AudioResampler("flt", "mono", RATE)
    with av.open(file, "r") as coded_file:
        decoded = [part for frame in coded_file.decode(audio=0) for part in back.resample(_untimed(frame))]
        decoded += back.resample(None)
    return np.concatenate([frame.to_ndarray()[0] for frame in decoded])


def _untimed(frame: av.AudioFrame) -> av.AudioFrame:
    frame.pts = None
    return frame


def faster(samples: Samples, speed: float) -> Samples:
    """Played at another speed, as a record player would."""
    places = np.arange(round(len(samples) / speed)) * speed
    return np.asarray(np.interp(places, np.arange(len(samples)), samples), np.float32)


class Kept:
    """Fingerprints as a catalogue keeps them."""

    def __init__(self, tracks: Mapping[str, bytes] | None = None) -> None:
        self.rows: dict[str, tuple[bytes, int]] = {}
        self.writes = self.indexed = self.compared = 0
        self.gone: set[str] = set()
        if tracks:
            self.put(tracks)

    def put(self, tracks: Mapping[str, bytes]) -> None:
        self.writes += 1
        self.rows |= {track_id: (kept, self.writes) for track_id, kept in tracks.items()}

    def forget(self, *track_ids: str) -> None:
        for track_id in track_ids:
            del self.rows[track_id]
            self.gone.add(track_id)

    def fingerprint_stamp(self, version: int) -> tuple[int, int]:
        return self.writes, len(self.rows)

    def fingerprints_since(self, version: int, changed: int) -> list[tuple[str, int]]:
        new = [(track_id, write) for track_id, (_, write) in self.rows.items() if write > changed]
        return sorted(new, key=lambda pair: (pair[1], pair[0]))

    def fingerprint_ids(self, version: int) -> set[str]:
        self.compared += 1
        return set(self.rows)

    def fingerprints_gone(self, version: int) -> set[str]:
        return self.gone - self.rows.keys()

    def fingerprints_taken_out(self, track_ids: Iterable[str]) -> None:
        self.gone -= set(track_ids)

    def fingerprints_of(self, track_ids: Iterable[str]) -> dict[str, bytes]:
        return {track_id: self.rows[track_id][0] for track_id in track_ids if track_id in self.rows}

    def fingerprints_indexed(self) -> None:
        self.indexed += 1
