"""What a search costs that also asks the remote catalogue: one that answers, one that hangs, and none.

    python -m benchmarks.ask_others [--tracks 20000] [--theirs 2000] [--repeat 20]

The server is qdrant-client's local mode behind HTTP on the loopback, which compares all its vectors and is slower than
a real one. The library is that of `benchmarks/search.py`; words are read by the word list.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import count, cycle
from pathlib import Path
from threading import Event, Thread

import numpy as np
from qdrant_client import models

from benchmarks.search import SENTENCES, make_library
from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, OthersAnswer, Query, QueryPart
from vectorbeats_desktop.engine.remote.server import QdrantServer
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

PREFIX = "vectorbeats_"
CTX = TaskContext()


def give_away(session: Session, tracks: int, stub: Stub) -> None:
    """Let the last tracks be others': their records on the server, and nothing of them here."""
    gathering, catalog = session.remote.gathering, session.catalog
    port = QdrantServer(stub.client, PREFIX)
    for collection, sizes in gathering.vectors().items():
        port.prepare(collection, sizes)
    gone = catalog.rows(catalog.page_ids()[-tracks:])
    changes = [change for track in gone for change in catalog.changes_of(track.track_id, ("sound", "music"))]
    for start in range(0, len(changes), 500):
        for change, point in gathering.points(changes[start : start + 500]):
            if point is None:
                continue
            vectors = {name: np.asarray(vector).tolist() for name, vector in point.vectors.items()}
            made = models.PointStruct(id=point.id, vector=vectors, payload={**point.payload, "device_id": "them"})
            stub.client.upsert(PREFIX + ("audio" if change.kind == "sound" else "music") + "_embeddings", [made])
    catalog.remove_files([track.file_id for track in gone])
    catalog.forget_tracks([track.track_id for track in gone])


class Watch:
    """How long each kind of question takes; kinds are asked in turn, so that a busy machine slows all of them."""

    def __init__(self) -> None:
        self._taken: dict[str, list[float]] = {}
        self._silent: dict[str, int] = {}

    def ask(self, kind: str, ask: Callable[[], object]) -> None:
        began = time.perf_counter()
        answer = ask()
        self._taken.setdefault(kind, []).append(1_000 * (time.perf_counter() - began))
        silent = isinstance(answer, OthersAnswer) and answer.silent
        self._silent[kind] = self._silent.get(kind, 0) + silent

    def report(self) -> None:
        print(f"{'milliseconds':>46}  median     p95")
        for kind, taken in self._taken.items():
            p95, silent = float(np.percentile(taken, 95)), self._silent[kind]
            print(f"{kind:>46} {statistics.median(taken):7.0f} {p95:7.0f}   {silent} of {len(taken)} unanswered")


def measure(session: Session, stub: Stub, repeat: int) -> Watch:
    """Ask new words each time: of a library alone, beside a server that answers, and while one hangs."""
    watch = Watch()
    queries = (
        Query((QueryPart(Kind.TEXT, f"{sentence} {number}"),))
        for number, sentence in zip(count(), cycle(SENTENCES), strict=False)
    )
    session.ask_others(next(queries), CTX)
    for _ in range(repeat):
        query = next(queries)
        watch.ask("library alone", partial(session.search, query, CTX))
        query = next(queries)
        watch.ask("library, with a server beside it", partial(session.search_with_others, query, CTX))
        watch.ask("the team's tracks, after that", partial(session.ask_others, query, CTX))
        watch.ask("the same asked again, with all tracks", partial(session.search_with_others, query, CTX))
        hanging = [next(queries), next(queries)]
        stub.faults = [Fault(on="/points", how="hang", times=1_000)]
        waiting = Thread(target=watch.ask, args=("a server that hangs", partial(session.ask_others, hanging[0], CTX)))
        waiting.start()
        time.sleep(0.3)
        watch.ask("library, while a server hangs", partial(session.search_with_others, hanging[1], CTX))
        waiting.join()
        watch.ask("a server that hung a moment ago", partial(session.ask_others, hanging[1], CTX))
        stub.faults = []
        stub.ending.set()
        stub.ending = Event()
        session.others.close()
        del session.others
        session.remote.retry()
    return watch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tracks", type=int, default=20_000)
    parser.add_argument("--theirs", type=int, default=2_000)
    parser.add_argument("--repeat", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, qdrant_stub() as stub:
        settings = fast_settings()
        for name, value in (("network.remote", True), ("remote.search", True), ("remote.address", stub.address)):
            settings.set(name, value)
        (Path(place) / "music").mkdir()
        with Session.open(Paths.under(Path(place) / "data"), settings) as session:
            make_library(session, given.tracks + given.theirs, Path(place) / "music")
            give_away(session, given.theirs, stub)
            session.remote.agree()
            measure(session, stub, given.repeat).report()
            stub.ending.set()


if __name__ == "__main__":
    main()
