"""Fit the constants of a picture's mood on photographs that people rated.

    python benchmarks/fit_picture.py PHOTOS_DIR LABELS [--write]

LABELS has a line of JSON for each photograph: {"image": "name.jpg", "labels": {"valence": 1-7,
"arousal": 1-7}}. Photographs of one subject ("dog-1", "dog-2") are never split between fitting and
testing. Prints Spearman's rho for the formula, the ridge and their mixture; with --write, puts the
constants into resources/picture_mood.json.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine import paths
from vectorbeats_desktop.engine.encoders.picture_description import MEASURES, describe_picture
from vectorbeats_desktop.engine.encoders.picture_file import load_picture
from vectorbeats_desktop.engine.encoders.picture_mood import FORMULAS, RIDGE_SHARE, standardise

PENALTIES = (30.0, 100.0, 300.0, 1000.0)
FOLDS = 10
SPLITS = 5  # the folds are drawn this often, and rho is the mean
RATINGS = {"valence": "valence", "energy": "arousal"}

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the constants of a picture's mood on rated photographs.")
    parser.add_argument("photos", type=Path, metavar="PHOTOS_DIR")
    parser.add_argument("labels", type=Path, metavar="LABELS")
    parser.add_argument("--write", action="store_true", help="put the constants into resources/picture_mood.json")
    arguments = parser.parse_args()
    entries = [json.loads(line) for line in arguments.labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    names = [Path(entry["image"]).name for entry in entries]
    measures = np.array([measure(arguments.photos / name) for name in names])
    subjects = np.array([subject_of(name) for name in names])
    ratings = {scale: np.array([entry["labels"][field] for entry in entries]) for scale, field in RATINGS.items()}
    record = fit(measures, subjects, ratings)
    if arguments.write:
        target = paths.resources() / "picture_mood.json"
        target.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"written: {target.name}")


def measure(path: Path) -> Floats:
    return describe_picture(load_picture(path)).measures.astype(np.float64)


def subject_of(name: str) -> str:
    return re.sub(r"[-_ ]?\d+$", "", Path(name).stem).casefold()


def fit(measures: Floats, subjects: NDArray[np.str_], ratings: dict[str, Floats]) -> dict[str, object]:
    mean, deviation = scale_of(measures)
    record: dict[str, object] = {
        "fitted_on": f"{len(measures)} photographs of {len(set(subjects))} subjects, valence and arousal rated by "
        f"people from 1 to 7; rho: rank correlation with ratings of subjects not fitted on, {FOLDS} folds drawn "
        f"{SPLITS} times, the penalty chosen within the fitted part",
        "mean": named(mean),
        "deviation": named(deviation),
    }
    for scale, rating in ratings.items():
        record[scale] = fit_scale(measures, subjects, rating, scale)
    return record


def fit_scale(measures: Floats, subjects: NDArray[np.str_], rating: Floats, scale: str) -> dict[str, object]:
    rhos = np.mean([cross_validate(measures, subjects, rating, scale, seed) for seed in range(SPLITS)], axis=0)
    print(f"{scale:8} formula {rhos[0]:.3f}  ridge {rhos[1]:.3f}  mixture {rhos[2]:.3f}")
    standardised = standardise(measures, *scale_of(measures))
    penalty = best_penalty(measures, subjects, rating, seed=0)
    weights = ridge(standardised, rating, penalty)
    return {
        "rho": round(float(rhos[2]), 3),
        "rho_formula": round(float(rhos[0]), 3),
        "rho_ridge": round(float(rhos[1]), 3),
        "penalty": penalty,
        "spread": float(f"{(standardised @ weights).std():.6g}"),
        "weights": named(weights),
    }


def cross_validate(
    measures: Floats, subjects: NDArray[np.str_], rating: Floats, scale: str, seed: int
) -> tuple[float, float, float]:
    """Rho of the formula, the ridge and the mixture on photographs whose subject was not fitted on."""
    formula, fitted = np.zeros(len(rating)), np.zeros(len(rating))
    for held_out in folds(subjects, seed):
        penalty = best_penalty(measures[~held_out], subjects[~held_out], rating[~held_out], seed)
        mean, deviation = scale_of(measures[~held_out])
        train, test = (standardise(measures[chosen], mean, deviation) for chosen in (~held_out, held_out))
        weights = ridge(train, rating[~held_out], penalty)
        fitted[held_out] = test @ weights / (train @ weights).std()
        formula[held_out] = test[:, MEASURES.index(FORMULAS[scale])]
    mixture = RIDGE_SHARE * fitted + (1 - RIDGE_SHARE) * formula
    return spearman(formula, rating), spearman(fitted, rating), spearman(mixture, rating)


def best_penalty(measures: Floats, subjects: NDArray[np.str_], rating: Floats, seed: int) -> float:
    errors = dict.fromkeys(PENALTIES, 0.0)
    for held_out in folds(subjects, seed + 1000):
        mean, deviation = scale_of(measures[~held_out])
        train, test = (standardise(measures[chosen], mean, deviation) for chosen in (~held_out, held_out))
        middle = rating[~held_out].mean()
        for penalty in PENALTIES:
            estimate = middle + test @ ridge(train, rating[~held_out], penalty)
            errors[penalty] += float(np.square(estimate - rating[held_out]).sum())
    return min(errors, key=lambda penalty: errors[penalty])


def folds(subjects: NDArray[np.str_], seed: int) -> list[NDArray[np.bool_]]:
    names = np.unique(subjects)
    dealt = dict(zip(names, np.random.default_rng(seed).permutation(len(names)) % FOLDS, strict=True))
    fold = np.array([dealt[subject] for subject in subjects])
    return [fold == number for number in range(FOLDS) if (fold == number).any()]


def ridge(standardised: Floats, rating: Floats, penalty: float) -> Floats:
    centred = rating - rating.mean()
    gram = standardised.T @ standardised + penalty * np.eye(standardised.shape[1])
    weights: Floats = np.linalg.solve(gram, standardised.T @ centred)
    return weights


def scale_of(measures: Floats) -> tuple[Floats, Floats]:
    return measures.mean(axis=0), np.maximum(measures.std(axis=0), 1e-6)


def spearman(first: Floats, second: Floats) -> float:
    ranks = [np.argsort(np.argsort(values)) - (len(values) - 1) / 2 for values in (first, second)]
    return float((ranks[0] * ranks[1]).sum() / np.square(ranks[0]).sum())


def named(values: Floats) -> dict[str, float]:
    return {name: float(f"{value:.5g}") for name, value in zip(MEASURES, values, strict=True)}


if __name__ == "__main__":
    main()
