from __future__ import annotations

import numpy as np
import pytest

from tests.engine.fingerprint.pieces import coded, landmarks, piece
from vectorbeats_desktop.engine.fingerprint.landmarks import RATE
from vectorbeats_desktop.engine.fingerprint.likeness import same_recording

HISS = np.random.default_rng(1).normal(0, 0.002, 12 * RATE).astype(np.float32)


def test_an_end_that_is_silent_in_one_and_hisses_in_the_other_is_no_hindrance() -> None:
    music = piece(3)
    silent = landmarks(np.concatenate([music, np.zeros_like(HISS)]))
    hissing = landmarks(np.concatenate([music, HISS]))
    assert silent.frames.max() < hissing.frames.max() - 10 * 43, "the last section has peaks in one of them only"
    assert same_recording(silent, hissing, 0)
    assert same_recording(hissing, silent, 0)


@pytest.mark.parametrize("other", [4, 5])
def test_other_music_is_another_recording(other: int) -> None:
    assert not same_recording(landmarks(piece(3)), landmarks(piece(other)), 0)


@pytest.mark.parametrize("bit_rate", [24_000, 96_000])
def test_another_encoding_is_the_same_recording(bit_rate: int) -> None:
    music = piece(3)
    assert same_recording(landmarks(music), landmarks(coded(music, bit_rate=bit_rate)), 0)
