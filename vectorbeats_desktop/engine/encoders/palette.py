"""Colours as people see them: the OKLab space, a picture's palette, and plain names.

OKLab (Ottosson 2020) is used because equal distances in it look about equally different; sRGB and
HSV have no such distances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLOURS = 6
_SAMPLE_SIDE = 72  # pixels; a palette needs no more of a picture
_ROUNDS = 6
_ALIKE = 0.055  # colours nearer than this in OKLab are one colour to the eye
_LEAST_SHARE = 0.02

_LINEAR_TO_CONE = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    dtype=np.float32,
)
_CONE_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    dtype=np.float32,
)
_LEVELS = np.arange(256, dtype=np.float32) / 255
_TO_LINEAR = np.where(_LEVELS <= 0.04045, _LEVELS / 12.92, ((_LEVELS + 0.055) / 1.055) ** 2.4).astype(np.float32)

# Hues in OKLab's own circle, each name up to the degree at which the next begins.
_HUES = (
    (20, "pink"),
    (42, "red"),
    (78, "orange"),
    (115, "yellow"),
    (130, "lime green"),
    (165, "green"),
    (215, "turquoise"),
    (285, "blue"),
    (318, "violet"),
    (345, "magenta"),
    (361, "pink"),
)
_GREYS = ((0.22, "black"), (0.42, "dark grey"), (0.72, "grey"), (0.93, "light grey"), (1.1, "white"))
_GREY_CHROMA = 0.028
_WHITE_CHROMA = 0.018  # a tint shows sooner on white
_VIVID_CHROMA = 0.15
_MUTED_CHROMA = 0.075

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a palette: its `#rrggbb`, its plain name, and its share of the area in [0, 1]."""

    colour: str
    name: str
    share: float


def to_oklab(rgb: NDArray[np.uint8]) -> Floats:
    """Return 8-bit sRGB, shape (…, 3), as OKLab, the same shape: lightness in [0, 1], a, b about ±0.3."""
    cones = np.cbrt(_TO_LINEAR[rgb] @ _LINEAR_TO_CONE.T)
    lab: Floats = (cones @ _CONE_TO_LAB.T).astype(np.float32)
    return lab


def hex_to_oklab(colours: Sequence[str]) -> Floats:
    """Return colours written `#rrggbb` as OKLab, shape (n, 3). Raises ValueError for other text."""
    channels = [list(bytes.fromhex(colour.removeprefix("#"))) for colour in colours]
    return to_oklab(np.array(channels, dtype=np.uint8).reshape(-1, 3))


def palette(image: Image.Image, colours: int = COLOURS) -> tuple[Swatch, ...]:
    """Return at most `colours` colours of an RGB picture, largest share first; shares sum to 1.

    Median cut finds where to start, k-means in OKLab refines it, and colours that look alike become
    one. The same picture always has the same palette.
    """
    sample = image.copy()
    sample.thumbnail((_SAMPLE_SIDE, _SAMPLE_SIDE), Image.Resampling.BOX)
    rgb = np.asarray(sample, dtype=np.uint8).reshape(-1, 3)
    members = _cluster(to_oklab(rgb), _first_centres(sample, colours))
    means = [(float(chosen.mean()), rgb[chosen].mean(axis=0)) for chosen in members]
    kept = [entry for entry in means if entry[0] >= _LEAST_SHARE] or means
    total = sum(share for share, _ in kept)
    swatches = [_swatch(mean, share / total) for share, mean in kept]
    return tuple(sorted(swatches, key=lambda swatch: (-swatch.share, swatch.colour)))


def colour_name(colour: str) -> str:
    """Return what people call a colour written `#rrggbb`, such as "deep blue" or "pale pink"."""
    lightness, a, b = (float(value) for value in hex_to_oklab([colour])[0])
    chroma, hue = float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)
    if chroma < (_GREY_CHROMA if lightness < 0.85 else _WHITE_CHROMA):
        return next(name for limit, name in _GREYS if lightness < limit)
    if (hue < 130 or hue > 350) and (earthen := _earthen(lightness, chroma, hue)):
        return earthen
    name = next(name for limit, name in _HUES if hue < limit)
    return f"{_shade(lightness, chroma, name)} {name}".strip()


def _earthen(lightness: float, chroma: float, hue: float) -> str:
    """Brown, beige and olive are dark and pale oranges and yellows, but nobody calls them that."""
    if lightness < 0.42 and chroma < 0.06 and hue < 95:
        return "dark brown"
    if hue < 35 or hue > 350:
        return ""
    if hue >= 95:
        return "olive" if lightness < 0.68 and chroma < 0.13 else ""
    if lightness > 0.62:
        pale = "beige" if lightness > 0.8 else "sand"
        return pale if chroma < (0.07 if lightness > 0.8 else 0.09) else ""
    return "brown" if lightness < 0.58 and chroma < 0.135 else ""


def _shade(lightness: float, chroma: float, name: str) -> str:
    if lightness < 0.45:
        return "deep"
    if chroma > _VIVID_CHROMA:
        return "vivid"
    if lightness > 0.84 and name != "yellow":
        return "pale"
    if chroma < _MUTED_CHROMA:
        return "pale" if lightness > 0.78 else "muted"
    return "warm" if name in {"orange", "yellow", "red"} else ""


def _first_centres(sample: Image.Image, colours: int) -> Floats:
    cut = sample.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    used = np.unique(np.asarray(cut))
    table = np.array(cut.getpalette("RGB"), dtype=np.uint8).reshape(-1, 3)
    return to_oklab(table[used])


def _cluster(lab: Floats, centres: Floats) -> list[NDArray[np.bool_]]:
    for _ in range(_ROUNDS):
        nearest = _nearest(lab, centres)
        filled = [index for index in range(len(centres)) if (nearest == index).any()]
        centres = np.stack([lab[nearest == index].mean(axis=0) for index in filled])
    centres = _merged(centres)
    nearest = _nearest(lab, centres)
    return [nearest == index for index in range(len(centres)) if (nearest == index).any()]


def _nearest(lab: Floats, centres: Floats) -> NDArray[np.intp]:
    distances = ((lab[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    nearest: NDArray[np.intp] = distances.argmin(axis=1)
    return nearest


def _merged(centres: Floats) -> Floats:
    kept: list[Floats] = []
    for centre in centres:
        if all(float(np.linalg.norm(centre - other)) >= _ALIKE for other in kept):
            kept.append(centre)
    return np.stack(kept)


def _swatch(mean: NDArray[np.float64], share: float) -> Swatch:
    red, green, blue = (int(value) for value in np.rint(mean))
    colour = f"#{red:02x}{green:02x}{blue:02x}"
    return Swatch(colour, colour_name(colour), share)
