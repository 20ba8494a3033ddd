from __future__ import annotations

import json
import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder, PictureReading, picture_payload
from vectorbeats_desktop.engine.encoders.picture_description import MEASURES, describe_picture
from vectorbeats_desktop.engine.encoders.picture_mood import load_picture_mood
from vectorbeats_desktop.engine.errors import UnreadablePicture


@pytest.fixture(scope="module")
def space() -> ConceptSpace:
    return load_concepts()


@pytest.fixture(scope="module")
def encoder(space: ConceptSpace) -> PictureEncoder:
    return PictureEncoder(space)


def png(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def painted(*bands: str, grain: int = 10) -> Image.Image:
    """Horizontal bands of colours with a little grain, as a photograph has it."""
    image = Image.new("RGB", (180, 120))
    height = 120 // len(bands)
    for number, colour in enumerate(bands):
        image.paste(colour, (0, number * height, 180, 120))
    noise = np.random.default_rng(0).normal(0, grain, (120, 180, 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


BEACH = painted("#4fc3f7", "#0096c7", "#f4e1b0")
STREET_AT_NIGHT = painted("#101018", "#1b1e24", "#2a2d33")


def scores(space: ConceptSpace, read: PictureReading, *concepts: str) -> float:
    return float(np.mean([read.reading.activations[space.index(concept)] for concept in concepts]))


def test_a_reading_keeps_its_ranges(space: ConceptSpace, encoder: PictureEncoder) -> None:
    for image in (BEACH, STREET_AT_NIGHT, Image.new("RGB", (1, 1)), Image.new("RGB", (256, 1), "white")):
        reading = encoder.read(png(image)).reading
        assert reading.activations.shape == (len(space),)
        assert reading.activations.dtype == np.float32
        assert reading.activations.min() >= 0
        assert reading.activations.max() == pytest.approx(1)
        assert (reading.activations > 0).mean() < 0.2
        assert -1 <= reading.valence <= 1
        assert -1 <= reading.energy <= 1
        assert 0 < reading.certainty < 0.5


def test_a_bright_beach_and_a_dark_street_are_told_apart(space: ConceptSpace, encoder: PictureEncoder) -> None:
    beach, street = encoder.read(png(BEACH)), encoder.read(png(STREET_AT_NIGHT))
    assert beach.reading.valence > street.reading.valence + 0.2
    sunny, gloomy = ("beach", "summer", "sunbathing", "ocean"), ("dark", "gothic", "haunted-house", "ominous")
    assert scores(space, beach, *sunny) > scores(space, street, *sunny)
    assert scores(space, street, *gloomy) > scores(space, beach, *gloomy)
    first, second = (space.to_vector(read.reading.activations) for read in (beach, street))
    assert float(first @ second) < 0.3


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (("#ff7b00", "#ff5d5d", "#6a4c93"), "sunset"),
        (("#2d6a4f", "#40916c", "#5f8f4a", "#774936"), "forest"),
        (("#005f73", "#0a9396", "#94d2bd"), "underwater"),
        (("#e85d04", "#faa307", "#2b1d0e"), "campfire"),
    ],
)
def test_scenes_with_colours_of_their_own_are_among_the_strongest(
    space: ConceptSpace, encoder: PictureEncoder, bands: tuple[str, ...], expected: str
) -> None:
    read = encoder.read(png(painted(*bands)))
    found = [concept.id for concept in space.strongest(read.reading.activations, 8, ConceptKind.SCENE)]
    assert expected in found


def test_it_says_what_it_was_read_from_and_what_it_cannot_see(encoder: PictureEncoder) -> None:
    dark, bright = encoder.read(png(painted("#2b1008", "#3a1a0c"))), encoder.read(png(BEACH))
    assert dark.reading.told[0].startswith("low, warm light")
    assert "blue" in " ".join(bright.reading.told)
    assert bright.reading.source == "picture"
    assert "not what it shows" in bright.reading.notices[0]


def test_the_same_picture_is_read_the_same_whatever_its_size(encoder: PictureEncoder) -> None:
    small = encoder.read(png(painted("#4fc3f7", "#f4e1b0", grain=0)))
    large = encoder.read(png(painted("#4fc3f7", "#f4e1b0", grain=0).resize((1800, 1200), Image.Resampling.NEAREST)))
    again = encoder.read(png(painted("#4fc3f7", "#f4e1b0", grain=0)))
    assert np.array_equal(small.reading.activations, again.reading.activations)
    likeness = np.corrcoef(np.stack([small.reading.activations, large.reading.activations]).astype(np.float64))
    assert likeness.min() > 0.9


def test_the_control_reads_other_concepts(space: ConceptSpace, encoder: PictureEncoder) -> None:
    control = PictureEncoder(space.shuffled(3))
    likeness = []
    for image in (BEACH, STREET_AT_NIGHT, painted("#ff7b00", "#6a4c93"), painted("#2d6a4f", "#774936")):
        real, chance = (reader.read(png(image)).reading.activations for reader in (encoder, control))
        likeness.append(float(space.to_vector(real) @ space.to_vector(chance)))
    assert np.mean(likeness) < 0.3


def test_the_caption_given_goes_before_the_files_name(tmp_path: Path, encoder: PictureEncoder) -> None:
    path = tmp_path / "rainy_street-2.png"
    path.write_bytes(png(BEACH))
    assert encoder.read(path).caption == "rainy street"
    assert encoder.read(path, " a day at the sea ").caption == "a day at the sea"
    assert encoder.read(png(BEACH)).caption == ""


def test_what_is_no_picture_is_refused(tmp_path: Path, encoder: PictureEncoder) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("no picture")
    with pytest.raises(UnreadablePicture):
        encoder.read(path)


def test_the_payload_has_the_stores_fields_and_goes_through_json(space: ConceptSpace, encoder: PictureEncoder) -> None:
    read = encoder.read(png(BEACH))
    payload = picture_payload("cover-1", read.description, read.reading)
    assert list(payload) == ["image_id", "colors", "objects", "mood", "scene_type", "emotion_scores"]
    assert json.loads(json.dumps(payload)) == payload
    assert payload["objects"] == []
    assert payload["scene_type"] in space.names
    assert payload["mood"] in payload["emotion_scores"]
    assert payload["emotion_scores"]["valence"] == pytest.approx(read.reading.valence, abs=1e-3)
    assert any("blue" in colour for colour in payload["colors"])


def test_published_formulas_give_their_published_values() -> None:
    white = describe_picture(Image.new("RGB", (8, 8), "white"))
    assert white.pleasure == pytest.approx(2 * 0.69 / 0.91 - 1)  # .69 B + .22 S with B = 1, S = 0
    assert white.arousal == pytest.approx(-1)  # -.31 B + .60 S is lowest there
    red = describe_picture(Image.new("RGB", (8, 8), "#ff0000"))
    assert red.pleasure == pytest.approx(1)
    assert red.saturation == pytest.approx(1)
    # Hasler and Süsstrunk by hand: rg = 255, yb = 127.5 everywhere, so no spread, and .3 of their length.
    assert red.colourfulness == pytest.approx(0.3 * np.hypot(255, 127.5), rel=1e-5)


def test_light_and_texture_are_measured() -> None:
    black, grey = (describe_picture(Image.new("RGB", (50, 50), colour)) for colour in ("black", "#777777"))
    assert black.brightness == pytest.approx(0, abs=1e-3)
    assert black.dark_share == 1
    assert grey.dominant_hue == ""
    assert grey.contrast == pytest.approx(0, abs=1e-4)
    noise = np.random.default_rng(2).integers(0, 255, (50, 50, 3), dtype=np.uint8)
    assert describe_picture(Image.fromarray(noise)).edge_density > 0.8 > grey.edge_density
    assert describe_picture(painted("#e8590c")).warmth > 0.5 > 0 > describe_picture(painted("#1c7ed6")).warmth
    assert describe_picture(painted("#1c7ed6")).dominant_hue == "blue"


def test_every_measure_is_finite_for_any_picture() -> None:
    for size in ((1, 1), (1, 200), (200, 1), (2, 2)):
        for colour in ("black", "white", "#ff0000"):
            assert np.isfinite(describe_picture(Image.new("RGB", size, colour)).measures).all()


def test_constants_that_do_not_fit_the_program_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mood.json"
    path.write_text(json.dumps({"mean": dict.fromkeys(MEASURES[1:], 0.0)}))
    with pytest.raises(ValueError, match="lightness"):
        load_picture_mood(path)


def test_a_twelve_megapixel_photograph_takes_no_time(tmp_path: Path, encoder: PictureEncoder) -> None:
    path = tmp_path / "large.jpg"
    grain = np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    Image.fromarray(grain).resize((4000, 3000)).save(path, quality=90)
    encoder.read(path)
    spent = []
    for _ in range(3):
        started = time.process_time()
        encoder.read(path)
        spent.append(time.process_time() - started)
    assert min(spent) < 0.3  # 0.1 s on an idle core; room for a busy machine
