"""Children that do what a models' process does on a bad day."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from vectorbeats_desktop.engine.encoders.neural import child
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Running


def out_of_memory_above_two(pipe: Connection, models: Sequence[NeuralModel], running: Running, idle_s: float) -> None:
    """A device whose memory is enough for two items at once."""

    class Small(child.RunningModel):
        def _look(self, items: Sequence[Any]) -> Any:
            if len(items) > 2:
                raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB")
            return super()._look(items)

    child.RunningModel = Small  # type: ignore[misc]
    child.serve(pipe, models, running, idle_s)


def no_network(pipe: Connection, models: Sequence[NeuralModel], running: Running, idle_s: float) -> None:
    """Ends at the first attempt to reach anything over a network."""

    def audit(event: str, args: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo") and not _is_local(args):
            sys.stderr.write(f"{event} {args}\n")
            os._exit(77)

    sys.addaudithook(audit)
    child.serve(pipe, models, running, idle_s)


def _is_local(args: tuple[Any, ...]) -> bool:
    return isinstance(args[0], socket.socket) and args[0].family == socket.AF_UNIX
