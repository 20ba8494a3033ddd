"""What an entry of a playlist's file may mean as a path, and how a path is written as an entry."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from urllib.parse import quote, unquote_to_bytes

_SCHEME = re.compile(rb"^([A-Za-z][A-Za-z0-9+.\-]+):")  # two letters at least: "C:" is a drive
_DRIVE_URI = re.compile(r"^/[A-Za-z]:[/\\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A path as a playlist's file has it; empty for what is no path of a file."""

    text: str

    @property
    def climbs(self) -> bool:
        """Whether it goes up in the tree."""
        return ".." in self.text.replace("\\", "/").split("/")

    def is_elsewhere(self, folder: Path) -> bool:
        """True for no path, and for one on another computer: looking at it would already be a call to that."""
        if not self.text or "\0" in self.text:
            return True
        if not self.text.startswith(("//", "\\\\")):
            return False
        drive = PureWindowsPath(self.text).drive.casefold()
        return not drive or drive != PureWindowsPath(folder).drive.casefold()

    def path_in(self, folder: Path) -> Path:
        """The path, absolute and without "..", a relative one as seen from the folder."""
        return Path(os.path.normpath(folder / self.text))


def place_of_line(line: bytes) -> list[Place]:
    """What a line of an M3U may mean: as it stands, without the spaces around it, in Windows' ways to write it."""
    scheme = _SCHEME.match(line.strip())
    if scheme is not None and (scheme[1].lower() == b"file" or line.strip()[scheme.end() :].startswith(b"//")):
        return [_of_uri(line.strip())]
    texts = [os.fsdecode(line), os.fsdecode(line.strip())]
    try:
        line.decode()
    except UnicodeDecodeError:
        texts.append(line.strip().decode("cp1252", "replace"))  # what M3U was before M3U8
    if os.sep == "/":
        texts += [text.replace("\\", "/") for text in texts if "\\" in text]
    # Accents in one character or two: file systems keep what they were given, and programs give either.
    texts += [unicodedata.normalize(form, text) for text in texts if not text.isascii() for form in ("NFC", "NFD")]
    return [Place(text) for text in dict.fromkeys(texts)]


def place_of_uri(uri: str) -> Place:
    """What a location of an XSPF means: the path of a relative reference or a file: address."""
    return _of_uri(uri.strip().encode("utf-8", "surrogateescape"))


def _of_uri(uri: bytes) -> Place:
    scheme = _SCHEME.match(uri)
    if scheme is None:
        return Place(os.fsdecode(unquote_to_bytes(uri)))
    if scheme[1].lower() != b"file":
        return Place("")
    rest = uri[scheme.end() :]
    if rest.startswith(b"//"):
        host, slash, path = rest[2:].partition(b"/")
        if host.lower() not in (b"", b"localhost"):
            return Place("")
        rest = slash + path
    text = os.fsdecode(unquote_to_bytes(rest))
    return Place(text[1:] if _DRIVE_URI.match(text) else text)


def uri_of(path: str) -> str:
    """A path with "/", relative or absolute, as a URI reference (RFC 3986), in ASCII."""
    if PureWindowsPath(path).drive and os.sep == "\\":
        return "file:///" + quote(os.fsencode(path), safe="/:")
    return ("file://" if path.startswith("/") else "") + quote(os.fsencode(path), safe="/")


def file_uri(path: Path) -> str:
    """An absolute path as a file: address."""
    return uri_of(path.as_posix())


def is_there(path: Path) -> bool:
    """Whether there is anything under a path; a path that the system does not take has nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
