"""ONNX Runtime reports to its maker unless it is told not to; nothing of the program lets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = "from vectorbeats_desktop.engine.onnx import pitch_tracker; pitch_tracker()"
REPORTS = Path(".cache") / "Microsoft"  # where it notes this computer's number and what it could not yet send


def load(code: str, home: Path) -> Path:
    """Run code as on a computer of a person, which no variable tells to be one of tests."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    surroundings = {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], env=surroundings, check=True, timeout=120)
    return home / REPORTS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it notes them in other places, or has the system do it")
def test_a_model_that_is_loaded_leaves_no_report(tmp_path: Path) -> None:
    assert not load(OURS, tmp_path).exists()
