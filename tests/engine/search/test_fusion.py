from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.channel import Grounds
from vectorbeats_desktop.engine.search.explain import reasons
from vectorbeats_desktop.engine.search.fusion import Weighed, candidates, fuse


@dataclass(frozen=True)
class Known:
    """Evidence whose scores are known beforehand."""

    table: Mapping[str, float]
    channel: str = "known"
    weight: float = 1.0

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        return sorted(self.table, key=lambda track: self.table[track], reverse=not fewest)[:limit]

    def scores(self, track_ids: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.table.get(track, 0.0) for track in track_ids], np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        return Grounds(f"{self.channel} says {track_id}", ("calm",))


class Silent(Known):
    """Evidence without words."""

    def grounds(self, track_id: str) -> Grounds | None:
        return None


def test_scores_are_the_weighted_mean_and_contributions_add_up_to_them() -> None:
    first, second = Known({"a": 2.0, "b": 1.0}, weight=0.5), Known({"a": -1.0, "b": 3.0}, weight=0.25)
    ranking = fuse([Weighed(first, 1.0), Weighed(second, 2.0)], ["a", "b"])
    # Weights .5 and .5: a = (2 − 1) / 2, b = (1 + 3) / 2.
    assert ranking.track_ids == ("b", "a")
    assert ranking.scores.tolist() == pytest.approx([2.0, 0.5])
    assert ranking.contributions.sum(axis=1).tolist() == pytest.approx(ranking.scores.tolist())


def test_a_negative_weight_turns_an_order_round() -> None:
    evidence = Known({"a": 2.0, "b": 1.0, "c": -1.0})
    assert fuse([Weighed(evidence, -1.0)], ["a", "b", "c"]).track_ids == ("c", "b", "a")


def test_equal_scores_stand_in_the_same_order_however_they_come() -> None:
    evidence = [Weighed(Known({}), 1.0)]
    assert fuse(evidence, ["c", "a", "b"]).track_ids == fuse(evidence, ["b", "c", "a"]).track_ids == ("a", "b", "c")


def test_each_channel_proposes_and_less_of_this_proposes_nothing() -> None:
    wanted, other = Known({"a": 3.0, "b": 2.0, "c": 1.0}), Known({"x": 3.0, "y": 2.0})
    assert candidates([Weighed(wanted, 1.0), Weighed(other, 0.5)], 2) == {"a", "b", "x", "y"}
    assert candidates([Weighed(wanted, 1.0), Weighed(other, -1.0)], 2) == {"a", "b"}


def test_where_only_less_is_asked_the_least_alike_are_proposed() -> None:
    assert candidates([Weighed(Known({"a": 3.0, "b": 2.0, "c": 1.0}), -1.0)], 1) == {"c"}


def test_without_evidence_nothing_is_ranked() -> None:
    assert fuse([], ["a", "b"]).track_ids == ()


def test_reasons_come_strongest_first_with_their_share_of_the_score() -> None:
    evidence = [
        Weighed(Known({}, "names"), 1.0),
        Weighed(Known({}, "concepts"), 1.0),
        Weighed(Known({}, "affect"), 1.0, "“it”"),
    ]
    told = reasons("a", evidence, np.array([1.0, 2.5, -0.5], np.float32))
    assert [(reason.channel, round(reason.strength, 3)) for reason in told] == [
        ("concepts", 0.625),
        ("names", 0.25),
        ("affect", -0.125),
    ]
    assert told[2].text == "another mood than “it”"
    assert told[0].text == "concepts says a"
    assert told[0].concepts == ("calm",)


def test_what_is_unwanted_and_there_is_told_last() -> None:
    evidence = [Weighed(Known({}, "sounds"), -1.0, "“rain”", part=1), Weighed(Known({}, "names"), 1.0, "“sun”")]
    told = reasons("a", evidence, np.array([-3.0, 1.0], np.float32))
    assert [(reason.text, reason.part, reason.strength) for reason in told] == [
        ("names says a", 0, 0.25),
        ("sounds says a, which you want less of", 1, -0.75),
    ]


def test_what_counts_is_told_even_where_a_channel_finds_no_words() -> None:
    silent = Weighed(Silent({}), 1.0, "“it”")
    assert reasons("a", [silent], np.array([1.0], np.float32))[0].text == "fits “it”"
    assert reasons("a", [silent], np.array([-1.0], np.float32))[0].text == "unlike “it”"


def test_a_share_below_a_twentieth_is_not_told() -> None:
    evidence = [Weighed(Known({}), 1.0), Weighed(Known({}, "other"), 1.0)]
    assert len(reasons("a", evidence, np.array([0.96, -0.04], np.float32))) == 1


def test_what_is_lifted_stands_above_the_rest_in_its_own_order_and_still_adds_up() -> None:
    mood, tune = Known({"a": 4.0, "b": 3.0, "c": 0.0, "d": -2.0}), Known({})
    ranking = fuse([Weighed(mood, 1.0), Weighed(tune, 0.1)], "abcd").lifted({"c": 1, "d": 1})
    assert ranking.track_ids == ("c", "d", "a", "b")
    assert list(ranking.scores) == sorted(ranking.scores, reverse=True)
    assert ranking.contributions.sum(axis=1).tolist() == pytest.approx(ranking.scores.tolist(), abs=1e-5)
    assert ranking.contributions[0, 1] > 0


def test_lifting_what_stands_above_already_changes_nothing() -> None:
    ranking = fuse([Weighed(Known({"a": 4.0, "b": 1.0}), 1.0)], "ab")
    assert ranking.lifted({"a": 0}) is ranking
    assert ranking.lifted({}) is ranking
    assert ranking.lifted({"a": 0, "b": 0}) is ranking


def test_less_of_a_part_is_a_reason_of_its_own() -> None:
    told = reasons("a", [Weighed(Known({}), -1.0, "“sad”")], np.array([1.5], np.float32))
    assert [reason.text for reason in told] == ["far from “sad”"]
