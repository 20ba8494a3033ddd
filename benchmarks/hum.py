"""How often a hum finds its song, what each idea brings, and how often the program is sure and wrong.

    python benchmarks/hum.py SET [SET …] [--ablations]

A SET is a folder with `library/` and `queries.jsonl`, whose lines have "hum" and "expect" (paths in the folder) and
"group". All of the first SET's library is heard; further sets are hums of the same songs. A hum of a song that is
not there is any of the hums with its own song taken out. Speech and noise are made with espeak-ng and by chance.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.melody import contour as contours
from vectorbeats_desktop.engine.melody import evidence
from vectorbeats_desktop.engine.melody.calibration import scores_of, sure_of
from vectorbeats_desktop.engine.melody.contour import Contour, Prepared, prepared
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.melody.hum import read_hum
from vectorbeats_desktop.engine.melody.network import melody_posterior
from vectorbeats_desktop.engine.melody.pitch import RATE
from vectorbeats_desktop.engine.melody.shelf import PACKED, Melodies
from vectorbeats_desktop.engine.melody.spectrum import log_spectrum
from vectorbeats_desktop.engine.melody.tracker import HOP_S, track_pitch

Floats = NDArray[np.float32]
GOOD, STRONG = 0.5, 0.9
SHARES = (0.3, 0.1, 0.04)  # of the tracks, chosen by outlines
SPEECH = (
    "The train to the coast leaves at half past nine from the second platform.",
    "Please remember to water the plants before you go on holiday.",
    "We looked at the figures again, and nothing in them had changed since spring.",
    "Nobody knows who built the tower or why it has no door.",
    "She asked whether the library would be open on the last Sunday of the month.",
)
VOICES = ("en", "de", "fr", "es")


@dataclass(frozen=True)
class Hum:
    group: str
    expect: str
    contour: Contour | None


def witnesses(path: Path) -> tuple[Floats, Floats]:
    """What the tracker and the network say of one track, each (steps, 12)."""
    samples = np.concatenate(list(decode_mono(path, RATE)))
    network = evidence.network_classes(melody_posterior(log_spectrum(samples)))
    return evidence.tracked_classes(track_pitch(samples), HOP_S, len(network)), network


def heard(path: Path) -> Contour | None:
    try:
        return read_hum(path)
    except NoMelody:
        return None


def read_set(folder: Path, pool: ProcessPoolExecutor) -> list[Hum]:
    rows = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
    read = pool.map(heard, [folder / row["hum"] for row in rows], chunksize=8)
    return [Hum(row["group"], Path(row["expect"]).name, found) for row, found in zip(rows, read, strict=True)]


def distances(melodies: Melodies, hums: Sequence[Prepared]) -> Floats:
    """What each hum costs on each track, (hums, tracks)."""
    from vectorbeats_desktop.engine.melody.matching import compare_each

    return np.array([compare_each(melodies, hum, lambda: False).costs for hum in hums])


def rough_distances(melodies: Melodies, hums: Sequence[Prepared]) -> Floats:
    """What each hum costs on the outline of each track, (hums, tracks)."""
    from vectorbeats_desktop.engine.melody.kernel import WHOLE
    from vectorbeats_desktop.engine.melody.matching import outline_costs
    from vectorbeats_desktop.engine.melody.outline import RATIO, outline

    made = []
    for track_id, start, end in zip(melodies.track_ids, melodies.starts, melodies.ends, strict=True):
        made.append((track_id, np.empty(((end - start) // RATIO, PACKED), np.uint8)))
        outline(melodies.packed[start:end], WHOLE, made[-1][1])
    outlines = Melodies.of(made)
    return np.array([outline_costs(outlines, hum, lambda: False) for hum in hums])


def joined(names: Sequence[str], both: Sequence[tuple[Floats, Floats]]) -> Melodies:
    def packed(tracked: Floats, network: Floats) -> NDArray[np.uint8]:
        levels = evidence.quantised(evidence.combined(tracked, network))
        return np.asarray(levels[:, 0::2] << 4 | levels[:, 1::2], np.uint8)

    return Melodies.of((name, packed(*pair)) for name, pair in zip(names, both, strict=True))


def ranks(hums: Sequence[Hum], costs: Floats, names: Sequence[str]) -> Floats:
    """Where each hum's own song came, 1 being first; infinite for a hum without melody."""
    found = np.full(len(hums), np.inf, np.float32)
    known = [row for row, hum in enumerate(hums) if hum.contour is not None]
    for row, cost in zip(known, costs, strict=True):
        own = cost[names.index(hums[row].expect)]
        found[row] = 1 + np.count_nonzero(cost < own) if np.isfinite(own) else np.inf
    return found


def figures(places: Floats) -> str:
    """Top-1, top-3, top-10 and mean reciprocal rank; ± is half a bootstrap interval of 95 % of the first."""
    again = np.random.default_rng(1).choice(places, (1_000, len(places))) <= 1
    low, high = np.quantile(again.mean(axis=1), [0.025, 0.975])
    tops = " ".join(f"{np.mean(places <= top):6.3f}" for top in (1, 3, 10))
    return f"{tops} {np.mean(1 / places):6.3f}   ±{(high - low) / 2:.3f}   n={len(places)}"


def table(title: str, hums: Sequence[Hum], places: Floats, by_group: bool = True) -> None:
    kinds = sorted({hum.group.split("-")[0] for hum in hums})
    groups = kinds + (sorted({hum.group for hum in hums}) if by_group else [])
    for group in groups:
        chosen = np.array([hum.group.startswith(group) for hum in hums])
        print(f"{title:34} {group:18} {figures(places[chosen])}")


