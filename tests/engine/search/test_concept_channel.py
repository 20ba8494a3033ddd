from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.reading import Reading
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.search.channel import ReadPart, Voice
from vectorbeats_desktop.engine.search.concept import ConceptChannel
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.medium_means import WORDS, MediumMeans
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import CONCEPT_SIZE, MUSIC, spaces
from vectorbeats_desktop.engine.task import TaskContext

SPACE = load_concepts()


@pytest.fixture
def channel_and_view(tmp_path: Path) -> Iterator[tuple[ConceptChannel, LibraryView]]:
    store, catalog = VectorStore(tmp_path / "store", spaces(SPACE.space_id)), Catalog(tmp_path / "catalog.sqlite")
    vectors = TrackVectors(store, PointIds(), MUSIC, SPACE.space_id, CONCEPT_SIZE)
    yield ConceptChannel(SPACE, vectors, MediumMeans(SPACE)), LibraryView(catalog, catalog.revision())
    catalog.close()
    store.close()


def part(certainty: float, without: bool = False) -> ReadPart:
    activations = np.zeros(len(SPACE), np.float32)
    activations[SPACE.index("calm")] = 1
    unwanted = activations if without else None
    reading = Reading(activations, 0.3, -0.5, certainty, ("calm",), "text model", unwanted)
    return ReadPart(QueryPart(Kind.TEXT, "words"), Kind.TEXT, (Voice(reading, WORDS),))


def test_gibberish_has_a_nearest_concept_and_is_no_evidence(
    channel_and_view: tuple[ConceptChannel, LibraryView],
) -> None:
    channel, view = channel_and_view
    assert channel.weigh(part(0.0), view, None, TaskContext()) is None
    assert channel.weigh(part(0.9), view, None, TaskContext()) is not None


def test_what_shall_not_be_there_counts_however_little_is_wanted(
    channel_and_view: tuple[ConceptChannel, LibraryView],
) -> None:
    channel, view = channel_and_view
    jazz = part(0.0, without=True)
    assert channel.weigh(jazz, view, None, TaskContext()) is not None
