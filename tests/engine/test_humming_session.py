"""Hums on a real library: tunes of the demo, heard, matched and remembered by the real parts."""

from __future__ import annotations

import io
import json
import re
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.copied_data import copied
from tests.small_library import fast_settings, words
from vectorbeats_desktop.commands import answering
from vectorbeats_desktop.engine.errors import BadQuery, Cancelled
from vectorbeats_desktop.engine.health_records import State
from vectorbeats_desktop.engine.library.demo import build
from vectorbeats_desktop.engine.library.demo.pieces import load_pieces
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Hit, Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

TUNES = ("Ode to Joy", "Greensleeves", "Amazing Grace", "Silent Night")
HUMMED = ("Ode to Joy", "Greensleeves")
ODE_STARTS_S = (0.0, 16 * 60 / 126)  # of the phrase that was hummed, and of the one before, which is nearly the same


@dataclass(frozen=True)
class Hummed:
    """A session whose library holds four tunes, and hums of two of them."""

    session: Session
    joy: Path
    sleeves: Path
    noise: Path
    demo: dict[str, Any]  # what the command of the demo printed

    def search(self, *parts: QueryPart, **others: object) -> SearchResult:
        return self.session.search(Query(parts, **others), TaskContext())  # type: ignore[arg-type]

    def track_id(self, title: str) -> str:
        return next(row.track_id for row in self.session.catalog.names() if row.title == title)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A data folder with some of the demo's tunes, indexed and searched by the command; and what that printed."""
    data = tmp_path_factory.mktemp("humming")
    pieces = tuple(piece for piece in load_pieces() if piece.title in TUNES)
    with pytest.MonkeyPatch.context() as patch, Session.open(Paths.under(data), fast_settings()) as session:
        patch.setattr(build, "load_pieces", lambda: pieces)
        (printed,) = run(session, "demo", "--json")
        assert (session.problems(), session.status().melodies) == ([], len(TUNES))
    with wave.open(str(data / "hums" / "noise.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((np.random.default_rng(1).normal(size=80_000) * 3_000).astype("<i2").tobytes())
    return data, json.loads(printed)


@pytest.fixture
def hummed(made: tuple[Path, dict[str, Any]], tmp_path: Path) -> Iterator[Hummed]:
    """A session of the test's own: workers and the matcher end with it."""
    data, demo = made
    paths = copied(data, tmp_path / "data", "demo")
    joy, sleeves, noise = (
        data / "hums" / f"{name}.wav" for name in (*(f"{title}, hummed" for title in HUMMED), "noise")
    )
    with Session.open(paths, fast_settings()) as opened:
        yield Hummed(opened, joy, sleeves, noise, demo)


def run(session: Session, *argv: str) -> list[str]:
    """Run a command on the open library; returns the lines it printed as its answer."""
    lines = io.StringIO()

    def write(stream: str, text: str) -> None:
        if stream == "stdout":
            lines.write(text)

    assert answering.answer(session, argv, Path.cwd(), write, TaskContext()) == 0
    return lines.getvalue().splitlines()


def hum(path: Path, weight: float = 1.0) -> QueryPart:
    return QueryPart(Kind.HUM, str(path), weight)


def titles(result: SearchResult) -> list[str]:
    return [hit.track.tags.title for hit in result.hits]


def placed(hit: Hit) -> tuple[float, float]:
    assert hit.match_start_s is not None
    assert hit.match_end_s is not None
    assert hit.melody is not None
    assert (hit.melody.start_s, hit.melody.end_s) == (hit.match_start_s, hit.match_end_s)
    return hit.match_start_s, hit.match_end_s


def test_a_hum_finds_its_tune_and_the_place_in_it(hummed: Hummed) -> None:
    result = hummed.search(hum(hummed.joy))
    assert titles(result)[0] == "Ode to Joy"
    assert (result.searched, result.total) == (len(TUNES), len(TUNES))
    start_s, end_s = placed(result.hits[0])
    assert min(abs(start_s - begins_s) for begins_s in ODE_STARTS_S) < 2.5
    assert 6 < end_s - start_s < 16
    assert result.hits[0].melody is not None
    assert result.hits[0].melody.key_shift == 9 - 12  # it was hummed nine semitones lower
    assert "the melody of “Ode to Joy, hummed”" in result.hits[0].reasons[0].text
    assert titles(hummed.search(hum(hummed.sleeves)))[0] == "Greensleeves"
    _mix_takes_and_words(hummed)
    _ask_by_commands(hummed)


def _mix_takes_and_words(hummed: Hummed) -> None:
    """In the same session, since each starts a worker and the matcher."""
    assert titles(hummed.search(hum(hummed.joy), hum(hummed.joy)))[0] == "Ode to Joy"
    mixed = hummed.search(hum(hummed.joy), words("Silent Night"), hum(hummed.noise))
    assert set(titles(mixed)[:2]) == {"Ode to Joy", "Silent Night"}
    assert any("noise.wav" in notice for notice in mixed.notices)
    filtered = hummed.search(hum(hummed.joy), filters={"genre": "Folk"})
    assert "Ode to Joy" not in titles(filtered)
    assert filtered.hits
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        hummed.session.search(Query((hum(hummed.joy),)), ctx)
    melodies = next(part for part in hummed.session.health(TaskContext()).parts if part.name == "melodies")
    assert melodies.state is State.HEALTHY, melodies


def _ask_by_commands(hummed: Hummed) -> None:
    (line,) = run(hummed.session, "search", "--hum", str(hummed.joy), "--hum", str(hummed.joy), "--json")
    first = json.loads(line)["results"][0]
    assert first["title"] == "Ode to Joy"
    assert first["match_start_s"] < first["match_end_s"]
    assert first["melody"]["key_shift"] == -3
    assert 0.7 < first["melody"]["tempo_ratio"] < 1.1
    told = run(hummed.session, "search", "--hum", str(hummed.joy))
    assert re.search(r"1\. Ode to Joy – .*\]  from 0:\d\d$", told[0])
    batch = hummed.session.paths.data / "hums.jsonl"
    joy, noise = str(hummed.joy), str(hummed.noise)
    lines = [{"id": 1, "hum": joy}, {"id": 2, "hum": [joy, noise]}, {"id": 3, "hum": noise}, {"id": 4, "text": "calm"}]
    batch.write_text("\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in run(hummed.session, "search", "--batch", str(batch), "--json")]
    assert [answer.get("code") for answer in answers] == [None, None, "no_melody", None]
    assert [answer["results"][0]["title"] for answer in answers[:2]] == ["Ode to Joy"] * 2
    assert answers[3]["results"][0]["melody"] is answers[3]["results"][0]["match_start_s"] is None


def test_the_demo_is_searched_by_a_hum_too(hummed: Hummed) -> None:
    assert hummed.demo["hum"]["results"][0]["title"] == "Ode to Joy"
    assert {"picture", "words", "hum"} < set(hummed.demo)


def test_noise_is_no_melody(hummed: Hummed) -> None:
    with pytest.raises(NoMelody, match=r"noise\.wav"):
        hummed.search(hum(hummed.noise))
    with pytest.raises(NoMelody, match=r"noise\.wav"):
        hummed.session.confirm_hum([hummed.noise], hummed.track_id("Silent Night"), TaskContext())


def test_a_confirmed_hum_finds_its_track_at_once(hummed: Hummed) -> None:
    grace = hummed.track_id("Amazing Grace")
    before = hummed.search(hum(hummed.joy))
    assert titles(before)[0] == "Ode to Joy"
    kept = hummed.session.confirm_hum([hummed.joy, hummed.noise], grace, TaskContext())
    assert kept == 1, "the take without a melody is left out"
    assert hummed.session.confirm_hum([hummed.joy], grace, TaskContext()) == 0, "nothing is kept twice"
    after = hummed.search(hum(hummed.joy))
    assert titles(after)[0] == "Amazing Grace", "the person knows better than the matcher"
    found = after.hits[0]
    assert found.melody is not None
    assert found.melody.remembered
    assert any("you said so before" in reason.text for reason in found.reasons)
    for hums, track in (([hummed.joy], "a1-unknown"), ([], grace), ([hummed.joy.with_name("none.wav")], grace)):
        with pytest.raises(BadQuery):
            hummed.session.confirm_hum(hums, track, TaskContext())
