"""Hashes of files, as the hub states them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.task import Progress, TaskContext

BLOCK = 1 << 20
STAGE = "verify"


@dataclass(frozen=True, slots=True)
class Digest:
    """A hash in hexadecimal digits: `kind` is "sha256", or "git" for git's hash of a blob."""

    kind: str
    value: str

    def fits(self, path: Path, ctx: TaskContext) -> bool:
        """Whether a file has this hash. Raises OSError, Cancelled."""
        return self.value == digest_of(path, self.kind, ctx).value


def digest_of(path: Path, kind: str, ctx: TaskContext) -> Digest:
    """The hash of a file. Raises OSError, Cancelled; ValueError for an unknown kind."""
    size = path.stat().st_size
    if kind == "sha256":
        hashed = hashlib.sha256()
    elif kind == "git":
        hashed = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    else:
        raise ValueError(f"there is no hash “{kind}”")
    done = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            ctx.checkpoint()
            hashed.update(block)
            done += len(block)
            ctx.report(Progress(STAGE, done, size, path.name))
    return Digest(kind, hashed.hexdigest())
