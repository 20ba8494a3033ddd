from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.ui.covers import CoverCache, placeholder

WAIT_MS = 5000
RED = (220, 30, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Image.new("RGB", (512, 300), RED).save(tmp_path / "red.jpg", quality=95)
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 not a picture")
    return tmp_path


@pytest.fixture
def read(qtbot: QtBot, folder: Path) -> Iterator[CoverCache]:
    def locate(cover_id: str) -> Path | None:
        path = folder / f"{cover_id}.jpg"
        return path if path.exists() else None

    covers = CoverCache(locate)
    yield covers
    assert covers.shut()


def middle(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2, image.height() // 2)


def test_cover_follows_its_placeholder(qtbot: QtBot, read: CoverCache) -> None:
    track = make_track(1, cover_id="red")
    with qtbot.waitSignal(read.loaded, timeout=WAIT_MS) as loaded:
        before = read.pixmap(track, 64).toImage()
    assert loaded.args == ["red"]
    after = read.pixmap(track, 64).toImage()
    assert before != after
    assert after.width() == after.height() == 64
    assert abs(middle(after).red() - RED[0]) < 8
    assert after.pixelColor(0, 0).alpha() == 0  # round corners


def test_sharp_on_a_dense_screen(qtbot: QtBot, read: CoverCache) -> None:
    track = make_track(1, cover_id="red")
    with qtbot.waitSignal(read.loaded, timeout=WAIT_MS):
        read.pixmap(track, 64, 2.0)
    drawn = read.pixmap(track, 64, 2.0)
    assert drawn.width() == 128
    assert drawn.devicePixelRatio() == 2.0


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize("cover_id", ["broken", "missing"])
def test_cover_that_cannot_be_read_leaves_the_placeholder(qtbot: QtBot, read: CoverCache, cover_id: str) -> None:
    track = make_track(1, cover_id=cover_id)
    first = read.pixmap(track, 48).toImage()
    other = make_track(2, cover_id="red")
    with qtbot.waitSignal(read.loaded, timeout=WAIT_MS):
        read.pixmap(other, 48)
    assert read.pixmap(track, 48).toImage() == first


def test_many_covers_arrive_after_fast_scrolling(qtbot: QtBot, folder: Path, read: CoverCache) -> None:
    for number in range(40):
        Image.new("RGB", (64, 64), RED).save(folder / f"c{number}.jpg")
    seen: set[str] = set()
    read.loaded.connect(seen.add)
    for number in range(40):
        read.pixmap(make_track(number, cover_id=f"c{number}"), 48)
    qtbot.waitUntil(lambda: len(seen) == 40, timeout=WAIT_MS)


def test_placeholder_is_the_same_for_the_same_words_and_differs_for_others(qtbot: QtBot) -> None:
    assert placeholder("Blue Train", 64) == placeholder("Blue Train", 64)
    colours = {middle(placeholder(f"\u2026 {number}", 64)).name() for number in range(12)}
    assert len(colours) > 6


@pytest.mark.parametrize("words", ["", "…", "日本", "\udce9t\udce9"])
def test_placeholder_of_odd_words(qtbot: QtBot, words: str) -> None:
    assert middle(placeholder(words, 32)).alpha() > 0
