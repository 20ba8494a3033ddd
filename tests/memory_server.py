"""A Qdrant server in memory: qdrant-client's own local mode, with what it lacks."""

from __future__ import annotations

from typing import Any

import numpy as np
from qdrant_client import QdrantClient, models


class MemoryClient(QdrantClient):
    """All that a server does for the remote catalogue. One thread at a time."""

    def __init__(self) -> None:
        super().__init__(":memory:")

    def create_payload_index(self, *_args: Any, **_kwargs: Any) -> models.UpdateResult:
        """Indexes make nothing different here but the time, of which the local mode warns."""
        return models.UpdateResult(operation_id=0, status=models.UpdateStatus.COMPLETED)

    def create_vector_name(
        self, collection_name: str, vector_name: str, vector_name_config: Any, *_args: Any, **_kwargs: Any
    ) -> models.UpdateResult:
        """Take a further named vector into a collection; the local mode cannot."""
        held = self._client._get_collection(collection_name)  # type: ignore[attr-defined]
        dense = vector_name_config.dense
        params = models.VectorParams(size=dense.size, distance=dense.distance)
        held.vectors_config[vector_name] = held.config.vectors[vector_name] = params
        held.vectors[vector_name] = np.ones((len(held.ids_inv), dense.size), np.float32)
        held.deleted_per_vector[vector_name] = np.ones(len(held.ids_inv), bool)
        held._all_vectors_keys.append(vector_name)
        return models.UpdateResult(operation_id=0, status=models.UpdateStatus.COMPLETED)
