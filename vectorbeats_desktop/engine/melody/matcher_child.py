"""The matcher's process: it holds the library's melodies and compares hums with them in compiled code."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.calibration import NO_MATCH, scores_of, sure_of
from vectorbeats_desktop.engine.melody.contour import Contour, Prepared, prepared
from vectorbeats_desktop.engine.melody.corpus import Corpus, Melodies, Remembered
from vectorbeats_desktop.engine.melody.matches import HumMatches
from vectorbeats_desktop.engine.records import MelodyMatch

LOADED, FAILED, ANSWER = "loaded", "failed", "answer"
PLACED = 100  # of the best tracks, whose place is worked out
CHUNK = 64  # tracks that a thread matches at once
MOST_THREADS = 4

Floats = NDArray[np.float32]
Keys = NDArray[np.uint8]


def serve(pipe: Connection, catalog: str, cache: str, idle_s: float) -> None:
    """Load, say so, and answer contours (bytes) with HumMatches until the pipe ends or nothing comes for `idle_s`."""
    os.environ["NUMBA_CACHE_DIR"] = str(Path(cache) / "numba")
    corpus = Corpus(Path(catalog))
    try:
        corpus.refresh()
        match(corpus, Contour(np.arange(60, 72, dtype=np.float32), 2.4))  # compiles, or reads what was compiled
    except (OSError, ValueError, sqlite3.Error) as error:
        pipe.send((FAILED, str(error)))
        return
    pipe.send((LOADED, ""))
    while pipe.poll(idle_s):
        try:
            kept = pipe.recv()
        except EOFError:
            return
        try:
            corpus.refresh()
            pipe.send((ANSWER, match(corpus, Contour.from_bytes(kept))))
        except (OSError, ValueError, sqlite3.Error) as error:
            pipe.send((FAILED, str(error)))


def match(corpus: Corpus, contour: Contour) -> HumMatches:
    """Compare a hum with every melody, and with every hum that was confirmed. Raises sqlite3.Error, ValueError."""
    hum = prepared(contour)
    costs, keys = _all_costs(corpus.melodies, hum)
    known = _better_by_memory(corpus, hum, costs, keys)
    scores = scores_of(costs)
    order = np.argsort(-scores, kind="stable")
    track_ids = tuple(corpus.melodies.track_ids[number] for number in order)
    sure = sure_of(costs, float(hum.weights.sum()))[order]
    best = [int(number) for number in order[:PLACED] if costs[number] < NO_MATCH]
    places = _places(corpus, contour, hum, best, keys, known)
    return HumMatches(track_ids, scores[order], sure, places, len(track_ids))


def _all_costs(melodies: Melodies, hum: Prepared) -> tuple[Floats, Keys]:
    from vectorbeats_desktop.engine.melody import kernel  # numba's cache folder must be known before

    count = len(melodies)
    costs, keys = np.full(count, kernel.FAR, np.float32), np.zeros(count, np.uint8)

    def run(start: int) -> None:
        part = slice(start, min(start + CHUNK, count))
        chosen = np.arange(part.start, part.stop, dtype=np.int64)
        kernel.match_tracks(
            melodies.packed, melodies.offsets, chosen, hum.classes, hum.weights, costs[part], keys[part]
        )

    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as threads:
        list(threads.map(run, range(0, count, CHUNK)))
    if not count:
        costs_of_nothing = np.zeros(0, np.float32)
        run_on = Melodies.of([("", np.zeros((40, 6), np.uint8))])
        kernel.match_tracks(
            run_on.packed,
            run_on.offsets,
            np.zeros(1, np.int64),
            hum.classes,
            hum.weights,
            np.zeros(1, np.float32),
            np.zeros(1, np.uint8),
        )
        return costs_of_nothing, keys
    return costs, keys


def _better_by_memory(corpus: Corpus, hum: Prepared, costs: Floats, keys: Keys) -> dict[int, tuple[Remembered, int]]:
    """Lower the costs of tracks of which a confirmed hum is nearer; say by which, and in which key."""
    if not corpus.remembered:
        return {}
    hummed, shifts = _all_costs(corpus.hums, hum)
    number_of = {track_id: number for number, track_id in enumerate(corpus.melodies.track_ids)}
    better: dict[int, tuple[Remembered, int]] = {}
    for cost, key, remembered in zip(hummed, shifts, corpus.remembered, strict=True):
        number = number_of.get(remembered.track_id)
        if number is not None and cost < costs[number]:
            costs[number] = cost
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
    from vectorbeats_desktop.engine.melody.placing import place, remembered_place

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
