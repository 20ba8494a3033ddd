"""What picture and word queries find, and what each part of it brings: python benchmarks/quality.py SET

SET holds `library/` (rated excerpts), `labels.json` (their valence and arousal), and
`photos.jsonl` and `words.jsonl` (queries with the ratings of people). Prints Spearman's rho between
a query's rating and the mean rating of its first ten results:

    text model, word list      as the program answers with and without the text model
    no captions                pictures by colour and light alone, their file names unread
    concepts shuffled          a control: every concept lies somewhere else. One shuffle is a random map and
                               may point along or against the truth; the mean over shuffles must be near 0
    moods cross-fitted         each excerpt's mood by weights that were fitted without it

The library is indexed into a temporary data folder first (some minutes).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from benchmarks.fit_music_mood import CHOSEN, SETS, ridge, standardise
from vectorbeats_desktop.engine.analysis.descriptors import INDEX, SOUND_VERSION
from vectorbeats_desktop.engine.analysis.mood_stage import Described, MoodStage
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.music import MoodModel, MusicEncoder, load_model
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder, PictureReading
from vectorbeats_desktop.engine.encoders.reading import Reading
from vectorbeats_desktop.engine.encoders.words import WordsEncoder
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.search.affect import AffectChannel
from vectorbeats_desktop.engine.search.concept import ConceptChannel
from vectorbeats_desktop.engine.search.hearing import HeardParts
from vectorbeats_desktop.engine.search.medium_means import MediumMeans
from vectorbeats_desktop.engine.search.reader import PartReader
from vectorbeats_desktop.engine.search.service import SearchService
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import CONCEPT_SIZE, MUSIC
from vectorbeats_desktop.engine.task import TaskContext

FOLDS = 5
RESULTS = 10
SHUFFLES = 10
WARM_S = 600.0
Label = dict[str, float]


@dataclass(frozen=True)
class Rated:
    """A query and what people said of it."""

    part: QueryPart
    label: Label


class Uncaptioned(PictureEncoder):
    """Reads no file names."""

    def read(self, source: Path | bytes, caption: str = "") -> PictureReading:
        return replace(super().read(source, caption), caption="")


class ControlPictures(PictureEncoder):
    """Reads by shuffled concepts; valence and energy, too, are what those mean in the real space."""

    def __init__(self, shuffled: ConceptSpace, real: ConceptSpace) -> None:
        super().__init__(shuffled)
        self._places = real

    def read(self, source: Path | bytes, caption: str = "") -> PictureReading:
        seen = super().read(source, caption)
        return replace(seen, caption="", reading=self._by_concepts(seen.reading))

    def _by_concepts(self, reading: Reading) -> Reading:
        shares = reading.activations / max(float(reading.activations.sum()), 1e-9)
        valence, energy = float(shares @ self._places.valence), float(shares @ self._places.energy)
        return replace(reading, valence=valence, energy=energy)


def load_queries(root: Path, name: str) -> list[Rated]:
    rows = [json.loads(line) for line in (root / name).read_text().splitlines() if line.strip()]
    return [
        Rated(
            QueryPart(Kind.IMAGE, str(root / row["image"])) if "image" in row else QueryPart(Kind.TEXT, row["text"]),
            row["labels"],
        )
        for row in rows
    ]


def rho(service: SearchService, queries: Sequence[Rated], labels: dict[str, Label], root: Path) -> tuple[float, float]:
    """Spearman's rho of valence and of arousal."""
    found: list[list[str]] = []
    for query in queries:
        asked = Query((query.part,), limit=RESULTS, hygiene=False)
        hits = service.search(asked, TaskContext()).hits
        found.append([str(hit.track.path.relative_to(root)) for hit in hits])
    figures = []
    for name in ("valence", "arousal"):
        typical = float(np.mean([label[name] for label in labels.values()]))
        theirs = [float(np.mean([labels[path][name] for path in paths] or [typical])) for paths in found]
        statistic = spearmanr([query.label[name] for query in queries], theirs).statistic
        figures.append(0.0 if np.isnan(statistic) else float(statistic))
    return figures[0], figures[1]


def cross_fit(session: Session, labels: dict[str, Label], root: Path) -> None:
    """Encode each track's mood with weights fitted on the other folds, and store it as the program would."""
    ids, matrix = session.catalog.descriptors(SOUND_VERSION)
    tracks = {track_id: files[0] for track_id, files in session.catalog.tracks_by_id(ids).items()}
    rated = np.array([[labels[str(tracks[i].path.relative_to(root))][n] for n in ("valence", "arousal")] for i in ids])
    fold_of = np.random.default_rng(0).integers(0, FOLDS, len(ids))
    for fold in range(FOLDS):
        held = np.flatnonzero(fold_of == fold)
        music = MusicEncoder(session.space, fitted_on(matrix[fold_of != fold], rated[fold_of != fold]))
        stage = MoodStage(session.catalog, session.store, music, session.space)
        described = []
        for place in held:
            track = tracks[ids[place]]
            assert track.features is not None
            described.append(Described(ids[place], track.features, track.tags))
        points, moods = stage.encode(described, matrix[held])
        session.store.upsert(MUSIC, points)
        session.catalog.mood_done(moods)
    session.store.flush()


