"""The stage "gain" in a run of indexing."""

from __future__ import annotations

import pytest

from tests.engine.analysis.test_analysis_pipeline import Library, library
from tests.engine.library.conftest import copy_stream
from vectorbeats_desktop.engine.analysis import gain_stage
from vectorbeats_desktop.engine.library.gain_tags import GAIN_VERSION
from vectorbeats_desktop.engine.records import ReplayGain
from vectorbeats_desktop.engine.task import Progress

__all__ = ["library"]  # the fixture

TAGS = {"REPLAYGAIN_TRACK_GAIN": "-7.5 dB", "REPLAYGAIN_ALBUM_GAIN": "-6 dB"}


def retag(library: Library, name: str) -> None:
    """Write gains into a song's file, as a tagger does."""
    path = library.music / name
    plain = path.rename(path.with_suffix(".before"))
    copy_stream(plain, path, TAGS)
    plain.unlink()


def test_tags_that_come_later_are_read_too(library: Library) -> None:
    library.song("a.flac", 1)
    library.song("b.flac", 2)
    library.index()
    before = library.tracks()["a.flac"]
    assert before.gain == ReplayGain()
    retag(library, "a.flac")
    report = library.index()
    assert (report.changed, report.analysed) == (1, 0)
    after = library.tracks()
    assert after["a.flac"].track_id == before.track_id
    assert after["a.flac"].gain == ReplayGain(-7.5, -6.0)
    assert after["b.flac"].gain == ReplayGain()


def test_a_library_from_before_is_read_by_the_next_run(library: Library) -> None:
    library.song("a.flac")
    retag(library, "a.flac")
    library.index()
    with library.catalog.write(visible=True) as connection:  # as an older version of the program left it
        connection.execute("DELETE FROM replay_gain")
        connection.execute("DELETE FROM stages WHERE stage = 'gain'")
    assert library.tracks()["a.flac"].gain == ReplayGain()
    assert library.catalog.status().ready == 1, "it can be played and found without"
    library.index()
    assert library.tracks()["a.flac"].gain == ReplayGain(-7.5, -6.0)


def test_another_version_reads_all_tags_again_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.song("a.flac")
    library.index()

    def stages() -> set[str]:
        seen: list[Progress] = []
        library.index(seen.append)
        return {progress.stage for progress in seen}

    assert "gain" not in stages()
    monkeypatch.setattr(gain_stage, "GAIN_VERSION", GAIN_VERSION + 1)
    assert "gain" in stages()
    assert "gain" not in stages()
