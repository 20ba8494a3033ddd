"""What passes through the pipe between the store's client and its process.

A request is (operation, arguments) and an answer an `Answer`. Vectors travel as the bytes of one
float32 array a batch, ids as 16 bytes each, payloads as JSON: a list of floats would cost ten
times as much to pack as the vectors cost to store.
"""

from __future__ import annotations

from typing import Any, NamedTuple

LOCKED = "WouldBlock"  # in Edge's message when another process holds the store
Request = tuple[str, dict[str, Any]]


class Answer(NamedTuple):
    """What an operation returned; or, with `error` set, why it failed, for people and for the log."""

    value: Any = None
    error: str = ""
    details: str = ""


class VectorRows(NamedTuple):
    """Vectors of one name for some points of a batch: `data` is float32 (len(rows), size)."""

    name: str
    rows: list[int]
    data: bytes


class PackedHits(NamedTuple):
    """Scored points, best first; `payloads` is empty when none were asked for."""

    ids: bytes
    scores: bytes  # float32 (n,)
    payloads: list[str]


class CollectionInfo(NamedTuple):
    """The state of one collection. `unoptimised` vectors are searched without their index."""

    points: int
    segments: int
    unoptimised: int


def unpack_ids(packed: bytes) -> list[str]:
    """The canonical text of packed UUIDs; a tenth of the time that uuid.UUID takes."""
    text = packed.hex()
    return [_dashed(text[start : start + 32]) for start in range(0, len(text), 32)]


def _dashed(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
