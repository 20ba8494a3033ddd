"""The program killed while it indexes: the short form of benchmarks/crash.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of one process alone is not had on Windows")
def test_nothing_reported_done_is_lost_when_the_program_or_a_child_is_killed() -> None:
    command = [sys.executable, "benchmarks/crash.py", "--kills", "3", "--files", "40", "--longest", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=550)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 kills, 0 with a violation" in done.stdout
    assert done.stdout.count("at the end: 40 of 40 files ready") == 2
