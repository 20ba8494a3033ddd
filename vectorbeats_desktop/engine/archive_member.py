"""Members of ZIP archives that strangers may have made: bounded, and broken in one way only."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.untrusted_json import loads


class BrokenMember(Exception):
    """A member that is not there, is damaged, packed in a way that is not read here, or larger than it may be."""


def opened_archive(path: Path) -> zipfile.ZipFile:
    """A ZIP archive. Raises BrokenMember for what is none, is damaged, or is not read here."""
    try:
        return zipfile.ZipFile(path)
    except (OSError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise BrokenMember(f"{path.name} is no archive, or cannot be read") from error


def member(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    """A member's content, which is unpacked to no more than the archive says of it.

    Raises BrokenMember, also when that is more than `largest` bytes.
    """
    try:
        if archive.getinfo(name).file_size > largest:
            raise BrokenMember(f"{name} is larger than it can be")
        return archive.read(name)
    except (KeyError, OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        # RuntimeError: it is encrypted; its kind NotImplementedError: a way of packing that Python does not know.
        raise BrokenMember(f"{name} cannot be read") from error


def json_member(archive: zipfile.ZipFile, name: str, largest: int) -> Any:
    """What a member says in JSON. Raises BrokenMember."""
    content = member(archive, name, largest)
    try:
        return loads(content)
    except ValueError as error:
        raise BrokenMember(f"{name} is no JSON") from error
