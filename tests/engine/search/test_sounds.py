"""Sounds-alike: hubs, emphases and reasons, on a real store of made-up sounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import (
    AUDIO_SIZE,
    INDEX,
    LEVEL,
    RHYTHM,
    TONALITY,
    descriptor_weights,
)
from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.records import Emphasis, Features, Kind, Mood, QueryPart, Tags
from vectorbeats_desktop.engine.search.channel import ReadPart, SoundProbe
from vectorbeats_desktop.engine.search.emphasis import SIDES, factors
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.sounds import SoundsChannel, SoundsEvidence
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, SOUND_SIZE, SOUND_VECTOR, point_id, spaces
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]
FEATURES = Features(120.0, 4, "A minor", 0.5, -14.0, 3.0, 2100.0, 1.5)


class Library:
    """Tracks with sounds of one's choice, in a store and a catalogue."""

    def __init__(self, folder: Path) -> None:
        self.store = VectorStore(folder / "store", spaces("concepts"))
        self.catalog = Catalog(folder / "catalog.sqlite")
        self.channel = SoundsChannel(TrackVectors(self.store, PointIds(), AUDIO, SOUND_VECTOR, SOUND_SIZE))
        self._music = folder / "music"
        self._music.mkdir()

    def fill(self, sounds: dict[str, Floats]) -> LibraryView:
        held = self.catalog.add_folder(self._music)
        seen = [SeenFile(str(self._music / f"{track}.flac").encode(), 1, 1) for track in sounds]
        for file_id, track in zip(self.catalog.add_files(held.folder_id, seen), sounds, strict=True):
            self.catalog.identified(file_id, track, Tags(title=track))
        self.catalog.sound_done([SoundRow(track, 1, np.zeros(3, np.float32), FEATURES) for track in sounds])
        self.catalog.mood_done([MoodRow(track, 1, Mood(0.0, 0.0)) for track in sounds])
        self.store.upsert(AUDIO, [Point(point_id(track), {SOUND_VECTOR: row}) for track, row in sounds.items()])
        return LibraryView(self.catalog, self.catalog.view_revision())

    def evidence(self, sound: Floats, view: LibraryView, emphasis: Emphasis = Emphasis.BALANCED) -> SoundsEvidence:
        part = QueryPart(Kind.SOUND, "/x/Dropped.flac", emphasis=emphasis)
        read = ReadPart(part, Kind.SOUND, sound=SoundProbe(sound))
        found = self.channel.weigh(read, view, None, TaskContext())
        assert found is not None
        return found


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    yield made
    made.catalog.close()
    made.store.close()


def random_sounds(count: int, seed: int = 1) -> dict[str, Floats]:
    """Sounds spread as those of a library are: each descriptor by its weight."""
    rows = np.random.default_rng(seed).normal(0, 1, (count, AUDIO_SIZE)) * descriptor_weights()
    return {f"track {number:03}": unit(row) for number, row in enumerate(rows)}


def unit(row: NDArray[np.floating]) -> Floats:
    return np.asarray(row / np.linalg.norm(row), np.float32)


def changed(sound: Floats, names: Sequence[str], seed: int) -> Floats:
    """The sound with other values of some descriptors."""
    other = sound.copy()
    places = [INDEX[name] for name in names]
    rng = np.random.default_rng(seed)
    other[places] = rng.permutation(-sound[places]) + rng.normal(0, 0.02, len(places))
    return unit(other)


def best(evidence: SoundsEvidence, view: LibraryView) -> list[str]:
    scores = evidence.scores(view.track_ids)
    return [view.track_ids[place] for place in np.argsort(-scores, kind="stable")]


def test_a_track_sounds_most_like_itself_and_its_copy(library: Library) -> None:
    sounds = random_sounds(60)
    sounds["copy"] = unit(sounds["track 007"] + 0.02)
    view = library.fill(sounds)
    evidence = library.evidence(sounds["track 007"], view)
    assert set(best(evidence, view)[:2]) == {"track 007", "copy"}
    assert set(evidence.candidates(2)) == {"track 007", "copy"}
    assert evidence.scores(["track 007"])[0] > 3
    assert evidence.scores(["not analysed"]).tolist() == [0.0]


