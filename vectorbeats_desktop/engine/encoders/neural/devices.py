"""Where a model runs, and how many items at once: on the graphics card where there is one, else on the processor."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.untrusted_json import loads

if TYPE_CHECKING:
    import torch

logger = logging.getLogger(__name__)

LEAST_COSINE = 0.999  # of half precision with float32; below it, float32 is kept
SHARE = 0.6  # of the free memory of a device that a batch may take
ON_CPU = 8
LARGEST = 256
NOTES = "precision.json"

Floats = NDArray[np.float32]


class NoSuchDevice(RuntimeError):
    """The device that was chosen is not in this computer."""


def chosen_device(wanted: str) -> torch.device:
    """The device for "auto", "cuda", "mps" or "cpu". Raises NoSuchDevice."""
    import torch

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        return torch.device(next(name for name, is_there in there.items() if is_there))
    if not there.get(wanted, False):
        raise NoSuchDevice(f"there is no device “{wanted}” in this computer")
    return torch.device(wanted)


def fitting_batch(device: torch.device, item_mb: float) -> int:
    """How many items of so many MB fit into the memory that the device has free."""
    import torch

    if device.type != "cuda":
        return ON_CPU
    free, _ = torch.cuda.mem_get_info(device)
    return int(max(1, min(LARGEST, SHARE * free / (item_mb * 1e6))))


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory was not enough; torch has no one kind for it."""
    import torch

    if isinstance(error, (torch.cuda.OutOfMemoryError, MemoryError)):
        return True
    told = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in told or "can't allocate memory" in told)


def halves_well(key: str, cache: Path | None, full: Callable[[], Floats], half: Callable[[], Floats]) -> bool:
    """Whether half precision gives the same vectors, looked at once for each model and computer.

    `full` and `half` embed the same items, (n, d) unit rows. `key` names model, device and versions.
    """
    name = hashlib.sha256(key.encode()).hexdigest()[:24]
    notes = _noted(cache)
    if isinstance(known := notes.get(name), bool):
        return known
    least = float((full() * half()).sum(axis=1).min())
    same = bool(np.isfinite(least) and least >= LEAST_COSINE)
    logger.info("half precision: least cosine %.5f with float32 (%s)", least, "used" if same else "not used")
    if cache is not None:
        _note(cache, {**notes, name: same})
    return same


def _noted(cache: Path | None) -> dict[str, Any]:
    if cache is None:
        return {}
    try:
        noted = loads((cache / NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # nothing noted yet, or broken: looked at again
    return noted if isinstance(noted, dict) else {}


def _note(cache: Path, notes: dict[str, Any]) -> None:
    partial = cache / f"{NOTES}.{os.getpid()}.part"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(notes), encoding="utf-8")
        partial.replace(cache / NOTES)
    except OSError as error:  # it is looked at again next time, and that is all
        logger.warning("the precision could not be noted: %s", error)
