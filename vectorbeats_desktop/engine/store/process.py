"""The store's process: opens the store and answers requests until the pipe ends.

Kept apart from `child.py` so that the window's process, which names `main`, never imports Edge.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.store.protocol import Answer

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.store.child import Store

FLUSH_IDLE_S = 2.0

logger = logging.getLogger(__name__)


def main(pipe: Pipe, folder: str, spaces: Mapping[str, Mapping[str, int]], idle_s: float) -> None:
    """Open the store in `folder`, say so, and answer until the pipe ends or `idle_s` bring no request; then close."""
    from vectorbeats_desktop.engine.store.child import Store

    try:
        store = Store(Path(folder), spaces)
    except Exception as error:  # noqa: BLE001 - Edge raises nothing narrower; the client tells the person
        pipe.send(_failure(error))
        return
    try:
        pipe.send(Answer(store.made))
        while _is_asked(store, pipe, idle_s):
            operation, arguments = pipe.recv()
            pipe.send(_answer(store, operation, arguments))
    except (EOFError, ConnectionError):
        pass  # the other side is done, or gone
    finally:
        _went_well(store.close)


def _went_well(written: Callable[[], None]) -> bool:
    """Write what nobody was promised yet. Refused, as by a full disk, it is logged, and done again as after a crash."""
    try:
        written()
    except Exception as error:  # noqa: BLE001 - as above, and nobody asked
        logger.warning("the store could not be written: %s", error)
        return False
    return True


def _is_asked(store: Store, pipe: Pipe, idle_s: float) -> bool:
    """Wait for a request; what was written is on the disk soon, even if none comes. False also if that is refused."""
    if store.unflushed and not pipe.poll(min(FLUSH_IDLE_S, idle_s)) and not _went_well(store.flush):
        return False
    return pipe.poll(idle_s)


def _answer(store: Store, operation: str, arguments: dict[str, Any]) -> Answer:
    try:
        return Answer(store.operations[operation](**arguments))
    except Exception as error:  # noqa: BLE001 - as above; a call that failed must not end the process
        return _failure(error)


def _failure(error: Exception) -> Answer:
    return Answer(error=str(error) or type(error).__name__, details=traceback.format_exc())
