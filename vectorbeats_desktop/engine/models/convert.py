"""Weights of the older kind, converted once to safetensors without running anything that is in them."""

from __future__ import annotations

from pathlib import Path

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout, Pipe
from vectorbeats_desktop.engine.confinement import confine
from vectorbeats_desktop.engine.models.errors import WrongContent
from vectorbeats_desktop.engine.task import Progress, TaskContext

STAGE = "convert"
NAME = "model.safetensors"
POLL_S = 0.1
MEMORY_FACTOR = 6  # times the weights: as they are read, as tensors, and as they are written
SLACK_BYTES = 2 * 1024**3  # for what torch takes by itself
HINT = "Choose another model, or another source of it."


def converted(weights: Path, ctx: TaskContext) -> Path:
    """Convert a PyTorch file of weights, in a process of its own; returns the new file beside it.

    Raises WrongContent when it holds anything but numbers, Cancelled.
    """
    ctx.report(Progress(STAGE, 0, 1, weights.name))
    child = Child("convert-weights", convert, str(weights), str(weights.with_name(NAME)), loads=_said)
    try:
        while True:
            ctx.checkpoint()
            try:
                problem = child.receive(POLL_S)
            except ChildTimeout:
                continue
            break
    except ChildDied as death:
        raise WrongContent(f"{weights.name} cannot be converted.", HINT) from death
    finally:
        child.kill()
    if problem:
        raise WrongContent(f"{weights.name} is not used: {problem}.", HINT)
    ctx.report(Progress(STAGE, 1, 1, weights.name))
    return weights.with_name(NAME)


def _said(message: bytes) -> str:
    """What the child says, as text: it has had a stranger's file in its memory, and nothing it sends is unpickled."""
    return message.decode(errors="replace")


def convert(pipe: Pipe, weights: str, target: str) -> None:
    """Load what is only numbers, and save it; say what was wrong, or nothing. Reads no byte before it is confined."""
    try:
        import torch
        from safetensors.torch import save_file

        size = Path(weights).stat().st_size
        confine((Path(target).parent,), MEMORY_FACTOR * size + SLACK_BYTES, 2 * size + SLACK_BYTES)
        found = torch.load(weights, map_location="cpu", weights_only=True)
        tensors = {name: value.clone().contiguous() for name, value in found.items() if torch.is_tensor(value)}
        partial = Path(target + ".part")
        save_file(tensors, partial, metadata={"format": "pt"})
        partial.replace(target)
    except Exception as error:  # noqa: BLE001 - told to the person; the file may hold anything
        told = str(error).strip().splitlines()
        pipe.send_bytes((told[0] if told else type(error).__name__).encode(errors="replace"))
    else:
        pipe.send_bytes(b"" if tensors else b"it holds no weights")
