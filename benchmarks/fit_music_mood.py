"""Fit the weights of the music mood model: python benchmarks/fit_music_mood.py LIBRARY LABELS.json [--write]

LIBRARY is a folder of rated excerpts; LABELS.json maps "library/NAME" to {"valence", "arousal"}.
Prints Spearman's rho, cross-validated by track within the set, and for each genre (the file name
before "-") held out whole: the nearest thing to another collection. The number of descriptors
and the ridge are chosen by the latter. --write puts the weights into resources/music_mood.json.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from vectorbeats_desktop.engine.analysis.descriptors import INDEX
from vectorbeats_desktop.engine.analysis.jobs import analyse
from vectorbeats_desktop.engine.paths import resources

Matrix = NDArray[np.float64]

FACTS = "rms_mean rms_std centroid_mean centroid_std flatness_mean onset_mean onset_std tempo major_correlation minor_correlation mode_difference".split()  # noqa: E501, SIM905
WIDER = [
    *FACTS,
    "onset_rate",
    "entropy_mean",
    "spread_mean",
    "key_clarity",
    "fluctuation",
    "zcr_mean",
    "band_low",
    "band_high",
    "crest_db",
    "beat_strength",
    "tempo_clarity",
    "harmonic_change_mean",
]
TIMBRE = [
    *WIDER,
    *(f"mfcc{n}_mean" for n in range(10)),
    *(f"mfcc{n}_std" for n in range(6)),
    *(f"contrast{n}_mean" for n in range(7)),
]
SETS = {"eleven": FACTS, "wider": WIDER, "timbre": TIMBRE}
NEEDED = ("mode_difference", "centroid_mean", "onset_rate")  # places of the concept space
CHOSEN = {"valence": ("wider", 30.0), "arousal": ("timbre", 100.0)}  # best for genres held out whole
RIDGES = (3.0, 10.0, 30.0, 100.0, 300.0)


def describe(path: Path) -> Matrix:
    return analyse(path).descriptors.astype(np.float64)


def standardise(values: Matrix) -> Matrix:
    scores: Matrix = np.clip((values - values.mean(axis=0)) / (values.std(axis=0) + 1e-9), -4, 4)
    return scores


def ridge(features: Matrix, target: Matrix, strength: float) -> Matrix:
    """Weights (d,) of a ridge regression on centred, standardised features (n, d)."""
    square = features.T @ features + strength * np.eye(features.shape[1])
    weights: Matrix = np.linalg.solve(square, features.T @ (target - target.mean()))
    return weights


def held_out(values: Matrix, target: Matrix, groups: NDArray[np.str_], strength: float) -> tuple[float, float]:
    """Spearman's rho by 10 folds of tracks, and the mean over genres, each held out whole."""
    folds = np.random.default_rng(0).integers(0, 10, len(target))
    scores, guess = standardise(values), np.zeros(len(target))
    for fold in range(10):
        guess[folds == fold] = scores[folds == fold] @ ridge(scores[folds != fold], target[folds != fold], strength)
    by_genre = []
    for genre in np.unique(groups):
        mine = groups == genre
        weights = ridge(standardise(values[~mine]), target[~mine], strength)
        by_genre.append(spearmanr(standardise(values[mine]) @ weights, target[mine]).statistic)
    return float(spearmanr(guess, target).statistic), float(np.mean(by_genre))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--cache", type=Path, help="keep the descriptors in this .npy file")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()

    labels = json.loads(args.labels.read_text())
    paths = [args.library / Path(name).name for name in labels]
    groups = np.array([path.name.split("-")[0] for path in paths])
    if args.cache and args.cache.exists():
        everything = np.load(args.cache)
    else:
        with ProcessPoolExecutor(2) as pool:
            everything = np.stack(list(pool.map(describe, paths, chunksize=4)))
        if args.cache:
            np.save(args.cache, everything)
    targets = {name: np.array([label[name] for label in labels.values()]) for name in ("valence", "arousal")}

    print(f"{'descriptors':>12} {'ridge':>6}   valence: by track, by genre   arousal: by track, by genre")
    for name, chosen in SETS.items():
        values = everything[:, [INDEX[n] for n in chosen]]
        for strength in RIDGES:
            figures = [held_out(values, target, groups, strength) for target in targets.values()]
            (vt, vg), (at, ag) = figures
            print(f"{name:>12} {strength:6.0f}   {vt:17.3f} {vg:10.3f} {at:18.3f} {ag:10.3f}")
    if args.write:
        write(everything, targets)


def write(everything: Matrix, targets: dict[str, Matrix]) -> None:
    names = [*dict.fromkeys([*SETS[CHOSEN["valence"][0]], *SETS[CHOSEN["arousal"][0]], *NEEDED])]
    values = everything[:, [INDEX[name] for name in names]]
    model: dict[str, object] = {
        "fitted_on": f"{len(values)} excerpts of 35 s in four genres, with valence and arousal made of the share of "
        "listeners who felt each of nine emotions (Emotify; Aljanaki, Wiering, Veltkamp 2016); constants only",
        "descriptors": names,
    }
    scores = standardise(values)
    for name, target in targets.items():
        features, strength = CHOSEN[name]
        places = [names.index(feature) for feature in SETS[features]]
        fitted = ridge(scores[:, places], target, strength)
        fitted /= (scores[:, places] @ fitted).std()  # so that one unit is one deviation of the fitted scale
        weights = np.zeros(len(names))
        weights[places] = fitted
        model["energy" if name == "arousal" else name] = np.round(weights, 4).tolist()
    model["reference"] = {
        "mean": np.round(values.mean(axis=0), 5).tolist(),
        "deviation": np.round(values.std(axis=0) + 1e-6, 6).tolist(),
        "tracks": len(values),
    }
    (resources() / "music_mood.json").write_text(json.dumps(model, indent=1) + "\n")


if __name__ == "__main__":
    main()
