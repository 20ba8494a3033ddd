"""What a failed task means for its file."""

from __future__ import annotations

import os
from pathlib import Path

from vectorbeats_desktop.engine.errors import DataFolderBroken, KnownError
from vectorbeats_desktop.engine.records import FileProblem


def problem_of(path: Path, stage: str, failure: KnownError) -> FileProblem | None:
    """The problem to remember; None when the file is not there (any more), which the next scan tells of.

    A drive pulled in the middle of a run must not set a thousand good files aside, nor must a
    full disk on our own side: DataFolderBroken is raised, and ends the run.
    """
    if isinstance(failure, DataFolderBroken):
        raise failure
    if not os.path.lexists(path):
        return None
    return FileProblem(path, stage, failure.code, failure.message, failure.hint)
