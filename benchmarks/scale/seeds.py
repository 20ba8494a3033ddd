"""What real music was found to be: the seeds of which large catalogues are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.fingerprint.landmarks import Landmarks
from vectorbeats_desktop.engine.melody.track import TrackMelody
from vectorbeats_desktop.engine.records import Features
from vectorbeats_desktop.engine.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class Seed:
    """One analysed track: descriptors (128,), and what else a search reads of it."""

    descriptors: NDArray[np.float32]
    features: Features
    melody: TrackMelody
    landmarks: Landmarks


def seeds_in(session: Session) -> Sequence[Seed]:
    """Every track of a session's library that has been heard in full, in the order of their hashes."""
    catalog = session.catalog
    ids, _ = catalog.descriptors(SOUND_VERSION)
    sounds, melodies, prints = catalog.sounds(ids), catalog.melodies_of(ids), catalog.fingerprints_of(ids)
    return [
        Seed(
            sounds[track_id].descriptors,
            sounds[track_id].features,
            TrackMelody.from_bytes(melodies[track_id]),
            Landmarks.from_bytes(prints[track_id]),
        )
        for track_id in sorted(ids)
        if track_id in sounds and track_id in melodies and track_id in prints
    ]
