"""Playlists as files: M3U, M3U8, XSPF and JSPF, read with distrust and written with relative paths.

M3U is lines of paths with comments; XSPF is XML (https://xspf.org/spec), and JSPF the same as JSON. What such a file
says is followed nowhere but to files of this computer: no address is fetched, no entity of the XML is expanded.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath
from typing import Any
from xml.sax.saxutils import escape

from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.library.folders import normal_path
from vectorbeats_desktop.engine.playlists import jspf
from vectorbeats_desktop.engine.playlists.places import Place, file_uri, is_there, place_of_line, place_of_uri, uri_of
from vectorbeats_desktop.engine.playlists.xspf import NotXspf, locations
from vectorbeats_desktop.engine.records import Track

LARGEST_FILE = 32 * 1024 * 1024  # bytes; 100,000 long paths
MOST_ENTRIES = 100_000
READ = (".m3u", ".m3u8", ".xspf", ".jspf")
WRITTEN = (".m3u8", ".xspf", ".jspf")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class UnreadablePlaylist(KnownError):
    """A playlist's file that cannot be opened, is none, or is too large."""

    code = "unreadable_playlist"


class FileThere(BadQuery):
    """There is a file of that name, and nobody said that it may be replaced."""


class CannotWrite(KnownError):
    """A file that could not be written where it was asked for."""

    code = "cannot_write"


def read_playlist_file(path: Path) -> list[Path]:
    """The files that an M3U, M3U8, XSPF or JSPF file lists, absolute, in its order, whether they are there or not.

    Relative paths count from the file's own folder. Left out are addresses of the network, and paths with
    ".." under which there is nothing. Raises UnreadablePlaylist.
    """
    content = _content(path)
    folder = normal_path(path).parent
    found: list[Path] = []
    for places in _places(path, content):
        resolved = _resolved(places, folder)
        if resolved is not None:
            found.append(resolved)
        if len(found) > MOST_ENTRIES:
            raise UnreadablePlaylist(f"{path.name} lists more than {MOST_ENTRIES:,} files.")
    return found


