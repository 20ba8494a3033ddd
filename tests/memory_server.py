"""A Qdrant server in memory: qdrant-client's own local mode, with what it lacks."""

from __future__ import annotations

from typing import Any

import numpy as np
from httpx import Headers
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import UnexpectedResponse


class MemoryClient(QdrantClient):
    """All that a server does for the remote catalogue. One thread at a time."""

    def __init__(self) -> None:
        super().__init__(":memory:")
        self._held = self._client.collections  # type: ignore[attr-defined]
        self._client._get_collection = self._found  # type: ignore[attr-defined]

    def _found(self, name: str) -> Any:
        """A collection, or what a server answers where there is none."""
        if name not in self._held:
            raise UnexpectedResponse(404, "Not Found", b"", Headers())
        return self._held[name]

    def collection_exists(self, collection_name: str, **_kwargs: Any) -> bool:
        """Whether there is one of that name."""
        return collection_name in self._held

    def create_payload_index(self, *_args: Any, **_kwargs: Any) -> models.UpdateResult:
        """Indexes make nothing different here but the time, of which the local mode warns."""
        return models.UpdateResult(operation_id=0, status=models.UpdateStatus.COMPLETED)

    def create_vector_name(
        self, collection_name: str, vector_name: str, vector_name_config: Any, *_args: Any, **_kwargs: Any
    ) -> models.UpdateResult:
        """Take a further named vector into a collection; the local mode cannot."""
        held = self._found(collection_name)
        dense = vector_name_config.dense
        params = models.VectorParams(size=dense.size, distance=dense.distance)
        held.vectors_config[vector_name] = held.config.vectors[vector_name] = params
        held.vectors[vector_name] = np.ones((len(held.ids_inv), dense.size), np.float32)
        held.deleted_per_vector[vector_name] = np.ones(len(held.ids_inv), bool)
        held._all_vectors_keys.append(vector_name)
        return models.UpdateResult(operation_id=0, status=models.UpdateStatus.COMPLETED)
