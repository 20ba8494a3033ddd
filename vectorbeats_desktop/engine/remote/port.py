"""What is asked of a server, in our own words: the logic above knows nothing of how it is reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

REV, DEVICE, PUSHED, GROUP, REMOVED = "rev", "device_id", "pushed_at", "group", "deleted"
"""Fields of every record's payload. Integers of the hybrid clock, and what they are looked for by."""
EDIT, ANALYSIS = "edit", "analysis"


@dataclass(frozen=True, slots=True)
class RemotePoint:
    """A record as the server keeps it; a vector for each name, none for most."""

    id: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    vectors: Mapping[str, Vector] = field(default_factory=dict)

    @property
    def age(self) -> tuple[int, str]:
        """What decides which of two records counts: the smaller one does."""
        rev, device = self.payload.get(REV), self.payload.get(DEVICE)
        return (-rev if isinstance(rev, int) else 0, str(device or ""))


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Which records are wanted: those nearest to a vector, with the fields of `ranges` within them.

    Without a vector any of them.
    """

    using: str = ""
    vector: Vector | None = None
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Port(Protocol):
    """A server. Every method raises RemoteError."""

    def version(self) -> str:
        """Ask who is there: the server's version. The check of health as well."""
        ...

    def prepare(self, collection: str, vectors: Mapping[str, int]) -> bool:
        """Make a collection, its indexes and those of the named vectors (name → size) that it lacks; True when new.

        Raises RemoteMismatch for one of another size or distance.
        """
        ...

    def put(self, collection: str, points: Sequence[RemotePoint]) -> None:
        """Write points, but over none with a larger rev; return when they are durable."""
        ...

    def read(
        self, collection: str, ids: Sequence[str], *, fields: Sequence[str] | None = None, vectors: bool = False
    ) -> dict[str, RemotePoint]:
        """Those of the points that are there, with these fields of their payloads, or all."""
        ...

    def page(
        self, collection: str, since: int, until: int, limit: int, offset: str | None
    ) -> tuple[list[RemotePoint], str | None]:
        """Edits and removals that were pushed in [since, until), by id, and where the next page begins."""
        ...

    def nearest(
        self, collection: str, questions: Sequence[Question], limit: int, fields: Sequence[str], *, without: str
    ) -> list[list[RemotePoint]]:
        """For each question at most `limit` points, the nearest first, with these fields of their payloads.

        Left out are removals, and what the library `without` has told.
        """
        ...

    def all_told(self, collection: str, limit: int, fields: Sequence[str], *, without: str) -> list[RemotePoint] | None:
        """What analysis found out and others have told, with these fields; None where it is more than `limit`."""
        ...

    def newest(self, collection: str) -> int:
        """The largest `pushed_at` there; 0 for an empty collection."""
        ...

    def count(self, collection: str) -> int:
        """How many records there are that were not removed."""
        ...

    def purge(self, collection: str, before: int) -> None:
        """Forget removals that were pushed before."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
