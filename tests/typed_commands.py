"""Commands as a person types them, answered by a session of the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vectorbeats_desktop.commands.answering import answer
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

Run = Callable[..., tuple[int, str, str]]
"""From the words of a command to its exit code, and what it printed on standard output and standard error."""


def runner(session: Session, folder: Path) -> Run:
    """Answer commands that are typed in this folder."""

    def typed(*argv: str) -> tuple[int, str, str]:
        printed = {"stdout": "", "stderr": ""}

        def write(stream: str, text: str) -> None:
            printed[stream] += text

        code = answer(session, argv, folder, write, TaskContext())
        return code, printed["stdout"], printed["stderr"]

    return typed
