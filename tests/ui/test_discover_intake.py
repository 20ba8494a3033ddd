"""What a drop or a paste is taken for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QMimeDatabase, QUrl
from PySide6.QtGui import QColor, QImage

from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.discover.intake import kind_of, read_mime
from vectorbeats_desktop.ui.discover.shelf import Prepared, Refused, image_of, look_at

pytestmark = pytest.mark.usefixtures("qapp")


def picture(width: int = 8, height: int = 8) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    return image


def test_files_of_this_computer_count_before_everything_else() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/music/a.flac"), QUrl("https://example.org/b.jpg")])
    mime.setImageData(picture())
    taken = read_mime(mime)
    assert taken.paths == (Path("/music/a.flac"),)
    assert taken.image is None


def test_a_picture_from_a_browser_takes_its_name_from_its_address() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/rainy%20night-street.jpg?w=300")])
    mime.setImageData(picture())
    taken = read_mime(mime)
    assert taken.image is not None
    assert taken.image.width() == 8
    assert taken.caption == "rainy night street"


@pytest.mark.parametrize("as_text", [True, False])
def test_a_bare_web_address_is_told_apart_from_words(as_text: bool) -> None:
    mime = QMimeData()
    if as_text:
        mime.setText("https://example.org/picture.jpg")
    else:
        mime.setUrls([QUrl("https://example.org/picture.jpg")])
    taken = read_mime(mime)
    assert taken.addresses == ("https://example.org/picture.jpg",)
    assert not taken.text


def test_dropped_words_are_words() -> None:
    mime = QMimeData()
    mime.setText("  rainy\n night ")
    assert read_mime(mime).text == "rainy night"


def test_an_empty_clipboard_offers_nothing() -> None:
    assert not read_mime(QMimeData())


def test_kind_by_name_and_by_content(tmp_path: Path) -> None:
    unnamed = tmp_path / "picture without suffix"
    assert picture().save(str(unnamed), "PNG")  # type: ignore[call-overload]
    notes = tmp_path / "notes.txt"
    notes.write_text("hello")
    types = QMimeDatabase()
    assert kind_of(Path("/music/SONG.FLAC"), types) is Kind.SOUND
    assert kind_of(unnamed, types) is Kind.IMAGE
    assert kind_of(Path("/music/Evening.M3U8"), types) is Kind.PLAYLIST
    assert kind_of(notes, types) is None


def test_looking_at_files(tmp_path: Path) -> None:
    photo = tmp_path / "low sun.png"
    picture(4000, 1000).save(str(photo))
    seen = look_at(photo)
    assert isinstance(seen, Prepared)
    assert (seen.part.kind, seen.part.value, seen.part.caption) == (Kind.IMAGE, str(photo), "low sun")
    copy = np.zeros((128, 512, 3), np.uint8)
    copy[..., 0] = 200
    small = image_of(copy)
    assert small.height() == 160
    assert small.pixelColor(300, 80) == QColor(200, 0, 0)
    assert look_at(tmp_path) == Refused(tmp_path.name, tmp_path)
    assert look_at(tmp_path / "gone.jpg") == Refused("gone.jpg")


def test_a_picture_from_another_program_is_not_decoded_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    mime = QMimeData()
    mime.setData("image/png", b"as good as a picture")
    monkeypatch.setattr(QMimeData, "imageData", lambda _mime: pytest.fail("it was decoded"))
    taken = read_mime(mime)
    assert taken.encoded == b"as good as a picture"
    assert taken.pictured
