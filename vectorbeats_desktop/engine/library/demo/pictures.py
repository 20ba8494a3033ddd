"""Pictures made in code: a cover for each piece, and four scenes to search with."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from vectorbeats_desktop.engine.library.demo.pieces import Piece

COVER_SIZE = 480
SCENE_SIZE = (960, 640)
_QUIET = frozenset(
    {"sleepy", "serene", "peaceful", "dreamy", "delicate", "hopeful", "tender", "bright and calm", "wistful"}
)
_SHARP = frozenset({"aggressive", "energetic", "tense", "dramatic", "exuberant"})

Colour = tuple[int, int, int]
Canvas = NDArray[np.float32]


def cover(piece: Piece) -> bytes:
    """Return the piece's cover as JPEG: its colours in rings, bands or blades, as its mood wants."""
    random = np.random.default_rng(zlib.crc32(piece.title.encode()))
    colours = [_rgb(colour) for colour in piece.colours]
    picture = Image.fromarray(_gradient((COVER_SIZE, COVER_SIZE), [colours[0], colours[1]]))
    draw = ImageDraw.Draw(picture, "RGBA")
    if piece.mood in _QUIET:
        _rings(draw, colours, random)
    elif piece.mood in _SHARP:
        _blades(draw, colours, random)
    else:
        _hills(draw, colours, random)
    if piece.mood in _QUIET:
        picture = picture.filter(ImageFilter.GaussianBlur(3))
    return _jpeg(_grained(picture, random, 5.0))


def scenes() -> dict[str, bytes]:
    """Return pictures to search with, file name → JPEG."""
    makers: dict[str, Callable[[np.random.Generator], Image.Image]] = {
        "sunset.jpg": _sunset,
        "storm night.jpg": _storm_night,
        "spring meadow.jpg": _spring_meadow,
        "neon city.jpg": _neon_city,
    }
    return {name: _jpeg(make(np.random.default_rng(zlib.crc32(name.encode())))) for name, make in makers.items()}


def _rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=88)
    return file.getvalue()


def _gradient(size: tuple[int, int], colours: list[Colour]) -> NDArray[np.uint8]:
    """Return colours running from top to bottom, shape (height, width, 3)."""
    width, height = size
    places = np.linspace(0, 1, len(colours))
    rows = [np.interp(np.linspace(0, 1, height), places, [colour[band] for colour in colours]) for band in range(3)]
    return np.repeat(np.stack(rows, axis=1)[:, None, :], width, axis=1).astype(np.uint8)


def _grained(picture: Image.Image, random: np.random.Generator, strength: float) -> Image.Image:
    pixels = np.asarray(picture.convert("RGB"), np.float32)
    grain = random.normal(0, strength, pixels.shape[:2]).astype(np.float32)[..., None]
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))


def _rings(draw: ImageDraw.ImageDraw, colours: list[Colour], random: np.random.Generator) -> None:
    centre = random.uniform(0.3, 0.7, 2) * COVER_SIZE
    for number in range(9, 0, -1):
        radius = number * 30 + float(random.uniform(-6, 6))
        box = [*(centre - radius), *(centre + radius)]
        draw.ellipse(box, fill=(*colours[number % len(colours)], 46))
    draw.ellipse([*(centre - 34), *(centre + 34)], fill=(*colours[-1], 235))


def _blades(draw: ImageDraw.ImageDraw, colours: list[Colour], random: np.random.Generator) -> None:
    focus = random.uniform(0.35, 0.65, 2) * COVER_SIZE
    for number in range(22):
        turn = 2 * np.pi * number / 22 + random.uniform(-0.1, 0.1)
        width = random.uniform(0.04, 0.13)
        tips = [focus + 700 * np.array([np.cos(turn + side), np.sin(turn + side)]) for side in (-width, width)]
        points = [(float(x), float(y)) for x, y in (focus, *tips)]
        draw.polygon(points, fill=(*colours[number % len(colours)], 150))


