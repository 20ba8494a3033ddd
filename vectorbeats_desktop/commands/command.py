"""What a command is: options that were checked, and what is done with them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vectorbeats_desktop.commands.output import Output
from vectorbeats_desktop.engine.paths import from_home
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext


@dataclass(frozen=True, slots=True)
class Workplace:
    """All that a command works with. `cwd` is the folder in which it was typed."""

    session: Session
    out: Output
    ctx: TaskContext
    cwd: Path

    def absolute(self, path: str) -> Path:
        """A path as it was typed, made absolute, without following links."""
        return Path(os.path.normpath(self.cwd / from_home(Path(path))))


class Command(Protocol):
    """A command of the command line. Returns its exit code; raises KnownError, Cancelled."""

    @property
    def as_json(self) -> bool: ...

    def run(self, place: Workplace) -> int: ...
