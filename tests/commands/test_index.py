"""What `vectorbeats index` says of a run."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.fake_session import FakeSession
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.index import IndexCommand
from vectorbeats_desktop.commands.output import Output
from vectorbeats_desktop.engine.records import Folder, IndexReport
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext


@pytest.mark.parametrize(
    ("report", "said"),
    [
        pytest.param(IndexReport(40, 0, 0, 0, 0, 0, 0, 0, 0, 1.0), "40 files in 1.0 s, nothing new.\n", id="nothing"),
        pytest.param(
            IndexReport(40, 0, 0, 0, 0, 0, 0, 0, 0, 1.0, melodies=31),
            "40 files in 1.0 s: 31 melodies.\n",
            id="melodies",
        ),
        pytest.param(
            IndexReport(40, 2, 0, 1, 0, 0, 2, 0, 0, 1.0, melodies=2),
            "40 files in 1.0 s: 2 added, 1 moved, 2 analysed, 2 melodies.\n",
            id="files",
        ),
    ],
)
def test_what_a_run_did_is_said_in_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, report: IndexReport, said: str
) -> None:
    session = FakeSession()
    session.known = [Folder(1, tmp_path)]
    monkeypatch.setattr(session, "index", lambda *_, **__: report)
    printed: list[str] = []
    out = Output(lambda _, text: printed.append(text))
    assert IndexCommand(()).run(Workplace(cast(Session, session), out, TaskContext(), tmp_path)) == 0
    assert "".join(printed) == said
