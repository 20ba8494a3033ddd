"""How often a sound is sorted right: python -m benchmarks.sound_sort MIDI_FOLDER --font A.sf2 --keep FOLDER [options]

Makes a test set of every sort (`sorted_sounds.py`) from the first 60 MIDI files, whose songs taught nothing, silence
included, and sorts it as a dropped file is sorted. Folders of real sounds can be added, which are only looked at:

    --music FOLDER   --speech FOLDER   --voice FOLDER   (each any number of times)

Of real music also prints the figures at noise of 10, 5 and 0 dB when --noisy is given.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.fit_sound_sort import kept_sounds
from benchmarks.sorted_sounds import coloured
from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.sort_model import LONGEST_S, heard_sort, sort_of
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted
from vectorbeats_desktop.engine.melody.pitch import RATE
from vectorbeats_desktop.engine.records import SoundSort

SUFFIXES = {".wav", ".ogg", ".mp3", ".flac", ".m4a", ".opus"}
LEAST_BYTES = 40_000  # of a real file; shorter ones say nothing
MOST_FILES = 240
SILENCES = 40
NOISY_DB = (10.0, 5.0, 0.0)


def table(title: str, expected: SoundSort, found: Iterable[Sorted]) -> None:
    heard = list(found)
    right = np.mean([each.sort is expected for each in heard])
    among = np.mean([expected in each.likely() for each in heard])
    unsure = np.mean([len(each.likely()) > 1 for each in heard])
    taken = {sort.value: sum(each.sort is sort for each in heard) for sort in SoundSort}
    others = ", ".join(f"{name} {count}" for name, count in taken.items() if count and name != expected)
    print(f"{title:34} {right:6.3f} {among:6.3f} {unsure:7.3f}   n={len(heard):<4} {others}", flush=True)


def silences() -> Iterator[Sorted]:
    """Nothing at all, and what a microphone gives in a quiet room."""
    for number in range(SILENCES):
        rng = np.random.default_rng(number)
        noise = coloured(rng.uniform(0, 2), int(rng.uniform(3, 15) * RATE), rng) * 10 ** (rng.uniform(-85, -60) / 20)
        yield sort_of((noise * (number % 4 > 0)).astype(np.float32), 10.0)


def files_in(folders: Sequence[Path]) -> list[Path]:
    found = (file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix.lower() in SUFFIXES)
    fitting = [file for file in found if file.stat().st_size > LEAST_BYTES]
    return fitting[:: max(1, len(fitting) // MOST_FILES)]


def noisy(file: Path, snr_db: float) -> Sorted:
    """A recording of a file in noise, 12 s from its first half minute."""
    samples = np.concatenate(list(decode_mono(file, RATE, Excerpt(10.0, 22.0))))
    noise = coloured(1.0, len(samples), np.random.default_rng(len(samples)))
    scale = np.sqrt(np.square(samples).mean()) * 10 ** (-snr_db / 20)
    return sort_of((samples + scale * noise).astype(np.float32), 12.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("midi", type=Path)
    parser.add_argument("--font", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--each", type=int, default=60)
    for name in ("music", "speech", "voice"):
        parser.add_argument(f"--{name}", type=Path, action="append", default=[])
    parser.add_argument("--noisy", action="store_true")
    args = parser.parse_args()
    print(f"{'':34} {'right':>6} {'among':>6} {'unsure':>7}")
    kept_sounds(args.keep, args.midi, args.font, args.each, test=True)
    for sort in (SoundSort.VOICE, SoundSort.MUSIC, SoundSort.SPEECH, SoundSort.NOISE):
        kept = [np.load(path)["x"] for path in sorted((args.keep / "test").glob(f"*-{sort}.npz"))]
        rows = [samples[: int(LONGEST_S * RATE)].astype(np.float32) / 32_768 for samples in kept]
        table(f"made: {sort}", sort, (sort_of(samples, len(samples) / RATE) for samples in rows))
    table("made: silence", SoundSort.SILENCE, silences())
    for name, sort in (("music", SoundSort.MUSIC), ("speech", SoundSort.SPEECH), ("voice", SoundSort.VOICE)):
        for folder in getattr(args, name):
            files = files_in([folder])
            began = time.process_time()
            table(f"real {name}: {folder.name}", sort, [heard_sort(file, WHOLE) for file in files])
            print(f"{'':34} {(time.process_time() - began) / max(1, len(files)):.2f} s of processor time a file")
            for snr_db in NOISY_DB if args.noisy and sort is SoundSort.MUSIC else ():
                table(f"  in noise, {snr_db:.0f} dB", sort, [noisy(file, snr_db) for file in files[::4]])


if __name__ == "__main__":
    main()
