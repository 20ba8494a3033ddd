"""The exit codes of both long runs: whoever starts them by a schedule sees nothing else."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import fuzz, hostile


@pytest.mark.parametrize(
    ("printed", "ended", "expected"),
    [
        ("| tag | 1,000 | 90 | 0 |\n", 0, 0),
        ("| tag | 1,000 | 90 | 2 |\n", 0, 1),  # failures of the parser
        ("| tag | 1,000 | 90 | 0 |\n", 77, 1),  # as libFuzzer ends after a time-out, or without memory
        ("", 0, 1),  # nothing was tried
    ],
)
def test_fuzzing_that_finds_something_exits_with_1(
    monkeypatch: pytest.MonkeyPatch, printed: str, ended: int, expected: int
) -> None:
    done = subprocess.CompletedProcess([], ended, printed, "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert fuzz.main(["tag"]) == expected


@pytest.mark.parametrize(("what", "expected"), [("read", 0), ("told", 0), ("ended", 0), ("failed", 1)])
def test_a_file_that_the_program_fails_on_exits_with_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str, expected: int
) -> None:
    tally = hostile.Tally({"mp3": Counter({"read": 3, what: 1})})
    monkeypatch.setattr(hostile, "run", lambda *_: tally)
    assert hostile.main(["--keep", str(tmp_path)]) == expected
