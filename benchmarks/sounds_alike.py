"""How well sounds-alike finds the like: python benchmarks/sounds_alike.py GENRES --composers FOLDER [--data FOLDER]

GENRES is a folder of files named GENRE-anything; the composers of the other folder's files are their artist tags. Both
are indexed together (or taken from a data folder where they are), and every track is asked for more like it, through
the very channel that the search asks. Prints precision@10 among the tracks of the same folder: the share of its ten
nearest that have its genre or composer, of as many as there are; beside it the cosine of mean MFCCs, the naive way.
Hubs are measured over both folders together: the skewness of how often each track is among the ten nearest of others,
the greatest such number, and the share of tracks that are near to nothing (Radovanović et al. 2010).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import INDEX, SOUND_VERSION, audio_vector
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Emphasis, Kind, QueryPart
from vectorbeats_desktop.engine.search.channel import ReadPart, SoundProbe
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.sounds import SoundsChannel
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import AUDIO, SOUND_SIZE, SOUND_VECTOR
from vectorbeats_desktop.engine.task import TaskContext

Matrix = NDArray[np.float32]

NEAREST = 10
LEAST_OTHERS = 2  # by the same composer, for a track to be asked about


def precision(scores: Matrix, labels: Sequence[str], chosen: NDArray[np.bool_]) -> float:
    """The mean share of the nearest that carry a track's label, among the chosen tracks."""
    names = np.array(labels)[chosen]
    among = scores[np.ix_(chosen, chosen)].copy()
    np.fill_diagonal(among, -np.inf)
    count = Counter(names.tolist())
    shares = []
    for row, name in zip(among, names, strict=True):
        others = count[name] - 1
        if name and others >= LEAST_OTHERS:
            shares.append((names[np.argsort(-row, kind="stable")[:NEAREST]] == name).sum() / min(NEAREST, others))
    return float(np.mean(shares))


def hubs(scores: Matrix) -> tuple[float, int, float]:
    """Skewness of the k-occurrences, the greatest of them, and the share of tracks that have none."""
    among = scores.copy()
    np.fill_diagonal(among, -np.inf)
    nearest = np.argsort(-among, axis=1, kind="stable")[:, :NEAREST]
    times = np.bincount(nearest.ravel(), minlength=len(scores))
    skew = ((times - times.mean()) ** 3).mean() / max(float(times.std()) ** 3, 1e-9)
    return float(skew), int(times.max()), float((times == 0).mean())


def cosine(rows: Matrix) -> Matrix:
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(unit @ unit.T, np.float32)


def asked(channel: SoundsChannel, view: LibraryView, ids: Sequence[str], rows: Matrix, emphasis: Emphasis) -> Matrix:
    """What the channel says of every track for every track."""
    found = []
    for row in rows:
        part = ReadPart(QueryPart(Kind.LIKE, "/", emphasis=emphasis), Kind.LIKE, sound=SoundProbe(row))
        evidence = channel.weigh(part, view, None, TaskContext())
        assert evidence is not None
        found.append(evidence.scores(ids))
    return np.stack(found)


def measure(session: Session, genres: Path) -> None:
    ids, matrix = session.catalog.descriptors(SOUND_VERSION)
    tracks = {track_id: files[0] for track_id, files in session.catalog.tracks_by_id(ids).items()}
    rated = np.array([tracks[track_id].path.is_relative_to(genres) for track_id in ids])
    labels = [
        tracks[track_id].path.name.partition("-")[0] if of_genre else tracks[track_id].tags.artist
        for track_id, of_genre in zip(ids, rated, strict=True)
    ]
    vectors = TrackVectors(session.store, PointIds(), AUDIO, SOUND_VECTOR, SOUND_SIZE)
    channel, view = SoundsChannel(vectors), LibraryView(session.catalog, session.catalog.view_revision())
    rows = audio_vector(matrix)
    timbre = matrix[:, [INDEX[f"mfcc{number}_mean"] for number in range(1, 20)]]
    ways: dict[str, Callable[[], Matrix]] = {
        "chance": lambda: np.random.default_rng(1).random((len(ids), len(ids))).astype(np.float32),
        "mean MFCCs, cosine": lambda: cosine(timbre),
        "the vectors, cosine (before)": lambda: cosine(rows),
    }
    for emphasis in Emphasis:
        ways[f"sounds-alike, {emphasis}"] = lambda emphasis=emphasis: asked(  # type: ignore[misc]
            channel, view, ids, rows, emphasis
        )
    print(f"{'':32} {'genre':>6} {'composer':>9} {'skew':>6} {'most':>5} {'none':>6}")
    for name, way in ways.items():
        scores = way()
        skew, most, none = hubs(scores)
        by = f"{precision(scores, labels, rated):6.3f} {precision(scores, labels, ~rated):9.3f}"
        print(f"{name:32} {by} {skew:6.2f} {most:5} {none:6.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("genres", type=Path)
    parser.add_argument("--composers", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="where both are indexed already")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Session.open(Paths.under(args.data or Path(folder))) as session:
        if args.data is None:
            for music in (args.genres, args.composers):
                session.add_folder(music.resolve())
            session.index(TaskContext())
        measure(session, args.genres.resolve())


if __name__ == "__main__":
    main()