def write_playlist_file(target: Path, tracks: Sequence[Track], *, replace: bool = False) -> None:
    """Write tracks as M3U8, XSPF or JSPF, by the target's ending, with paths relative to its folder.

    The file is whole or not there at all. Raises BadQuery for another ending or for no tracks, FileThere when the file
    is there already and `replace` was not said; CannotWrite.
    """
    ending = target.suffix.lower()
    if ending not in WRITTEN:
        raise BadQuery(f"Playlists are written as {' or '.join(WRITTEN)}, not “{target.suffix}”.")
    if not tracks:
        raise BadQuery("There are no tracks to write.")
    if not replace and os.path.lexists(target):
        raise FileThere(f"There is a file at {target} already.", "Choose another name, or say that it may be replaced.")
    folder = normal_path(target).parent
    if ending == ".jspf":
        content = jspf.document(_jspf_tracks(tracks, folder))
    else:
        lines = _m3u_lines(tracks, folder) if ending == ".m3u8" else _xspf_lines(tracks, folder)
        content = b"".join(line + b"\n" for line in lines)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):  # where nothing can be written, there is nothing to remove either
            part.unlink()
        raise CannotWrite(
            f"{target} could not be written ({error.strerror or error}).", "Choose another folder."
        ) from error


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe or a device would be read for ever
            raise UnreadablePlaylist(f"There is no playlist file at {path}.", "It may have been moved or deleted.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadablePlaylist(f"{path.name} cannot be read ({error.strerror or error}).") from error
    if len(content) > LARGEST_FILE:
        raise UnreadablePlaylist(f"{path.name} is too large for a playlist.")
    return content


def _places(path: Path, content: bytes) -> Iterator[list[Place]]:
    """For each entry the places that it may mean, the likeliest first. What a file holds counts, not its ending."""
    if _text_start(content).startswith(b"<"):
        try:
            yield from ([place_of_uri(uri)] for uri in locations(content))
        except NotXspf as error:
            raise UnreadablePlaylist(f"{path.name} is no playlist that can be read ({error}).") from error
        return
    if _text_start(content).startswith(b"{"):
        try:
            yield from ([place_of_uri(uri)] for uri in jspf.locations(_as_utf8(content)))
        except jspf.NotJspf as error:
            raise UnreadablePlaylist(f"{path.name} is no playlist that can be read ({error}).") from error
        return
    lines = _lines(content)
    if any(b"\0" in line for line in lines):
        raise UnreadablePlaylist(f"{path.name} is no playlist.")
    for line in lines:
        if line.strip() and not line.lstrip().startswith(b"#"):
            yield place_of_line(line)


def _text_start(content: bytes) -> bytes:
    for bom, coding in _BOMS:
        if content.startswith(bom):
            content = content[:200].decode(coding, "ignore").encode()
    return content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")


def _as_utf8(content: bytes) -> bytes:
    for bom, coding in _BOMS:
        if content.startswith(bom):
            return content.decode(coding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    return content


def _lines(content: bytes) -> list[bytes]:
    """Lines as bytes, UTF-8 where the file has a mark that says what it is: file names need not be valid text."""
    for bom, coding in _BOMS:
        if content.startswith(bom):
            content = content[3:] if coding == "utf-8" else content.decode(coding, "replace").encode("utf-8", "replace")
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _resolved(places: Sequence[Place], folder: Path) -> Path | None:
    """The first place where there is a file, else the likeliest one."""
    allowed = [place for place in places if not place.is_elsewhere(folder)]
    paths = [place.path_in(folder) for place in allowed]
    there = next((path for path in paths if len(paths) > 1 and is_there(path)), None)
    if there is not None:
        return there
    if not paths or (allowed[0].climbs and not is_there(paths[0])):
        return None
    return paths[0]


def _m3u_lines(tracks: Sequence[Track], folder: Path) -> Iterator[bytes]:
    yield b"#EXTM3U"
    for track in tracks:
        seconds = -1 if track.tags.duration_s is None else round(track.tags.duration_s)
        yield f"#EXTINF:{seconds},{_one_line(_titled(track))}".encode("utf-8", "replace")
        path = relative(track.path, folder)
        if "\n" in path or "\r" in path:  # which no line can hold
            yield file_uri(track.path).encode()
        else:
            # A name that begins as a comment, an address or with a space is told apart by its folder.
            plain = path.startswith(("../", "/")) or (path[:1].isalnum() and ":" not in path)
            yield os.fsencode(path if plain or Path(path).is_absolute() else f"./{path}")


def _xspf_lines(tracks: Sequence[Track], folder: Path) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>'
    yield b'<playlist version="1" xmlns="http://xspf.org/ns/0/">'
    yield b" <trackList>"
    for track in tracks:
        tags = track.tags
        length = "" if tags.duration_s is None else str(round(1_000 * tags.duration_s))
        told = (("title", track.name), ("creator", tags.artist), ("album", tags.album), ("duration", length))
        inner = "".join(f"<{name}>{escape(_one_line(text))}</{name}>" for name, text in told if text)
        location = uri_of(relative(track.path, folder))
        yield f"  <track><location>{location}</location>{inner}</track>".encode("utf-8", "replace")
    yield b" </trackList>"
    yield b"</playlist>"


def relative(path: Path, folder: Path) -> str:
    """A file's path as it is written from a folder, with "/"; absolute where that leads elsewhere.

    That is on another drive, and where a link lies on the way up.
    """
    try:
        way = Path(os.path.relpath(path, folder))
    except ValueError:
        return path.as_posix()
    if ".." in way.parts and os.path.realpath(folder / way) != os.path.realpath(path):
        return path.as_posix()
    return way.as_posix()


def _jspf_tracks(tracks: Sequence[Track], folder: Path) -> Iterator[dict[str, Any]]:
    for track in tracks:
        tags = track.tags
        length = None if tags.duration_s is None else round(1_000 * tags.duration_s)
        told = {"title": track.name, "creator": tags.artist, "album": tags.album, "duration": length}
        yield {
            "location": [uri_of(relative(track.path, folder))],
            **{name: value for name, value in told.items() if value},
        }


def _titled(track: Track) -> str:
    return f"{track.tags.artist} - {track.name}" if track.tags.artist else track.name


def _one_line(text: str) -> str:
    """Text without what neither a line nor XML can hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def is_playlist_file(path: Path) -> bool:
    """Whether the name's ending is that of a playlist that can be read."""
    return PureWindowsPath(path.name).suffix.lower() in READ
