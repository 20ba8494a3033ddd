"""Pictures that were searched by, kept in image_embeddings beside the covers.

Only what was read of them is kept: the vector and the payload, under a hash of the file's
content. The picture itself and its place are not.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.picture import PictureReading, picture_payload
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id

PREFIX = "dropped-"  # tells them from covers in the payload's image_id


class PictureMemory:
    """Remembers dropped pictures in the store."""

    def __init__(self, store: VectorStore, space: ConceptSpace) -> None:
        self._store = store
        self._space = space

    def remember(self, path: Path, picture: PictureReading) -> str:
        """Keep a picture's vector, and return its id; empty when it says nothing of any concept.

        The same picture is kept once, under whatever name. Raises StoreUnavailable, OSError.
        """
        vector = self._space.to_vector(picture.reading.activations)
        if not vector.any():
            return ""
        with path.open("rb") as file:
            image_id = PREFIX + hashlib.file_digest(file, "sha256").hexdigest()[:32]
        payload = picture_payload(image_id, picture.description, picture.reading, self._space)
        self._store.upsert(IMAGES, [Point(point_id(image_id), {self._space.space_id: vector}, dict(payload))])
        return image_id
