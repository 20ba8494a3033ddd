"""Why a track was found, in words, with each channel's share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Reason
from vectorbeats_desktop.engine.search.fusion import Weighed

LEAST_SHARE = 0.05  # below it a reason explains nothing


def reasons(track_id: str, evidence: Sequence[Weighed], contributions: NDArray[np.float32]) -> tuple[Reason, ...]:
    """The reasons for a track, the strongest first.

    `contributions`, (evidence,), add up to the track's score; a reason's strength is its share of
    their absolute sum. What spoke against the track is no reason for it and is not told.
    """
    total = float(np.abs(contributions).sum())
    if total <= 0:
        return ()
    shares = contributions / total
    found = []
    for place in np.argsort(-shares, kind="stable"):
        if shares[place] < LEAST_SHARE:
            break
        if (reason := _reason(track_id, evidence[place], float(shares[place]))) is not None:
            found.append(reason)
    return tuple(found)


def _reason(track_id: str, weighed: Weighed, share: float) -> Reason | None:
    channel = weighed.evidence.channel
    if weighed.part_weight < 0:
        return Reason(channel, f"far from {weighed.about}", share)
    grounds = weighed.evidence.grounds(track_id)
    return None if grounds is None else Reason(channel, grounds.text, share, grounds.concepts)
