from __future__ import annotations

import io
import os
import shutil
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.library.tags import TEXT_LIMIT, clean, read_tags

Write = Callable[..., Path]

SAID = {
    "title": "Für Élise",
    "artist": "Ludwig van Beethoven",
    "album": "Bagatelles",
    "genre": "Classical",
    "date": "1810-04-27",
    "track": "3/12",
    "disc": "1",
}


@pytest.mark.parametrize(
    ("name", "codec", "codec_name"),
    [
        ("a.flac", "flac", "flac"),
        ("a.mp3", "libmp3lame", "mp3"),
        ("a.opus", "libopus", "opus"),
        ("a.m4a", "aac", "aac"),
        ("a.mka", "flac", "flac"),  # tinytag does not know this one: FFmpeg's word
    ],
)
def test_what_a_file_says_is_read(tmp_path: Path, write: Write, name: str, codec: str, codec_name: str) -> None:
    tags, cover = read_tags(write(tmp_path / name, codec, tags=SAID))
    assert (tags.title, tags.artist, tags.album, tags.genre) == (
        "Für Élise",
        "Ludwig van Beethoven",
        "Bagatelles",
        "Classical",
    )
    assert (tags.year, tags.track_number, tags.disc_number) == (1810, 3, 1)
    assert (tags.codec, tags.sample_rate_hz, tags.channels) == (codec_name, 48_000, 1)
    assert tags.duration_s == pytest.approx(0.2, abs=0.06)  # encoders pad to whole frames
    assert cover is None


def test_vorbis_comments_are_read(tmp_path: Path, write: Write) -> None:
    tags, _ = read_tags(write(tmp_path / "a.ogg", "vorbis", tags={"title": "Night", "artist": "Somebody"}))
    assert (tags.title, tags.artist, tags.codec) == ("Night", "Somebody", "vorbis")


def test_a_file_that_says_nothing(tmp_path: Path, write: Write) -> None:
    tags, cover = read_tags(write(tmp_path / "a.wav", "pcm_s16le"))
    assert (tags.title, tags.artist, tags.year, tags.track_number, cover) == ("", "", None, None, None)
    assert tags.duration_s == pytest.approx(0.2)


def id3(frames: dict[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack(">I", len(text)) + b"\0\0" + text for name, text in frames.items())
    size = bytes((len(body) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body


def tagged_mp3(tmp_path: Path, write: Write, frames: dict[bytes, bytes]) -> Path:
    plain = write(tmp_path / "plain.mp3", "libmp3lame")
    path = tmp_path / "tagged.mp3"
    path.write_bytes(id3(frames) + plain.read_bytes())
    return path


def test_the_cover_comes_as_the_picture_it_is(tmp_path: Path, write: Write) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    frame = b"\0image/png\0\x03\0" + picture.getvalue()
    _, cover = read_tags(tagged_mp3(tmp_path, write, {b"APIC": frame}))
    assert cover is not None
    assert Image.open(io.BytesIO(cover)).size == (8, 8)


def test_absurd_tags_are_tamed(tmp_path: Path, write: Write) -> None:
    frames = {
        b"TIT2": b"\0" + b"A" * 100_000,
        b"TPE1": b"\0One\nTwo\x07Three",
        b"TRCK": b"\0999999999",
        b"TYER": b"\0never",
    }
    tags, _ = read_tags(tagged_mp3(tmp_path, write, frames))
    assert len(tags.title) == TEXT_LIMIT
    assert tags.artist == "One Two Three"
    assert (tags.track_number, tags.year) == (None, None)


def test_broken_tags_do_not_refuse_the_music(tmp_path: Path, write: Write) -> None:
    plain = write(tmp_path / "plain.flac", "flac", tags={"title": "Whole"})
    broken = tmp_path / "broken.flac"
    data = plain.read_bytes()
    at = data.index(b"TITLE=") if b"TITLE=" in data else data.index(b"title=")
    broken.write_bytes(data[: at - 4] + b"\xff\xff\xff\x7f" + data[at:])  # the comment's length is a lie
    tags, _ = read_tags(broken)
    assert tags.codec == "flac"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("  a\0b\r\n c ", "a b c"), ("\udcff", ""), ("x\u2028y", "x y"), ("🎵 Ünïcode", "🎵 Ünïcode"), ("\0\0", "")],
)
def test_text_fits_on_one_line_and_can_be_stored(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    clean(text).encode()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always valid text")
def test_a_name_that_is_no_text(tmp_path: Path, write: Write) -> None:
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.flac"))
    shutil.copy(write(tmp_path / "a.flac", "flac", tags={"title": "Kept"}), strange)
    assert read_tags(strange)[0].title == "Kept"


@pytest.mark.parametrize("content", [b"", b"no music", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_music_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        read_tags(path)
