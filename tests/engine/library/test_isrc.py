"""The code of a recording in real files of several formats."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream

from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.library.tags import read_isrc
from vectorbeats_desktop.engine.remote.spotify.records import plain_isrc


def write(path: Path, codec: str, tags: dict[str, str]) -> Path:
    """A tenth of a second of silence with tags."""
    with av.open(str(path), "w", options={"movflags": "use_metadata_tags"} if path.suffix == ".m4a" else {}) as file:
        stream = file.add_stream(codec, rate=44100, layout="mono")
        assert isinstance(stream, AudioStream)
        file.metadata.update(tags)
        for _ in range(4):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.rate = 44100
            resampled = av.AudioResampler(stream.format, "mono", 44100).resample(frame)
            for each in resampled:
                file.mux(stream.encode(each))
        file.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "key"),
    [
        ("a.flac", "flac", "ISRC"),
        ("a.mp3", "libmp3lame", "TSRC"),
        ("a.m4a", "aac", "ISRC"),
        ("a.mka", "flac", "ISRC"),
    ],
)
def test_it_is_read(tmp_path: Path, name: str, codec: str, key: str) -> None:
    assert plain_isrc(read_isrc(write(tmp_path / name, codec, {key: "us-dj2-02-01013"}))) == "USDJ20201013"


def test_of_several_the_first_counts(tmp_path: Path) -> None:
    tags = {"ISRC": "USDJ20201013;GBUM71029604"}
    assert read_isrc(write(tmp_path / "a.flac", "flac", tags)) == "USDJ20201013"


def test_a_file_without_one_has_none(tmp_path: Path) -> None:
    assert read_isrc(write(tmp_path / "a.flac", "flac", {"title": "x"})) == ""


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_isrc(tmp_path / "gone.flac")
