"""Fits the bridge from phrases that both models have embedded. Takes a second or two, and no model.

Each side is centred by its own mean and brought to length 1 again. Partial least squares by one singular value
decomposition of the cross-covariance (PLS-SVD: Wegelin 2000) keeps the directions in which the two sides move
together; within them a ridge regression maps one to the other. Its strength and the number of directions are
the ones that do best for concepts that were held out. Noise on the picture side stands for what a picture's vector
differs from a phrase's (Nukrai, Mokady and Globerson 2022, "Text-Only Training for Image Captioning using
Noise-Injected CLIP").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.bank import ANSWERS, Bank
from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge, Diagnostics, Origin
from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of, typical, unit_rows

DIMENSIONS = (64, 96, 128)
RIDGES = (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)  # of the mean variance of the directions that are kept
FOLDS = 4
NOISE = 0.3  # length of the noise on a phrase of length 1
DIFFERENT_WEIGHT = 1 / ANSWERS  # of a pair that says different things: all answers to a picture count as one
SEED = 5
RECALL_AT = 10
MOST_HELD_OUT = 1_000  # pairs of a fold that are looked for; more tell little more

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


def fit(
    bank: Bank, pictures: Floats, music: Floats, *, picture_model: str, music_model: str, noise: float = NOISE
) -> Bridge:
    """The bridge for a bank whose picture phrases are embedded in `pictures`, (n, p), and music phrases in `music`.

    Same input, same bridge. Raises ValueError when the rows are not the bank's, or not finite.
    """
    _check(pictures, len(bank.picture_phrases), "picture")
    _check(music, len(bank.music_phrases), "music")
    centre = mean_of(pictures[bank.picture_rows])
    seen = centred(pictures, centre)
    heard = centred(music, mean_of(music[bank.music_rows]))
    sides = _Sides(bank, seen, heard, noise)
    dimensions, ridge, recall, chance = _choose(sides)
    down, up = sides.moments().solve(dimensions, ridge)
    concepts = tuple(sorted({pair.group for pair in bank.pairs if pair.same}))
    shown, said = (_directions(bank, concepts, *side) for side in ((seen, bank.picture_rows), (heard, bank.music_rows)))
    diagnostics = Diagnostics(len(bank.pairs), down.shape[1], ridge, recall, chance)
    origin = Origin(picture_model, music_model, bank.grammar)
    return Bridge(origin, centre, down, up, concepts, shown, said, typical(seen @ shown.T), diagnostics)


@dataclass(frozen=True, slots=True)
class _Map:
    """Onto directions of the picture side, (p, k), from those to the music side's, (k, k), and to its space, (k, m)."""

    dimensions: int
    ridge: float
    down: Floats
    within: Floats
    onto: Floats


@dataclass(frozen=True, slots=True)
class _Moments:
    """Sums of products over pairs: of the picture side with itself, (p, p), and with the music side, (p, m)."""

    own: Doubles
    cross: Doubles

    def less(self, other: _Moments) -> _Moments:
        return _Moments(self.own - other.own, self.cross - other.cross)

    def solve(self, dimensions: int, ridge: float) -> tuple[Floats, Floats]:
        """The map as (p, k) and (k, m), for one number of directions and one ridge."""
        found = next(self.maps((dimensions,), (ridge,)))
        return found.down, found.within @ found.onto

    def maps(self, dimensions: Sequence[int], ridges: Sequence[float]) -> Iterator[_Map]:
        """The map for each number of directions and each ridge."""
        left, _, right = np.linalg.svd(self.cross, full_matrices=False)
        for kept in dimensions:
            down, onto = left[:, :kept], right[:kept]
            spread, axes = np.linalg.eigh(down.T @ self.own @ down)
            target = axes.T @ (down.T @ self.cross @ onto.T)
            level = max(float(spread.mean()), np.finfo(np.float64).tiny)
            for ridge in ridges:
                within = axes @ (target / (np.maximum(spread, 0) + ridge * level)[:, None])
                yield _Map(kept, ridge, *(part.astype(np.float32) for part in (down, within, onto)))


