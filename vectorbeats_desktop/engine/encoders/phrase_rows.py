"""What a model makes of phrases that never change, kept on disk: embedding thousands of them takes a minute."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.towers import WordsTower
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.engine.untrusted_arrays import read_arrays

logger = logging.getLogger(__name__)

STAGE = "phrases"
PIECE = 64  # phrases of one request, between which one may cancel
KEPT = 8  # files; those of models and tables that are no longer used go

Floats = NDArray[np.float32]


class PhraseRows:
    """Rows of phrases by model, in a folder that may be cleared at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kept(self, space: str, phrases: Sequence[str], dimension: int) -> Floats | None:
        """The unit rows of phrases, (n, d), or None while they are not known."""
        try:
            rows = np.asarray(read_arrays(self._path(space, phrases))["rows"], np.float32)
        except (OSError, ValueError, KeyError, TypeError):
            return None  # not made yet, or broken: made again
        return rows if rows.shape == (len(phrases), dimension) and bool(np.isfinite(rows).all()) else None

    def made(self, tower: WordsTower, phrases: Sequence[str], ctx: TaskContext) -> Floats:
        """The same, made now where they are not kept. Raises ModelUnavailable, Cancelled."""
        rows = self.kept(tower.space, phrases, tower.dimension)
        if rows is None:
            pieces = []
            for start in range(0, len(phrases), PIECE):
                ctx.checkpoint()
                ctx.report(Progress(STAGE, start, len(phrases)))
                pieces.append(tower.words(phrases[start : start + PIECE], ctx))
            ctx.report(Progress(STAGE, len(phrases), len(phrases)))
            rows = np.concatenate(pieces) if pieces else np.zeros((0, tower.dimension), np.float32)
            self._keep(self._path(tower.space, phrases), rows)
        return rows

    def _path(self, space: str, phrases: Sequence[str]) -> Path:
        key = hashlib.sha256("\0".join((space, *phrases)).encode()).hexdigest()[:24]
        return self._folder / f"said-{key}.npz"

    def _keep(self, path: Path, rows: Floats) -> None:
        partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                np.savez(file, rows=rows)
            partial.replace(path)
        except OSError as error:  # a full disk costs a minute at the next start, and nothing else
            partial.unlink(missing_ok=True)
            logger.warning("phrases could not be kept: %s", error)
        files = sorted(self._folder.glob("said-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)