@pytest.mark.parametrize(
    ("emphasis", "same"),
    [(Emphasis.RHYTHM, RHYTHM), (Emphasis.HARMONY, TONALITY), (Emphasis.DYNAMICS, LEVEL)],
)
def test_an_emphasis_brings_what_is_alike_on_that_side_to_the_top(
    library: Library, emphasis: Emphasis, same: Sequence[str]
) -> None:
    sounds = random_sounds(80)
    asked = sounds["track 000"]
    others = [name for name in INDEX if name not in SIDES[emphasis]]
    sounds["alike"] = changed(asked, others, 3)
    sounds["else"] = changed(asked, SIDES[emphasis], 4)
    view = library.fill(sounds)
    balanced = best(library.evidence(asked, view), view)
    chosen = library.evidence(asked, view, emphasis)
    ranked = best(chosen, view)
    assert balanced.index("else") < balanced.index("alike")
    assert ranked.index("alike") < ranked.index("else")
    grounds = chosen.grounds("alike")
    assert grounds is not None
    assert grounds.text == f"sounds like “Dropped”, alike in {emphasis.value}"


def test_an_emphasised_side_makes_most_of_the_difference_and_the_rest_keep_theirs() -> None:
    for emphasis in SIDES:
        shares = np.square(factors(emphasis) * descriptor_weights())
        places = [INDEX[name] for name in SIDES[emphasis]]
        assert shares[places].sum() / shares.sum() == pytest.approx(0.7, abs=1e-3)
    assert sorted(name for names in SIDES.values() for name in names) == sorted(INDEX), "each is on one side"


def test_a_sound_in_the_middle_of_all_is_not_near_to_everything(library: Library) -> None:
    """What lies near the library's mean has a cosine with all; asked of every track, it must not come up each time."""
    rng = np.random.default_rng(2)
    middle = rng.normal(0, 1, AUDIO_SIZE) * descriptor_weights()
    sounds = {name: unit(row + unit(middle)) for name, row in random_sounds(80).items()}
    sounds["middle"] = unit(middle + 0.1 * rng.normal(0, 1, AUDIO_SIZE) * descriptor_weights())
    view = library.fill(sounds)
    rows = np.stack(list(sounds.values()))
    plain = rows @ rows.T
    np.fill_diagonal(plain, -1)
    place = list(sounds).index("middle")
    before = sum(place in np.argsort(-line)[:10] for line in plain)
    after = sum("middle" in best(library.evidence(sound, view), view)[:11] for name, sound in sounds.items())
    assert before > 60, "by plain cosine it is a hub"
    assert after < 25


def test_the_same_sound_gets_the_same_answer_whatever_was_asked_before(library: Library) -> None:
    sounds = random_sounds(40)
    view = library.fill(sounds)
    first = library.evidence(sounds["track 003"], view).scores(view.track_ids)
    again = library.evidence(sounds["track 003"], view)
    assert np.array_equal(again.scores(view.track_ids[20:]), first[20:])
    assert np.array_equal(again.scores(view.track_ids), first)


def test_a_library_of_one_track_tells_nothing(library: Library) -> None:
    sounds = random_sounds(1)
    view = library.fill(sounds)
    evidence = library.evidence(sounds["track 000"], view)
    assert evidence.scores(view.track_ids).tolist() == [0.0]
    assert evidence.candidates(5) == ["track 000"]


def test_what_is_no_sound_is_no_evidence(library: Library) -> None:
    view = library.fill(random_sounds(3))
    part = ReadPart(QueryPart(Kind.TEXT, "calm"), Kind.TEXT)
    assert library.channel.weigh(part, view, None, TaskContext()) is None
    heard = replace(part, sound=SoundProbe(np.ones(AUDIO_SIZE, np.float32)))
    assert library.channel.weigh(heard, view, None, TaskContext()) is not None
