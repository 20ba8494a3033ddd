"""What fuzzed parsers are given and made of: a scratch folder, a catalogue, and a parser's seeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.settings import Settings


class Bench:
    """Where the parsers find what they need: a scratch folder, and a catalogue to merge into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.music = folder / "music"
        self.music.mkdir(parents=True, exist_ok=True)

    def file(self, content: bytes, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    @property
    def place(self) -> Workplace:
        nothing = cast(Any, None)
        return Workplace(nothing, nothing, nothing, self.folder)

    @cached_property
    def session(self) -> Any:
        catalog = Catalog(self.folder / "catalog.sqlite")
        return SimpleNamespace(
            catalog=catalog,
            settings=Settings(),
            details=SimpleNamespace(read_anew=lambda _ids: None),
            folders=catalog.folders,
            add_folder=catalog.add_folder,
        )

    def close(self) -> None:
        if "session" in vars(self):
            self.session.catalog.close()


@dataclass(frozen=True, slots=True)
class Parser:
    """One parser and what it reads when nobody means any harm."""

    read: Callable[[bytes, Bench], object]
    seeds: tuple[bytes, ...]
    json: bool = False


def _text(content: bytes) -> str:
    """Any text that JSON can hold, lone surrogates included."""
    return content.decode("utf-8", "surrogatepass" if b"\xed" in content else "replace")


def text(content: bytes) -> str:
    """Bytes as text; what is no text is replaced."""
    try:
        return _text(content)
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace")
