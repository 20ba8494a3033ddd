"""A hum among a library's melodies: each compared in full, or, in a large library, those that are likely.

Only the matcher's process imports this: it loads numba.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody import kernel
from vectorbeats_desktop.engine.melody.calibration import NO_MATCH, scores_of, sure_of
from vectorbeats_desktop.engine.melody.contour import Contour, Prepared, prepared
from vectorbeats_desktop.engine.melody.corpus import Corpus, Remembered
from vectorbeats_desktop.engine.melody.matches import HumMatches
from vectorbeats_desktop.engine.melody.outline import outlined
from vectorbeats_desktop.engine.melody.placing import place, remembered_place
from vectorbeats_desktop.engine.melody.shelf import Melodies
from vectorbeats_desktop.engine.melody.track import packed_melody
from vectorbeats_desktop.engine.records import MelodyMatch

CANDIDATES = 2_000  # that are compared in full where not all are
SAMPLE = 500  # tracks that say what chance gives where not all are compared in full; the same for each hum
PLACED = 100  # of the best tracks, whose place is worked out
CHUNK = 64  # tracks that a thread matches at once
MANY = 512  # outlines that it does
MOST_THREADS = 4

Floats = NDArray[np.float32]
Keys = NDArray[np.uint8]
Numbers = NDArray[np.int64]
Stopped = Callable[[], bool]


class NobodyWaits(Exception):
    """Nobody waits for this answer any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What a hum costs on each track, (n,), and in which key; where not compared in `full`, a guess in no key.

    `usual` are the costs that say what chance gives, (m,).
    """

    costs: Floats
    keys: Keys
    full: NDArray[np.bool_]
    usual: Floats


def match(corpus: Corpus, contour: Contour, stopped: Stopped) -> HumMatches:
    """Compare a hum with the melodies of a library, and with every hum that was confirmed.

    `stopped` is asked now and then whether to give up. Raises NobodyWaits, sqlite3.Error, ValueError.
    """
    hum = prepared(contour)
    compared = compare_each(corpus.melodies, hum, stopped) if corpus.whole else compare_likely(corpus, hum, stopped)
    known = _better_by_memory(corpus, hum, compared, stopped)
    scores = scores_of(compared.costs, compared.usual)
    order = np.argsort(-scores, kind="stable")
    track_ids = tuple(corpus.melodies.track_ids[number] for number in order)
    sure = sure_of(compared.costs, float(hum.weights.sum()), compared.usual)[order]
    full = compared.full & (compared.costs < NO_MATCH)
    best = [int(number) for number in order[:PLACED] if full[number]]
    places = _places(corpus, contour, hum, best, compared.keys, known)
    return HumMatches(track_ids, scores[order], sure, places, len(track_ids))


def compare_each(melodies: Melodies, hum: Prepared, stopped: Stopped) -> Compared:
    """Compare a hum with each of some melodies, in full. Raises NobodyWaits."""
    costs, keys = _costs(melodies, kernel.whole(hum), kernel.WHOLE, CHUNK, stopped)
    return Compared(costs, keys, np.ones(len(melodies), np.bool_), costs)


def compare_likely(corpus: Corpus, hum: Prepared, stopped: Stopped) -> Compared:
    """Compare a hum in full with the tracks whose outlines fit it best, and with a sample of all.

    What the others would cost is guessed by the line through what outlines and melodies of the sample cost.
    Raises NobodyWaits, sqlite3.Error, ValueError.
    """
    coarse = outline_costs(corpus.melodies, hum, stopped)
    count = len(coarse)
    sample = np.linspace(0, count - 1, min(SAMPLE, count)).astype(np.int64)
    likely = np.argpartition(coarse, CANDIDATES)[:CANDIDATES] if count > CANDIDATES else np.arange(count)
    costs, keys = np.full(count, kernel.NO_COST, np.float32), np.zeros(count, np.uint8)
    full = np.zeros(count, np.bool_)
    chosen, melodies = _read(corpus, np.union1d(likely, sample))
    exact = compare_each(melodies, hum, stopped)
    costs[chosen], keys[chosen], full[chosen] = exact.costs, exact.keys, True
    usual = costs[sample]
    guessed = ~full & (coarse < NO_MATCH)
    # A guess is never taken for better than what a likely track usually costs.
    costs[guessed] = np.maximum(_guess(coarse[sample], usual, coarse[guessed]), np.median(costs[likely]))
    return Compared(costs, keys, full, usual)


def outline_costs(outlines: Melodies, hum: Prepared, stopped: Stopped) -> Floats:
    """What a hum roughly costs on each track, (n,); beyond NO_MATCH where that is too short. Raises NobodyWaits."""
    return _costs(outlines, outlined(hum), None, MANY, stopped)[0]


def _costs(
    melodies: Melodies, hum: kernel.Asked, tables: kernel.Tables | None, at_once: int, stopped: Stopped
) -> tuple[Floats, Keys]:
    """What a hum costs on each track, and in which key; `at_once` tracks are matched by a thread at once."""
    order = np.argsort(melodies.starts - melodies.ends, kind="stable")  # those side by side take as long as the longest
    starts, ends = melodies.starts[order], melodies.ends[order]
    found, keys = np.empty(len(order), np.uint16), np.empty(len(order), np.uint8)

    def run(part: slice) -> None:
        kernel.match_tracks(melodies.packed, starts[part], ends[part], tables, hum, found[part], keys[part])

    _in_parts(len(order), at_once, run, stopped)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return hum.mean(found)[back], keys[back]


def _in_parts(count: int, at_once: int, run: Callable[[slice], None], stopped: Stopped) -> None:
    parts = [slice(start, min(start + at_once, count)) for start in range(0, count, at_once)]
    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as threads:
        for _ in threads.map(run, parts):
            if stopped():
                threads.shutdown(cancel_futures=True)
                raise NobodyWaits


def _read(corpus: Corpus, numbers: Numbers) -> tuple[Numbers, Melodies]:
    """The whole melodies of some tracks, and their numbers; those that have gone meanwhile are left out."""
    ids = corpus.melodies.track_ids
    kept = corpus.details([ids[number] for number in numbers])
    there = np.array([number for number in numbers if ids[number] in kept], np.int64)
    return there, Melodies.of((ids[number], packed_melody(kept[ids[number]])[0]) for number in there)


def _guess(coarse: Floats, costs: Floats, asked: Floats) -> Floats:
    """Costs by the line through those of a sample; the middle where too few of it have a melody."""
    known = (coarse < NO_MATCH) & (costs < NO_MATCH)
    if np.count_nonzero(known) < 3 or np.ptp(coarse[known]) <= 0:
        return np.full(len(asked), np.median(costs), np.float32)
    slope, start = np.polyfit(coarse[known], costs[known], 1)
    guess: Floats = (slope * asked + start).astype(np.float32)
    return guess


def _better_by_memory(
    corpus: Corpus, hum: Prepared, compared: Compared, stopped: Stopped
) -> dict[int, tuple[Remembered, int]]:
    """Lower the costs of tracks of which a confirmed hum is nearer; say by which, and in which key."""
    if not corpus.remembered:
        return {}
    hummed = compare_each(corpus.hums, hum, stopped)
    number_of = {track_id: number for number, track_id in enumerate(corpus.melodies.track_ids)}
    better: dict[int, tuple[Remembered, int]] = {}
    for cost, key, remembered in zip(hummed.costs, hummed.keys, corpus.remembered, strict=True):
        number = number_of.get(remembered.track_id)
        if number is not None and cost < compared.costs[number]:
            compared.costs[number] = cost
            compared.full[number] = True
            better[number] = (remembered, int(key))
    return better


def _places(
    corpus: Corpus,
    contour: Contour,
    hum: Prepared,
    best: list[int],
    keys: Keys,
    known: dict[int, tuple[Remembered, int]],
) -> dict[str, MelodyMatch]:
    ids = corpus.melodies.track_ids
    details = corpus.details([ids[number] for number in best if number not in known])
    places = {}
    for number in best:
        if number in known:
            found: MelodyMatch | None = remembered_place(*known[number])
        else:
            kept = details.get(ids[number])
            found = place(contour, hum, kept, int(keys[number])) if kept is not None else None
        if found is not None:
            places[ids[number]] = found
    return places
