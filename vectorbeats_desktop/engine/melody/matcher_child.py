"""The matcher's process: it holds the library's melodies and compares hums with them in compiled code."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.calibration import NO_MATCH, scores_of, sure_of
from vectorbeats_desktop.engine.melody.contour import Contour, Prepared, prepared
from vectorbeats_desktop.engine.melody.corpus import Corpus, Melodies, Remembered
from vectorbeats_desktop.engine.melody.matches import HumMatches
from vectorbeats_desktop.engine.melody.track import CLASSES, packed_melody
from vectorbeats_desktop.engine.records import MelodyMatch

LOADED, FAILED, ANSWER, STOPPED = "loaded", "failed", "answer", "stopped"
STOP = b""
"""Sent in place of a contour: nobody waits for the one before any more."""

PLACED = 100  # of the best tracks, whose place is worked out
CHUNK = 64  # tracks that a thread matches at once
MOST_THREADS = 4

Floats = NDArray[np.float32]
Keys = NDArray[np.uint8]
Stopped = Callable[[], bool]


class _Stopped(Exception):
    """Nobody waits for this answer any more."""


def serve(pipe: Connection, catalog: str, cache: str, idle_s: float) -> None:
    """Load, say so, and answer contours (bytes) until the pipe ends or nothing comes for `idle_s`.

    Each contour has one answer: HumMatches, or that it was stopped, or what failed.
    """
    os.environ["NUMBA_CACHE_DIR"] = str(Path(cache) / "numba")
    corpus = Corpus(Path(catalog))
    try:
        corpus.refresh()
        _compile()
    except (OSError, ValueError, sqlite3.Error) as error:
        pipe.send((FAILED, str(error)))
        return
    pipe.send((LOADED, ""))
    while pipe.poll(idle_s):
        try:
            kept = pipe.recv()
        except EOFError:
            return
        if kept == STOP:  # it came when the answer had gone already
            continue
        try:
            corpus.refresh()
            pipe.send((ANSWER, match(corpus, Contour.from_bytes(kept), pipe.poll)))
        except _Stopped:
            pipe.send((STOPPED, ""))
        except (OSError, ValueError, sqlite3.Error) as error:
            pipe.send((FAILED, str(error)))


def match(corpus: Corpus, contour: Contour, stopped: Stopped) -> HumMatches:
    """Compare a hum with every melody, and with every hum that was confirmed.

    `stopped` is asked now and then whether to give up. Raises sqlite3.Error, ValueError.
    """
    hum = prepared(contour)
    costs, keys = _all_costs(corpus.melodies, hum, stopped)
    known = _better_by_memory(corpus, hum, costs, keys, stopped)
    scores = scores_of(costs)
    order = np.argsort(-scores, kind="stable")
    track_ids = tuple(corpus.melodies.track_ids[number] for number in order)
    sure = sure_of(costs, float(hum.weights.sum()))[order]
    best = [int(number) for number in order[:PLACED] if costs[number] < NO_MATCH]
    places = _places(corpus, contour, hum, best, keys, known)
    return HumMatches(track_ids, scores[order], sure, places, len(track_ids))


def _compile() -> None:
    """Compile what matches and what places, or read what was compiled before: a tune of twelve notes is matched."""
    from vectorbeats_desktop.engine.melody.placing import place
    from vectorbeats_desktop.engine.melody.track import TrackMelody

    tune = Contour(np.arange(60, 72, dtype=np.float32), 2.4)
    melody = TrackMelody(np.zeros((40, CLASSES), np.uint8), np.zeros(40, np.uint8)).to_bytes()
    hum = prepared(tune)
    _all_costs(Melodies.of([("", packed_melody(melody)[0])]), hum, lambda: False)
    place(tune, hum, melody, 0)


def _all_costs(melodies: Melodies, hum: Prepared, stopped: Stopped) -> tuple[Floats, Keys]:
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
        for _ in threads.map(run, range(0, count, CHUNK)):
            if stopped():
                threads.shutdown(cancel_futures=True)
                raise _Stopped
    return costs, keys


def _better_by_memory(
    corpus: Corpus, hum: Prepared, costs: Floats, keys: Keys, stopped: Stopped
) -> dict[int, tuple[Remembered, int]]:
    """Lower the costs of tracks of which a confirmed hum is nearer; say by which, and in which key."""
    if not corpus.remembered:
        return {}
    hummed, shifts = _all_costs(corpus.hums, hum, stopped)
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
