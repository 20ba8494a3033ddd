"""Covers: the picture in a file's tags, or beside it in its folder, kept as a small JPEG."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from vectorbeats_desktop.engine.encoders.picture_file import load_picture
from vectorbeats_desktop.engine.errors import DataFolderBroken, UnreadablePicture
from vectorbeats_desktop.engine.paths import file_of_id

LONGEST_SIDE = 512
QUALITY = 85
LARGEST_BYTES = 40_000_000
FOLDER_NAMES = ("cover", "folder", "front", "album", "albumart")
FOLDER_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")


def cover_of(path: Path, embedded: bytes | None, covers: Path) -> str:
    """Keep the cover of a music file: the one it carries, else the one beside it.

    Returns:
        The cover's id, or "" when there is none that can be read.
    """
    if embedded and (cover_id := thumbnail(embedded, covers)):
        return cover_id
    for beside in folder_pictures(path.parent):
        try:
            data = beside.read_bytes() if beside.stat().st_size <= LARGEST_BYTES else b""
        except OSError:
            continue
        if data and (cover_id := thumbnail(data, covers)):
            return cover_id
    return ""


def folder_pictures(folder: Path) -> list[Path]:
    """Pictures in a folder whose names say that they are its cover, the plainest name first.

    Only ordinary files: reading a pipe of that name would wait for ever.
    """
    try:
        names = [entry for entry in os.scandir(folder) if Path(entry.name).suffix.lower() in FOLDER_SUFFIXES]
    except OSError:
        return []
    ranked = [
        (FOLDER_NAMES.index(stem), entry.name, Path(entry.path))
        for entry in names
        if (stem := Path(entry.name).stem.lower()) in FOLDER_NAMES and Path(entry.path).is_file()
    ]
    return [path for _, _, path in sorted(ranked)]


def small_jpeg(data: bytes) -> bytes:
    """A picture as a JPEG of at most 512 pixels a side; empty for what is no picture, is damaged, or is too large."""
    picture = _small(data)
    if picture is None:
        return b""
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=QUALITY)
    return encoded.getvalue()


def thumbnail(data: bytes, folder: Path, made: Callable[[bytes], bytes] = small_jpeg) -> str:
    """Keep a picture as a JPEG of at most 512 pixels a side, at `folder`/<id>.jpg.

    The id is a hash of the picture's bytes, so that an album's tracks share one. The file is
    written whole or not at all. `made` makes the JPEG: in this process, unless another way is given.

    Returns:
        The id, or "" for what is no picture, is damaged, or would take absurd memory to open.

    Raises:
        DataFolderBroken: the folder cannot be written to.
    """
    cover_id = hashlib.blake2b(data, digest_size=16).hexdigest()
    target = folder / f"{cover_id}.jpg"
    if target.exists():
        return cover_id
    encoded = made(data)
    if not encoded:
        return ""
    try:
        _write_whole(target, encoded)
    except OSError as error:
        raise DataFolderBroken(
            f"Covers cannot be kept in {folder}: {error.strerror}.", "Check that its disk is there and has space."
        ) from error
    return cover_id


def cover_file(folder: Path, cover_id: str) -> Path:
    """Where a cover of the catalogue lies. Raises UnreadablePicture for an id that could lead out of the folder."""
    path = file_of_id(folder, cover_id, ".jpg")
    if path is None:
        raise UnreadablePicture("A cover's id is no plain name.", "Index the library again.")
    return path


def _small(data: bytes) -> Image.Image | None:
    """RGB of at most 512 pixels a side, upright; None for what cannot be opened safely."""
    try:
        return load_picture(data, LONGEST_SIDE)
    except UnreadablePicture:
        return None


def _write_whole(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(part).replace(target)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