def _hills(draw: ImageDraw.ImageDraw, colours: list[Colour], random: np.random.Generator) -> None:
    draw.ellipse([300, 60, 400, 160], fill=(*colours[-1], 220))
    across = np.linspace(0, COVER_SIZE, 97)
    for number in range(4):
        base = COVER_SIZE * (0.45 + 0.14 * number)
        turns = random.uniform(1, 3, 3)
        shape = sum(22 / (k + 1) * np.sin(across / COVER_SIZE * 2 * np.pi * turns[k] + 5 * turns[k]) for k in range(3))
        points = [(float(x), float(y)) for x, y in zip(across, base + shape, strict=True)]
        ground = [*points, (COVER_SIZE, COVER_SIZE), (0, COVER_SIZE)]
        shade = tuple(int(band * (0.95 - 0.16 * number)) for band in colours[number % len(colours)])
        draw.polygon(ground, fill=(*shade, 235))


def _sunset(random: np.random.Generator) -> Image.Image:
    """Return the sun going down over a quiet sea."""
    width, height = SCENE_SIZE
    horizon = 400
    sky = _gradient((width, horizon), [(62, 48, 110), (190, 84, 110), (250, 150, 80), (255, 205, 120)])
    sea = _gradient((width, height - horizon), [(230, 140, 90), (110, 70, 110), (40, 36, 76)])
    picture = Image.fromarray(np.vstack([sky, sea]))
    draw = ImageDraw.Draw(picture, "RGBA")
    for radius in range(150, 46, -8):
        draw.ellipse([480 - radius, 400 - radius, 480 + radius, 400 + radius], fill=(255, 220, 140, 14))
    draw.pieslice([434, 354, 526, 446], 180, 360, fill=(255, 240, 190, 255))
    picture.paste(Image.fromarray(sea), (0, horizon))
    draw = ImageDraw.Draw(picture, "RGBA")
    for _ in range(260):
        depth = float(random.uniform(0, 1)) ** 1.5
        middle = 480 + float(random.normal(0, 30 + 130 * depth))
        y, half = horizon + 4 + depth * 220, 4 + 34 * depth
        draw.line([middle - half, y, middle + half, y], fill=(255, 214, 140, 90), width=1 + int(2 * depth))
    for _ in range(7):
        x, y, wide = random.uniform(0, width), random.uniform(60, 280), random.uniform(120, 300)
        draw.ellipse([x - wide, y - 7, x + wide, y + 7], fill=(255, 170, 130, 46))
    return _grained(picture.filter(ImageFilter.GaussianBlur(1.5)), random, 3.0)


def _storm_night(random: np.random.Generator) -> Image.Image:
    """Return lightning over black hills, in rain."""
    width, height = SCENE_SIZE
    picture = Image.fromarray(_gradient(SCENE_SIZE, [(8, 9, 18), (26, 30, 48), (48, 52, 70), (14, 16, 24)]))
    draw = ImageDraw.Draw(picture, "RGBA")
    for _ in range(60):
        x, y, size = random.uniform(-80, width), random.uniform(-60, 260), random.uniform(60, 200)
        draw.ellipse([x, y, x + 2 * size, y + size * 0.6], fill=(10, 12, 22, 50))
    picture = picture.filter(ImageFilter.GaussianBlur(14))
    draw = ImageDraw.Draw(picture, "RGBA")
    for start in (300.0, 690.0):
        _lightning(draw, start, random)
    across = np.linspace(0, width, 120)
    ridge = 540 + 26 * np.sin(across / 90) + 14 * np.sin(across / 31 + 1)
    draw.polygon(
        [*zip(across.tolist(), ridge.tolist(), strict=True), (width, height), (0, height)], fill=(4, 5, 9, 255)
    )
    for _ in range(900):
        x, y = random.uniform(0, width + 60), random.uniform(-20, height)
        draw.line([x, y, x - 7, y + 24], fill=(150, 165, 195, 40))
    return _grained(picture, random, 6.0)


