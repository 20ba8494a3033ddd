"""What there is in the end: all files are indexed, and another computer knows all that was said."""

from __future__ import annotations

from benchmarks.faults.program import Program
from tests.two_computers import sharing_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext


def finish(program: Program) -> list[str]:
    """Use the program to the end once more; returns what is wrong then."""
    program.end()
    program.drain()
    program.start()
    wrong = list(program.wrong)
    if program.activity == "index":
        _, failed, ready = program.wait("indexed")
        files = sum(1 for _ in program.music.iterdir())
        print(f"     at the end: {ready} of {files} files ready")
        wrong += [f"{failed} files failed, {ready} of {files} are ready"] if failed or ready != files else []
    if program.activity == "sync":
        program.wait("shown")
        program.end()
        wrong += compare_computers(program)
    program.end()
    return wrong


def compare_computers(program: Program) -> list[str]:
    """Share what is left, and see whether another computer learns all that was said on this one."""
    own = sharing_settings(program.address)
    with Session.open(Paths.under(program.data), own, wait_s=5) as session:
        session.remote.push(TaskContext())
        said = set(session.catalog.edits())
    other = Paths.under(program.data.with_name("other computer"))
    with Session.open(other, sharing_settings(program.address)) as session:
        session.remote.agree()
        session.remote.pull(TaskContext())
        learnt = set(session.catalog.edits())
    print(f"     at the end: {len(said)} things were said, and {len(said & learnt)} are known to another computer")
    return [f"{len(said - learnt)} edits did not reach the server"] if said - learnt else []
