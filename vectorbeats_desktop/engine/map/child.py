"""The process that makes a layout: it imports and compiles what would stall the window, and ends with the layout."""

from __future__ import annotations

import os

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.map.embedding import embed

NICENESS = 10
TOLD, PLACES = "told", "places"


def serve(pipe: Pipe) -> None:
    """Take vectors, tell how far it is, answer with their places, and end."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        vectors = pipe.recv()
    except EOFError:
        return
    pipe.send((PLACES, embed(vectors, lambda *told: pipe.send((TOLD, told)))))
