"""How even the ways between two tracks are, and how long finding them takes.

    python benchmarks/paths.py FOLDER… [--data DATA] [--length 12] [--pairs 60]
    python benchmarks/paths.py --made-up 20000

With folders of music (indexed into DATA, or a temporary data folder): for pairs of tracks picked blindly, the
program's way, and what else could be done with the same distances:

    stop by stop     for each place on the arc the nearest track that is left, as in the paper that is followed
    greedy           always the nearest track that is left, and the end at last
    picked blindly

A step is the distance that the program minimises; its parts are told too: the cosine distance of the sounds, and
the tempo jump in percent, half and double tempo counted as none. "in order" is Spearman's rho between the places
in a way and how much nearer a track is to the end than to the start, by sound alone.

With --made-up, seconds for ways and for going on in a library of so many made-up tracks.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from benchmarks.search import make_library
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.playlists.landscape import Landscape, Points, Region, between
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

Choice = Callable[[int, int, int], list[int]]
MEASURES = ("step mean", "step max", "sound mean", "sound max", "tempo % mean", "tempo % max", "in order")
REPEATS = 5


@contextmanager
def opened(data: Path | None) -> Iterator[Session]:
    """A session without the text model, on a data folder that is kept or on a temporary one."""
    settings = Settings()
    settings.set("search.text_model", False)
    folder = data or Path(tempfile.mkdtemp(prefix="vectorbeats-benchmark-"))
    try:
        with Session.open(Paths.under(folder), settings) as session:
            yield session
    finally:
        if data is None:
            shutil.rmtree(folder, ignore_errors=True)


class Ways:
    """Each kind of way, as rows of the whole library."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.land = Landscape.now(session.catalog, session.sounds, session.views)
        self.all: Region = self.land.region(self.land.view.track_ids)
        self.row_of = {track.track_id: row for row, track in enumerate(self.all.tracks)}
        self._squared = self.land.squared(self.all.points, self.all.points)
        self._random = np.random.default_rng(0)

    def ours(self, start: int, end: int, count: int) -> list[int]:
        ids = self.all.tracks[start].track_id, self.all.tracks[end].track_id
        return [self.row_of[t.track_id] for t in self._session.routes.between(*ids, count, TaskContext())]

    def stop_by_stop(self, start: int, end: int, count: int) -> list[int]:
        shares = np.arange(1, count - 1) / (count - 1)
        stops = between(self.all.points.take([start]), self.all.points.take([end]), shares)
        way, off_arc = [start], self.land.squared(stops, self.all.points)
        off_arc[:, [start, end]] = np.inf
        for stop in off_arc:
            stop[way] = np.inf
            way.append(int(stop.argmin()))
        return [*way, end]

    def greedy(self, start: int, end: int, count: int) -> list[int]:
        way = [start]
        while len(way) < count - 1:
            steps = self._squared[way[-1]].copy()
            steps[[*way, end]] = np.inf
            way.append(int(steps.argmin()))
        return [*way, end]

    def blind(self, start: int, end: int, count: int) -> list[int]:
        others = np.setdiff1d(np.arange(len(self.all.tracks)), [start, end])
        return [start, *map(int, self._random.choice(others, count - 2, replace=False)), end]

    def measured(self, way: list[int]) -> NDArray[np.float64]:
        points: Points = self.all.points.take(way)
        steps = np.sqrt(np.diagonal(self.land.squared(points, points), offset=1))
        cosines = points.sound @ points.sound.T
        sounds = 1 - np.diagonal(cosines, offset=1)
        octaves = np.abs(np.diff(points.tempo))
        jumps = 100 * (2 ** np.abs(octaves - np.round(octaves)) - 1)
        nearer = cosines[-1, 1:-1] - cosines[0, 1:-1]
        order = float(spearmanr(np.arange(len(nearer)), nearer).statistic)
        return np.array([steps.mean(), steps.max(), sounds.mean(), sounds.max(), jumps.mean(), jumps.max(), order])


def quality(session: Session, length: int, pairs: int) -> None:
    ways = Ways(session)
    random = np.random.default_rng(1)
    ends = [random.choice(len(ways.all.tracks), 2, replace=False) for _ in range(pairs)]
    print(f"{len(ways.all.tracks)} tracks, {pairs} pairs, ways of {length} tracks")
    print(f"{'':<16}" + "".join(f"{name:>14}" for name in MEASURES))
    kinds: dict[str, Choice] = {
        "ours": ways.ours,
        "stop by stop": ways.stop_by_stop,
        "greedy": ways.greedy,
        "picked blindly": ways.blind,
    }
    for name, choose in kinds.items():
        figures = [ways.measured(choose(int(start), int(end), length)) for start, end in ends]
        print(f"{name:<16}" + "".join(f"{figure:14.3f}" for figure in np.mean(figures, axis=0)), flush=True)


def speed(session: Session) -> None:
    ids = session.catalog.moods()[0]
    random = np.random.default_rng(2)

    def taken(ask: Callable[[str, str], object]) -> str:
        times = []
        for _ in range(REPEATS + 1):
            start, end = (ids[row] for row in random.choice(len(ids), 2, replace=False))
            began = time.perf_counter()
            ask(start, end)
            times.append(time.perf_counter() - began)
        return f"first {times[0]:.2f} s, then median {np.median(times[1:]):.2f}, most {max(times[1:]):.2f}"

    print(f"{len(ids):,} tracks")
    for count in (12, 30, 200):

        def way(start: str, end: str, count: int = count) -> object:
            return session.routes.between(start, end, count, TaskContext())

        print(f"a way of {count:>3} tracks: {taken(way)}", flush=True)
    print(f"20 tracks onward: {taken(lambda *played: session.routes.onward(played, 20, TaskContext()))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--data", type=Path, help="a data folder, kept for the next time")
    parser.add_argument("--length", type=int, default=12)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--made-up", type=int, default=0, help="measure the time, in so many made-up tracks")
    given = parser.parse_args()
    with opened(given.data) as session:
        if given.made_up:
            if not session.catalog.moods()[0]:
                session.paths.demo.mkdir(parents=True)
                make_library(session, given.made_up, session.paths.demo)
            speed(session)
            return
        for folder in given.folders:
            session.add_folder(folder.resolve())
        if given.folders:
            session.index(TaskContext())
        quality(session, given.length, given.pairs)


if __name__ == "__main__":
    main()
