"""Takes what tells of a person out of texts that leave the computer: paths, names of files, names of people.

Rather too much than too little goes: of a path nothing is left, and of what stands in quotation marks neither. Paths
within the program's own code stay, since they are what a report is for.
"""

from __future__ import annotations

import getpass
import platform
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.concealing import concealed
from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES

PATH, FILE, NAME, QUOTED, LEFT_OUT = "‹path›", "‹file›", "‹name›", "“‹…›”", "‹left out›"
PRIVATE_FIELDS = frozenset(
    ("album", "artist", "cover", "file", "folder", "name", "path", "query", "subject", "text", "title", "words")
)
"""Fields of a log's entry, or of a record, that are left out whole."""

OTHER_SUFFIXES = (
    "bmp",
    "gif",
    "heic",
    "jpeg",
    "jpg",
    "jspf",
    "m3u",
    "m3u8",
    "png",
    "svg",
    "tif",
    "tiff",
    "webp",
    "xspf",
)
_SUFFIXES = {suffix.lstrip(".") for suffix in AUDIO_SUFFIXES} | set(OTHER_SUFFIXES)
_SUFFIX = "|".join(map(re.escape, sorted(_SUFFIXES, key=len, reverse=True)))
_OWN_CODE = re.compile(r"[^\s\"']*?((?:vectorbeats_desktop|site-packages|lib/python3[^/]*)[/\\][^\s\"',)]*\.pyx?)")
_QUOTED = re.compile(r"“[^”]*”")
_IN_PYTHON = re.compile(r"(?<![\w‹])(?:'[^'\n]*'|\"[^\"\n]*\")")
# A path may have spaces: without quotation marks around it, nobody can tell where it ends but by a known suffix.
_PATH = re.compile(
    rf"(?<![\w‹>/\\])(?:~|[A-Za-z]:|\\\\)?[/\\](?!\d+\s)"
    rf"(?:[^\n\"'“”<>]*?\.(?:{_SUFFIX})\b|[^\n\"'“”<>]*)",
    re.IGNORECASE,
)
_FILE = re.compile(rf"[^\n\"'“”<>:;|/\\‹›]*\.(?:{_SUFFIX})\b", re.IGNORECASE)
# fmt: off
ORDINARY = frozenset((
    "applications", "audio", "cache", "config", "data", "desktop", "documents", "downloads", "home", "library", "local",
    "logs", "media", "mnt", "music", "root", "share", "songs", "srv", "temp", "tmp", "user", "users", "usr", "var",
    "vectorbeats", "volumes", "work",
))
# fmt: on
"""Names of folders that tell of nobody."""
SHORTEST_NAME = 3


class Redaction:
    """Knows the person's names and folders. `text` and `value` give what may leave the computer."""

    def __init__(self, folders: Iterable[Path] = (), *, home: Path | None = None, user: str | None = None) -> None:
        home = home or Path.home()
        names = {user if user is not None else _user(), platform.node()}
        for folder in (home, *folders):
            names |= set(folder.parts[1:])
            names |= {word for part in folder.parts[1:] for word in re.split(r"[\W_]+", part)}
        told = {name for name in names if len(name) >= SHORTEST_NAME and name.casefold() not in ORDINARY}
        longest_first = sorted(told, key=len, reverse=True)
        alternatives = "|".join(map(re.escape, longest_first))
        self._names = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if alternatives else None

    def text(self, text: str) -> str:
        """The text without what tells of a person."""
        return "\n".join(map(self._line, concealed(text).split("\n")))

    def value(self, value: Any, field: str = "") -> Any:
        """A JSON value, with each text in it so treated."""
        if field in PRIVATE_FIELDS and value not in ("", None):
            return LEFT_OUT
        if isinstance(value, str):
            return self.exception(value) if field in ("exception", "traceback") else self.text(value)
        if isinstance(value, dict):
            return {str(key): self.value(each, str(key)) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(each) for each in value]
        return value

    def exception(self, text: str) -> str:
        """A traceback: where in the program's code stays, what was in quotation marks of any kind goes."""
        lines = (line if line.startswith("    ") else _quoted_away(line) for line in text.split("\n"))
        return self.text("\n".join(lines))

    def _line(self, line: str) -> str:
        kept: list[str] = []

        def keep(found: re.Match[str]) -> str:
            kept.append(found.group(1))
            return f"\0{len(kept) - 1}\0"

        line = _OWN_CODE.sub(keep, line)
        line = _QUOTED.sub(QUOTED, line)
        line = _FILE.sub(FILE, _PATH.sub(PATH, line))
        if self._names is not None:
            line = self._names.sub(NAME, line)
        return re.sub(r"\0(\d+)\0", lambda found: kept[int(found.group(1))].replace("\\", "/"), line)


def _quoted_away(line: str) -> str:
    return line if line.lstrip().startswith("File ") else _IN_PYTHON.sub("‹…›", line)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody has that number
        return ""
