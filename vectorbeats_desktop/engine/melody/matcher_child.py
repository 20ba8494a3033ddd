"""The matcher's process: it holds the library's melodies and compares hums with them in compiled code."""

from __future__ import annotations

import os
import sqlite3
from hashlib import sha256
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.melody.contour import Contour, prepared
from vectorbeats_desktop.engine.melody.corpus import Corpus
from vectorbeats_desktop.engine.melody.shelf import Melodies
from vectorbeats_desktop.engine.melody.track import CLASSES, TrackMelody, packed_melody
from vectorbeats_desktop.engine.seal import Seal

CACHE_VARIABLE = "NUMBA_CACHE_DIR"
COMPILED = ("evidence", "kernel", "lanes", "outline")  # whose code and constants are in what is compiled
LOADED, FAILED, ANSWER, STOPPED = "loaded", "failed", "answer", "stopped"
STOP = b""
"""Sent in place of a contour: nobody waits for the one before any more."""


def serve(pipe: Pipe, catalog: str, cache: str, exhaustive: int, idle_s: float, key: bytes) -> None:
    """Load, say so, and answer contours (bytes) until the pipe ends or nothing comes for `idle_s`.

    Each contour has one answer: HumMatches, or that it was stopped, or what failed. Up to `exhaustive` tracks
    are compared in full with each hum. `key` opens hums that are sealed; b"" where none are.
    """
    os.environ[CACHE_VARIABLE] = compiled_in(Path(cache))
    from vectorbeats_desktop.engine.melody.matching import NobodyWaits, match  # numba asks for its folder once

    corpus = Corpus(Path(catalog), exhaustive, Seal(lambda: key))
    try:
        corpus.refresh()
        _compile(corpus.whole)
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
        except NobodyWaits:
            pipe.send((STOPPED, ""))
        except (OSError, ValueError, sqlite3.Error) as error:
            pipe.send((FAILED, str(error)))


def compiled_in(cache: Path) -> str:
    """Where compiled code is kept: in the cache folder, but where somebody wants one place for all.

    Its name is that of the sources: numba sees for each function whether its own file has changed, and would go on
    with what it has inlined from another one.
    """
    return os.environ.get(CACHE_VARIABLE) or str(cache / "numba" / _sources())


def _sources() -> str:
    files = (Path(__file__).with_name(f"{name}.py") for name in COMPILED)
    return sha256(b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()[:16]  # none when frozen


def _compile(whole: bool) -> None:
    """Compile what matches and what places, or read what was compiled before: a tune of twelve notes is matched."""
    from vectorbeats_desktop.engine.melody import matching
    from vectorbeats_desktop.engine.melody.placing import place

    tune = Contour(np.arange(60, 72, dtype=np.float32), 2.4)
    melody = TrackMelody(np.zeros((40, CLASSES), np.uint8), np.zeros(40, np.uint8)).to_bytes()
    melodies = Melodies.of([("", packed_melody(melody)[0])])
    hum = prepared(tune)
    matching.compare_each(melodies, hum, lambda: False)
    if not whole:
        matching.outline_costs(melodies, hum, lambda: False)
    place(tune, hum, melody, 0)
