"""The tracker of whole tracks: what SwiftF0 says, found through FFTs, and what it makes of tones and silence."""

from __future__ import annotations

import numpy as np
import pytest
from swift_f0 import SwiftF0

from tests.engine.melody.tunes import hummed
from vectorbeats_desktop.engine.melody import pitch, tracker
from vectorbeats_desktop.engine.melody.pitch import RATE

TUNE = hummed(np.repeat([57, 60, 64, 67, 72], 5))


def test_it_says_what_swift_f0_says() -> None:
    own = SwiftF0(threads=1, spin=False).detect(TUNE, RATE, *tracker.BETWEEN_HZ)
    # SwiftF0's frames lie around their beginning, the tracker's around their middle.
    found = tracker.track_pitch(np.concatenate([np.zeros(pitch.HOP // 2, np.float32), TUNE]), pitch.HOP)
    inside = slice(0, len(own.pitch_hz) - tracker.CONTEXT)
    voiced = own.confidence[inside] > 0.5
    assert voiced.mean() > 0.5
    assert found.confidence[inside][voiced] == pytest.approx(
        own.confidence[inside][voiced], abs=1e-2
    )  # bins that hold nothing differ
    assert found.midi[inside][voiced] == pytest.approx(pitch.midi_number(own.pitch_hz)[inside][voiced], abs=1e-2)


def test_pieces_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tracker.track_pitch(TUNE)
    monkeypatch.setattr(tracker, "PIECE", 7)
    pieces = tracker.track_pitch(TUNE)
    np.testing.assert_allclose(pieces.confidence, whole.confidence, atol=1e-4)
    np.testing.assert_allclose(pieces.midi, whole.midi, atol=1e-3)


def test_notes_are_heard_where_they_are() -> None:
    found = tracker.track_pitch(TUNE)
    seconds = (np.arange(len(found.midi)) + 0.5) * tracker.HOP_S
    for number, note in enumerate((57, 60, 64, 67, 72)):
        inside = (seconds > number + 0.2) & (seconds < number + 0.8)
        assert np.median(found.midi[inside]) == pytest.approx(note, abs=0.3)
        assert np.median(found.confidence[inside]) > 0.8


@pytest.mark.parametrize("count", [0, 1, tracker.HOP - 1, tracker.HOP, 3 * tracker.HOP])
def test_silence_and_next_to_nothing_have_no_pitch(count: int) -> None:
    found = tracker.track_pitch(np.zeros(count, np.float32))
    assert len(found.midi) == len(found.confidence) == count // tracker.HOP
    assert not found.confidence.any()
