"""Pictures read into the concept space by their colours and light, without any model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.palette import Swatch, hex_to_oklab
from vectorbeats_desktop.engine.encoders.picture_caption import caption_of
from vectorbeats_desktop.engine.encoders.picture_description import PictureDescription, describe_picture
from vectorbeats_desktop.engine.encoders.picture_file import load_picture
from vectorbeats_desktop.engine.encoders.picture_mood import PictureMood, load_picture_mood
from vectorbeats_desktop.engine.encoders.reading import Reading

__all__ = [
    "PictureDescription",
    "PictureEncoder",
    "PicturePayload",
    "PictureReading",
    "caption_of",
    "describe_picture",
    "load_picture",
    "picture_payload",
]

PICTURE_VERSION = 1  # rises when the same picture is read differently

_LIKENESS = 0.11  # OKLab distance at which two colours are still somewhat alike
_MOOD_WIDTH = 0.45  # an estimate from colours is vague, so concepts rather far from it still count
_LIGHT_WIDTH = 0.9
_COLOURLESS, _VERY_COLOURFUL = 8, 60  # Hasler and Süsstrunk's M
_QUANTILE = 0.85  # of the concepts, so many are not present at all
# Colours speak of moods and places; of an instrument they say next to nothing.
_KIND_WEIGHTS = {
    ConceptKind.MOOD: 1.0,
    ConceptKind.SCENE: 0.9,
    ConceptKind.TEXTURE: 0.8,
    ConceptKind.ACTIVITY: 0.7,
    ConceptKind.GENRE: 0.5,
    ConceptKind.INSTRUMENT: 0.3,
}
_NOTICE = "Only the picture's colours and light were read, not what it shows; a few words beside it help much."

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PictureReading:
    """A picture in the concept space, what was measured, and what its name or title says of it."""

    reading: Reading
    description: PictureDescription
    caption: str = ""


class PicturePayload(TypedDict):
    """What is kept beside a picture's vector."""

    image_id: str
    colors: list[str]
    objects: list[str]
    mood: str
    scene_type: str
    emotion_scores: dict[str, float]


class PictureEncoder:
    """Reads pictures: which colours and light they have, and which concepts those go with."""

    def __init__(self, space: ConceptSpace, mood: PictureMood | None = None) -> None:
        self._space = space
        self._mood = mood or load_picture_mood()
        colours = [hex_to_oklab(concept.colours) for concept in space.concepts]
        self._colours = np.concatenate(colours)
        self._starts = np.cumsum([0, *(len(owned) for owned in colours[:-1])])
        self._owner = np.repeat(np.arange(len(colours)), [len(owned) for owned in colours])
        self._weights = np.array([_KIND_WEIGHTS[concept.kind] for concept in space.concepts], dtype=np.float32)
        self._expected = self._expected_match(colours)

    def read(self, source: Path | bytes, caption: str = "") -> PictureReading:
        """Read a picture file, or its bytes. Raises UnreadablePicture.

        Without a caption, the file's name gives one where it says something. The caption is handed
        on and not read here: that is the work of the words encoder.
        """
        named = caption.strip() or (caption_of(source) if isinstance(source, Path) else "")
        return self.looked_at(load_picture(source), named)

    def looked_at(self, picture: Image.Image, caption: str = "") -> PictureReading:
        """Read an opened picture, best a working copy; the caption is handed on."""
        description = describe_picture(picture)
        return PictureReading(self.interpret(description), description, caption)

    def interpret(self, description: PictureDescription) -> Reading:
        """Return the concepts, valence and energy that a picture's colours and light go with."""
        valence, energy = self._mood(description.measures)
        colours = np.maximum(self._match(description.palette) - self._expected, 0)
        light = (self._space.brightness - (2 * description.brightness - 1)) ** 2
        nearness = self._space.closeness(valence, energy, _MOOD_WIDTH)
        raw = (0.15 + colours) * nearness * np.exp(-light / (2 * _LIGHT_WIDTH**2)) * self._weights
        return Reading(
            activations=_sparse(raw),
            valence=valence,
            energy=energy,
            certainty=self._mood.certainty,
            told=_told(description),
            source="picture",
            notices=(_NOTICE,),
        )

    def _match(self, swatches: Sequence[Swatch]) -> Floats:
        """Return how well each concept's colours and a palette agree, (C,) in [0, 1].

        The geometric mean of two shares: how much of the picture has colours of the concept, and how
        many of the concept's colours are in the picture.
        """
        seen = hex_to_oklab([swatch.colour for swatch in swatches])
        shares = np.array([swatch.share for swatch in swatches], dtype=np.float32)
        return self._agreement(seen, shares)

    def _agreement(self, seen: Floats, shares: Floats) -> Floats:
        squared = ((self._colours[:, None, :] - seen[None, :, :]) ** 2).sum(axis=2)
        alike = np.exp(-squared / (2 * _LIKENESS**2))
        covered = np.maximum.reduceat(alike, self._starts, axis=0) @ shares
        present = np.add.reduceat((alike * np.sqrt(shares)).max(axis=1), self._starts)
        owned = np.bincount(self._owner)
        match: Floats = np.sqrt(covered * np.minimum(present / owned, 1)).astype(np.float32)
        return match

    def _expected_match(self, colours: Sequence[Floats]) -> Floats:
        """Return the mean match of each concept with all concepts' own colours, (C,).

        Greys and browns match nearly everything; only what goes beyond that says something.
        """
        even = [np.full(len(owned), 1 / len(owned), dtype=np.float32) for owned in colours]
        matches = [self._agreement(owned, shares) for owned, shares in zip(colours, even, strict=True)]
        expected: Floats = np.mean(matches, axis=0, dtype=np.float32)
        return expected


def picture_payload(
    image_id: str, description: PictureDescription, reading: Reading, space: ConceptSpace | None = None
) -> PicturePayload:
    """Return what the store keeps beside a picture's vector; `objects` stay empty without a model.

    `emotion_scores` hold valence and energy in [-1, 1] and the strongest moods in (0, 1].
    """
    known = space or load_concepts()
    moods = known.strongest(reading.activations, 8, ConceptKind.MOOD)
    scenes = known.strongest(reading.activations, 1, ConceptKind.SCENE)
    scores = {mood.name: round(float(reading.activations[known.index(mood.id)]), 4) for mood in moods}
    return PicturePayload(
        image_id=image_id,
        colors=list(dict.fromkeys(swatch.name for swatch in description.palette)),
        objects=[],
        mood=moods[0].name if moods else "",
        scene_type=scenes[0].name if scenes else "",
        emotion_scores={"valence": round(reading.valence, 4), "energy": round(reading.energy, 4), **scores},
    )


def _sparse(raw: Floats) -> Floats:
    """Return activations in [0, 1]: the weak ones 0, the strongest 1."""
    above = np.maximum(raw - np.quantile(raw, _QUANTILE), 0)
    strongest = float(above.max())
    scaled: Floats = (above / strongest if strongest > 0 else above).astype(np.float32)
    return scaled


def _told(description: PictureDescription) -> tuple[str, ...]:
    names = list(dict.fromkeys(swatch.name for swatch in description.palette))[:2]
    strength = ""
    if description.colourfulness > _VERY_COLOURFUL:
        strength = "strong colours"
    elif description.colourfulness < _COLOURLESS:
        strength = "hardly any colour"
    return tuple(filter(None, (description.light, " and ".join(names), strength)))
