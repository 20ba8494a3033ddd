"""Pictures that were searched by, kept in image_embeddings beside the covers.

Only what was read of them is kept: the vector and the payload, under a hash of the file's
content. The picture itself and its place are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.picture import PictureReading, picture_payload
from vectorbeats_desktop.engine.encoders.zero_shot import Seen, seen_payload
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id

Floats = NDArray[np.float32]

PREFIX = "dropped-"  # tells them from covers in the payload's image_id


class PictureMemory:
    """Remembers dropped pictures in the store."""

    def __init__(
        self,
        store: VectorStore,
        space: ConceptSpace,
        seen_in: Callable[[], str] = str,
        keeps: Callable[[], bool] = lambda: True,
    ) -> None:
        """`seen_in` names the space of the picture model that is used now; "" while there is none.

        `keeps` says whether anything is kept: the store's files cannot be encrypted.
        """
        self._store = store
        self._space = space
        self._seen_in = seen_in
        self._keeps = keeps

    def remember(self, path: Path, picture: PictureReading, row: Floats | None = None, seen: Seen | None = None) -> str:
        """Keep a picture's vectors, and return its id; empty when it is not kept, or says nothing.

        `row` is what the picture model sees, in the space named by `seen_in`, and `seen` how that reads. The same
        picture is kept once, under whatever name. Raises StoreUnavailable, OSError.
        """
        if not self._keeps():
            return ""
        vector = self._space.to_vector(picture.reading.activations)
        vectors = {self._space.space_id: vector} if vector.any() else {}
        space = self._seen_in()
        if row is not None and row.any() and space in self._store.spaces[IMAGES]:
            vectors[space] = row
        if not vectors:
            return ""
        with path.open("rb") as file:
            image_id = PREFIX + hashlib.file_digest(file, "sha256").hexdigest()[:32]
        payload = dict(picture_payload(image_id, picture.description, picture.reading, self._space))
        if seen is not None:
            payload |= seen_payload(seen, self._space)
        self._store.merge(IMAGES, [Point(point_id(image_id), vectors, payload)])
        return image_id


def remembered(store: VectorStore) -> list[str]:
    """The points of pictures that were searched by. Raises StoreUnavailable."""
    payloads = store.payloads(IMAGES, store.ids(IMAGES))
    return [point for point, payload in payloads.items() if str(payload.get("image_id", "")).startswith(PREFIX)]


def forget_all(store: VectorStore) -> None:
    """Forget what was read of pictures that were searched by; the covers stay. Raises StoreUnavailable."""
    store.delete(IMAGES, remembered(store))
    store.flush()
