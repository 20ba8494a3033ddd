"""Weights of the older kind: converted once, and nothing that is in them is run."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.models.convert import converted
from vectorbeats_desktop.engine.models.errors import WrongContent
from vectorbeats_desktop.engine.task import TaskContext

MAKE = """
import sys, torch
shared = torch.arange(6.0).reshape(2, 3)
torch.save({"a.weight": shared, "tied": shared, "turned": shared.T, "steps": 7}, sys.argv[1])
"""
LOOK = """
import sys
from safetensors.torch import load_file
found = load_file(sys.argv[1])
print({name: found[name].tolist() for name in sorted(found)})
"""


class Evil:
    """Makes a file when it is unpickled."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.victim),)


def run(script: str, path: Path) -> str:
    return subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True).stdout


def test_the_numbers_are_kept_and_nothing_else(tmp_path: Path) -> None:
    weights = tmp_path / "pytorch_model.bin"
    run(MAKE, weights)
    made = converted(weights, TaskContext())
    assert made.name == "model.safetensors"
    told = run(LOOK, made)
    assert "'a.weight': [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]" in told
    assert "'turned': [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]" in told
    assert "steps" not in told


@pytest.mark.parametrize("kind", ["evil", "text"])
def test_what_is_no_numbers_is_refused_and_not_run(tmp_path: Path, kind: str) -> None:
    weights, victim = tmp_path / "pytorch_model.bin", tmp_path / "victim"
    weights.write_bytes(pickle.dumps(Evil(victim)) if kind == "evil" else b"no weights at all")
    with pytest.raises(WrongContent, match=r"pytorch_model\.bin is not used"):
        converted(weights, TaskContext())
    assert not victim.exists()
    assert not (tmp_path / "model.safetensors").exists()


def sends_what_runs(pipe: Pipe, _weights: str, target: str) -> None:
    """Stands for a conversion that its file has taken over."""
    pipe.send_bytes(pickle.dumps(Evil(Path(target).parent / "victim")))


def test_what_a_conversion_says_is_read_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.models.convert.convert", sends_what_runs)
    with pytest.raises(WrongContent, match="is not used"):
        converted(tmp_path / "pytorch_model.bin", TaskContext())
    assert not (tmp_path / "victim").exists()


def test_converting_can_be_stopped(tmp_path: Path) -> None:
    weights = tmp_path / "pytorch_model.bin"
    weights.write_bytes(b"?")
    ctx = TaskContext()
    ctx.sink = lambda _progress: ctx.cancel()
    with pytest.raises(Cancelled):
        converted(weights, ctx)
