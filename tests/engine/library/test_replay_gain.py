"""What tags say of loudness, in real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library.gain_tags import read_replay_gain
from vectorbeats_desktop.engine.records import ReplayGain

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("name", "codec"), [("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.ogg", "vorbis"), ("a.mka", "flac")]
)
def test_replay_gain_is_read(tmp_path: Path, write: Write, copy: Write, name: str, codec: str) -> None:
    tags = {"REPLAYGAIN_TRACK_GAIN": "-7.03 dB", "replaygain_album_gain": "+1.5 dB"}
    path = copy(write(tmp_path / f"plain {name}", codec), tmp_path / name, tags)
    assert read_replay_gain(path) == ReplayGain(-7.03, 1.5)


def test_opus_has_tags_of_its_own_which_count_first(tmp_path: Path, write: Write) -> None:
    # Q7.8 numbers, 5 dB below ReplayGain's reference.
    tags = {"R128_TRACK_GAIN": "-2560", "R128_ALBUM_GAIN": "128", "REPLAYGAIN_TRACK_GAIN": "-1.0 dB"}
    assert read_replay_gain(write(tmp_path / "a.opus", "libopus", tags=tags)) == ReplayGain(-5.0, 5.5)


@pytest.mark.parametrize("said", ["", "loud", "-900 dB", "nan dB", "dB -3"])
def test_what_cannot_be_is_not_taken(tmp_path: Path, write: Write, said: str) -> None:
    path = write(tmp_path / "a.flac", "flac", tags={"REPLAYGAIN_TRACK_GAIN": said})
    assert read_replay_gain(path) == ReplayGain()


def test_other_spellings(tmp_path: Path, write: Write) -> None:
    tags = {"REPLAYGAIN_TRACK_GAIN": " -3,25", "REPLAYGAIN_ALBUM_GAIN": "4dB"}
    assert read_replay_gain(write(tmp_path / "a.flac", "flac", tags=tags)) == ReplayGain(-3.25, 4.0)
