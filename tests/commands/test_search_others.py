"""`vectorbeats search` beside a server: what it prints of the tracks that others have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.team_catalogue import OWN, THEIRS, TeamCatalogue, ask_at
from tests.typed_commands import Run, runner


@pytest.fixture
def stub(team: TeamCatalogue) -> Iterator[Stub]:
    with qdrant_stub() as running:
        team.fill(running)
        yield running


@pytest.fixture
def run(team: TeamCatalogue, stub: Stub, tmp_path: Path) -> Iterator[Run]:
    with team.open(tmp_path / "data") as session:
        ask_at(session, stub)
        yield runner(session, tmp_path)


def test_what_others_have_is_listed_as_such(run: Run, stub: Stub) -> None:
    code, out, err = run("search", "--text", "calm and slow", "--json")
    assert code == 0
    assert "catalogue" not in err
    hits = json.loads(out)["results"]
    assert {hit["title"] for hit in hits if hit["elsewhere"]} == THEIRS
    assert {hit["title"] for hit in hits if not hit["elsewhere"]} == OWN
    assert {hit["path"] for hit in hits if hit["elsewhere"]} == {""}
    assert all(hit["path"] and hit["track_id"] for hit in hits if not hit["elsewhere"])
    _, out, _ = run("search", "--text", "calm and slow")
    lines = [line.strip() for line in out.splitlines()]
    assert lines.count("in the team's catalogue") == 3
    assert sum(line.endswith(".flac") for line in lines) == 3


def test_a_server_that_is_away_is_a_quiet_note(run: Run, stub: Stub) -> None:
    stub.faults = [Fault(on="/query/batch", status=503)]
    code, out, err = run("search", "--text", "calm and slow", "--json")
    assert (code, len(json.loads(out)["results"])) == (0, 3)
    assert err.endswith("The team's catalogue did not answer.\n")


def test_a_recording_is_not_looked_for_there(run: Run, team: TeamCatalogue) -> None:
    _, _, err = run("search", "--recognise", str(team.music / "calm piano.flac"), "--json")
    assert "in your own library only" in err
