"""What a failed task means for its file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from vectorbeats_desktop.engine.analysis.pool import Outcome
from vectorbeats_desktop.engine.errors import DataFolderBroken, KnownError
from vectorbeats_desktop.engine.library.files import FileTables
from vectorbeats_desktop.engine.records import FileProblem


class FileChanged(KnownError):
    """A file is no more what it was when the folder was scanned. The next scan finds it, and it is read again."""

    code = "file_changed"


def checked(catalog: FileTables, outcome: Outcome) -> Outcome:
    """The outcome; a failure when the file was changed since: what was found may be of other audio, or of half of it.

    The last part of the task's key is the file's path.
    """
    if catalog.is_as_seen(outcome.task.key[-1]):
        return outcome
    return replace(outcome, value=None, failure=FileChanged("The file was changed while it was read."))


def problem_of(path: Path, stage: str, failure: KnownError) -> FileProblem | None:
    """The problem to remember; None when the file is not there (any more) or was changed, which the next scan tells of.

    A drive pulled in the middle of a run must not set a thousand good files aside, nor must a
    full disk on our own side: DataFolderBroken is raised, and ends the run.
    """
    if isinstance(failure, DataFolderBroken):
        raise failure
    if isinstance(failure, FileChanged) or not os.path.lexists(path):
        return None
    return FileProblem(path, stage, failure.code, failure.message, failure.hint)
