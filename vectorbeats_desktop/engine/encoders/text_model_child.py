"""The text model's side of the pipe: the only importer of torch and transformers for words."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.untrusted_json import loads

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS_FILE = "model.safetensors"
SIZE = 384
THREADS = 2  # more does not help sentences this short, and music analysis wants the other cores
BATCH = 64
MAX_TOKENS = 256
CHECKS_FILE = "model-checks.json"
READ_BLOCK = 1 << 20

LOADED = "loaded"
REFUSED = "refused"


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(READ_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def verified_sha256(path: Path, cache: Path) -> str:
    """Return the file's SHA-256, hashing it only when its size or time of change is new. Raises OSError."""
    stat = path.stat()
    seen = [str(path), stat.st_size, stat.st_mtime_ns]
    notes = cache / CHECKS_FILE
    known = _remembered(notes)
    if known.get("file") == seen and isinstance(known.get("sha256"), str):
        return str(known["sha256"])
    digest = file_sha256(path)
    with contextlib.suppress(OSError):  # without a note it is hashed again next time, and that is all
        cache.mkdir(parents=True, exist_ok=True)
        partial = notes.with_suffix(f".{os.getpid()}.part")
        partial.write_text(json.dumps({"file": seen, "sha256": digest}), encoding="utf-8")
        partial.replace(notes)
    return digest


def _remembered(notes: Path) -> dict[str, Any]:
    try:
        known = loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # no note yet, or a broken one: the file is hashed again
    return known if isinstance(known, dict) else {}


def mend_torchvision() -> None:
    """Let transformers import a torchvision whose compiled operators do not fit this torch.

    Such a torchvision fails while it registers shapes for operators that are not there;
    declaring their schemas first is enough, as words need none of them.
    """
    if importlib.util.find_spec("torchvision") is None:
        return
    import torch

    try:
        importlib.import_module("torchvision")
    except (RuntimeError, ImportError):
        library = torch.library.Library("torchvision", "FRAGMENT")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        for module in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[module]
        importlib.import_module("torchvision")
        _kept_libraries.append(library)


_kept_libraries: list[Any] = []  # a Library takes its declarations back when it is collected


class SentenceEncoder:
    """all-MiniLM-L6-v2: mean of the token vectors over the attention mask, at unit length.

    Method: Reimers & Gurevych 2019, "Sentence-BERT", section 3.
    """

    def __init__(self, weights: Path) -> None:
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.set_num_threads(THREADS)
        self._torch = torch
        self._tokenizer = AutoTokenizer.from_pretrained(str(weights), local_files_only=True)
        self._model = AutoModel.from_pretrained(str(weights), local_files_only=True, use_safetensors=True)
        self._model.eval()

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), 384); texts beyond 256 tokens are cut."""
        rows = np.zeros((len(texts), SIZE), np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))  # so that batches are padded little
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows[batch] = self._encode_batch([texts[index] for index in batch])
        return rows

    def _encode_batch(self, texts: list[str]) -> NDArray[np.float32]:
        torch = self._torch
        tokens = self._tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        with torch.inference_mode():
            states = self._model(**tokens).last_hidden_state
            mask = tokens["attention_mask"].unsqueeze(-1).to(states.dtype)
            pooled = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            unit = torch.nn.functional.normalize(pooled, dim=1)
        return np.asarray(unit.numpy(), np.float32)


def load(weights: Path, cache: Path) -> SentenceEncoder:
    """Return the model. Raises ValueError for weights that are not the expected ones, OSError, ImportError."""
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
    os.environ.update(TRANSFORMERS_VERBOSITY="error", HF_HUB_DISABLE_PROGRESS_BARS="1")
    found = verified_sha256(weights / WEIGHTS_FILE, cache)
    if found != WEIGHTS_SHA256:
        raise ValueError(f"{WEIGHTS_FILE} has the checksum {found[:12]}…, not the expected {WEIGHTS_SHA256[:12]}…")
    mend_torchvision()
    from transformers.utils import logging

    logging.disable_progress_bar()
    return SentenceEncoder(weights)


def serve(pipe: Pipe, weights: str, cache: str, idle_s: float) -> None:
    """Answer lists of texts with arrays, until the pipe ends or nothing was asked for `idle_s` seconds."""
    try:
        encoder = load(Path(weights), Path(cache))
    except (OSError, ValueError, ImportError, RuntimeError) as error:
        pipe.send((REFUSED, f"{type(error).__name__}: {error}"))
        return
    answer(pipe, encoder.encode, idle_s)


def answer(pipe: Pipe, encode: Callable[[list[str]], NDArray[np.float32]], idle_s: float) -> None:
    """Say that the model is loaded, and serve calls; return when idle or when the pipe ends."""
    pipe.send((LOADED, ""))
    try:
        while pipe.poll(idle_s):
            pipe.send(encode(pipe.recv()))
    except (EOFError, ConnectionError):
        return  # the window closed the pipe
