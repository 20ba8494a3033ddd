"""The parts that the map is drawn with: what is in view, discs, and which points are meant."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QApplication

from vectorbeats_desktop.engine.library.columns import Columns
from vectorbeats_desktop.ui.map import colouring
from vectorbeats_desktop.ui.map.picking import inside, nearest_row
from vectorbeats_desktop.ui.map.raster import Discs, Raster, blended, stamp
from vectorbeats_desktop.ui.map.viewport import MARGIN, Viewport

WHITE, RED = 0xFFFFFFFF, 0xFFFF0000

PLACES = np.array([[-1, -1], [1, 1], [0, 0.5]], np.float32)
VIEW = Viewport(400, 300).fitted(PLACES)


def discs(across: float, down: float, radius: float, ink: int = RED) -> Discs:
    return Discs(np.array([across], np.float32), np.array([down], np.float32), np.array([ink], np.uint32), radius)


def test_all_is_in_view_and_as_large_as_it_can_be() -> None:
    across, down = VIEW.pixels(PLACES)
    assert down.min() == pytest.approx(MARGIN)
    assert down.max() == pytest.approx(300 - MARGIN)
    assert MARGIN <= across.min() < across.max() <= 400 - MARGIN


def test_a_single_point_lies_in_the_middle() -> None:
    across, down = Viewport(400, 300).fitted(PLACES[:1]).pixels(PLACES[:1])
    assert (float(across[0]), float(down[0])) == (200, 150)


def test_what_is_under_the_pointer_stays_there_when_zoomed_and_goes_with_it_when_panned() -> None:
    place = VIEW.place(70, 220)
    assert VIEW.zoomed(3, (70, 220)).place(70, 220) == pytest.approx(place)
    assert VIEW.panned(15, -8).place(85, 212) == pytest.approx(place)


def test_zooming_has_its_limits() -> None:
    assert VIEW.zoomed(1e9).scale < 1e3 * VIEW.scale
    assert VIEW.zoomed(1e-9).scale == pytest.approx(VIEW.scale / 2)


def test_a_disc_has_the_area_of_a_disc_and_an_edge_that_fades(qapp: QApplication) -> None:
    picture = Raster().draw(60, 60, WHITE, [discs(30, 30, 8)])
    red = sum(255 - picture.pixelColor(x, y).green() for x in range(60) for y in range(60)) / 255
    assert red == pytest.approx(np.pi * 8**2, rel=0.1)
    shades = {picture.pixelColor(x, 30).green() for x in range(60)}
    assert {0, 255} < shades


def test_discs_outside_of_the_picture_are_left_out_and_those_at_its_edge_cut(qapp: QApplication) -> None:
    raster = Raster()
    empty = raster.draw(40, 30, WHITE, [discs(-5, 10, 4), discs(10, 35, 4), discs(1e9, 3, 4)]).copy()
    assert all(empty.pixel(x, y) == WHITE for x in range(40) for y in range(30))
    cut = raster.draw(40, 30, WHITE, [discs(0, 0, 4), discs(39, 29, 4)])
    assert cut.pixel(0, 0) == cut.pixel(39, 29) == RED
    assert cut.pixel(39, 0) == cut.pixel(0, 29) == WHITE


def test_later_layers_lie_over_earlier_ones(qapp: QApplication) -> None:
    picture = Raster().draw(20, 20, WHITE, [discs(10, 10, 4), discs(10, 10, 2, 0xFF0000FF)])
    assert picture.pixel(10, 10) == 0xFF0000FF
    assert picture.pixel(10, 7) == RED


def test_colours_are_mixed_with_the_ground() -> None:
    assert blended(np.array([RED], np.uint32), WHITE, 0.5)[0] == 0xFFFF7F7F
    assert blended(np.array([RED], np.uint32), WHITE, 1.0)[0] == RED


def test_the_palest_pixels_of_a_disc_come_first() -> None:
    levels = [level for _, _, level in stamp(3.0)]
    assert levels == sorted(levels)


def test_the_nearest_point_is_meant_if_it_is_near_enough() -> None:
    across, down = VIEW.pixels(PLACES)
    assert nearest_row(PLACES, VIEW, float(across[2]) + 5, float(down[2]), 12) == 2
    assert nearest_row(PLACES, VIEW, float(across[2]) + 15, float(down[2]), 12) == -1
    assert nearest_row(PLACES, VIEW, float(across[2]) + 15, float(down[2])) == 2
    assert nearest_row(PLACES[:0], VIEW, 1, 1) == -1


def test_a_line_holds_what_is_inside_of_it(qapp: QApplication) -> None:
    places = np.random.default_rng(0).uniform(-1, 1, (500, 2)).astype(np.float32)
    view = Viewport(400, 300).fitted(places)
    triangle = QPolygonF([QPointF(120, 40), QPointF(300, 150), QPointF(150, 260)])
    found = set(inside(places, view, triangle).tolist())
    points = [QPointF(x, y) for x, y in zip(*(part.tolist() for part in view.pixels(places)), strict=True)]
    wanted = {row for row, point in enumerate(points) if triangle.containsPoint(point, Qt.FillRule.OddEvenFill)}
    assert len(found ^ wanted) <= 0.02 * len(wanted)  # those on the line's own pixels
    assert len(wanted) > 50


def columns(**given: list[float]) -> Columns:
    count = len(next(iter(given.values())))
    unknown = np.full(count, np.nan, np.float32)
    made = {name: np.array(values, np.float32) for name, values in given.items()}
    valence, energy, tempo, year = (made.get(name, unknown) for name in ("valence", "energy", "tempo", "year"))
    ids, nobody = tuple(map(str, range(count))), np.full(count, -1, np.int32)
    return Columns(ids, np.arange(count), valence, energy, tempo, year, nobody, ())


def test_moods_are_four_colours_and_one_for_what_is_not_known() -> None:
    known = columns(valence=[0.5, -0.5, 0.5, -0.5, np.nan], energy=[0.5, 0.5, -0.5, -0.5, 0.1])
    made = colouring.coloured(colouring.MOOD, known, colouring.DARK)
    assert len(set(made.inks.tolist())) == 5
    assert [words for _, words in made.legend.swatches][-1] == "not known"
    assert made.inks.tolist() == [colouring.ink(colour) for colour, _ in made.legend.swatches]


def test_a_ramp_goes_over_nearly_all_values_so_that_an_odd_one_does_not_stretch_it() -> None:
    known = columns(year=[*range(1960, 2020), 1500.0])
    made = colouring.coloured(colouring.YEAR, known, colouring.LIGHT)
    assert int(made.legend.low) >= 1900
    assert made.inks[0] == made.inks[-1] == colouring.ink(colouring.LIGHT.ramp[0])
    assert made.inks[59] == colouring.ink(colouring.LIGHT.ramp[-1])


@pytest.mark.parametrize("kind", colouring.KINDS)
def test_what_nobody_knows_has_a_colour_of_its_own(kind: str) -> None:
    made = colouring.coloured(kind, columns(year=[np.nan, np.nan]), colouring.LIGHT)
    assert set(made.inks.tolist()) == {colouring.ink(colouring.LIGHT.unknown)}


@pytest.mark.parametrize(("palette", "ground"), [(colouring.LIGHT, "#FFFFFF"), (colouring.DARK, "#1F1E28")])
def test_points_stand_out_of_the_ground(palette: colouring.Palette, ground: str) -> None:
    for colour in (*palette.categories, *palette.ramp, palette.other):
        assert contrast(colour, ground) >= 3, colour


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of relative luminances."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
