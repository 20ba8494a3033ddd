"""Records there and back; what makes no sense is no record."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, Sound
from vectorbeats_desktop.engine.library.changes import MOOD, STARS, TEMPO, Change, Edit
from vectorbeats_desktop.engine.library.entries import EmbeddingRow
from vectorbeats_desktop.engine.records import Features
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.port import RemotePoint

FEATURES = Features(120.5, 4, "A minor", 0.5, -14.0, 3.0, 2100.0, 1.5)


def sound_point(track_id: str, seed: int = 1) -> RemotePoint:
    change = Change(0, track_id, "sound", 1, 7)
    numbers = np.random.default_rng(seed).normal(size=len(DESCRIPTORS)).astype(np.float32)
    sound = Sound(numbers, FEATURES, (0.0, -1.0, 11.0), {"centroid_mean": 2100.0})
    return RemotePoint(records.change_id(change), records.head(change, "d") | records.sound_payload(sound))


@pytest.mark.parametrize(
    "edit",
    [
        Edit("a1-x", STARS, 5, "d", 4),
        Edit("a1-x", STARS, 5, "d", None),
        Edit("a1-x", MOOD, 5, "d", (0.25, -1.0)),
        Edit("a1-x", TEMPO, 5, "d", 90.5),
    ],
)
def test_an_edit_there_and_back(edit: Edit) -> None:
    point = records.edit_point(edit)
    assert records.edit_of(point.payload) == edit
    assert point.payload["group"] == "edit"
    assert point.id == records.record_id(edit.track_id, edit.kind, 99), "an edit has one place, in every version"


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 6},
        {"value": 0},
        {"value": True},
        {"value": "5"},
        {"value": 4.5},
        {"kind": MOOD, "value": [0.5, 2.0]},
        {"kind": MOOD, "value": [0.5]},
        {"kind": MOOD, "value": 3},
        {"kind": TEMPO, "value": 1e9},
        {"kind": TEMPO, "value": float("nan")},
        {"kind": "edit.title"},
        {"rev": -1},
        {"rev": 2**53},
        {"rev": 2**53 - 2**50},
        {"rev": 1.5},
        {"rev": None},
        {"device_id": 7},
        {"track_id": ""},
        {"track_id": "x" * 81},
        {"track_id": "line\nbreak"},
    ],
)
def test_what_is_no_edit(wrong: dict[str, Any]) -> None:
    payload = dict(records.edit_point(Edit("a1-x", STARS, 5, "d", 4)).payload)
    assert records.edit_of(payload | wrong) is None


def test_a_sound_there_and_back() -> None:
    told = records.sound_of(sound_point("a1-x").payload)
    assert told is not None
    expected = np.random.default_rng(1).normal(size=len(DESCRIPTORS)).astype(np.float32)
    np.testing.assert_array_equal(told.descriptors, expected)
    assert (told.features, told.pitch_contour, told.spectral) == (
        FEATURES,
        (0.0, -1.0, 11.0),
        {"centroid_mean": 2100.0},
    )


def test_an_embedding_there_and_back() -> None:
    rows = np.eye(3, 4, dtype=np.float32)
    point = records.embedding_point(Change(0, "a1-x", "embedding", 5, 7), "d", "m", EmbeddingRow("a1-x", rows[0], rows))
    told = records.embedding_of(point, "m", 4)
    assert told is not None
    np.testing.assert_array_equal(told.windows, rows)
    np.testing.assert_array_equal(told.mean, rows[0])
    assert records.embedding_of(point, "m", 5) is None


def test_each_version_of_a_result_has_its_own_place() -> None:
    places = {records.record_id("a1-x", kind, version) for kind in ("sound", "melody") for version in (1, 2)}
    assert len(places) == 4
    assert records.record_id("a1-x", "sound", 1) == "91df4353-6039-50c6-996c-1ee6882508c6"
