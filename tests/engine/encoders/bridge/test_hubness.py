from __future__ import annotations

import numpy as np

from vectorbeats_desktop.engine.encoders.bridge.hubness import crowding, csls, normalised_by_bank, soft_crowding

EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
BETWEEN = np.array([0.8, 0.6], np.float32)


def test_crowding_is_the_mean_cosine_with_the_nearest() -> None:
    bank = np.stack([EAST, NORTH, -EAST])
    np.testing.assert_allclose(crowding(np.stack([EAST, BETWEEN]), bank, neighbours=2), [0.5, 0.7], atol=1e-6)


def test_a_bank_smaller_than_the_neighbourhood_is_taken_whole_and_an_empty_one_says_nothing() -> None:
    np.testing.assert_allclose(crowding(EAST[None], np.stack([EAST, NORTH])), [0.5])
    np.testing.assert_allclose(crowding(EAST[None], np.zeros((0, 2), np.float32)), [0.0])


def test_csls_by_hand() -> None:
    cosines = np.array([[0.5, 0.4]], np.float32)
    scaled = csls(cosines, np.array([0.3], np.float32), np.array([0.6, 0.1], np.float32))
    np.testing.assert_allclose(scaled, [[0.1, 0.4]], atol=1e-6)


def test_soft_crowding_lies_between_the_mean_and_the_highest_cosine() -> None:
    bank = np.stack([EAST, NORTH])
    np.testing.assert_allclose(soft_crowding(EAST[None], bank, temperature=100), [0.5], atol=0.01)
    assert 0.9 < soft_crowding(EAST[None], bank, temperature=0.05)[0] < 1
    assert not soft_crowding(EAST[None], np.zeros((0, 2), np.float32)).any()


def test_both_put_a_track_that_is_near_to_everything_behind_one_that_is_near_to_this() -> None:
    hub, plain = BETWEEN, np.array([0, -1], np.float32)
    bank = np.stack([EAST, NORTH, BETWEEN])
    tracks = np.stack([hub, plain])
    asked = np.array([[0.52, 0.5]], np.float32)  # cosines
    assert normalised_by_bank(asked, soft_crowding(tracks, bank)).argmax() == 1
    assert csls(asked, np.array([0.5], np.float32), crowding(tracks, bank)).argmax() == 1


def test_a_sharp_softmax_does_not_overflow() -> None:
    assert np.isfinite(soft_crowding(EAST[None], np.stack([EAST, -EAST]), temperature=1e-4)).all()
