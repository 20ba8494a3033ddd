"""The collections of the store: which payload fields are indexed, and how points are named.

Light on purpose: the store's process imports it, and so does everything that writes points.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

MUSIC = "music_embeddings"
IMAGES = "image_embeddings"
AUDIO = "audio_embeddings"

CONCEPT_SIZE = 512
SOUND_VECTOR = "sound_v1"
SOUND_SIZE = 128

_NAMESPACE = UUID("5a1f0a52-7f0e-5c7b-9c1e-0d6a4c2f8b31")
"""Never changed: the same audio has the same point on every computer."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection and which fields of its payload have an index.

    Any field can be filtered by; with an index that is fast, and keywords can be counted (facets). Each
    index takes 4 to 5 MB of the store's memory however little is in it, so there are no more than are
    of use: what a point stands for is found by its id, which is made of it.
    """

    name: str
    keywords: tuple[str, ...]
    floats: tuple[str, ...] = ()


COLLECTIONS = {
    collection.name: collection
    for collection in (
        Collection(MUSIC, keywords=("artist", "album", "genre", "mood"), floats=("energy", "valence", "tempo")),
        Collection(IMAGES, keywords=("mood",)),
        Collection(AUDIO, keywords=("key",), floats=("tempo",)),
    )
}


def point_id(track_id: str, space: str = "") -> str:
    """The id of a track's point, as a UUIDv5 (RFC 9562) of what names its audio.

    `space` is told where one track has several points in a collection, such as windows of it.
    """
    return str(uuid5(_NAMESPACE, f"{space}/{track_id}"))


def spaces(concept_space: str) -> dict[str, dict[str, int]]:
    """The named vectors of each collection and their sizes; `concept_space` is the concept space's id."""
    return {
        MUSIC: {concept_space: CONCEPT_SIZE},
        IMAGES: {concept_space: CONCEPT_SIZE},
        AUDIO: {SOUND_VECTOR: SOUND_SIZE},
    }
