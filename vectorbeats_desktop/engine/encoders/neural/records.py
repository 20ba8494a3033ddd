"""What is told of a model across the pipe. Light on purpose: the window's process imports it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Role(StrEnum):
    """What a model is for."""

    PICTURES = "pictures"
    SOUNDS = "sounds"


@dataclass(frozen=True, slots=True)
class NeuralModel:
    """A model on disk.

    `folder` has the files of the hub, `revision` names the weights, `architecture` is what open_clip calls a picture
    model, and `trained` promises that words and what they say lie together in it.
    """

    role: Role
    model_id: str
    revision: str
    folder: Path
    dimension: int
    architecture: str = ""
    trained: bool = False

    @property
    def space(self) -> str:
        """Names model and revision, as the vectors of the store do."""
        kind = "clip" if self.role is Role.PICTURES else "clap"
        return f"{kind}_{self.revision[:12]}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a model runs: on which device, in which precision, so many items at once. `notice` is for the person."""

    role: Role
    model_id: str
    dimension: int
    device: str
    precision: str
    batch: int
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """How models shall run: `device` is "auto", "cuda", "mps" or "cpu"; `threads` 0 lets the model choose.

    A quicker form of a model is used when it is at least `least_faster` times as fast as PyTorch.
    """

    device: str = "auto"
    threads: int = 0
    cache: Path | None = None
    least_faster: float = 1.5
