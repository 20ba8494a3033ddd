"""The pieces of the demo library, as written in `resources/demo/pieces.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache

from vectorbeats_desktop.engine.paths import resources


@dataclass(frozen=True, slots=True)
class Piece:
    """A tune and how it is to be played; the table's head says what each field means."""

    title: str
    artist: str
    genre: str
    year: int
    mood: str
    tempo: float
    bar: float
    lead: str
    backing: str
    level: float
    room: float
    melody: str
    chords: str
    colours: list[str] = field(default_factory=list)
    drums: str = ""
    second: str = ""  # an instrument that doubles the lead softly, or answers it in a canon
    canon: float = 0.0  # beats after which the second voice enters; 0: it doubles
    broken: str = ""  # chords of five tones, broken into sixteenths
    balance: float = 5.0  # dB by which the melody stands above its accompaniment
    beat: float = 11.0  # dB by which it stands above the drums
    hurry: float = 1.0
    swell: float = 1.0  # how much louder the end is than the beginning


@cache
def load_pieces() -> tuple[Piece, ...]:
    """Return the pieces in their order. Raises OSError, tomllib.TOMLDecodeError, TypeError for a broken table."""
    document = tomllib.loads((resources() / "demo" / "pieces.toml").read_text(encoding="utf-8"))
    return tuple(Piece(**entry) for entry in document["piece"])
