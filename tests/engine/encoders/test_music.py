from __future__ import annotations

import numpy as np
import pytest

from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, INDEX
from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.genre_words import GenreWords
from vectorbeats_desktop.engine.encoders.music import Calibration, Floats, MusicEncoder, load_model

SPACE = load_concepts()


def typical(count: int) -> Floats:
    """Descriptors of tracks that are all like the reference's average."""
    model = load_model()
    rows = np.zeros((count, len(DESCRIPTORS)), np.float32)
    for name, mean in zip(model.names, model.reference.mean, strict=True):
        rows[:, INDEX[name]] = mean
    rows[:, INDEX["tempo"]] = 110
    return rows


def shifted(rows: Floats, **deviations: float) -> Floats:
    model, changed = load_model(), rows.copy()
    for name, by in deviations.items():
        changed[:, INDEX[name]] += by * model.reference.deviation[model.names.index(name)]
    return changed


def test_the_average_track_lies_in_the_middle() -> None:
    encoder = MusicEncoder(SPACE)
    reading = encoder.encode(typical(1), [""], encoder.calibrate(typical(0)))
    assert reading.valence[0] == pytest.approx(0, abs=0.05)
    assert reading.energy[0] == pytest.approx(0, abs=0.05)
    assert reading.activations.shape == (1, len(SPACE))


def test_a_busier_major_track_is_happier_and_more_energetic() -> None:
    encoder, plain = MusicEncoder(SPACE), typical(1)
    lively = shifted(plain, onset_rate=2, onset_mean=1, mode_difference=2, major_correlation=1, tempo=1.5)
    both = encoder.encode(np.concatenate([plain, lively]), ["", ""], encoder.calibrate(typical(0)))
    assert both.valence[1] > both.valence[0] + 0.2
    assert both.energy[1] > both.energy[0] + 0.2


def test_concepts_near_the_track_are_the_strong_ones() -> None:
    encoder = MusicEncoder(SPACE)
    lively = shifted(typical(1), onset_rate=3, mode_difference=3, major_correlation=2, tempo=2, band_low=-2)
    reading = encoder.encode(lively, [""], encoder.calibrate(typical(0)))
    strongest = SPACE.strongest(reading.activations[0], 10)
    assert np.mean([concept.valence for concept in strongest]) > 0.3
    assert np.mean([concept.energy for concept in strongest]) > 0.1


def test_the_same_sound_is_judged_by_what_the_library_is_used_to() -> None:
    encoder, rng = MusicEncoder(SPACE), np.random.default_rng(0)
    loud = shifted(typical(400), onset_rate=2, zcr_mean=2, entropy_mean=2)
    loud += rng.normal(0, 1e-3, loud.shape).astype(np.float32)
    among_all = encoder.encode(loud[:1], [""], encoder.calibrate(typical(0))).energy[0]
    among_its_like = encoder.encode(loud[:1], [""], encoder.calibrate(loud)).energy[0]
    assert among_its_like < among_all - 0.2


def test_three_tracks_do_not_make_a_scale_of_their_own() -> None:
    encoder = MusicEncoder(SPACE)
    few = np.concatenate([typical(2), shifted(typical(1), onset_rate=0.5)])
    calibration = encoder.calibrate(few)
    energy = encoder.encode(few, [""] * 3, calibration).energy
    assert np.ptp(energy) < 0.25
    assert calibration.tracks == 3


def test_a_calibration_survives_its_json_and_names_itself() -> None:
    encoder = MusicEncoder(SPACE)
    one, other = encoder.calibrate(typical(50)), encoder.calibrate(shifted(typical(50), onset_rate=1))
    assert Calibration.from_json(one.as_json()).version == one.version
    assert one.version != other.version
    with pytest.raises(ValueError, match="finite"):
        Calibration.from_json({"mean": [0.0], "deviation": [0.0], "tracks": 1})


def test_a_genre_tag_counts_more_than_what_the_sound_suggests() -> None:
    encoder = MusicEncoder(SPACE)
    calibration = encoder.calibrate(typical(0))
    tagged = encoder.encode(np.repeat(typical(1), 2, axis=0), ["", "Jazz"], calibration).activations
    jazz = SPACE.index("jazz")
    assert tagged[1, jazz] >= 0.95
    assert tagged[1, SPACE.index("metal")] < tagged[0, SPACE.index("metal")]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("Jazz", {"jazz"}),
        ("(17)Rock", {"rock"}),
        ("Pop/Rock", {"pop", "rock"}),
        ("Jazz; Blues", {"jazz", "blues"}),
        ("HEAVY  Rock", {"rock"}),
        ("", set()),
        ("Unclassifiable", set()),
    ],
)
def test_genre_tags_as_files_have_them(tag: str, expected: set[str]) -> None:
    found = {SPACE.concepts[place].id for place in GenreWords(SPACE).concepts_of(tag)}
    assert expected <= found
    assert bool(found) == bool(expected)
