"""What the program remembers of its own work: indexing runs, what went wrong, and how long searches took.

Kept in the log's folder, as JSON lines, and never more than the newest few hundred of each. No words, names or places
are kept of a search.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import deque
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine import counters, request
from vectorbeats_desktop.engine.concealing import concealed
from vectorbeats_desktop.engine.counters import Counters
from vectorbeats_desktop.engine.records import IndexReport, Query, SearchResult
from vectorbeats_desktop.engine.untrusted_json import loads

RUNS, PROBLEMS, SEARCHES = 200, 200, 500
MIXED = "mixed"
SLACK = 2  # a file is written anew when it has so many times the lines that are kept

Record = dict[str, Any]

logger = logging.getLogger(__name__)


class Ring:
    """The newest `keep` records, in memory and in a file; without a path in memory alone.

    A disk that is full costs the file's line, and not the record. Safe to use from several threads.
    """

    def __init__(self, path: Path | None, keep: int) -> None:
        self._path, self._keep = path, keep
        self._lock = threading.Lock()
        self._records: deque[Record] | None = None  # read when first asked for
        self._lines = 0

    def add(self, record: Record) -> None:
        """Put a record at the end; the oldest one goes when there are too many."""
        with self._lock:
            records = self._read()
            records.append(record)
            self._append(record, records)

    def all(self) -> list[Record]:
        """What is kept, the newest first."""
        with self._lock:
            return list(reversed(self._read()))

    def clear(self) -> None:
        """Forget all of it. Raises OSError."""
        with self._lock:
            if self._path is not None:
                self._path.unlink(missing_ok=True)
            self._records, self._lines = deque(maxlen=self._keep), 0

    def _read(self) -> deque[Record]:
        if self._records is None:
            lines = self._file_lines()
            self._lines = len(lines)
            read = (_record(line) for line in lines)
            self._records = deque((record for record in read if record is not None), maxlen=self._keep)
        return self._records

    def _file_lines(self) -> list[str]:
        if self._path is None:
            return []
        try:
            return self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            logger.warning("a journal cannot be read: %s", error)
            return []

    def _append(self, record: Record, records: deque[Record]) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._lines >= SLACK * self._keep:
                part = self._path.with_suffix(".part")
                part.write_text("".join(map(_line, records)), encoding="utf-8")
                part.replace(self._path)
                self._lines = len(records)
            else:
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(_line(record))
                self._lines += 1
        except OSError as error:
            logger.warning("a journal cannot be written: %s", error)


class Journal:
    """`runs`, `problems` and `searches`, each a Ring, and `counters` over all that ever was."""

    def __init__(self, folder: Path | None = None) -> None:
        def ring(name: str, keep: int) -> Ring:
            return Ring(folder / f"{name}.jsonl" if folder is not None else None, keep)

        self.runs, self.problems, self.searches = (
            ring("runs", RUNS),
            ring("problems", PROBLEMS),
            ring("searches", SEARCHES),
        )
        self.counters = Counters(folder / "counters.json" if folder is not None else None)

    def add_run(self, report: IndexReport) -> None:
        """Keep what an indexing run did, and each problem of a file that is not kept already."""
        counts = ("files", "added", "changed", "moved", "removed", "analysed", "melodies", "heard", "failed", "seconds")
        self.runs.add(
            {
                "at": time.time(),
                "request": request.current(),
                **{name: getattr(report, name) for name in counts},
                "stages": dict(report.stages),
            }
        )
        self.counters.add(counters.RUNS)
        self.counters.add(counters.ANALYSED, report.analysed)
        for stage, seconds in report.stages:
            self.counters.add(counters.STAGE_SECONDS, seconds, stage=stage)
        known = {(kept.get("subject"), kept.get("code")) for kept in self.problems.all()}
        for problem in report.problems:
            if (str(problem.path), problem.code) not in known:
                self.add_problem("file", problem.code, problem.message, problem.hint, str(problem.path))
                self.count_error(problem.code)
        self.counters.save()

    def count_error(self, code: str) -> None:
        """Count an error that somebody was told of."""
        self.counters.add(counters.ERRORS, code=code)

    def add_problem(self, what: str, code: str, message: str, hint: str = "", subject: str = "") -> None:
        """Keep what went wrong: `what` was done, and of what, such as a file or a model's id."""
        told = {"message": concealed(message), "hint": concealed(hint), "subject": concealed(subject)}
        record = {"at": time.time(), "what": what, "code": code, **told}
        self.problems.add({**record, "request": request.current()})

    def add_search(self, query: Query, result: SearchResult) -> None:
        """Keep of which kinds a search's parts were, and how long its steps took (ms)."""
        kinds = sorted({str(part.kind) for part in query.parts})
        kind = kinds[0] if len(kinds) == 1 else MIXED
        self.counters.observe(counters.SEARCH_SECONDS, result.timings_ms.get("total", 0.0) / 1_000, kind=kind)
        steps = {step: round(milliseconds, 1) for step, milliseconds in result.timings_ms.items()}
        self.searches.add({"at": time.time(), "kinds": kinds, "ms": steps, "request": request.current()})
        logger.info("a search was answered", extra={"kinds": kinds, "ms": steps.get("total"), "hits": len(result.hits)})

    def count(self) -> int:
        """How many records there are."""
        return sum(len(ring.all()) for ring in (self.runs, self.problems, self.searches))

    def clear(self) -> None:
        """Forget all of it. Raises OSError."""
        for ring in (self.runs, self.problems, self.searches):
            ring.clear()
        self.counters.clear()


def _line(record: Record) -> str:
    return json.dumps(record) + "\n"


def _record(line: str) -> Record | None:
    try:
        read = loads(line)
    except ValueError:
        return None  # a line cut off by a crash
    return read if isinstance(read, dict) else None
