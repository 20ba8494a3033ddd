"""Pictures read into the concept space by a picture model: by how near they lie to phrases ("zero-shot").

The model was never taught the concepts; it was taught which sentences go with which pictures (Radford et al. 2021,
"Learning Transferable Visual Models From Natural Language Supervision").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.bridge import FEWEST_PICTURES
from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of, unit_rows
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace
from vectorbeats_desktop.engine.encoders.reading import Reading

SOURCE = "picture model"
FAINT, CLEAR = 1.5, 3.5  # deviations above the other concepts at which the nearest says nothing … is plain to see
PLAIN = 2.5  # deviations from which on it is named
SHARPNESS = 0.5  # temperature of the softmax over such deviations
NEAREST = 12  # concepts that take part
MOODS = 8  # of which scores are kept
TOLD = 2  # concepts that the picture is said to show
SHOWN = (ConceptKind.SCENE, ConceptKind.ACTIVITY, ConceptKind.INSTRUMENT, ConceptKind.TEXTURE)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture shows: the names of what is plainly there, the plainest first, and how it reads."""

    objects: tuple[str, ...]
    reading: Reading


class ZeroShotConcepts:
    """Concepts of pictures, from rows of the concepts' phrases, (P, d), in the order of the space.

    `pictures_mean`, (d,), is what pictures have in common, which says nothing of any one of them; while it is not
    known the phrases' mean stands for it.
    """

    def __init__(self, space: ConceptSpace, phrases: Floats, pictures_mean: Floats | None = None) -> None:
        self._space = space
        mean = mean_of(phrases)
        self._concepts = concept_directions(space, centred(phrases, mean))
        self._mean = mean if pictures_mean is None else pictures_mean

    def read(self, picture: Floats) -> Seen:
        """Concepts, valence and energy of a picture's vector, (d,)."""
        cosines = self._concepts @ centred(picture[None], self._mean)[0]
        deviations = ((cosines - cosines.mean()) / max(float(cosines.std()), 1e-6)).astype(np.float32)
        shares = _shares(deviations)
        objects = self._shown(deviations)
        clear = float(np.clip((float(deviations.max()) - FAINT) / (CLEAR - FAINT), 0, 1))
        reading = Reading(
            activations=(shares / shares.max()).astype(np.float32),
            valence=float(shares @ self._space.valence),
            energy=float(shares @ self._space.energy),
            certainty=clear,
            told=objects[:TOLD],
            source=SOURCE,
        )
        return Seen(objects, reading)

    def _shown(self, deviations: Floats) -> tuple[str, ...]:
        """What is plainly there; moods and genres are not shown but felt."""
        order = np.argsort(-deviations, kind="stable")
        plain = [self._space.concepts[place] for place in order if deviations[place] >= PLAIN]
        return tuple(concept.name for concept in plain if concept.kind in SHOWN)


def concept_directions(space: ConceptSpace, phrases: Floats) -> Floats:
    """Where a model has each concept: the mean of its phrases, centred rows (P, d), as unit rows (C, d)."""
    owner = np.repeat(np.arange(len(space)), [len(own) for own in space.phrases])
    summed = np.zeros((len(space), phrases.shape[1]), np.float32)
    np.add.at(summed, owner, phrases)
    return unit_rows(summed)


def pictures_mean(rows: Sequence[Floats]) -> Floats | None:
    """What pictures have in common, (d,); None of so few that it would be mostly what just these show."""
    return mean_of(np.stack(rows)) if len(rows) >= FEWEST_PICTURES else None


def seen_payload(seen: Seen, space: ConceptSpace) -> dict[str, Any]:
    """The fields of a picture's payload that the picture model knows better than colours do."""
    activations = seen.reading.activations
    moods = space.strongest(activations, MOODS, ConceptKind.MOOD)
    scenes = space.strongest(activations, 1, ConceptKind.SCENE)
    scores = {mood.name: round(float(activations[space.index(mood.id)]), 4) for mood in moods}
    reading = seen.reading
    return {
        "objects": list(seen.objects),
        "mood": moods[0].name if moods else "",
        "scene_type": scenes[0].name if scenes else "",
        "emotion_scores": {"valence": round(reading.valence, 4), "energy": round(reading.energy, 4), **scores},
    }


def _shares(deviations: Floats) -> Floats:
    """A softmax over the nearest concepts, (C,), sum 1."""
    weights = np.exp((deviations - deviations.max()) / SHARPNESS)
    if weights.size > NEAREST:
        weights[weights < np.partition(weights, -NEAREST)[-NEAREST]] = 0
    shares: Floats = (weights / weights.sum()).astype(np.float32)
    return shares