@contextmanager
def changed(**constants: tuple[object, object]) -> Iterator[None]:
    """Other constants for a while: name = (module, value)."""
    patches = [mock.patch.object(module, name, value) for name, (module, value) in constants.items()]
    for patch in patches:
        patch.start()
    yield
    for patch in patches:
        patch.stop()


def ablations(names: list[str], both: list[tuple[Floats, Floats]], hums: list[Hum]) -> None:
    known = [hum.contour for hum in hums if hum.contour is not None]

    def measure(title: str) -> None:
        costs = distances(joined(names, both), [prepared(contour) for contour in known])
        table(title, hums, ranks(hums, costs, names), by_group=False)

    for share, title in ((1.0, "tracker alone"), (0.0, "network alone"), (0.5, "both")):
        with changed(TRACKER_SHARE=(evidence, share)):
            measure(title)
    with changed(HELD_DECAY=(contours, 1.0)):
        measure("both, held notes not weighed down")
    with changed(DOUBT=(evidence, 1e-3)):
        measure("both, doubt not told")
    chosen_alone(names, both, hums, [prepared(contour) for contour in known])


def chosen_alone(
    names: list[str], both: list[tuple[Floats, Floats]], hums: list[Hum], asked: Sequence[Prepared]
) -> None:
    """What outlines find by themselves, and what is left when they choose a share of the tracks."""
    melodies = joined(names, both)
    full, rough = distances(melodies, asked), rough_distances(melodies, asked)
    table("outlines alone", hums, ranks(hums, rough, names), by_group=False)
    for share in SHARES:
        worst = np.sort(rough, axis=1)[:, max(1, round(share * len(names))) - 1, None]
        kept = np.where(rough <= worst, full, np.inf).astype(np.float32)
        table(f"the best {share:.0%} by outlines", hums, ranks(hums, kept, names), by_group=False)


def sureness(names: list[str], hums: list[Hum], costs: Floats) -> Iterator[tuple[float, float]]:
    """How sure the best is, for each hum: with its song in the library, and without."""
    known = [hum for hum in hums if hum.contour is not None]
    for hum, cost in zip(known, costs, strict=True):
        assert hum.contour is not None
        weight = float(prepared(hum.contour).weights.sum())
        without = np.delete(cost, names.index(hum.expect))
        yield float(sure_of(cost, weight)[scores_of(cost).argmax()]), float(sure_of(without, weight).max())


def no_hums(folder: Path) -> dict[str, list[Path]]:
    """Twenty files of speech and ten of noise."""
    from scipy.io import wavfile

    speech, noise = [], []
    for number in range(20):
        speech.append(folder / f"speech-{number}.wav")
        voice, text = VOICES[number % len(VOICES)], " ".join(np.roll(SPEECH, number)[:3])
        subprocess.run(["espeak-ng", "-v", voice, "-w", str(speech[-1]), text], check=True)
    for number in range(10):
        noise.append(folder / f"noise-{number}.wav")
        samples = np.random.default_rng(number).normal(0, 1, RATE * 12)
        samples = np.cumsum(samples - samples.mean()) if number % 2 else samples
        wavfile.write(noise[-1], RATE, np.asarray(8_000 * samples / np.abs(samples).max(), np.int16))
    return {"speech": speech, "noise": noise}


def false_accepts(melodies: Melodies, measure: Callable[[Path], Contour | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for kind, paths in no_hums(Path(folder)).items():
            read = [prepared(contour) for contour in map(measure, paths) if contour is not None]
            sure = np.array(
                [sure_of(cost, float(hum.weights.sum())).max() for hum in read for cost in distances(melodies, [hum])]
            )
            print(
                f"{kind}: {len(paths)} files, no melody heard in {len(paths) - len(read)}, "
                f"sure of {np.count_nonzero(sure >= GOOD)}, very sure of {np.count_nonzero(sure >= STRONG)}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--ablations", action="store_true")
    args = parser.parse_args()
    paths = sorted((args.sets[0] / "library").iterdir())
    names = [path.name for path in paths]
    with tempfile.TemporaryDirectory() as cache, ProcessPoolExecutor(os.cpu_count()) as pool:
        os.environ["NUMBA_CACHE_DIR"] = cache
        both = list(pool.map(witnesses, paths))
        melodies = joined(names, both)
        print(f"{'':53} {'top-1':>6} {'top-3':>6} {'top-10':>6} {'MRR':>6}")
        for folder in args.sets:
            hums = read_set(folder, pool)
            costs = distances(melodies, [prepared(hum.contour) for hum in hums if hum.contour is not None])
            table(folder.name, hums, ranks(hums, costs, names))
            sure = np.array(list(sureness(names, hums, costs)))
            print(
                f"{folder.name}: sure (≥ {GOOD}) of {np.mean(sure[:, 0] >= GOOD):.1%} of the hums whose song is there, "
                f"of {np.mean(sure[:, 1] >= GOOD):.1%} of them when it is not; very sure (≥ {STRONG}) of "
                f"{np.mean(sure[:, 0] >= STRONG):.1%} and {np.mean(sure[:, 1] >= STRONG):.1%}"
            )
            if args.ablations and folder == args.sets[0]:
                ablations(names, both, hums)
        false_accepts(melodies, heard)


if __name__ == "__main__":
    main()
