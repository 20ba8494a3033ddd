"""What a worker does for the bridge: fitting takes all cores for seconds, which a worker is not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge


def fit_bridge(
    space: ConceptSpace, pictures: NDArray[np.float32], music: NDArray[np.float32], picture_model: str, music_model: str
) -> Bridge:
    """The bridge of a space's bank of phrases, whose rows by both models are given; see `fit`."""
    from vectorbeats_desktop.engine.encoders.bridge.bank import build_bank
    from vectorbeats_desktop.engine.encoders.bridge.fit import fit

    return fit(build_bank(space), pictures, music, picture_model=picture_model, music_model=music_model)
