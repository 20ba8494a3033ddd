"""What identifies a track, among other evidence: hums and recordings, stood in for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Confidence, MelodyMatch, RecordingMatch
from vectorbeats_desktop.engine.search.channel import Grounds
from vectorbeats_desktop.engine.search.fusion import NO_PART, Weighed
from vectorbeats_desktop.engine.search.identity import Identified

PLACE = RecordingMatch(61.5, 69.5, 1.0, 120)
MELODY = MelodyMatch(83.0, 94.4, key_shift=-3, tempo_ratio=1.1, step_s=0.2)


@dataclass(frozen=True)
class Heard:
    """Evidence that is as sure of tracks as it was told to be."""

    table: Mapping[str, float]
    places: Mapping[str, MelodyMatch | RecordingMatch] = field(default_factory=dict)
    channel: str = "recognising"
    weight: float = 1.0

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        return () if fewest else sorted(self.table, key=lambda track: -self.table[track])[:limit]

    def scores(self, track_ids: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.table.get(track, 0.0) for track in track_ids], np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        return Grounds("it was recognised")

    def knows(self, track_id: str) -> bool:
        return track_id in self.table

    def sure(self, track_id: str) -> float:
        return self.table.get(track_id, 0.0)

    def place(self, track_id: str) -> MelodyMatch | RecordingMatch | None:
        return self.places.get(track_id)


@dataclass(frozen=True)
class Mood:
    """Evidence that identifies nothing."""

    channel: str = "affect"
    weight: float = 1.0

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        return ()

    def scores(self, track_ids: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros(len(track_ids), np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        return None


def test_the_surest_says_which_tracks_stand_above_all_moods() -> None:
    evidence = [Weighed(Mood(), 1.0), Weighed(Heard({"a": 0.91, "b": 0.6}), 0.1), Weighed(Heard({"a": 0.99}), 1.0)]
    found = Identified.of(evidence)
    assert found.columns() == {"a": 2}
    assert found.likely() == {"a", "b"}
    assert found.settled() == {1: {"a", "b"}, 2: {"a"}}
    assert found.sure("a") == 0.99


def test_unsure_evidence_and_what_is_unwanted_put_nothing_first() -> None:
    found = Identified.of([Weighed(Heard({"a": 0.7}), 1.0), Weighed(Heard({"b": 0.99}), -1.0), Weighed(Mood(), 1.0)])
    assert not found.columns()
    assert not found.settled()
    assert found.likely() == {"a"}


def test_alone_it_says_how_sure_it_is_and_permits_what_it_was_compared_with() -> None:
    alone = Identified.of([Weighed(Heard({"a": 0.95, "b": 0.2}), 1.0), Weighed(Mood(), 1.0, part=NO_PART)])
    assert alone.alone
    assert alone.permits("b")
    assert not alone.permits("c")
    assert alone.confidence("b", Confidence.STRONG) is Confidence.FAINT
    mixed = Identified.of([Weighed(Heard({"a": 0.95}), 1.0), Weighed(Mood(), 1.0)])
    assert mixed.permits("c")
    assert mixed.confidence("c", Confidence.STRONG) is Confidence.GOOD


def test_places_are_told_apart_by_what_they_are_of() -> None:
    recording, hum = Heard({"a": 0.9}, {"a": PLACE}), Heard({"a": 0.9}, {"a": MELODY}, "humming")
    found = Identified.of([Weighed(hum, 1.0), Weighed(recording, 1.0)])
    assert (found.melody("a"), found.recording("a")) == (MELODY, PLACE)
    assert (found.melody("b"), found.recording("b")) == (None, None)
