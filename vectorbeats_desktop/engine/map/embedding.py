"""From vectors to places in two dimensions: UMAP, and for a handful of tracks their principal components."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from io import StringIO

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.map.neighbours import nearest
from vectorbeats_desktop.engine.map.records import ARRANGING, COMPARING

Floats = NDArray[np.float32]
Tell = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and of how much."""

NEIGHBOURS = 15
FEWEST = 32  # tracks below which there is no structure for UMAP to find
APART = 0.1  # UMAP's min_dist
SEED = 42
TQDM = {"bar_format": "{n_fmt}/{total_fmt} ", "mininterval": 0.2, "disable": False}


def embed(vectors: Floats, tell: Tell) -> Floats:
    """Places of vectors, (n, 2), such that near ones are alike; the same ones for the same vectors.

    UMAP (McInnes, Healy, Melville 2018) on exact neighbours, begun from the principal components, which keeps the
    rough order of all. Distances between what is not alike mean little.

    Args:
        vectors: (n, d) of unit length, n ≥ 0.
        tell: told how far it is.
    """
    if len(vectors) < FEWEST:
        return principal(vectors)
    near = nearest(vectors, vectors, NEIGHBOURS, lambda done: tell(COMPARING, done, len(vectors)))
    tell(ARRANGING, 0, 0)  # importing and compiling takes seconds, and tells nothing
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # umap looks whether TensorFlow is there
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a seed that forbids threads, and neighbours without an index: both meant
        import umap

        fitting = umap.UMAP(
            n_neighbors=NEIGHBOURS,
            min_dist=APART,
            metric="cosine",
            init="pca",
            random_state=SEED,
            n_jobs=1,
            precomputed_knn=(*near, None),
            tqdm_kwds={**TQDM, "file": _Epochs(tell)},
        )
        return np.asarray(fitting.fit_transform(vectors), np.float32)


def principal(vectors: Floats) -> Floats:
    """The first two principal components, (n, 2); signs such that the largest weight is positive."""
    if len(vectors) < 2:
        return np.zeros((len(vectors), 2), np.float32)
    moved = (vectors - vectors.mean(axis=0)).astype(np.float64)
    axes = np.linalg.svd(moved, full_matrices=False)[2][:2]
    signs = np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])
    found = moved @ (axes * np.where(signs == 0, 1, signs)[:, None]).T
    return np.pad(found, ((0, 0), (0, 2 - found.shape[1]))).astype(np.float32)


class _Epochs(StringIO):
    """Takes what UMAP's progress bar writes, and tells it on as numbers."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def write(self, text: str) -> int:
        if found := re.search(r"(\d+)/(\d+)", text):
            self._tell(ARRANGING, int(found[1]), int(found[2]))
        return len(text)