class _Sides:
    """Both sides of all pairs, in folds that share no group."""

    def __init__(self, bank: Bank, seen: Floats, heard: Floats, noise: float) -> None:
        self.picture_rows, self.music_rows = bank.picture_rows, bank.music_rows
        self.seen, self.heard = seen, heard
        self._weights = np.where([pair.same for pair in bank.pairs], 1.0, DIFFERENT_WEIGHT).astype(np.float32)
        self.folds = _folds(bank.groups)
        self._noise = noise
        self._of_fold = [self._moments(pairs, number) for number, pairs in enumerate(self.folds)]

    def _moments(self, pairs: NDArray[np.intp], number: int) -> _Moments:
        random = np.random.default_rng([SEED, number])
        rows = self.seen[self.picture_rows[pairs]]
        shaken = rows + np.float32(self._noise) * unit_rows(random.standard_normal(rows.shape, np.float32))
        rows, answers = unit_rows(shaken), self.heard[self.music_rows[pairs]]
        weighed = (rows * self._weights[pairs][:, None]).T
        return _Moments((weighed @ rows).astype(np.float64), (weighed @ answers).astype(np.float64))

    def moments(self) -> _Moments:
        """Of all pairs."""
        own = np.sum([moments.own for moments in self._of_fold], axis=0)
        return _Moments(own, np.sum([moments.cross for moments in self._of_fold], axis=0))

    def without(self, fold: int) -> _Moments:
        """Of all pairs but a fold's."""
        return self.moments().less(self._of_fold[fold])

    def held_out(self, fold: int) -> tuple[Floats, Floats, NDArray[np.intp]]:
        """A fold's pictures, (n, p), the music among which theirs is looked for, (g, m), and its place there, (n,)."""
        pairs = self.folds[fold]
        looked_for = pairs[:: max(1, len(pairs) // MOST_HELD_OUT)]
        among = np.unique(self.music_rows[looked_for])
        right = np.searchsorted(among, self.music_rows[looked_for])
        return self.seen[self.picture_rows[looked_for]], self.heard[among], right


def _choose(sides: _Sides) -> tuple[int, float, float, float]:
    """Directions, ridge, and their recall for concepts that were held out, and the recall of guessing."""
    found: dict[tuple[int, float], list[float]] = {}
    chances = []
    dimensions = tuple(dict.fromkeys(min(kept, sides.seen.shape[1], sides.heard.shape[1]) for kept in DIMENSIONS))
    for fold in range(len(sides.folds)):
        pictures, among, right = sides.held_out(fold)
        chances.append(min(1.0, RECALL_AT / len(among)))
        for tried in sides.without(fold).maps(dimensions, RIDGES):
            # What is mapped lies among the rows of `onto`: cosines there are cosines in the whole space.
            mapped = unit_rows(pictures @ tried.down @ tried.within)
            recall = _recall(mapped, among @ tried.onto.T, right)
            found.setdefault((tried.dimensions, tried.ridge), []).append(recall)
    best = max(found, key=lambda choice: (float(np.mean(found[choice])), choice[1], -choice[0]))
    return *best, float(np.mean(found[best])), float(np.mean(chances))


def _recall(mapped: Floats, among: Floats, right: NDArray[np.intp]) -> float:
    scores = mapped @ among.T
    own = scores[np.arange(len(right)), right]
    ahead = (scores > own[:, None]).sum(axis=1)
    return float((ahead < RECALL_AT).mean())


def _folds(groups: Sequence[str]) -> list[NDArray[np.intp]]:
    """Places of pairs by fold; the pairs of a group are in one."""
    names = sorted(set(groups))
    dealt = np.random.default_rng(SEED).permutation(len(names)) % FOLDS
    fold_of = dict(zip(names, dealt.tolist(), strict=True))
    folds = np.array([fold_of[group] for group in groups])
    return [kept for fold in range(FOLDS) if len(kept := np.flatnonzero(folds == fold))]


def _directions(bank: Bank, concepts: Sequence[str], rows: Floats, places: NDArray[np.intp]) -> Floats:
    """Where a model has each concept: the mean of the phrases that say nothing else, as unit rows (C, d)."""
    own: dict[str, dict[int, None]] = {concept: {} for concept in concepts}
    for pair, place in zip(bank.pairs, places.tolist(), strict=True):
        if pair.same:
            own[pair.group][place] = None
    means = [rows[list(own[concept])].mean(axis=0) for concept in concepts]
    return unit_rows(np.stack(means)) if means else np.zeros((0, rows.shape[1]), np.float32)


def _check(rows: Floats, count: int, side: str) -> None:
    if rows.ndim != 2 or len(rows) != count:
        raise ValueError(f"the {side} side has the shape {rows.shape}; the bank has {count} phrases")
    if not np.isfinite(rows).all():
        raise ValueError(f"the {side} side is not finite")
