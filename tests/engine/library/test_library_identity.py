from __future__ import annotations

import os
import shutil
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.broken.entries import names_on
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.library.identity import content_hash

Write = Callable[..., Path]

# A name and an encoder for each format, and another container that can hold the same packets.
FORMATS = [
    ("a.wav", "pcm_s16le", "b.mka"),
    ("a.aiff", "pcm_s16be", "b.mov"),
    ("a.flac", "flac", "b.oga"),
    ("a.mp3", "libmp3lame", "b.mka"),
    ("a.ogg", "vorbis", "b.mka"),
    ("a.opus", "libopus", "b.mka"),
    ("a.m4a", "aac", "b.mka"),
    ("alac.m4a", "alac", "b.mov"),
]


VECTORS = Path(__file__).parent / "vectors"

# As another FFmpeg (5.1) says: ffmpeg -i FILE -map 0:a -c copy -f data - | b2sum -l 128
PINNED = {
    "tone.mp3": "e362171166916232e403989c76dc22d6",
    "tone.ogg": "f7588e3195783c2fb7f367cc647d70eb",
    "tone.opus": "97a5b8e69d17bb568aa4098169fe861d",
    "tone.m4a": "5e82c88050e62ae4528f822d90e0ab1e",
    "alac.m4a": "2d42c276d355d3bb793375f75b7e9381",
    "tone.wv": "e5d80d34aedce8f9203af99a866951be",
    "tone.aiff": "308c1591cfb90d4289f9156a2b89d5b2",
}

# One frame of 192 equal samples, and the header that goes before it.
FLAC_HEADER = bytes.fromhex("664c61438000002200c000c00000000000000ac440f0000000c0") + bytes(16)
FLAC_FRAME = bytes.fromhex("fff8190800ba0003e838c2")


def hand_written_wav(samples: bytes, extra: bytes = b"") -> bytes:
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16_000, 2, 16)
    body = b"WAVE" + form + extra + struct.pack("<4sI", b"data", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(body)) + body


def test_recipe_is_pinned_for_a_hand_written_wav(tmp_path: Path) -> None:
    # python -c "import hashlib; print(hashlib.blake2b(bytes(range(256)) * 8, digest_size=16).hexdigest())"
    path = tmp_path / "counting.wav"
    path.write_bytes(hand_written_wav(bytes(range(256)) * 8))
    assert content_hash(path) == "a1-5832595d6e631c13af1c4f5ef234ed7d"


def test_recipe_is_pinned_for_a_hand_written_flac(tmp_path: Path) -> None:
    # hashlib.blake2b(FLAC_FRAME, digest_size=16): the frames, and not the header with its tags
    path = tmp_path / "level.flac"
    path.write_bytes(FLAC_HEADER + FLAC_FRAME)
    assert content_hash(path) == "a1-9f65cb27eb35f0529bafde5eb03ec46a"


@pytest.mark.parametrize(("name", "digest"), PINNED.items())
def test_recipe_is_pinned_for_each_format(name: str, digest: str) -> None:
    assert content_hash(VECTORS / name) == f"a1-{digest}"


@pytest.mark.parametrize(("name", "codec", "elsewhere"), FORMATS, ids=[codec for _, codec, _ in FORMATS])
def test_tags_names_and_containers_change_nothing(
    tmp_path: Path, write: Write, copy: Write, name: str, codec: str, elsewhere: str
) -> None:
    original = write(tmp_path / name, codec, tags={"title": "One"})
    known = content_hash(original)
    retagged = copy(original, tmp_path / f"retagged {name}", {"title": "Two " * 50, "artist": "Someone else"})
    assert retagged.read_bytes() != original.read_bytes()
    assert content_hash(retagged) == known
    assert content_hash(copy(original, tmp_path / elsewhere, {"title": "Three"})) == known


@pytest.mark.parametrize(("name", "codec", "elsewhere"), FORMATS, ids=[codec for _, codec, _ in FORMATS])
def test_other_music_is_told_apart(tmp_path: Path, write: Write, name: str, codec: str, elsewhere: str) -> None:
    assert content_hash(write(tmp_path / name, codec)) != content_hash(write(tmp_path / f"other {name}", codec, 523.0))


def test_tags_at_the_end_of_an_mp3_are_not_audio(tmp_path: Path, write: Write) -> None:
    plain = write(tmp_path / "plain.mp3", "libmp3lame")
    item = struct.pack("<II", 5, 0) + b"Title\0hello"
    head, foot = (
        b"APETAGEX" + struct.pack("<IIII", 2000, len(item) + 32, 1, flags) + bytes(8) for flags in (5 << 29, 1 << 31)
    )
    for number, tag in enumerate((b"TAG" + b"A title".ljust(125, b"\0"), head + item + foot)):
        tagged = tmp_path / f"{number}.mp3"
        tagged.write_bytes(plain.read_bytes() + tag)
        assert content_hash(tagged) == content_hash(plain)


def test_a_list_of_names_in_a_wav_is_not_audio(tmp_path: Path) -> None:
    samples = bytes(range(256)) * 8
    bare, listed = tmp_path / "bare.wav", tmp_path / "listed.wav"
    bare.write_bytes(hand_written_wav(samples))
    listed.write_bytes(
        hand_written_wav(samples, struct.pack("<4sI4s4sI4s", b"LIST", 16, b"INFO", b"INAM", 4, b"Me!\0"))
    )
    assert content_hash(bare) == content_hash(listed)


@pytest.mark.parametrize(
    "name", names_on(sys.platform, [b"\xff\xfe.flac", "🎵\n.flac".encode(), b"x" * 250 + b".flac"])
)
def test_strange_names_are_read(tmp_path: Path, write: Write, name: bytes) -> None:
    plain = write(tmp_path / "plain.flac", "flac")
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    shutil.copy(plain, strange)
    assert content_hash(strange) == content_hash(plain)


@pytest.mark.parametrize("content", [b"", b"no music at all", b"ID3\x04" + bytes(500), hand_written_wav(b"")])
def test_what_holds_no_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mp3"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        content_hash(path)


def test_a_truncated_file_has_an_identity_of_its_own(tmp_path: Path, write: Write) -> None:
    whole = write(tmp_path / "whole.mp3", "libmp3lame")
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    assert content_hash(cut) != content_hash(whole)
