"""How the parts of the program are, as it is told: to a person, to a monitor, and in a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a part is: all of it works, some of it does, or it does not."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


class Remedy(StrEnum):
    """What a person can have the program do about a part: a button in the window, a command elsewhere."""

    REPAIR = "repair"
    INDEX = "index"
    FOLDERS = "folders"
    MODELS = "models"
    COPIES = "copies"
    SYNC = "sync"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class PartHealth:
    """How one part is, in plain words, and what to do about it; `remedy` where the program itself can."""

    name: str
    state: State
    text: str
    hint: str = ""
    remedy: Remedy | None = None

    @property
    def key(self) -> str:
        """The name as other programs know it; it stays as it is."""
        return self.name.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class HealthReport:
    """How every part is."""

    parts: tuple[PartHealth, ...]

    @property
    def state(self) -> State:
        """That of the part that is worst off."""
        found = {part.state for part in self.parts}
        return next((state for state in (State.UNHEALTHY, State.DEGRADED) if state in found), State.HEALTHY)
