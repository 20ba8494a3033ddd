"""The models' side of the pipe: the only process that imports torch for pictures and sounds."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.encoders.neural.records import Loaded, NeuralModel, Role, Running

if TYPE_CHECKING:
    import torch

    from vectorbeats_desktop.engine.encoders.neural.models import Model
    from vectorbeats_desktop.engine.encoders.neural.quick import QuickForm

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}
WORDS_BATCH = 64
TRIED = 4  # items by which half precision is looked at

Floats = NDArray[np.float32]


class RunningModel:
    """A model on its device. Out of memory, it halves its batch, and at last goes to the processor."""

    def __init__(self, model: NeuralModel, running: Running) -> None:
        """Raise UnfitModel, NoSuchDevice."""
        from vectorbeats_desktop.engine.encoders.neural.models import check_files, load

        check_files(model)  # before torch is imported, which takes seconds
        torch = _torch_for(running)
        from vectorbeats_desktop.engine.encoders.neural.devices import chosen_device, fitting_batch

        self._torch = torch
        self._of, self._running = model, running
        self._quick: QuickForm | None = None
        self._model: Model = load(model)
        self._device = chosen_device(running.device)
        self._dtype = torch.float32
        self._model.network.to(self._device)
        batch = fitting_batch(self._device, self._model.item_mb)
        self.loaded = Loaded(model.role, model.model_id, model.dimension, self._device.type, "float32", batch)
        if self._device.type != "cpu":
            self._halve(model, running)

    def quicken(self) -> None:
        """Make the quicker form, where there is a use for one and it has not been tried. Raises OSError."""
        from vectorbeats_desktop.engine.encoders.neural.quick import can_be_made, judgement, make_form

        cache = self._running.cache
        if self._device.type != "cpu" or cache is None or judgement(self._of, cache) is not None or not can_be_made():
            return
        make_form(self._model, self._of, cache, self._threads, self._running.least_faster)

    @property
    def _threads(self) -> int:
        return int(self._torch.get_num_threads())

    def items(self, items: Sequence[NDArray[Any]]) -> Floats:
        """Unit rows of pictures or windows, (n, d)."""
        if self._quick is None and self._device.type == "cpu":
            self._take_quick_form()
        return self._in_batches(items, self._look)

    def words(self, texts: Sequence[str]) -> Floats:
        """Unit rows of sentences, (n, d)."""
        return self._in_batches(texts, self._model.said, WORDS_BATCH)

    def _take_quick_form(self) -> None:
        """Use it once it is there; another process makes it."""
        from vectorbeats_desktop.engine.encoders.neural.quick import kept_form

        self._quick = kept_form(self._of, self._running.cache, self._threads)
        if self._quick is not None:
            self.loaded = replace(self.loaded, precision=self._quick.judged.form)

    def _look(self, items: Sequence[NDArray[Any]]) -> torch.Tensor:
        prepared = self._model.prepared(items)
        if self._quick is not None:
            return self._quick(prepared)
        return self._model.embedded(prepared.to(self._device, self._dtype))

    def _in_batches(
        self, items: Sequence[Any], embed: Callable[[Sequence[Any]], torch.Tensor], most: int | None = None
    ) -> Floats:
        from vectorbeats_desktop.engine.encoders.neural.devices import is_out_of_memory

        rows: list[Floats] = []
        start = 0
        while start < len(items):
            batch = min(self.loaded.batch, most or self.loaded.batch)
            try:
                with self._torch.inference_mode():
                    found = embed(items[start : start + batch]).float().cpu().numpy()
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error) or not self._make_room():
                    raise
                continue
            rows.append(np.asarray(found, np.float32))
            start += batch
        return np.concatenate(rows) if rows else np.zeros((0, self.loaded.dimension), np.float32)

    def _make_room(self) -> bool:
        """Halve the batch, or leave the device; False when there is nothing left to do."""
        if self._device.type == "cuda":
            self._torch.cuda.empty_cache()
        if self.loaded.batch > 1:
            self.loaded = replace(self.loaded, batch=self.loaded.batch // 2)
            return True
        if self._device.type == "cpu":
            return False
        notice = (
            f"The memory of the device “{self._device.type}” is not enough; the processor is used, which is slower."
        )
        self._device, self._dtype = self._torch.device("cpu"), self._torch.float32
        self._model.network.to(self._device, self._dtype)
        self.loaded = replace(self.loaded, device="cpu", precision="float32", batch=1, notice=notice)
        return True

    def _halve(self, model: NeuralModel, running: Running) -> None:
        """Use half precision where it gives the same vectors."""
        from vectorbeats_desktop.engine.encoders.neural.devices import halves_well
        from vectorbeats_desktop.engine.encoders.neural.trials import trial_items

        items = trial_items(model.role, TRIED)
        key = f"{model.space} {self._device} {self._torch.__version__}"
        if halves_well(key, running.cache, lambda: self.items(items), lambda: self._in_half(items)):
            self._in(self._torch.float16)

    def _in_half(self, items: Sequence[NDArray[Any]]) -> Floats:
        self._in(self._torch.float16)
        try:
            return self.items(items)
        finally:
            self._in(self._torch.float32)

    def _in(self, dtype: torch.dtype) -> None:
        self._dtype = dtype
        self._model.network.to(dtype)
        self.loaded = replace(self.loaded, precision=str(dtype).removeprefix("torch."))


def serve(pipe: Pipe, models: Sequence[NeuralModel], running: Running, idle_s: float) -> None:
    """Answer requests until the pipe ends or nothing was asked for `idle_s` seconds.

    A request is (number, role, operation, payload), and its answer (number, rows or None, Loaded, what went wrong):
    the number tells an answer that nobody waits for any more from the one that is waited for.
    """
    os.environ.update(OFFLINE)
    by_role = {model.role: model for model in models}
    loaded: dict[Role, RunningModel] = {}
    try:
        while pipe.poll(idle_s):
            number, role, operation, payload = pipe.recv()
            pipe.send((number, *_answer(by_role, loaded, running, role, operation, payload)))
    except (EOFError, ConnectionError):
        return  # the window closed the pipe


def _torch_for(running: Running) -> Any:
    from vectorbeats_desktop.engine.encoders.text_model_child import mend_torchvision

    mend_torchvision()
    import torch

    if running.threads:
        torch.set_num_threads(running.threads)
    return torch


def _answer(
    by_role: dict[Role, NeuralModel],
    loaded: dict[Role, RunningModel],
    running: Running,
    role: Role,
    operation: str,
    payload: Any,
) -> tuple[Floats | None, Loaded | None, str]:
    try:
        if role not in loaded:
            loaded[role] = RunningModel(by_role[role], running)
        model = loaded[role]
        rows = None
        if operation == "words":
            rows = model.words(payload)
        elif operation == "items":
            rows = model.items(payload)
        elif operation == "quicken":
            model.quicken()
    except Exception as error:  # noqa: BLE001 - told to the window's process, which tells the person
        traceback.print_exc()
        return None, None, str(error).strip() or type(error).__name__
    return rows, model.loaded, ""
