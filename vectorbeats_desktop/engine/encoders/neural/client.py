"""CLIP and CLAP as the program sees them: pictures, sounds and sentences in, unit vectors out.

Importing torch holds the GIL for seconds, and a model takes from 600 MB on; so both live in one spawned child, which
starts when it is asked for, and gives its memory back by ending when it is idle. It may be killed at any time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout, Main
from vectorbeats_desktop.engine.encoders.neural import child as neural_child
from vectorbeats_desktop.engine.encoders.neural.quick import judgement
from vectorbeats_desktop.engine.encoders.neural.records import Loaded, NeuralModel, Role, Running
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.task import TaskContext

IDLE_S = 600.0
ANSWER_S = 300.0  # for a piece; loading a model from a slow disk is in it
POLL_S = 0.1
PIECES = {"words": 64, "pictures": 32, "sounds": 4}
"""Items of one request: between two of them a caller may stop, and a search slips in while a library is heard."""

CALLED = {Role.PICTURES: "picture model", Role.SOUNDS: "music model"}
RETRY = "It is started again when it is needed; if this happens again, choose a smaller model or another device."

Floats = NDArray[np.float32]
logger = logging.getLogger(__name__)


class NeuralModels:
    """One child process with the models that there are. Safe to call from any thread.

    `models` tells them as they are now: when one came, went or was replaced, the child is started anew.
    """

    def __init__(
        self,
        models: Callable[[], Sequence[NeuralModel]],
        running: Running,
        idle_s: float = IDLE_S,
        serve: Main = neural_child.serve,
    ) -> None:
        self._models = models
        self._running = running
        self._idle_s = idle_s
        self._serve = serve
        self._calls = threading.Lock()  # held through each piece: the pipe serves one at a time
        self._state = threading.Lock()  # guards the fields below, never held for long
        self._child: Child | None = None
        self._of: tuple[NeuralModel, ...] = ()
        self._loaded: dict[Role, Loaded] = {}
        self._problems: dict[Role, str] = {}
        self._number = 0
        self._closed = False
        self._warming: dict[Role, threading.Thread] = {}

    def model(self, role: Role) -> NeuralModel | None:
        """The model of a role as it is now."""
        return next((model for model in self._models() if model.role is role), None)

    def ready(self, role: Role) -> bool:
        """Whether a call would be answered at once, but for others that came before."""
        child = self._child
        return role in self._loaded and child is not None and child.alive and self._of == tuple(self._models())

    def loaded(self, role: Role) -> Loaded | None:
        """How the model runs now, or None while it does not."""
        return self._loaded.get(role) if self.ready(role) else None

    def problem(self, role: Role) -> str:
        """Why the model last failed, in plain words; empty when it did not."""
        return self._problems.get(role, "")

    @property
    def pid(self) -> int | None:
        """The process the models live in now."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def warm(self, role: Role) -> None:
        """Begin loading in the background; return at once. Failure is kept in `problem`."""
        with self._state:
            thread = self._warming.get(role)
            if self._closed or (thread is not None and thread.is_alive()) or self.ready(role):
                return
            thread = threading.Thread(target=self._warm, args=(role,), name=f"{role}-model-warm", daemon=True)
            self._warming[role] = thread
            thread.start()

    def wait(self, role: Role, timeout_s: float) -> bool:
        """Wait until a load that was begun by `warm` has ended; return whether the model is ready."""
        if (thread := self._warming.get(role)) is not None:
            thread.join(timeout_s)
        return self.ready(role)

    def words(self, role: Role, texts: Sequence[str], ctx: TaskContext | None = None) -> Floats:
        """Unit rows of sentences, (n, d). Raises ModelUnavailable, Cancelled."""
        return self._pieces(role, "words", list(texts), PIECES["words"], ctx)

    def items(self, role: Role, items: Sequence[NDArray[Any]], ctx: TaskContext | None = None) -> Floats:
        """Unit rows of pictures, each (h, w, 3) uint8, or of windows, each (480000,) float32: (n, d).

        Raises ModelUnavailable when it cannot be loaded, its process ends, or it does not answer; the next call
        starts it again. Raises Cancelled.
        """
        return self._pieces(role, "items", list(items), PIECES[role], ctx)

    @property
    def running(self) -> Running:
        """How the models shall run."""
        return self._running

    def may_be_quickened(self, model: NeuralModel) -> bool:
        """Whether a quicker form of a model could be of use, and has not been tried yet."""
        loaded = self._loaded.get(model.role)
        on_processor = self._running.device in ("auto", "cpu") and (loaded is None or loaded.device == "cpu")
        return on_processor and self._running.cache is not None and judgement(model, self._running.cache) is None

    def quicken(self, role: Role, ctx: TaskContext | None = None) -> None:
        """Make a quicker form of a model, which takes some seconds to a minute and gigabytes meanwhile.

        Raises ModelUnavailable, Cancelled.
        """
        self._ask(role, "quicken", None, ctx)

    def unload(self) -> None:
        """End the child and give its memory back; the next call starts another."""
        with self._calls:
            self._drop()

    def close(self) -> None:
        """End the child for good, also in the middle of a call, and wait for the threads that warm."""
        with self._state:
            self._closed = True
            threads = list(self._warming.values())
            if self._child is not None:
                self._child.process.kill()  # whoever waits for its answer sees ChildDied and lets go
        with self._calls:
            self._drop()
        for thread in threads:
            thread.join()

    def _warm(self, role: Role) -> None:
        try:
            self._ask(role, "load", None, None)
        except ModelUnavailable as error:
            if not self._closed:
                logger.warning("%s", error)

    def _pieces(self, role: Role, operation: str, items: list[Any], size: int, ctx: TaskContext | None) -> Floats:
        rows = []
        for start in range(0, len(items), size):
            if ctx is not None:
                ctx.checkpoint()
            rows.append(self._ask(role, operation, items[start : start + size], ctx))
        model = self.model(role)
        return np.concatenate(rows) if rows else np.zeros((0, model.dimension if model else 0), np.float32)

    def _ask(self, role: Role, operation: str, payload: Any, ctx: TaskContext | None) -> Floats:
        with self._calls:
            for last in (False, True):
                try:
                    return self._answered(role, operation, payload, ctx)
                except ChildDied as death:
                    self._drop()
                    # Code 0: it ended of idleness just as this call came, and is owed a fresh start.
                    if last or death.exit_code != 0:
                        raise self._unavailable(role, "ended unexpectedly", RETRY) from death
        raise AssertionError("a second try either answers or raises")

    def _answered(self, role: Role, operation: str, payload: Any, ctx: TaskContext | None) -> Floats:
        child = self._ensure_child(role)
        self._number += 1
        child.send((self._number, role, operation, payload))
        give_up = time.monotonic() + ANSWER_S
        while True:
            if ctx is not None:
                ctx.checkpoint()  # the answer comes all the same, and is passed over by the next call
            try:
                number, rows, loaded, problem = child.receive(POLL_S)
            except ChildTimeout:
                if time.monotonic() > give_up:
                    self._drop()
                    raise self._unavailable(role, f"did not answer within {ANSWER_S:.0f} s", RETRY) from None
                continue
            if number == self._number:
                break
        if problem:
            raise self._unavailable(
                role, f"cannot be used: {problem}", "Verify it on the Models page, or install it anew."
            )
        self._loaded[role] = loaded
        self._problems.pop(role, None)
        return np.asarray(rows if rows is not None else np.zeros((0, loaded.dimension)), np.float32)

    def _ensure_child(self, role: Role) -> Child:
        models = tuple(self._models())
        if not any(model.role is role for model in models):
            raise self._unavailable(role, "is not installed", "Install one on the Models page.")
        if self._child is not None and self._child.alive and self._of == models:
            return self._child
        self._drop()
        with self._state:
            if self._closed:
                raise ModelUnavailable(f"The {CALLED[role]} is closed.")
            self._of = models
            self._child = Child("neural-models", self._serve, models, self._running, self._idle_s)
            return self._child

    def _drop(self) -> None:
        with self._state:
            child, self._child = self._child, None
            self._loaded.clear()
        if child is not None:
            child.kill()

    def _unavailable(self, role: Role, what: str, hint: str) -> ModelUnavailable:
        problem = f"The {CALLED[role]} {what}."
        self._problems[role] = problem
        return ModelUnavailable(problem, hint)
