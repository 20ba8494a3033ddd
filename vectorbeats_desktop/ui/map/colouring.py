"""What points are coloured by: the colours for each theme, and the legend that goes with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from vectorbeats_desktop.engine.library.columns import Columns
from vectorbeats_desktop.ui.map.raster import Inks

Floats = NDArray[np.float32]

CONTEXT = "MapColours"
MOOD, VALENCE, ENERGY, TEMPO, GENRE, YEAR = "mood", "valence", "energy", "tempo", "genre", "year"
KINDS = (MOOD, VALENCE, ENERGY, TEMPO, GENRE, YEAR)
NAMED_GENRES = 8
STEPS = 64  # shades of a ramp
OUTER = (2, 98)  # percentiles at which a ramp ends: one odd year shall not make all others one colour


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of points in one theme; each has a contrast of 3 with the ground, but for what is not known."""

    categories: tuple[str, ...]
    ramp: tuple[str, ...]
    other: str
    unknown: str


LIGHT = Palette(
    ("#C46F00", "#2F74C0", "#1F8A57", "#C13B72", "#6A48F2", "#0F858B", "#B8401A", "#6B7812"),
    ("#2457A6", "#7A3FB0", "#C2337A", "#D2511B", "#B57B00"),
    "#7A7689",
    "#C9C5D6",
)
DARK = Palette(
    ("#F0AE4A", "#5EA8F0", "#4CC38A", "#EE7AA8", "#A58BFF", "#3FC4C8", "#F0784A", "#B5C24A"),
    ("#5B8DEF", "#A56BE0", "#E85D92", "#F58A4B", "#F7D154"),
    "#9A96AC",
    "#474457",
)


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours mean: swatches of colour and words, or a ramp with the words for its two ends."""

    swatches: tuple[tuple[str, str], ...] = ()
    ramp: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Coloured:
    """A colour for each point, (n,), and what they mean."""

    inks: Inks
    legend: Legend


def title(kind: str) -> str:
    """What a kind of colouring is called."""
    return {
        MOOD: _tr("Mood"),
        VALENCE: _tr("Sad to happy"),
        ENERGY: _tr("Energy"),
        TEMPO: _tr("Tempo"),
        GENRE: _tr("Genre"),
        YEAR: _tr("Year"),
    }[kind]


def coloured(kind: str, known: Columns, palette: Palette) -> Coloured:
    """The points' colours by mood, valence, energy, tempo, genre or year."""
    makers: dict[str, Callable[[Columns, Palette], Coloured]] = {
        MOOD: _by_mood,
        GENRE: _by_genre,
        VALENCE: lambda known, palette: _ramp(known.valence, palette, (-1.0, 1.0), (_tr("sad"), _tr("happy"))),
        ENERGY: lambda known, palette: _ramp(known.energy, palette, (-1.0, 1.0), (_tr("quiet"), _tr("lively"))),
        TEMPO: lambda known, palette: _measured(known.tempo, palette, _tr("{0} bpm")),
        YEAR: lambda known, palette: _measured(known.year, palette, "{0}"),
    }
    return makers[kind](known, palette)


def ink(colour: str) -> int:
    """A colour as a pixel."""
    return int(QColor(colour).rgb())


def _by_mood(known: Columns, palette: Palette) -> Coloured:
    """By the four quadrants of valence and energy (Russell 1980)."""
    quadrant = (known.valence < 0).astype(np.int32) + 2 * (known.energy < 0).astype(np.int32)
    quadrant[np.isnan(known.valence) | np.isnan(known.energy)] = -1
    amber, blue, green, _, _, _, red, _ = palette.categories
    colours = (amber, red, green, blue)
    words = (_tr("happy, lively"), _tr("tense, lively"), _tr("content, quiet"), _tr("sad, quiet"))
    return _categories(quadrant, colours, words, palette)


def _by_genre(known: Columns, palette: Palette) -> Coloured:
    names = known.genres[:NAMED_GENRES]
    colours, words, genre = list(palette.categories[: len(names)]), list(names), known.genre
    if len(known.genres) > NAMED_GENRES:
        genre = np.minimum(genre, NAMED_GENRES)
        colours.append(palette.other)
        words.append(_tr("other"))
    return _categories(genre, colours, words, palette)


def _categories(
    codes: NDArray[np.int32], colours: tuple[str, ...] | list[str], words: tuple[str, ...] | list[str], palette: Palette
) -> Coloured:
    """Code -1, which is not known, takes the last colour of the table."""
    table = np.array([ink(colour) for colour in (*colours, palette.unknown)], np.uint32)
    swatches = tuple(zip(colours, words, strict=True))
    if (codes < 0).any():
        swatches += ((palette.unknown, _tr("not known")),)
    return Coloured(table[codes], Legend(swatches))


def _measured(values: Floats, palette: Palette, words: str) -> Coloured:
    """A ramp over nearly all of the values there are."""
    there = values[~np.isnan(values)]
    if not len(there):
        return _ramp(values, palette, (0.0, 1.0), ("", ""))
    low, high = (float(end) for end in np.percentile(there, OUTER))
    ends = words.format(round(low)), words.format(round(high))
    return _ramp(values, palette, (low, max(high, low + 1e-6)), ends)


def _ramp(values: Floats, palette: Palette, ends: tuple[float, float], words: tuple[str, str]) -> Coloured:
    shades = np.array([*_shades(palette.ramp), ink(palette.unknown)], np.uint32)
    share = np.clip((values - ends[0]) / (ends[1] - ends[0]), 0, 1)
    unknown = np.isnan(share)
    steps = np.where(unknown, STEPS, np.rint(np.where(unknown, 0, share) * (STEPS - 1))).astype(np.intp)
    swatches = ((palette.unknown, _tr("not known")),) if unknown.any() else ()
    return Coloured(shades[steps], Legend(swatches, palette.ramp, *words))


def _shades(ramp: tuple[str, ...]) -> list[int]:
    """STEPS colours on the way through the ramp's."""
    tones = [QColor(colour) for colour in ramp]
    rgb = np.array([(tone.red(), tone.green(), tone.blue()) for tone in tones], np.float64)
    at = np.linspace(0, len(ramp) - 1, STEPS)
    parts = [np.interp(at, np.arange(len(ramp)), rgb[:, channel]).round().astype(int) for channel in range(3)]
    return [0xFF000000 | int(red) << 16 | int(green) << 8 | int(blue) for red, green, blue in zip(*parts, strict=True)]


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
