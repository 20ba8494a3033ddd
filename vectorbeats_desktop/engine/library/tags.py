"""What a file says about itself: title, artist, album, cover and how it is encoded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from tinytag import TinyTag, TinyTagException

from vectorbeats_desktop.engine.analysis.decode import duration_s, open_audio
from vectorbeats_desktop.engine.records import Tags

TEXT_LIMIT = 300
COVER_LIMIT = 32 * 2**20
NUMBER_LIMIT = 9999
YEARS = range(1000, 2200)
LONGEST_S = 30 * 86_400.0  # a header that tells of more than a month is wrong

# FFmpeg's names for the same thing in different formats, the best first.
_NAMES = {
    "title": ("title",),
    "artist": ("artist", "author", "performer"),
    "album": ("album",),
    "album_artist": ("album_artist", "albumartist", "album artist"),
    "genre": ("genre",),
    "year": ("date", "year", "originaldate", "tyer"),
    "track": ("track", "tracknumber"),
    "disc": ("disc", "discnumber"),
}


def read_tags(path: Path) -> tuple[Tags, bytes | None]:
    """Return a file's tags, and its front cover as the bytes of a picture, or None.

    tinytag reads them where it knows the format; what it leaves empty is taken from FFmpeg's
    metadata. How long the file is, and how it is encoded, is always FFmpeg's word. Text is
    cut at 300 characters, and control characters are taken out; a number or year that cannot
    be is None. The picture has not been checked.

    Raises:
        UnreadableFile: it cannot be opened, or has no sound.
    """
    with open_audio(path) as (container, stream):
        fields = _from_ffmpeg({**container.metadata, **stream.metadata})
        encoding = _encoding(container, stream)
        cover = _attached_picture(container)
    own, own_cover = _from_tinytag(path)
    told = {**fields, **{name: text for name, text in own.items() if text}}
    tags = Tags(
        title=told["title"],
        artist=told["artist"],
        album=told["album"],
        album_artist=told["album_artist"],
        genre=told["genre"],
        year=_year(told["year"]),
        track_number=_number(told["track"]),
        disc_number=_number(told["disc"]),
        duration_s=encoding[0],
        codec=encoding[1],
        sample_rate_hz=encoding[2],
        channels=encoding[3],
        bit_rate=encoding[4],
    )
    return tags, own_cover or cover


def read_isrc(path: Path) -> str:
    """The code of the recording (ISRC) that a file's tags tell, as it stands there; empty when they tell none.

    Raises:
        UnreadableFile: it cannot be opened, or has no sound.
    """
    with open_audio(path) as (container, stream):
        told = {key.lower(): value for key, value in {**container.metadata, **stream.metadata}.items()}
    found = told.get("isrc") or told.get("tsrc") or _isrc_by_tinytag(path)
    return clean(re.split(r"[;,/\0]", found, maxsplit=1)[0])


def clean(text: str) -> str:
    """The text on one line: without control characters and lone surrogates, cut at 300 characters."""
    head = text[: 4 * TEXT_LIMIT]  # before anything costly
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in head)
    return " ".join(plain.split())[:TEXT_LIMIT].strip()


def _from_ffmpeg(metadata: Mapping[str, str]) -> dict[str, str]:
    lower = {key.lower(): value for key, value in metadata.items()}
    return {
        field: clean(next((lower[name] for name in names if lower.get(name)), "")) for field, names in _NAMES.items()
    }


def _from_tinytag(path: Path) -> tuple[dict[str, str], bytes | None]:
    try:
        tag = TinyTag.get(path, duration=False, image=True)
    except (TinyTagException, OSError):
        return {}, None  # a format that it does not know, or tags that are damaged: FFmpeg's word stands
    told = {
        "title": tag.title,
        "artist": tag.artist,
        "album": tag.album,
        "album_artist": tag.albumartist,
        "genre": tag.genre,
        "year": tag.year,
        "track": tag.track,
        "disc": tag.disc,
    }
    picture = tag.images.any
    cover = picture.data if picture is not None and 0 < len(picture.data) <= COVER_LIMIT else None
    return {name: clean(str(value)) for name, value in told.items() if value is not None}, cover


def _isrc_by_tinytag(path: Path) -> str:
    try:
        told = TinyTag.get(path, duration=False).other.get("isrc")
    except (TinyTagException, OSError):
        return ""
    return str(told[0]) if told else ""


def _encoding(
    container: InputContainer, stream: AudioStream
) -> tuple[float | None, str, int | None, int | None, int | None]:
    context = stream.codec_context
    length = duration_s(container, stream)
    return (
        length if length is not None and 0 < length <= LONGEST_S else None,
        context.codec.canonical_name,
        context.sample_rate or None,
        context.channels or None,
        context.bit_rate or container.bit_rate or None,
    )


def _attached_picture(container: InputContainer) -> bytes | None:
    pictures = [stream for stream in container.streams.video if stream.disposition & av.stream.Disposition.attached_pic]
    if not pictures:
        return None
    try:
        packet = next(iter(container.demux(pictures[0])), None)
    except (av.FFmpegError, OSError):
        return None  # a cover that cannot be read is no reason to refuse the music
    return bytes(packet) if packet is not None and 0 < packet.size <= COVER_LIMIT else None


def _number(text: str) -> int | None:
    """The first number of "3", "3/12" or "03"; None for 0 and what cannot be."""
    found = re.match(r"\s*(\d{1,6})", text)
    number = int(found[1]) if found else 0
    return number if 0 < number <= NUMBER_LIMIT else None


def _year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(\d{4})(?!\d)", text) or re.match(r"(\d{4})\d{4}$", text)
    return int(found[1]) if found and int(found[1]) in YEARS else None
