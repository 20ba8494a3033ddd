"""The stages of a recording; apart, as they are needed before anything of a recorder is loaded."""

from __future__ import annotations

from enum import Enum, auto


class Stage(Enum):
    """Where the recorder stands, as the person sees it."""

    READY = auto()
    STARTING = auto()  # asked for, the microphone is being opened
    RECORDING = auto()
    STOPPING = auto()
    TAKE = auto()  # there is something to listen to, trim and search with

    @property
    def live(self) -> bool:
        """Whether the microphone is, or may be, open."""
        return self in (Stage.STARTING, Stage.RECORDING, Stage.STOPPING)
