"""What a picture's file name says of it, when a person and not a machine gave the name."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath

# Names, or parts of them, that machines give, each at the start or after another part.
_CAMERAS = (
    r"img|images?|dsc[nfp]?|dscf|pict?|pano|mvimg|pxl|gopr?|gp|gx|dji|sam|cimg|imgp|hpim|kif|p|wp|vid|mov|mvi|burst"
    r"|cam|lrg|_mg|fb|fb_img|received|inshot|snapchat|signal|telegram|wa|vlcsnap|scan|scanned|fullsizerender"
)
_APPLICATIONS = (
    r"whatsapp|photo|picture|foto|bild|untitled|unnamed|unknown|download(?:ed)?|index|clipboard|pasted|thumb(?:nail)?"
    r"|cover|folder|front|back|album|art|album ?art(?:small)?|temp|tmp|file|default|attachment|new"
)
_EDITS = (
    r"nef|cr2|dng|arw|heic|jpe?g|png|raw|copy|kopie|edit(?:ed)?|final|resized?|scaled|crop(?:ped)?"
    r"|small|medium|large|original|orig|hd|uhd|full|min"
)
_WORTHLESS = re.compile(rf"(?:{_CAMERAS}|{_APPLICATIONS}|{_EDITS}|at|am|pm|on|by|of|from|the|a|an|and)", re.IGNORECASE)
_BY_PROGRAM = re.compile(
    r"whatsapp[ _-]?image|screen[ _-]?shot|screen[ _-]?capture|bildschirmfoto|capture d.?.cran|captura de pantalla"
    r"|schermafbeelding|vlcsnap",
    re.IGNORECASE,
)
_TELEPHONE_MODES = r"(?:\.(?:portrait|night|mp|cover|long_exposure|raw)\b[-\w]*)*"
_MACHINE_START = re.compile(rf"\W*_?(?:{_CAMERAS})[ _-]*e?\d[\d_-]*(?:wa\d+)?{_TELEPHONE_MODES}", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"(?=[a-f]*\d)[0-9a-f]{6,}", re.IGNORECASE)
_SIZE = re.compile(r"\d+x\d+(?:px)?|\d+px|\d+k|v\d+", re.IGNORECASE)
_CAMEL_CASE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_SEPARATORS = re.compile(r"[\s_.,;:+~=()\[\]{}@#&–—-]+")


def caption_of(path: PurePath | str) -> str:
    """Return the words of a picture's file name: "rainy street" for "rainy_street-2.jpg".

    The answer is "" for names that cameras, telephones, browsers and programs give (IMG_1234,
    Screenshot 2024-05-01, a hash, a number): they say nothing of the picture.
    """
    stem = PurePath(path).stem.strip()
    if _BY_PROGRAM.match(stem):
        return ""
    stem = _MACHINE_START.sub(" ", stem, count=1) if _MACHINE_START.match(stem) else stem
    pieces = _SEPARATORS.split(_CAMEL_CASE.sub(" ", _UUID.sub(" ", stem)))
    words = [word for piece in pieces if (word := _word(piece))]
    telling = [word for word in words if _tells(word)]
    return " ".join(_without_edits(words)) if telling else ""


def _tells(word: str) -> bool:
    """Whether a word says something; in scripts other than Latin, a single sign may."""
    return not _WORTHLESS.fullmatch(word) and (len(word) > 2 or word > "\u2e7f")


def _word(piece: str) -> str:
    """A piece as a word, or "" when it is a number, a size, or the letters and digits of a hash."""
    if _HEXADECIMAL.fullmatch(piece) or _SIZE.fullmatch(piece):
        return ""
    letters = piece.strip("0123456789'’!?")
    inner_digits = sum(character.isdigit() for character in letters)
    return "" if inner_digits > 1 or not any(map(str.isalpha, letters)) or _jumbled(piece) else letters


def _jumbled(piece: str) -> bool:
    """Whether a piece looks drawn by lot: long, with digits or capitals inside it."""
    changes = sum(first.isdigit() != second.isdigit() for first, second in pairwise(piece))
    return len(piece) >= 8 and changes > 2


def _without_edits(words: list[str]) -> list[str]:
    """Words less what programs add at either end, such as "copy" or "IMG"."""
    kept = list(words)
    while kept and _WORTHLESS.fullmatch(kept[-1]):
        kept.pop()
    while kept and re.fullmatch(rf"(?:{_CAMERAS})", kept[0], re.IGNORECASE):
        kept.pop(0)
    return kept
