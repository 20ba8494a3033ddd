"""From matching costs to scores that may be added to others, and to how sure a match is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

USUAL_COST = 0.45
USUAL_SPREAD = 0.04
PRIOR_TRACKS = 20
"""A small library says little about what chance gives: it is filled up with this many usual tracks."""

NO_MATCH = 10.0  # beyond any cost: the track has no melody, or is shorter than the hum


def scores_of(costs: Floats, usual: Floats | None = None) -> Floats:
    """Standard deviations below what the hum costs on a track that is not the one, (n,); 0 without melody.

    `usual` are the costs, (m,), that say what chance gives: of a sample, or all of `costs` when None.
    Median and median deviation, because the track that is looked for must not count itself.
    """
    middle, spread = reference(costs if usual is None else usual)
    return np.where(costs < NO_MATCH, (middle - costs) / spread, 0.0).astype(np.float32)


def reference(costs: Floats) -> tuple[float, float]:
    """Median and deviation of the costs of tracks that are not the one; those without melody are left out."""
    costs = costs[costs < NO_MATCH]
    if not len(costs):
        return USUAL_COST, USUAL_SPREAD
    middle = float(np.median(costs))
    spread = 1.4826 * float(np.median(np.abs(costs - middle)))
    share = len(costs) / (len(costs) + PRIOR_TRACKS)
    variance = share * spread**2 + (1 - share) * USUAL_SPREAD**2
    return share * middle + (1 - share) * USUAL_COST, float(np.sqrt(variance))


def sure_of(costs: Floats, weight: float, usual: Floats | None = None) -> Floats:
    """How sure each track is the one, (n,) in [0, 1]: a logistic regression on how far it stands out.

    XX with its length. Fitted on hums of songs that were, and were not, in the library.
    """
    if not len(costs):
        return np.zeros(0, np.float32)
    middle, spread = reference(costs if usual is None else usual)
    rivals = np.partition(np.append(costs, [middle, middle]), 1)[:2]
    rival = np.where(costs <= rivals[0], rivals[1], rivals[0])
    lead = (rival - costs) / spread
    out = (middle - costs) / spread
    logit = 1.55 * lead + 1.377 * out - 10.254 * costs + 0.755 * np.log(max(weight, 1.0)) - 3.958
    sure = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    return np.where(costs < NO_MATCH, sure, 0.0).astype(np.float32)
