"""What can be measured in a picture without knowing what it shows: colours, light and texture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vectorbeats_desktop.engine.encoders.palette import Swatch, palette, to_oklab

HUE_SECTORS = ("red", "orange", "yellow", "green", "turquoise", "blue", "violet", "magenta")
MEASURES = (
    "lightness", "contrast", "darkest", "lightest", "dark_share", "light_share", "saturation", "saturation_spread",
    "value", "colourfulness", "greenness", "warmth", "chroma", "pleasure", "arousal", "edges", "edge_share",
    "fine_texture", "coarse_texture", "top_light", "centre_light", "top_blue", "skin", "hue_variety", "symmetry",
    *(f"hue_{sector}" for sector in HUE_SECTORS),
)  # fmt: skip

_DARK, _LIGHT = 0.3, 0.85  # OKLab lightness
_EDGE = 0.06  # a step of lightness between neighbours that is seen as an edge
_SECTOR_START = 5.0  # degrees of OKLab's hue circle where red begins
_SECTOR_ENDS = np.array([45, 80, 118, 165, 220, 285, 325, 365])

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PictureDescription:
    """A picture's colours and light.

    `palette` has its colours, largest share first. All numbers lie in [0, 1] but `warmth`, from cold
    (-1) to warm (1), and `colourfulness`, Hasler and Süsstrunk's M (2003): 0 is grey, above 80 very
    colourful. `light` says it in words; `dominant_hue` is "" for a picture without colour.
    `pleasure` and `arousal` are Valdez and Mehrabian's formulas (1994), in [-1, 1]. `measures` holds
    all of MEASURES, shape (len(MEASURES),).
    """

    palette: tuple[Swatch, ...]
    brightness: float
    saturation: float
    contrast: float
    warmth: float
    colourfulness: float
    edge_density: float
    dark_share: float
    dominant_hue: str
    light: str
    pleasure: float
    arousal: float
    measures: Floats


def describe_picture(image: Image.Image) -> PictureDescription:
    """Measure an RGB picture, best a working copy of `load_picture`; sizes down to 1 × 1 are fine."""
    rgb = np.asarray(image.convert("RGB"), dtype=np.uint8)
    found = _measure(rgb, to_oklab(rgb))
    warmth = float(np.clip(found["warmth"] * 8, -1, 1))
    hues = {sector: found[f"hue_{sector}"] for sector in HUE_SECTORS}
    strongest = max(hues, key=lambda sector: hues[sector])
    return PictureDescription(
        palette=palette(image),
        brightness=found["lightness"],
        saturation=found["saturation"],
        contrast=min(1.0, found["contrast"] * 2),
        warmth=warmth,
        colourfulness=found["colourfulness"],
        edge_density=found["edge_share"],
        dark_share=found["dark_share"],
        dominant_hue=strongest if hues[strongest] > 0 else "",
        light=_light(found["lightness"], found["contrast"], warmth),
        pleasure=found["pleasure"],
        arousal=found["arousal"],
        measures=np.array([found[name] for name in MEASURES], dtype=np.float32),
    )


def _measure(rgb: NDArray[np.uint8], lab: Floats) -> dict[str, float]:
    lightness = lab[..., 0]
    found = {**_light_measures(lightness), **_colour_measures(rgb, lab), **_texture_measures(lightness)}
    found |= _layout_measures(lightness, lab) | _hue_measures(lab)
    return found


def _light_measures(lightness: Floats) -> dict[str, float]:
    darkest, lightest = np.percentile(lightness, [5, 95])
    return {
        "lightness": float(lightness.mean()),
        "contrast": float(lightness.std()),
        "darkest": float(darkest),
        "lightest": float(lightest),
        "dark_share": float((lightness < _DARK).mean()),
        "light_share": float((lightness > _LIGHT).mean()),
    }


def _colour_measures(rgb: NDArray[np.uint8], lab: Floats) -> dict[str, float]:
    channels: Floats = rgb.astype(np.float32) / np.float32(255)
    value, lowest = channels.max(axis=2), channels.min(axis=2)
    saturation = np.where(value > 0, (value - lowest) / np.maximum(value, 1e-6), 0)
    mean_value, mean_saturation = float(value.mean()), float(saturation.mean())
    return {
        "saturation": mean_saturation,
        "saturation_spread": float(saturation.std()),
        "value": mean_value,
        "colourfulness": _colourfulness(rgb.astype(np.float32)),
        "greenness": float(-lab[..., 1].mean()),
        "warmth": float((lab[..., 1] + lab[..., 2]).mean()),
        "chroma": float(np.hypot(lab[..., 1], lab[..., 2]).mean()),
        # Valdez & Mehrabian 1994: P = .69 B + .22 S and A = -.31 B + .60 S, here brought to [-1, 1].
        "pleasure": (0.69 * mean_value + 0.22 * mean_saturation) / 0.91 * 2 - 1,
        "arousal": (-0.31 * mean_value + 0.60 * mean_saturation + 0.31) / 0.91 * 2 - 1,
        "skin": float(_skin(channels).mean()),
    }


def _colourfulness(rgb: Floats) -> float:
    """Hasler & Süsstrunk, Measuring colourfulness in natural images (2003), equation 4."""
    red_green = rgb[..., 0] - rgb[..., 1]
    yellow_blue = (rgb[..., 0] + rgb[..., 1]) / 2 - rgb[..., 2]
    spread = np.hypot(red_green.std(), yellow_blue.std())
    return float(spread + 0.3 * np.hypot(red_green.mean(), yellow_blue.mean()))


def _skin(channels: Floats) -> NDArray[np.bool_]:
    """Where colours are those of skin of any tone, by their share of red and green alone."""
    share = channels / np.maximum(channels.sum(axis=2, keepdims=True), 1e-6)
    red, green = share[..., 0], share[..., 1]
    lit = channels[..., 0] > 0.25
    inside: NDArray[np.bool_] = lit & (red > 0.37) & (red < 0.5) & (green > 0.27) & (green < 0.345)
    return inside


def _texture_measures(lightness: Floats) -> dict[str, float]:
    across, down = np.abs(np.diff(lightness, axis=1)), np.abs(np.diff(lightness, axis=0))
    steps = np.concatenate([across.ravel(), down.ravel(), np.zeros(1, dtype=np.float32)])
    coarse = lightness[::8, ::8]
    return {
        "edges": float(steps.mean()),
        "edge_share": float((steps > _EDGE).mean()),
        "fine_texture": float(np.log1p(1e3 * np.square(steps).mean())),
        "coarse_texture": float(coarse.std()),
    }


def _layout_measures(lightness: Floats, lab: Floats) -> dict[str, float]:
    height, width = lightness.shape
    top = slice(0, max(1, height // 3))
    middle = lightness[height // 4 : height - height // 4, width // 4 : width - width // 4]
    return {
        "top_light": float(lightness[top].mean() - lightness.mean()),
        "centre_light": float(middle.mean() - lightness.mean()) if middle.size else 0.0,
        "top_blue": float(np.maximum(-lab[top, :, 2], 0).mean()),
        "symmetry": float(np.abs(lightness - lightness[:, ::-1]).mean()),
    }


def _hue_measures(lab: Floats) -> dict[str, float]:
    """The share of each sector of the hue circle, each pixel counting by its chroma; all 0 for grey."""
    chroma = np.hypot(lab[..., 1], lab[..., 2]).ravel()
    strength = np.maximum(chroma - 0.02, 0)
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])).ravel()
    turned = (hue - _SECTOR_START) % 360 + _SECTOR_START
    sector = np.searchsorted(_SECTOR_ENDS, turned, side="right").clip(max=len(HUE_SECTORS) - 1)
    sums = np.bincount(sector, weights=strength, minlength=len(HUE_SECTORS))
    shares = sums / sums.sum() if sums.sum() > 1e-3 * chroma.size else np.zeros(len(HUE_SECTORS))
    present = shares[shares > 0]
    variety = float(-(present * np.log(present)).sum() / np.log(len(HUE_SECTORS)))
    named = {f"hue_{name}": float(share) for name, share in zip(HUE_SECTORS, shares, strict=True)}
    return {"hue_variety": variety, **named}


def _light(lightness: float, contrast: float, warmth: float) -> str:
    level = "low" if lightness < 0.4 else "bright" if lightness > 0.7 else "soft" if contrast < 0.17 else "clear"
    tint = ", warm" if warmth > 0.25 else ", cool" if warmth < -0.15 else ""
    hard = " with hard shadows" if contrast > 0.29 else ""
    return f"{level}{tint} light{hard}"
