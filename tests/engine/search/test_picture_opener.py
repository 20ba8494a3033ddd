"""Dropped pictures are opened in another process, and what goes wrong there is told as a picture's trouble."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.broken import pictures
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.encoders import picture_file
from vectorbeats_desktop.engine.errors import UnreadablePicture
from vectorbeats_desktop.engine.search import picture_opener
from vectorbeats_desktop.engine.search.picture_opener import PooledPictures, opened_here
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Iterator[PooledPictures]:
    with WorkerPool(1) as pool:
        yield PooledPictures(pool)


def crash(_path: Path, _side: int) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def swell(_path: Path, _side: int) -> None:
    bytearray(4_000_000_000)


def test_a_picture_is_opened_elsewhere_as_it_would_be_here(
    opener: PooledPictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "photo.heic"
    photo.write_bytes(pictures.CONTENT["from a telephone.heic"]())
    here = opened_here(photo, 32, TaskContext())
    monkeypatch.setattr(picture_file, "load_picture", lambda *_: pytest.fail("it was opened in this process"))
    opener.warm()
    there = opener.open(photo, 32, TaskContext())
    assert there.shape == (24, 32, 3)
    np.testing.assert_array_equal(there, here)
    small = opener.small_jpeg(photo.read_bytes(), TaskContext())
    assert small.startswith(b"\xff\xd8")
    assert opener.small_jpeg(b"no picture", TaskContext()) == b""


@pytest.mark.parametrize("failure", [crash, swell])
def test_a_picture_that_ends_its_decoder_is_told_of(
    opener: PooledPictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: object
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(pictures.picture())
    monkeypatch.setattr(picture_opener, "working_copy", failure)
    with pytest.raises(UnreadablePicture, match=r"“photo.png” cannot be opened") as caught:
        opener.open(photo, 32, TaskContext())
    assert "JPEG" in caught.value.hint
    with pytest.raises(UnreadablePicture, match="cannot be read"):
        opener.open(tmp_path / "gone.png", 32, TaskContext())
