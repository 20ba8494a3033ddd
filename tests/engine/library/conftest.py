"""Real music files, a real catalogue, and the steps from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.identity import content_hash
from vectorbeats_desktop.engine.library.reconcile import Changes, reconcile
from vectorbeats_desktop.engine.library.scan import scan
from vectorbeats_desktop.engine.library.tags import read_tags
from vectorbeats_desktop.engine.records import Folder
from vectorbeats_desktop.engine.task import TaskContext

RATE = 48_000


def tone(pitch_hz: float, seconds: float = 0.2) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    time_s = np.arange(int(RATE * seconds)) / RATE
    return (8000 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.int16)


def write_music(path: Path, codec: str, pitch_hz: float = 440.0, tags: dict[str, str] | None = None) -> Path:
    """A short tone, encoded; the same arguments give the same audio packets."""
    if codec == "vorbis":  # FFmpeg's own encoder is experimental
        with soundfile.SoundFile(path, "w", RATE, 1, format="OGG", subtype="VORBIS") as file:
            for name, value in (tags or {}).items():
                setattr(file, name, value)
            file.write(tone(pitch_hz))
        return path
    with av.open(str(path), "w") as container:
        container.metadata.update(tags or {})
        stream = container.add_stream(codec, rate=RATE)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(tone(pitch_hz)[np.newaxis], format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        size = stream.codec_context.frame_size or None
        resampler = AudioResampler(format=stream.format, layout="mono", rate=RATE, frame_size=size)
        for block in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))
    return path


def copy_stream(source: Path, target: Path, tags: dict[str, str]) -> Path:
    """The same audio packets in a new file, of the kind its name tells, with other tags."""
    with av.open(str(source)) as old, av.open(str(target), "w") as new:
        new.metadata.update(tags)
        stream = new.add_stream_from_template(old.streams.audio[0])
        for packet in old.demux(old.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                new.mux(packet)
    return target


@pytest.fixture
def music(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    return folder


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    held = Catalog(tmp_path / "catalog.sqlite")
    yield held
    held.close()


def rescan(catalog: Catalog, folder: Folder, *, confirm: bool = False) -> Changes:
    """What an indexing run does first: scan, reconcile, identify."""
    changes = reconcile(catalog, folder, scan(folder.path, TaskContext()), confirm_removals=confirm)
    for file_id, path in catalog.files_to_identify():
        catalog.identified(file_id, content_hash(path), read_tags(path)[0])
    catalog.sweep_gone()
    return changes


@pytest.fixture
def index(catalog: Catalog) -> Callable[..., Changes]:
    def run(folder: Folder, *, confirm: bool = False) -> Changes:
        return rescan(catalog, folder, confirm=confirm)

    return run


@pytest.fixture
def write() -> Callable[..., Path]:
    return write_music


@pytest.fixture
def copy() -> Callable[..., Path]:
    return copy_stream
