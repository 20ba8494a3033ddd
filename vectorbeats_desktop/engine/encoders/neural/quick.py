"""A quicker form of the part of a model that sees or hears, for the processor: made once, used where it is as good.

ONNX Runtime fuses what PyTorch runs step by step; in 8 bits it multiplies whole numbers (dynamic quantisation, Jacob et
al. 2018). Which form is quicker, and whether it makes the same vectors, depends on the weights and on the processor: so
it is measured on this computer, beside PyTorch, before it is used.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import shutil
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel
from vectorbeats_desktop.engine.encoders.neural.trials import trial_items
from vectorbeats_desktop.engine.onnx import onnx_runtime
from vectorbeats_desktop.engine.untrusted_json import loads

if TYPE_CHECKING:
    import torch

    from vectorbeats_desktop.engine.encoders.neural.models import Model

NEEDED = ("onnx", "onnxscript", "onnxruntime")
RECIPE = 1  # rises when a form would be made or judged otherwise
OPSET = 18
LEAST_COSINE = 0.99  # of every trial item's vector with PyTorch's
LEAST_SAME = 0.95  # of the ten nearest of each trial item, on average
NEAREST = 10
TRIED = 24
TIMED, ROUNDS = 4, 3
ROOM_MB = 3_500  # memory that making it takes at most
MAKING = "making-"
WHOLE, EIGHT_BITS = "float32, ONNX", "8 bits, ONNX"

Floats = NDArray[np.float32]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """How a form compares with PyTorch: times as fast, the least cosine, and how many of the ten nearest are the same.

    `form` is "" where none was good enough.
    """

    form: str
    faster: float = 1.0
    cosine: float = 1.0
    same: float = 1.0

    def good(self, least_faster: float) -> bool:
        """Whether it is worth using."""
        return self.faster >= least_faster and self.cosine >= LEAST_COSINE and self.same >= LEAST_SAME


class QuickForm:
    """A form that is used: prepared items in, unit rows out."""

    def __init__(self, path: Path, judged: Judged, threads: int) -> None:
        onnxruntime = onnx_runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3  # errors: what it says of its own optimisations helps nobody here
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._given = self._session.get_inputs()[0].name
        self.judged = judged

    def __call__(self, items: torch.Tensor) -> torch.Tensor:
        """(n, d), of unit length."""
        import torch

        made = torch.from_numpy(self._session.run(None, {self._given: items.numpy()})[0])
        return torch.nn.functional.normalize(made, dim=-1)


def kept_form(model: NeuralModel, cache: Path | None, threads: int) -> QuickForm | None:
    """The form that was made for these weights earlier and found good, or None."""
    judged = judgement(model, cache)
    if judged is None or not judged.form or cache is None:
        return None
    try:
        return QuickForm(_file(model, cache), judged, threads)
    except Exception as error:  # noqa: BLE001 - the runtime raises kinds of its own; PyTorch is there all the same
        logger.warning("the quick form of %s cannot be used: %s", model.model_id, error)
        return None


def judgement(model: NeuralModel, cache: Path | None) -> Judged | None:
    """What was found out earlier; None when that has not been tried with these weights."""
    if cache is None:
        return None
    try:
        judged = Judged(**loads(_note(model, cache).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    numbers = (judged.faster, judged.cosine, judged.same)
    told = isinstance(judged.form, str) and all(isinstance(number, (int, float)) for number in numbers)
    return judged if told else None


def can_be_made() -> bool:
    """Whether the libraries and the memory are there."""
    import psutil

    there = all(importlib.util.find_spec(name) is not None for name in NEEDED)
    return there and psutil.virtual_memory().available > ROOM_MB * 1e6


def make_form(loaded: Model, model: NeuralModel, cache: Path, threads: int, least_faster: float) -> Judged:
    """Make the forms, keep the best that is good enough, and note what was found. Raises OSError.

    `loaded` is the model in float32 on the processor. Whatever the exporter does not manage counts as not good enough.
    """
    import torch

    cache.mkdir(parents=True, exist_ok=True)
    for left in cache.glob(f"{MAKING}*"):  # of one that was stopped
        shutil.rmtree(left, ignore_errors=True)
    items = loaded.prepared(trial_items(model.role, TRIED))
    with tempfile.TemporaryDirectory(dir=cache, prefix=MAKING) as folder, torch.inference_mode():
        best: tuple[Judged, Path] | None = None
        try:
            for form, path in _forms(loaded, items[:2], Path(folder)):
                judged = _judged(form, loaded.embedded, QuickForm(path, Judged(form), threads), items)
                logger.info("%s: %s", model.model_id, judged)
                if judged.good(least_faster) and (best is None or judged.faster > best[0].faster):
                    best = judged, path
        except Exception as error:  # noqa: BLE001 - exporters raise kinds of their own; PyTorch is there all the same
            logger.warning("no quick form of %s can be made: %s", model.model_id, error)
        if best is not None:
            best[1].replace(_file(model, cache))
    found = best[0] if best is not None else Judged("")
    part = _note(model, cache).with_suffix(".part")
    part.write_text(json.dumps(asdict(found)), encoding="utf-8")
    part.replace(_note(model, cache))
    return found


def _forms(loaded: Model, items: torch.Tensor, folder: Path) -> list[tuple[str, Path]]:
    import torch
    from onnxruntime.quantization import quantize_dynamic

    class Tower(torch.nn.Module):  # type: ignore[misc]  # torch is not followed
        """The part that sees or hears, alone."""

        def __init__(self) -> None:
            super().__init__()
            self.network = loaded.network

        def forward(self, given: Any) -> Any:
            return loaded.embedded(given)

    whole, small = folder / "whole.onnx", folder / "small.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter about itself
        torch.onnx.export(
            Tower(), (items,), whole, opset_version=OPSET, input_names=["given"], dynamo=True, verbose=False,
            external_data=False, dynamic_shapes=({0: torch.export.Dim.DYNAMIC},),
        )  # fmt: skip
        quantize_dynamic(whole, small, per_channel=True)
    return [(EIGHT_BITS, small), (WHOLE, whole)]


def _judged(form: str, slow: Callable[[Any], Any], quick: Callable[[Any], Any], items: torch.Tensor) -> Judged:
    expected, made = slow(items).numpy(), quick(items).numpy()
    times: dict[str, list[float]] = {"slow": [], "quick": []}
    for _ in range(ROUNDS):  # in turn, so that a busy moment meets both
        for name, call in (("slow", slow), ("quick", quick)):
            began = time.perf_counter()
            call(items[:TIMED])
            times[name].append(time.perf_counter() - began)
    faster = statistics.median(times["slow"]) / statistics.median(times["quick"])
    return Judged(form, faster, float((expected * made).sum(axis=1).min()), same_nearest(expected, made))


def same_nearest(expected: Floats, made: Floats) -> float:
    """The share of each row's ten nearest others that both, (n, d) unit rows, agree on."""
    shares = []
    for row in range(len(expected)):
        ranked = []
        for rows in (expected, made):
            cosines = rows @ rows[row]
            cosines[row] = -2
            ranked.append(set(np.argsort(-cosines, kind="stable")[:NEAREST].tolist()))
        shares.append(len(ranked[0] & ranked[1]) / NEAREST)
    return float(np.mean(shares))


def _file(model: NeuralModel, cache: Path) -> Path:
    return cache / f"{model.space}-quick{RECIPE}.onnx"


def _note(model: NeuralModel, cache: Path) -> Path:
    return cache / f"{model.space}-quick{RECIPE}.json"
