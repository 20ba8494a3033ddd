"""The demo library on disk: built beside its place and then moved there whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from vectorbeats_desktop.engine.library.demo.encode import write_flac
from vectorbeats_desktop.engine.library.demo.pictures import cover, scenes
from vectorbeats_desktop.engine.library.demo.pieces import Piece, load_pieces
from vectorbeats_desktop.engine.library.demo.render import render
from vectorbeats_desktop.engine.library.demo.tones import RATE
from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.engine.task import Progress, TaskContext

ALBUM = "VectorBeats Demo"
NOTICE = "CC0 NOTICE.txt"
EDITION = 1  # rises when the pieces sound different, so that they are built anew
PICTURES = "pictures"
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))


def build_demo(target: Path, ctx: TaskContext) -> list[Path]:
    """Return the music files of the demo library in `target`, made now if they are not all there.

    They are FLAC, stereo, 28 to 38 s, tagged, with covers; a notice says that they are CC0. The
    folder appears whole or not at all. Raises OSError, Cancelled.
    """
    files = [target / _file_name(number, piece) for number, piece in enumerate(load_pieces(), start=1)]
    if _complete(target, files):
        return files
    target.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _make(making, files, ctx)
        _put(making, target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return files


def demo_pictures(target: Path) -> list[Path]:
    """Return four pictures to search the demo with, made in `pictures` beside `target` when missing. Raises OSError."""
    folder = target.parent / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, bytes] = {}
    paths = []
    for name in ("sunset.jpg", "storm night.jpg", "spring meadow.jpg", "neon city.jpg"):
        path = folder / name
        if not path.is_file():
            made = made or scenes()
            partial = path.with_suffix(f".{os.getpid()}.part")
            partial.write_bytes(made[name])
            partial.replace(path)
        paths.append(path)
    return paths


def _make(folder: Path, files: list[Path], ctx: TaskContext) -> None:
    pieces = load_pieces()
    for number, (piece, file) in enumerate(zip(pieces, files, strict=True), start=1):
        ctx.checkpoint()
        ctx.report(Progress("demo", number - 1, len(pieces), piece.title))
        write_flac(folder / file.name, render(piece), RATE, _tags(piece, number), cover(piece))
    (folder / NOTICE).write_text(_notice(), encoding="utf-8")
    ctx.report(Progress("demo", len(pieces), len(pieces)))


def _put(making: Path, target: Path) -> None:
    """Move the new folder into place; an older or broken one makes room first."""
    making.chmod(0o755)
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        target.replace(old / target.name)
        making.replace(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        making.replace(target)


def _complete(target: Path, files: list[Path]) -> bool:
    notice = target / NOTICE
    return notice.is_file() and notice.read_text(encoding="utf-8") == _notice() and all(map(Path.is_file, files))


def _notice() -> str:
    text = (resources() / "demo" / "NOTICE.txt").read_text(encoding="utf-8")
    return f"{text}\nEdition {EDITION}\n"


def _file_name(number: int, piece: Piece) -> str:
    return f"{number:02} {piece.title.translate(_FORBIDDEN).rstrip('. ')}.flac"


def _tags(piece: Piece, number: int) -> dict[str, str]:
    return {
        "title": piece.title,
        "artist": piece.artist,
        "album": ALBUM,
        "album_artist": "VectorBeats",
        "genre": piece.genre,
        "date": str(piece.year),
        "track": str(number),
        "comment": "CC0 1.0: free for any use",
    }
