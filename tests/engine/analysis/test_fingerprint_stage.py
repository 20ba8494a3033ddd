"""The stage "fingerprint" in a run of indexing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.engine.analysis.test_analysis_pipeline import Library, library
from vectorbeats_desktop.engine.analysis import decode, fingerprint_stage, jobs
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.fingerprint.landmarks import Landmarks
from vectorbeats_desktop.engine.records import FileState
from vectorbeats_desktop.engine.task import Progress

__all__ = ["library"]  # the fixture


def test_fingerprints_are_heard_with_the_sound(library: Library) -> None:
    for number in range(3):
        library.song(f"{number}.flac", number)
    stages: list[str] = []
    library.index(lambda progress: stages.append(progress.stage))
    assert library.catalog.status().fingerprints == 3
    assert "fingerprint" not in stages, "no file is decoded twice"


def test_fingerprints_of_a_library_from_before_are_heard_by_the_next_run(library: Library) -> None:
    library.song("a.flac")
    library.index()
    with library.catalog.write(visible=True) as connection:  # as an older version of the program left it
        kept = connection.execute("SELECT landmarks FROM fingerprints").fetchone()[0]
        connection.execute("DELETE FROM fingerprints")
        connection.execute("DELETE FROM stages WHERE stage = 'fingerprint'")
    seen: list[Progress] = []
    report = library.index(seen.append)
    assert (report.analysed, library.catalog.status().fingerprints) == (0, 1)
    assert "fingerprint" in {progress.stage for progress in seen}
    (again,) = library.catalog.fingerprints_of([library.tracks()["a.flac"].track_id]).values()
    assert again == kept, "heard alone or with the sound, it is the same"


def test_a_long_recording_is_heard_whole(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    path = library.music / "mix.flac"
    monkeypatch.setattr(decode, "WHOLE_LIMIT_S", 10)
    soundfile.write(path, (0.1 * rng.normal(size=25 * 22_050)).astype(np.float32), 22_050)
    assert jobs.hear(path).fingerprint == b"", "its sound is described by excerpts"
    heard = Landmarks.from_bytes(jobs.fingerprint(path))
    assert heard.duration_s == pytest.approx(25, abs=0.1)
    assert heard.frames[-1] > 0.95 * heard.length


def test_landmarks_are_the_same_heard_beside_the_sound_or_alone(tmp_path: Path) -> None:
    """Beside the sound they are heard in its spectra, which are made as those of landmarks alone are."""
    path = tmp_path / "noise.flac"
    noise = np.random.default_rng(2).normal(size=20 * 22_050)
    soundfile.write(path, (0.1 * noise).astype(np.float32), 22_050)
    beside = jobs.hear(path).fingerprint
    assert beside == jobs.fingerprint(path)
    assert len(Landmarks.from_bytes(beside).frames) > 0


def _refused(*_: object) -> bytes:
    raise UnreadableFile("It is damaged.")


def test_a_file_that_cannot_be_heard_is_listed_and_stays_ready(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.song("a.flac")
    library.index()
    with library.catalog.write(visible=True) as connection:
        connection.execute("DELETE FROM stages WHERE stage = 'fingerprint'")
    monkeypatch.setattr(fingerprint_stage, "fingerprint", _refused)
    report = library.index()
    assert [(problem.path.name, problem.stage) for problem in report.problems] == [("a.flac", "fingerprint")]
    assert library.tracks()["a.flac"].state is FileState.READY
