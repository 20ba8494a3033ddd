from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from vectorbeats_desktop.engine.encoders.palette import colour_name, hex_to_oklab, palette

NAMES = {
    "#000000": "black",
    "#333333": "dark grey",
    "#808080": "grey",
    "#c8c8c8": "light grey",
    "#ffffff": "white",
    "#ff0000": "vivid red",
    "#800000": "deep red",
    "#0000ff": "vivid blue",
    "#001f3f": "deep blue",
    "#bfe3f7": "pale blue",
    "#e08a3c": "warm orange",
    "#8b4513": "brown",
    "#3d2b1f": "dark brown",
    "#f5deb3": "beige",
    "#c9a98a": "sand",
    "#6b6b3a": "olive",
    "#ffff00": "vivid yellow",
    "#ffc0cb": "pale pink",
    "#228b22": "vivid green",
    "#4b0082": "deep violet",
    "#40c8b8": "turquoise",
}


@pytest.mark.parametrize(("colour", "name"), NAMES.items())
def test_colours_are_called_what_people_call_them(colour: str, name: str) -> None:
    assert colour_name(colour) == name


def test_oklab_has_its_authors_values() -> None:
    # Ottosson 2020: white is (1, 0, 0); sRGB red is about (.628, .225, .126).
    assert hex_to_oklab(["#ffffff", "#ff0000"]) == pytest.approx(
        np.array([[1, 0, 0], [0.62796, 0.22486, 0.12585]]), abs=1e-4
    )


def test_colours_come_with_their_shares_largest_first() -> None:
    image = Image.new("RGB", (100, 100), "#0000ff")
    image.paste("#ff0000", (0, 0, 100, 30))
    found = palette(image)
    assert [swatch.name for swatch in found] == ["vivid blue", "vivid red"]
    assert [swatch.share for swatch in found] == pytest.approx([0.7, 0.3], abs=0.03)


def test_shades_that_look_alike_are_one_colour() -> None:
    image = Image.new("RGB", (100, 100), "#3366aa")
    image.paste("#3467ab", (0, 0, 50, 100))
    assert len(palette(image)) == 1


def test_noise_has_a_palette_that_sums_to_one() -> None:
    noise = np.random.default_rng(4).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    found = palette(Image.fromarray(noise))
    assert 2 <= len(found) <= 6
    assert sum(swatch.share for swatch in found) == pytest.approx(1)
    assert found == palette(Image.fromarray(noise))
