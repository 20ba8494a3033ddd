"""A recording of ten hours costs no more than one of twelve minutes, in memory and in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.broken import huge
from vectorbeats_desktop.engine.analysis.decode import EXCERPT_S, EXCERPTS, RATE
from vectorbeats_desktop.engine.analysis.jobs import Identified, identify
from vectorbeats_desktop.engine.analysis.pool import Task, WorkerPool
from vectorbeats_desktop.engine.task import TaskContext

LISTENED_S = EXCERPTS * EXCERPT_S
MEMORY_MB = 250
TIMEOUT_S = 60


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], huge.Heard | Identified]]:
    """Both files, identified and decoded by workers that may not take more memory or time than this."""
    folder = tmp_path_factory.mktemp("huge")
    wav, opus = huge.write_silence(folder / "silence.wav"), huge.write_opus(folder / "tune.opus")
    tasks = [Task((path.suffix, "hear"), huge.hear, (path, RATE)) for path in (wav, opus)]
    tasks += [Task((path.suffix, "identify"), identify, (path, folder / "covers")) for path in (wav, opus)]
    with WorkerPool(2, timeout_s=TIMEOUT_S, memory_mb=MEMORY_MB) as pool:
        outcomes = {outcome.task.key: outcome for outcome in pool.run(tasks, TaskContext())}
    assert {key: outcome.failure for key, outcome in outcomes.items() if outcome.failure} == {}
    yield {key: outcome.value for key, outcome in outcomes.items()}
    wav.unlink()
    opus.unlink()


@pytest.mark.parametrize(("kind", "level"), [(".wav", 0.0), (".opus", 0.5)])
def test_excerpts_of_ten_hours_are_heard(
    results: dict[tuple[str, str], huge.Heard | Identified], kind: str, level: float
) -> None:
    heard = results[kind, "hear"]
    assert isinstance(heard, huge.Heard)
    assert heard.seconds == pytest.approx(LISTENED_S, abs=1.0)
    assert heard.peak == pytest.approx(level, abs=0.25)
    assert heard.resident_mb < MEMORY_MB


@pytest.mark.parametrize("kind", [".wav", ".opus"])
def test_ten_hours_are_identified(results: dict[tuple[str, str], huge.Heard | Identified], kind: str) -> None:
    found = results[kind, "identify"]
    assert isinstance(found, Identified)
    assert found.tags.duration_s == pytest.approx(huge.LENGTH_S, abs=1.0)
    assert found.track_id.startswith("a1-")
