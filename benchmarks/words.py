"""How well words are read: Spearman's rho with people's valence and arousal.

    python benchmarks/words.py SENTENCES.jsonl [--cache FOLDER]

Each line of SENTENCES.jsonl is {"text": …, "labels": {"valence": …, "arousal": …}}. Printed are
the text model, the word list, both with the concepts shuffled and without the affect list (a
control that must fall to nothing), and whether the temperature and the number of concepts chosen on one half of the
sentences still serve the other half.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.text_model import TextModel, find_weights
from vectorbeats_desktop.engine.encoders.words import WordsEncoder, concept_cosines, concept_shares

TEMPERATURES = (0.03, 0.05, 0.07, 0.1, 0.15)
NEAREST = (8, 20, 40, 512)
SPLITS = 20
CONTROLS = 3
LOAD_WAIT_S = 300.0

Pair = tuple[float, float]
Floats = NDArray[np.float32]


def rho(readings: Floats, labels: Floats) -> Pair:
    """Return Spearman's rho of valence and of energy; both arrays have shape (n, 2)."""
    return tuple(float(spearmanr(readings[:, k], labels[:, k]).statistic) for k in (0, 1))  # type: ignore[return-value]


def read_all(encoder: WordsEncoder, texts: Sequence[str]) -> Floats:
    readings = [encoder.read(text, wait_s=LOAD_WAIT_S) for text in texts]
    return np.array([(reading.valence, reading.energy) for reading in readings], np.float32)


def report(name: str, found: Pair) -> None:
    print(f"{name:34} valence {found[0]:+.3f}   arousal {found[1]:+.3f}")


def controls(space: ConceptSpace, model: TextModel | None, texts: Sequence[str], labels: Floats) -> Pair:
    """Return the mean rho over spaces whose concepts mean nothing."""
    found = []
    for seed in range(CONTROLS):
        found.append(rho(read_all(WordsEncoder(space.shuffled(seed), model, affect=False), texts), labels))
    valence, arousal = np.mean(found, axis=0)
    return float(valence), float(arousal)


def split_halves(space: ConceptSpace, model: TextModel, texts: Sequence[str], labels: Floats) -> Pair:
    """Choose on one half, measure on the other; print what was chosen, return the mean rho of unseen halves."""
    phrases = [phrase for phrases in space.phrases for phrase in phrases]
    owner = np.repeat(np.arange(len(space)), [len(phrases) for phrases in space.phrases])
    cosines = concept_cosines(model.encode(texts), model.phrases(phrases), owner)
    places = np.stack([space.valence, space.energy], axis=1)
    grid = {
        (temperature, nearest): np.stack([concept_shares(row, temperature, nearest) for row in cosines]) @ places
        for temperature in TEMPERATURES
        for nearest in NEAREST
    }
    random, unseen, chosen = np.random.default_rng(0), [], []
    for _ in range(SPLITS):
        order = random.permutation(len(texts))
        half, other = order[: len(order) // 2], order[len(order) // 2 :]
        scores = {key: sum(rho(readings[half], labels[half])) for key, readings in grid.items()}
        best = max(scores, key=lambda key: scores[key])
        chosen.append(best)
        unseen.append(rho(grid[best][other], labels[other]))
    print("chosen by halves (T, concepts):", {key: chosen.count(key) for key in sorted(set(chosen))})
    valence, arousal = np.mean(unseen, axis=0)
    return float(valence), float(arousal)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "vectorbeats-words")
    options = parser.parse_args()
    lines = options.sentences.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    texts = [row["text"] for row in rows]
    labels = np.array([(row["labels"]["valence"], row["labels"]["arousal"]) for row in rows], np.float32)
    space = load_concepts()
    print(f"{len(rows)} sentences, {len(space)} concepts")
    report("word list", rho(read_all(WordsEncoder(space, None), texts), labels))
    report("word list, concepts shuffled", controls(space, None, texts, labels))
    weights = find_weights()
    if weights is None:
        print("no text model is installed")
        return
    model = TextModel(weights, options.cache)
    try:
        encoder = WordsEncoder(space, model)
        encoder.read("warm", wait_s=LOAD_WAIT_S)
        started = time.perf_counter()
        readings = read_all(encoder, texts)
        each_ms = (time.perf_counter() - started) / len(texts) * 1000
        report("text model", rho(readings, labels))
        report("text model, unseen halves", split_halves(space, model, texts, labels))
        print(f"{each_ms:.0f} ms a sentence")
        report("text model, concepts shuffled", controls(space, model, texts, labels))
    finally:
        model.close()


if __name__ == "__main__":
    main()