def fitted_on(matrix: NDArray[np.float32], rated: NDArray[np.float64]) -> MoodModel:
    """The shipped model's shape with weights of these tracks only."""
    shipped = load_model()
    scores = standardise(matrix[:, [INDEX[name] for name in shipped.names]].astype(np.float64))
    weights = []
    for column, target in enumerate(("valence", "arousal")):
        features, strength = CHOSEN[target]
        places = [shipped.names.index(feature) for feature in SETS[features]]
        fitted = ridge(scores[:, places], rated[:, column], strength)
        row = np.zeros(len(shipped.names))
        row[places] = fitted / (scores[:, places] @ fitted).std()
        weights.append(row)
    return replace(shipped, valence=weights[0], energy=weights[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    root = parser.parse_args().set.resolve()
    labels: dict[str, Label] = json.loads((root / "labels.json").read_text())
    with tempfile.TemporaryDirectory() as folder, Session.open(Paths.under(Path(folder))) as session:
        session.add_folder(root / "library")
        session.index(TaskContext())
        session.wait_until_warm((Kind.TEXT,), WARM_S, TaskContext())
        if session.words_source() != "text model":
            raise SystemExit("The text model is not installed; without it there is nothing to compare.")
        measure(session, root, labels)


def measure(session: Session, root: Path, labels: dict[str, Label]) -> None:
    space, model = session.space, session.text_model
    vectors = TrackVectors(session.store, PointIds(), MUSIC, space.space_id, CONCEPT_SIZE)

    def service(words: WordsEncoder, pictures: PictureEncoder) -> SearchService:
        channels = (ConceptChannel(space, vectors, MediumMeans(space)), AffectChannel())
        reader = PartReader(words, pictures, cast(HeardParts, None), session.playlists)  # the sets hold no sounds
        return SearchService(session.catalog, reader, channels)

    plain = WordsEncoder(space, None)
    photos, words = load_queries(root, "photos.jsonl"), load_queries(root, "words.jsonl")
    session.wait_until_warm((Kind.TEXT,), WARM_S, TaskContext())

    def show(name: str, words_encoder: WordsEncoder, pictures: PictureEncoder, queries: Sequence[Rated]) -> None:
        valence, arousal = rho(service(words_encoder, pictures), queries, labels, root)
        print(f"{name:<46} {valence:8.3f} {arousal:8.3f}", flush=True)

    print(f"{'':<46}  valence  arousal")
    show("words, text model", session.words, session.pictures, words)
    show("words, word list", plain, session.pictures, words)
    show("photos, text model reads captions", session.words, session.pictures, photos)
    show("photos, word list reads captions", plain, session.pictures, photos)
    show("photos, no captions", plain, Uncaptioned(space), photos)
    controls: dict[str, list[tuple[float, float]]] = {}
    for seed in range(SHUFFLES):
        at = space.shuffled(seed)
        with_model, listed = WordsEncoder(at, model, affect=False), WordsEncoder(at, None, affect=False)
        session.wait_until_warm((Kind.TEXT,), WARM_S, TaskContext())
        for name, encoder, pictures, queries in (
            ("words, text model, concepts shuffled", with_model, session.pictures, words),
            ("words, word list, concepts shuffled", listed, session.pictures, words),
            ("photos, no captions, concepts shuffled", plain, ControlPictures(at, space), photos),
        ):
            controls.setdefault(name, []).append(rho(service(encoder, pictures), queries, labels, root))
    for name, figures in controls.items():
        (valence, arousal), error = np.mean(figures, axis=0), np.std(figures, axis=0) / np.sqrt(SHUFFLES)
        print(
            f"{name:<46} {valence:8.3f} {arousal:8.3f}  ± {error[0]:.3f} {error[1]:.3f}, {SHUFFLES} shuffles",
            flush=True,
        )
    cross_fit(session, labels, root)
    show("words, text model, moods cross-fitted", session.words, session.pictures, words)
    show("words, word list, moods cross-fitted", plain, session.pictures, words)
    show("photos, captions read, moods cross-fitted", session.words, session.pictures, photos)
    show("photos, no captions, moods cross-fitted", plain, Uncaptioned(space), photos)


if __name__ == "__main__":
    main()
