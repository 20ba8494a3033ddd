"""Why a track was found and what spoke against it, in words, with the share of each part and channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Reason
from vectorbeats_desktop.engine.search.channel import Grounds
from vectorbeats_desktop.engine.search.fusion import Weighed

LEAST_SHARE = 0.05  # below it a reason explains nothing
AGAINST = {
    "affect": "another mood than {}",
    "concepts": "calls up other things than {}",
    "sounds": "sounds unlike {}",
    "humming": "its melody is hardly that of {}",
    "recognition": "is not the recording {}",
    "verdicts": "you did not want it before",
}


def reasons(track_id: str, evidence: Sequence[Weighed], contributions: NDArray[np.float32]) -> tuple[Reason, ...]:
    """The reasons for a track, the strongest first, and then what spoke against it, the strongest first.

    `contributions`, (evidence,), add up to the track's score; a reason's strength is its share of their absolute sum.
    """
    total = float(np.abs(contributions).sum())
    if total <= 0:
        return ()
    shares = contributions / total
    told = [place for place in np.argsort(-np.abs(shares), kind="stable") if abs(shares[place]) >= LEAST_SHARE]
    ordered = sorted(told, key=lambda place: bool(shares[place] < 0))  # stable: each side stays in order
    return tuple(_reason(track_id, evidence[place], float(shares[place])) for place in ordered)


def _reason(track_id: str, weighed: Weighed, share: float) -> Reason:
    grounds = _grounds(track_id, weighed, share > 0)
    concepts = grounds.concepts
    return Reason(weighed.evidence.channel, grounds.text, share, concepts, weighed.part, grounds.concept_names)


def _grounds(track_id: str, weighed: Weighed, spoke_for: bool) -> Grounds:
    about, wanted = weighed.about, weighed.part_weight >= 0
    if spoke_for and not wanted:
        return Grounds(f"far from {about}")
    if not spoke_for and wanted:
        return Grounds(AGAINST.get(weighed.evidence.channel, "unlike {}").format(about))
    likeness = weighed.answers.grounds(track_id) or Grounds(f"fits {about}")
    return likeness if wanted else replace(likeness, text=f"{likeness.text}, which you want less of")
