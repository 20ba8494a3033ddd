"""How often a recording of a track is recognised, how often one of another track is taken for one, and what it costs.

    python benchmarks/recognition.py FOLDER [--clips N] [--strangers N]

FOLDER holds music, with folders below. Every third file is held out: clips of it must not be recognised. Held-out
files that hold the same recording as an indexed one are left out, and so is the second of two indexed ones. A clip is
a random place of a track, played by a small loudspeaker in a room that echoes, with noise (white, pink, and people
who talk at once, made with espeak-ng), and through Opus at 24 kb/s; then alone by each of these, and at other speeds.
Larger libraries are in `recognition_scale.py`.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray
from scipy import signal

from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.fingerprint.hearing import heard_samples, track_landmarks
from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex
from vectorbeats_desktop.engine.fingerprint.landmarks import RATE, Landmarks, QueryPeaks
from vectorbeats_desktop.engine.fingerprint.recogniser import Attempt, Recogniser, is_sure
from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES
from vectorbeats_desktop.engine.task import TaskContext

Samples = NDArray[np.float32]
Change = Callable[[Samples], Samples]

SPEECH = (
    "The train to the coast leaves at half past nine from the second platform.",
    "We looked at the figures again, and nothing in them had changed since spring.",
    "She asked whether the library would be open on the last Sunday of the month.",
)
VOICES = ("en", "de", "fr", "es", "it", "en-us")
PLACE_S = 0.5  # a place that is farther off is wrong
CTX = TaskContext()


class Kept:
    """Fingerprints in memory, as an index asks for them."""

    def __init__(self, tracks: Mapping[str, bytes]) -> None:
        self.tracks = dict(tracks)

    def fingerprint_stamp(self, version: int) -> tuple[int, int]:
        return 1, len(self.tracks)

    def fingerprints_since(self, version: int, changed: int) -> list[tuple[str, int]]:
        return [(track_id, 1) for track_id in self.tracks] if changed < 1 else []

    def fingerprint_ids(self, version: int) -> set[str]:
        return set(self.tracks)

    def fingerprints_of(self, track_ids: Iterable[str]) -> dict[str, bytes]:
        return {track_id: self.tracks[track_id] for track_id in track_ids if track_id in self.tracks}

    def fingerprints_gone(self, version: int) -> set[str]:
        return set()

    def fingerprints_taken_out(self, track_ids: Iterable[str]) -> None:
        """Nothing goes."""

    def fingerprints_indexed(self) -> None:
        """Nothing is kept of what was looked for."""


@dataclass(frozen=True)
class Sounds:
    """Everything that is done to a clip, by chance that is the same each time."""

    rng: np.random.Generator
    babble: Samples

    def speaker(self, clip: Samples) -> Samples:
        band = signal.butter(2, (300, 5_000), "band", fs=RATE, output="sos")
        played = signal.sosfilt(band, clip)
        return np.asarray(np.tanh(1.5 * played / (np.abs(played).max() + 1e-9)), np.float32)

    def room(self, clip: Samples) -> Samples:
        """An echo of 0.3 to 0.7 s, up to 6 dB below the direct sound."""
        length = self.rng.uniform(0.3, 0.7)
        t = np.arange(round(length * RATE)) / RATE
        echo = self.rng.normal(size=len(t)) * 10 ** (-3 * t / length)
        echo *= 10 ** (-self.rng.uniform(0, 6) / 20) / np.sqrt(np.square(echo).sum())
        echo[0] = 1.0
        return np.asarray(signal.fftconvolve(clip, echo)[: len(clip)], np.float32)

    def noise(self, clip: Samples, decibels: float) -> Samples:
        kind = self.rng.integers(3)
        noise = self.rng.normal(size=len(clip)).astype(np.float32)
        if kind == 1:
            spectrum = np.fft.rfft(noise) / np.sqrt(np.maximum(np.arange(len(noise) // 2 + 1), 1))
            noise = np.fft.irfft(spectrum, len(noise)).astype(np.float32)
        elif kind == 2:
            start = int(self.rng.integers(len(self.babble) - len(clip)))
            noise = self.babble[start : start + len(clip)]
        return np.asarray(clip + noise * (clip.std() / noise.std() * 10 ** (-decibels / 20)), np.float32)

    def phone(self, clip: Samples, decibels: float | None) -> Samples:
        heard = self.room(self.speaker(clip))
        return coded(heard if decibels is None else self.noise(heard, decibels))


def coded(clip: Samples, codec: str = "libopus", rate: int = 48_000, bit_rate: int = 24_000) -> Samples:
    file = io.BytesIO()
    source = signal.resample_poly(clip / max(1.0, np.abs(clip).max()), rate, RATE).astype(np.float32)
    with av.open(file, "w", format="ogg" if codec == "libopus" else "mp3") as container:
        stream = cast(AudioStream, container.add_stream(codec, rate=rate, layout="mono"))
        stream.bit_rate = bit_rate
        frames = av.AudioResampler(stream.format.name, "mono", rate, stream.frame_size or rate // 50)
        frame = av.AudioFrame.from_ndarray(source[None], "flt", "mono")
        frame.sample_rate = rate
        for each in (*frames.resample(frame), *frames.resample(None), None):
            container.mux(stream.encode(each))
    file.seek(0)
    back, decoded = av.AudioResampler("flt", "mono", RATE), []
    with av.open(file, "r") as coded_file:
        for frame in coded_file.decode(audio=0):
            frame.pts = None
            decoded += back.resample(frame)
    return np.concatenate([frame.to_ndarray()[0] for frame in (*decoded, *back.resample(None))])


def faster(clip: Samples, speed: float) -> Samples:
    return np.asarray(np.interp(np.arange(round(len(clip) / speed)) * speed, np.arange(len(clip)), clip), np.float32)


def babble(seconds: float = 60.0) -> Samples:
    """Many people who talk at once."""
    total, rng = np.zeros(round(seconds * RATE), np.float32), np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(12):
            path = Path(folder) / f"{number}.wav"
            voice, text = VOICES[number % len(VOICES)], " ".join(np.roll(SPEECH, number))
            pitch = str(rng.integers(20, 80))
            subprocess.run(["espeak-ng", "-v", voice, "-p", pitch, "-w", str(path), text], check=True)
            said = np.concatenate(list(decode_mono(path, RATE)))
            total += np.roll(np.resize(said, len(total)), int(rng.integers(len(total))))
    return np.asarray(total / total.std(), np.float32)


def as_float(samples: NDArray[np.int16]) -> Samples:
    return samples.astype(np.float32) / np.float32(32_768)


@dataclass(frozen=True)
class Music:
    """A track, decoded, and its landmarks."""

    name: str
    samples: NDArray[np.int16]
    landmarks: Landmarks

    def clip(self, rng: np.random.Generator, seconds: float) -> tuple[float, Samples]:
        """A random place where something sounds, and where it is."""
        for _ in range(50):
            start = int(rng.integers(0, max(1, len(self.samples) - round((seconds + 1) * RATE))))
            clip = as_float(self.samples[start : start + round(seconds * RATE)])
            if clip.std() > 0.003:
                break
        return start / RATE, clip


def music_in(folder: Path) -> Iterator[Music]:
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in AUDIO_SUFFIXES):
        blocks = list(decode_mono(path, RATE))
        samples = np.concatenate(blocks)
        if len(samples) > 15 * RATE:
            heard = track_landmarks(iter(blocks))
            yield Music(path.stem, (np.clip(samples, -1, 1) * 32_767).astype(np.int16), heard)


@dataclass(frozen=True)
class Clip:
    """What was played and where, and what was heard of it."""

    track: str
    start_s: float
    peaks: QueryPeaks


def clips(tracks: Sequence[Music], seconds: float, change: Change, count: int, rng: np.random.Generator) -> list[Clip]:
    made = []
    for _ in range(count):
        track = tracks[int(rng.integers(len(tracks)))]
        start_s, clip = track.clip(rng, seconds)
        level = rng.uniform(0.05, 0.9)
        heard = change(clip)
        made.append(Clip(track.name, start_s, heard_samples(level * heard / (np.abs(heard).max() + 1e-9), RATE)))
    return made


def report(name: str, recogniser: Recogniser, asked: Sequence[Clip]) -> None:
    """Print the share of clips whose track was said first, those with the right place, and how long it took."""
    tracks, places, wrong, took = 0, 0, 0, []
    for clip in asked:
        began = time.perf_counter()
        found = recogniser.recognise(clip.peaks, CTX)
        took.append(1_000 * (time.perf_counter() - began))
        right = bool(found) and found[0].track_id == clip.track
        tracks += right
        places += right and abs(found[0].match.start_s - clip.start_s) < PLACE_S
        wrong += bool(found) and not right
    share, place = tracks / len(asked), places / len(asked)
    millis = f"{np.median(took):.0f} / {np.percentile(took, 95):.0f}"
    print(f"| {name} | {len(asked)} | {share:.3f} | {place:.3f} | {wrong} | {millis} |", flush=True)


def header(title: str) -> None:
    print(
        f"\n{title}\n\n| | clips | track | and second | another track | ms, median / 95 % |\n|---|---|---|---|---|---|"
    )


def opened(folder: Path, tracks: Mapping[str, bytes]) -> tuple[FingerprintIndex, Kept]:
    kept = Kept(tracks)
    index = FingerprintIndex(folder, kept)
    index.refresh(CTX)
    return index, kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clips", type=int, default=100)
    parser.add_argument("--strangers", type=int, default=500)
    options = parser.parse_args()
    sounds = Sounds(np.random.default_rng(2), babble())
    began = time.process_time()
    music = list(music_in(options.folder))
    length_s = sum(len(track.samples) for track in music) / RATE
    print(f"{len(music)} tracks, {length_s / 3600:.1f} h; decoding and hearing {_per_track(began, length_s):.2f} s")
    began = time.process_time()
    for track in music:
        track_landmarks(_blocks(track.samples))
    print(f"hearing alone {_per_track(began, length_s):.2f} s of a processor for four minutes")
    with tempfile.TemporaryDirectory() as folder:
        split = split_in(Path(folder) / "split", music)
        known, strangers = split.known, split.strangers
        tracks = {track.name: track.landmarks.to_bytes() for track in known}
        index, kept = opened(Path(folder) / "index", tracks)
        recogniser = Recogniser(index, kept)
        known_s = sum(track.landmarks.duration_s for track in known)
        row = sum(map(len, tracks.values())) / known_s * 240
        print(f"bytes for four minutes: {row:,.0f} kept, {index.size_bytes / known_s * 240:,.0f} in the index")
        print(f"{len(known)} known, {len(strangers)} strangers; {split.left_out} left out: they hold a known recording")
        measure(recogniser, known, strangers, sounds, options.clips, options.strangers)


@dataclass(frozen=True)
class Split:
    """Tracks in the library, tracks that are not, and how many are neither: they hold the recording of a known one."""

    known: list[Music]
    strangers: list[Music]
    left_out: int


def split_in(folder: Path, music: Sequence[Music]) -> Split:
    """Hold every third track out; of tracks with the same recording, as an index in `folder` finds them, keep one."""
    known = [track for number, track in enumerate(music) if number % 3 != 2]
    held = [track for number, track in enumerate(music) if number % 3 == 2]
    index, kept = opened(folder, {track.name: track.landmarks.to_bytes() for track in known})
    recogniser = Recogniser(index, kept)
    strangers = [track for track in held if not _others(track, index, recogniser)]
    single = [track for track in known if min(_others(track, index, recogniser), default="~") > track.name]
    return Split(single, strangers, len(music) - len(strangers) - len(single))


def measure(
    recogniser: Recogniser, known: list[Music], strangers: list[Music], sounds: Sounds, count: int, others: int
) -> None:
    rng = sounds.rng
    header("Small loudspeaker, room, noise and Opus at 24 kb/s")
    for seconds in (3, 5, 8, 12):
        for decibels in (10.0, 5.0, 0.0):
            asked = clips(known, seconds, lambda clip, level=decibels: sounds.phone(clip, level), count, rng)  # type: ignore[misc]
            report(f"{seconds} s, {decibels:.0f} dB", recogniser, asked)
    header("8 s, one at a time")
    alone: dict[str, Change] = {
        "as it is": lambda clip: clip,
        "noise, 0 dB": lambda clip: sounds.noise(clip, 0.0),
        "small loudspeaker": sounds.speaker,
        "room": sounds.room,
        "Opus, 24 kb/s": coded,
        "MP3, 64 kb/s": lambda clip: coded(clip, "libmp3lame", 44_100, 64_000),
    }
    for speed in (0.97, 0.98, 1.02, 1.03):
        alone[f"speed {speed}, by telephone, 10 dB"] = lambda clip, by=speed: sounds.phone(faster(clip, by), 10.0)  # type: ignore[misc]
    for name, change in alone.items():
        report(name, recogniser, clips(known, 8, change, count, rng))
    header("8 s of music that is not known, at 10, 5 and 0 dB and without noise")
    levels = iter(np.resize([10.0, 5.0, 0.0, np.inf], others).tolist())
    asked = clips(strangers, 8, lambda clip: sounds.phone(clip, noise_level(next(levels))), others, rng)
    report("strangers", recogniser, asked)


def _others(track: Music, index: FingerprintIndex, recogniser: Recogniser) -> set[str]:
    """Other tracks with the same recording: as any piece of it, heard without loss, tells."""
    others = set()
    for start in range(0, max(1, len(track.samples) - 10 * RATE), 10 * RATE):
        clip = as_float(track.samples[start : start + 10 * RATE])
        found = recogniser.best(heard_samples(clip, RATE), Attempt(1.0, all_spans=False), CTX)
        others |= {name for name, agreement in found if is_sure(agreement, index.tracks)}
    return others - {track.name}


def _blocks(samples: NDArray[np.int16]) -> Iterator[Samples]:
    for start in range(0, len(samples), RATE):
        yield as_float(samples[start : start + RATE])


def noise_level(decibels: float) -> float | None:
    return None if np.isinf(decibels) else decibels


def _per_track(began: float, length_s: float) -> float:
    return (time.process_time() - began) / length_s * 240


if __name__ == "__main__":
    main()
