from __future__ import annotations

import numpy as np
import pytest

from tests.engine.fingerprint.pieces import blocks, landmarks, peaks, piece
from vectorbeats_desktop.engine.fingerprint.hearing import heard_samples, track_landmarks
from vectorbeats_desktop.engine.fingerprint.landmarks import FRAME_S, RATE, Landmarks
from vectorbeats_desktop.engine.fingerprint.pairs import FARTHEST, HASHES, pairs_of_query, pairs_of_track


def test_a_tone_is_a_peak_at_its_pitch() -> None:
    time = np.arange(2 * RATE) / RATE
    tone = np.where(time > 1, np.sin(2 * np.pi * 800 * time), 0).astype(np.float32)
    heard = landmarks(tone)
    assert len(heard)
    # 800 Hz lie two octaves above 200 Hz, of 48 steps each
    strongest = np.bincount(heard.pitches).argmax()
    assert abs(int(strongest) - 96) <= 1
    assert (heard.frames * FRAME_S > 0.9).all()


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros(5 * RATE, np.float32)])
def test_where_nothing_sounds_there_are_no_landmarks(sound: np.ndarray) -> None:
    heard = landmarks(sound)
    assert len(heard) < 3
    again = Landmarks.from_bytes(heard.to_bytes())
    assert again.length == heard.length
    assert len(pairs_of_track(again)) < 3
    assert len(peaks(sound)) < 30


def test_what_is_kept_is_small_and_read_as_it_was() -> None:
    quiet = np.zeros(40 * RATE, np.float32)  # a silence of more frames than a byte can count
    heard = landmarks(np.concatenate([piece(1, 40), quiet, piece(2, 60)]))
    kept = heard.to_bytes()
    assert len(kept) < 140 * 20, "twenty bytes a second are five kilobytes in four minutes"
    again = Landmarks.from_bytes(kept)
    np.testing.assert_array_equal(again.frames, heard.frames)
    np.testing.assert_array_equal(again.pitches, heard.pitches)
    np.testing.assert_array_equal(again.levels, heard.levels)
    assert again.duration_s == pytest.approx(140, abs=0.1)
    for broken in (b"", kept[:5], kept[:-3], b"\2" + kept[1:]):
        with pytest.raises(ValueError, match="no landmarks"):
            Landmarks.from_bytes(broken)


def test_blocks_of_any_size_give_the_same_landmarks() -> None:
    sound = piece(3, 60)
    once = landmarks(sound)
    again = track_landmarks(blocks(sound, 7_001))
    np.testing.assert_array_equal(once.frames, again.frames)
    np.testing.assert_array_equal(once.pitches, again.pitches)
    np.testing.assert_array_equal(once.levels, again.levels)


def test_landmarks_are_few_and_everywhere() -> None:
    heard = landmarks(piece(4, 60))
    in_each_second = np.bincount((heard.frames * FRAME_S).astype(int), minlength=60)
    assert in_each_second[:59].min() >= 1
    assert 5 <= len(heard) / 60 <= 9


def test_a_query_tries_every_pair_that_its_track_has() -> None:
    sound = piece(5, 10)
    asked = pairs_of_query(peaks(sound), all_spans=True)
    known = pairs_of_track(landmarks(sound))
    assert 0 <= asked.hashes.min() <= asked.hashes.max() < HASHES
    assert np.isin(known.hashes, asked.hashes).mean() > 0.9
    assert len(asked) > 10 * len(known)
    assert pytest.approx(1.0, abs=0.01) == FARTHEST * FRAME_S


def test_samples_of_another_rate_are_heard_alike() -> None:
    sound = piece(6, 8)
    twice = np.repeat(sound, 2)  # crude, but below 4 kHz it is the same sound at 44,100 Hz
    one, other = heard_samples(sound, RATE), heard_samples(twice, 2 * RATE)
    assert abs(one.length - other.length) <= 1
    assert np.isin(np.round(one.pitches), np.round(other.pitches)).mean() > 0.9