def _lightning(draw: ImageDraw.ImageDraw, start: float, random: np.random.Generator) -> None:
    points = [(start, 40.0)]
    while points[-1][1] < 540:
        points.append((points[-1][0] + float(random.normal(0, 22)), points[-1][1] + float(random.uniform(14, 34))))
    for wide, glow in ((13, 26), (7, 60), (3, 255)):
        draw.line(points, fill=(205, 215, 255, glow), width=wide, joint="curve")


def _spring_meadow(random: np.random.Generator) -> Image.Image:
    """Return flowers under a blue sky."""
    width, height = SCENE_SIZE
    sky = _gradient((width, 290), [(92, 170, 238), (176, 220, 250)])
    grass = _gradient((width, height - 290), [(150, 205, 84), (96, 176, 62), (58, 140, 48)])
    picture = Image.fromarray(np.vstack([sky, grass]))
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.ellipse([760, 40, 850, 130], fill=(255, 244, 170, 255))
    for _ in range(26):
        x, y, size = random.uniform(0, width), random.uniform(50, 170), random.uniform(30, 70)
        draw.ellipse([x - size, y - size / 3, x + size, y + size / 3], fill=(255, 255, 255, 120))
    picture = picture.filter(ImageFilter.GaussianBlur(4))
    draw = ImageDraw.Draw(picture, "RGBA")
    petals = [(255, 92, 138), (255, 210, 63), (255, 255, 255), (190, 120, 240), (255, 140, 66)]
    for depth in np.sort(random.uniform(0, 1, 620)):
        x, y, size = random.uniform(0, width), 300 + 335 * depth**1.4, 2 + 10 * depth
        draw.line([x, y, x + random.normal(0, 3), y + 4 * size], fill=(50, 120, 40, 200), width=1 + int(2 * depth))
        colour = petals[int(random.integers(len(petals)))]
        for turn in np.linspace(0, 2 * np.pi, 5, endpoint=False):
            px, py = x + size * np.cos(turn), y + size * np.sin(turn)
            draw.ellipse([px - size * 0.7, py - size * 0.7, px + size * 0.7, py + size * 0.7], fill=(*colour, 235))
        draw.ellipse([x - size / 2, y - size / 2, x + size / 2, y + size / 2], fill=(250, 200, 60, 255))
    return _grained(picture, random, 3.0)


def _neon_city(random: np.random.Generator) -> Image.Image:
    """Return a street of neon signs at night, on wet asphalt."""
    width, _ = SCENE_SIZE
    picture = Image.fromarray(_gradient(SCENE_SIZE, [(18, 6, 44), (60, 14, 92), (20, 10, 40)]))
    draw = ImageDraw.Draw(picture, "RGBA")
    neon = [(255, 45, 149), (0, 240, 255), (255, 225, 60), (150, 80, 255), (60, 255, 140)]
    x = 0.0
    while x < width:
        wide, top = float(random.uniform(50, 110)), float(random.uniform(90, 330))
        draw.rectangle([x, top, x + wide, 440], fill=(14, 10, 30, 255))
        for row in np.arange(top + 14, 430, 17):
            for column in np.arange(x + 9, x + wide - 9, 14):
                if random.random() < 0.4:
                    glow = neon[int(random.integers(len(neon)))]
                    draw.rectangle([column, row, column + 7, row + 8], fill=(*glow, int(random.uniform(90, 230))))
        sign = neon[int(random.integers(len(neon)))]
        draw.rounded_rectangle([x + 10, 345, x + wide - 10, 372], 6, outline=(*sign, 255), width=4)
        x += wide + float(random.uniform(0, 8))
    street = picture.crop((0, 240, width, 440)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    picture.paste(street.filter(ImageFilter.BoxBlur(5)), (0, 440))
    for radius in (5, 14):  # light adds up: a sign shines beyond its edges
        picture = ImageChops.add(picture, picture.filter(ImageFilter.GaussianBlur(radius)))
    return _grained(picture, random, 4.0)
