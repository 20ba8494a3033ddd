"""What the program counts of its own work, over all its runs, for the Diagnostics page and for whoever monitors it.

Names and labels are the program's own words: kinds, stages, codes. Nothing of a person's library or searches is there.
"""

from __future__ import annotations

import bisect
import itertools
import json
import logging
import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.untrusted_json import loads

SEARCH_SECONDS = "search_duration_seconds"
STAGE_SECONDS = "stage_seconds"
RUNS = "index_runs"
ANALYSED = "tracks_analysed"
CACHE = "cache_requests"
RESTARTS = "worker_restarts"
ERRORS = "errors"

BOUNDS_S = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Upper bounds of the histogram's buckets, in seconds; among them are the limits that searches are held to."""

MOST = 1e15  # whole numbers are exact to there

Labels = tuple[tuple[str, str], ...]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values were at most each bound, the last beyond all of them, not added up; and their sum."""

    counts: tuple[int, ...]
    sum: float

    @property
    def count(self) -> int:
        return sum(self.counts)

    def cumulated(self) -> tuple[int, ...]:
        """How many were at most each bound, and at last all of them."""
        return tuple(itertools.accumulate(self.counts))

    def quantile(self, share: float) -> float:
        """What that share of the values was at most, as PromQL's `histogram_quantile` estimates it from the buckets.

        Within a bucket values are taken to lie evenly; beyond the last bound, that bound is told. NaN without values.
        """
        rank = share * self.count
        below, lower = 0, 0.0
        for upper, count in zip(BOUNDS_S, self.counts, strict=False):
            if count and below + count >= rank:
                return lower + (upper - lower) * (rank - below) / count
            below, lower = below + count, upper
        return BOUNDS_S[-1] if self.count else math.nan


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted until a moment: for each name the value of each set of labels."""

    totals: Mapping[str, Mapping[Labels, float]] = field(default_factory=dict)
    histograms: Mapping[str, Mapping[Labels, Histogram]] = field(default_factory=dict)

    def total(self, name: str, **labels: str) -> float:
        """The sum of those that have these labels."""
        wanted = set(labels.items())
        return sum(value for had, value in self.totals.get(name, {}).items() if wanted <= set(had))


class Counters:
    """Counts, and keeps the totals in a file; without a path in memory alone. Safe to use from several threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._totals: dict[str, dict[Labels, float]] = {}
        self._histograms: dict[str, dict[Labels, Histogram]] = {}
        self._unsaved = False
        self._read()

    def add(self, name: str, amount: float = 1.0, /, **labels: str) -> None:
        """Count so much more."""
        key = tuple(sorted(labels.items()))
        with self._lock:
            row = self._totals.setdefault(name, {})
            row[key] = row.get(key, 0.0) + amount
            self._unsaved = True

    def observe(self, name: str, seconds: float, /, **labels: str) -> None:
        """Put a time into a histogram."""
        key = tuple(sorted(labels.items()))
        place = bisect.bisect_left(BOUNDS_S, seconds)
        with self._lock:
            row = self._histograms.setdefault(name, {})
            known = row.get(key) or Histogram((0,) * (len(BOUNDS_S) + 1), 0.0)
            counts = tuple(count + (number == place) for number, count in enumerate(known.counts))
            row[key] = Histogram(counts, known.sum + seconds)
            self._unsaved = True

    def counted(self) -> Counted:
        """All of it, as it is now."""
        with self._lock:
            return Counted(
                {name: dict(row) for name, row in self._totals.items()},
                {name: dict(row) for name, row in self._histograms.items()},
            )

    def save(self) -> None:
        """Write the totals, whole or not at all. A full disk costs them, and nothing else."""
        if self._path is None or not self._unsaved:
            return
        self._unsaved = False
        counted = self.counted()
        written = {
            "totals": [[name, dict(key), value] for name, row in counted.totals.items() for key, value in row.items()],
            "histograms": [
                [name, dict(key), list(one.counts), one.sum]
                for name, row in counted.histograms.items()
                for key, one in row.items()
            ],
        }
        part = self._path.with_suffix(".part")
        try:
            part.write_text(json.dumps(written), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            logger.warning("the counters cannot be written: %s", error.strerror)

    def clear(self) -> None:
        """Begin anew. Raises OSError."""
        with self._lock:
            self._totals, self._histograms, self._unsaved = {}, {}, False
            if self._path is not None:
                self._path.unlink(missing_ok=True)

    def _read(self) -> None:
        if self._path is None or not self._path.is_file():
            return
        try:
            read = loads(self._path.read_bytes())
            for name, labels, value in read["totals"]:
                self._totals.setdefault(_word(name), {})[_key(labels)] = _amount(value)
            for name, labels, counts, total in read["histograms"]:
                if len(counts) == len(BOUNDS_S) + 1:
                    made = Histogram(tuple(int(_amount(count)) for count in counts), _amount(total))
                    self._histograms.setdefault(_word(name), {})[_key(labels)] = made
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning("the counters begin anew: %s", type(error).__name__)
            self._totals, self._histograms = {}, {}


def _key(labels: dict[str, Any]) -> Labels:
    return tuple(sorted((_word(name), _word(value)) for name, value in labels.items()))


def _word(said: Any) -> str:
    """A word that can be written anywhere. Raises TypeError, ValueError."""
    if type(said) is not str:
        raise TypeError("no word")
    said.encode()
    return said


def _amount(counted: Any) -> float:
    """A number that can be counted on from. Raises TypeError, ValueError."""
    if type(counted) not in (int, float):
        raise TypeError("no number")
    if not 0 <= counted <= MOST:
        raise ValueError("nobody counted that far")
    return float(counted)
