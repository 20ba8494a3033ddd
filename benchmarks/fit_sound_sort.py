"""Fit how sounds are sorted: python -m benchmarks.fit_sound_sort MIDI_FOLDER --font A.sf2 --keep FOLDER [--write]

Makes sounds of known sorts (`sorted_sounds.py`) from the MIDI files after the first 60, `--each` of every sort, and
fits a network of one small hidden layer to their figures (`sort_features.py`). Prints how many of them it sorts right
by a network fitted on the other ways of making (five folds by the number of the sound). What was made is kept in
FOLDER and not made again. --write puts the network into resources/sound_sort.json. Nothing of anybody's recordings
teaches it: voices and speech come out of espeak-ng and formulas, music out of FluidSynth.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.sorted_sounds import made
from vectorbeats_desktop.engine.analysis.sort_features import FIGURES, figures
from vectorbeats_desktop.engine.analysis.sort_model import FARTHEST, SORTS
from vectorbeats_desktop.engine.paths import resources

Matrix = NDArray[np.float64]

FIT_SEED, TEST_SEED = 7, 8
FIT_SONGS, TEST_SONGS = slice(60, None), slice(0, 60)
HIDDEN = 20
DECAY = 3.0  # of the weights: what real people do is not what was made, so the network is to be cautious
SMOOTHING = 0.06
RUNS = 3
FOLDS = 5


def kept_sounds(
    keep: Path, midi: Path, font: Path, each: int, *, test: bool
) -> tuple[Matrix, NDArray[np.intp], list[str]]:
    """Figures (n, figures), the place of each sound's sort in SORTS, and how it was made."""
    songs = sorted(midi.glob("*.mid"))[TEST_SONGS if test else FIT_SONGS]
    folder = keep / ("test" if test else "train")
    folder.mkdir(parents=True, exist_ok=True)
    rows, labels, ways = [], [], []
    for number in range(each):
        for place, sort in enumerate(SORTS):
            path = folder / f"{number:04}-{sort}.npz"
            if not path.exists():
                rng = np.random.default_rng([TEST_SEED if test else FIT_SEED, number, place])
                way, samples = made(sort, songs, font, rng)
                heard = figures(samples.astype(np.float32))
                whole = np.asarray(samples * 32_767, np.int16)
                np.savez(path, x=whole, way=way, values=heard.values, level=heard.level_db)
            kept = np.load(path)
            rows.append(kept["values"].astype(np.float64))
            labels.append(place)
            ways.append(str(kept["way"]))
    return np.stack(rows), np.array(labels), ways


class Network:
    """One hidden layer, fitted by L-BFGS with decaying weights and smoothed labels."""

    def __init__(self, rows: Matrix, labels: NDArray[np.intp], seed: int) -> None:
        self.mean = rows.mean(axis=0)
        self.spread = np.maximum(rows.std(axis=0), 1e-3)
        sizes = (rows.shape[1], HIDDEN, len(SORTS))
        self._shapes = [(sizes[0], sizes[1]), (sizes[1],), (sizes[1], sizes[2]), (sizes[2],)]
        wanted = np.eye(len(SORTS))[labels] * (1 - SMOOTHING) + SMOOTHING / len(SORTS)
        share = 1 / np.bincount(labels, minlength=len(SORTS))[labels]
        placed = self._placed(rows)
        start = np.random.default_rng(seed).normal(0, 0.2, sum(int(np.prod(shape)) for shape in self._shapes))
        found = minimize(self._cost, start, (placed, wanted, share / share.mean()), "L-BFGS-B", jac=True)
        self.parameters = self._split(found.x)

    def logits(self, rows: Matrix) -> Matrix:
        first, bias, second, offset = self.parameters
        return np.tanh(self._placed(rows) @ first + bias) @ second + offset

    def _placed(self, rows: Matrix) -> Matrix:
        return np.asarray(np.clip((rows - self.mean) / self.spread, -FARTHEST, FARTHEST))

    def _split(self, flat: Matrix) -> list[Matrix]:
        ends = np.cumsum([int(np.prod(shape)) for shape in self._shapes])
        return [part.reshape(shape) for part, shape in zip(np.split(flat, ends[:-1]), self._shapes, strict=True)]

    def _cost(self, flat: Matrix, rows: Matrix, wanted: Matrix, weight: Matrix) -> tuple[float, Matrix]:
        first, bias, second, offset = self._split(flat)
        hidden = np.tanh(rows @ first + bias)
        logits = hidden @ second + offset
        logits -= logits.max(axis=1, keepdims=True)
        log_share = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        decay = DECAY / 2 * (np.square(first).sum() + np.square(second).sum())
        back = (np.exp(log_share) - wanted) * weight[:, None]
        inner = back @ second.T * (1 - hidden**2)
        slopes = (rows.T @ inner + DECAY * first, inner.sum(axis=0), hidden.T @ back + DECAY * second, back.sum(axis=0))
        cost = float(-(wanted * log_share * weight[:, None]).sum() + decay)
        return cost, np.concatenate([slope.ravel() for slope in slopes])


def cross_validated(rows: Matrix, labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """What each sound is taken for by a network that was fitted on the other folds."""
    fold = np.arange(len(rows)) // len(SORTS) % FOLDS
    taken = np.zeros(len(rows), np.intp)
    for held in range(FOLDS):
        network = Network(rows[fold != held], labels[fold != held], held)
        taken[fold == held] = network.logits(rows[fold == held]).argmax(axis=1)
    return taken


def written(networks: Sequence[Network]) -> str:
    """The networks side by side in one, whose answer is their mean."""
    firsts = np.concatenate([network.parameters[0] for network in networks], axis=1)
    biases = np.concatenate([network.parameters[1] for network in networks])
    seconds = np.concatenate([network.parameters[2] for network in networks]) / len(networks)
    offset = np.mean([network.parameters[3] for network in networks], axis=0)
    table = {
        "sorts": list(SORTS),
        "figures": list(FIGURES),
        "mean": np.round(networks[0].mean, 5).tolist(),
        "spread": np.round(networks[0].spread, 5).tolist(),
        "layers": [
            [np.round(w, 4).tolist(), np.round(b, 4).tolist()] for w, b in ((firsts, biases), (seconds, offset))
        ],
    }
    return json.dumps(table) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("midi", type=Path)
    parser.add_argument("--font", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows, labels, ways = kept_sounds(args.keep, args.midi, args.font, args.each, test=False)
    right = cross_validated(rows, labels) == labels
    for way in sorted(set(ways)):
        chosen = np.array([each == way for each in ways])
        print(f"{way:20} {right[chosen].mean():6.3f}   n={chosen.sum()}")
    print(f"{'all':20} {right.mean():6.3f}   n={len(right)}")
    if args.write:
        networks = [Network(rows, labels, seed) for seed in range(RUNS)]
        (resources() / "sound_sort.json").write_text(written(networks), "utf-8")


if __name__ == "__main__":
    main()
