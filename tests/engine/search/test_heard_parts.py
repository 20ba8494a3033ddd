"""Sounds of no stated kind, read by what they are heard to be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.records import Kind, QueryPart, SoundSort
from vectorbeats_desktop.engine.search.channel import ReadPart, SoundProbe
from vectorbeats_desktop.engine.search.hearing import HeardParts, NothingHeard
from vectorbeats_desktop.engine.task import TaskContext

PATH = Path("/music/take.wav")
VECTOR = np.ones(128, np.float32)


class Ears:
    """Hears what it is told to, and notes what it was asked to listen to."""

    def __init__(self, melody: bool = True, **sorts: float) -> None:
        self.sorts = {SoundSort(name): share for name, share in sorts.items()}
        self.melody = melody
        self.excerpts: list[Excerpt] = []

    def sort(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> Sorted:
        self.excerpts.append(excerpt)
        return Sorted(self.sorts)

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> SoundProbe:
        self.excerpts.append(excerpt)
        return SoundProbe(VECTOR)


class Hums:
    def __init__(self, ears: Ears) -> None:
        self.ears = ears

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> Contour:
        self.ears.excerpts.append(excerpt)
        if not self.ears.melody:
            raise NoMelody(path.name)
        return Contour(np.array([60.0], np.float32), 2.0)


class Recordings:
    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> QueryPeaks:
        return QueryPeaks(np.zeros(1, np.float32), np.zeros(1, np.float32), 1)


def read(ears: Ears, kind: Kind = Kind.AUTO, start_s: float | None = None, end_s: float | None = None) -> ReadPart:
    part = QueryPart(kind, str(PATH), start_s=start_s, end_s=end_s)
    return HeardParts(ears, Hums(ears), Recordings(), ears).read(part, PATH, TaskContext())


def test_a_voice_alone_is_a_hum_and_music_is_recognised_and_compared_by_its_sound() -> None:
    voice = read(Ears(voice=0.9, music=0.1))
    assert (voice.kinds, voice.sort, voice.sure) == ((Kind.HUM,), SoundSort.VOICE, 0.9)
    assert voice.hum is not None
    assert voice.sound is None
    assert voice.notices == ()
    music = read(Ears(music=1.0))
    assert music.kinds == (Kind.RECOGNISE, Kind.SOUND)
    assert music.sort is SoundSort.MUSIC
    assert music.recording is not None
    assert music.hum is None
    assert music.sound is not None


def test_when_two_are_nearly_as_likely_both_are_looked_for_and_that_is_said() -> None:
    part = read(Ears(music=0.5, voice=0.4, speech=0.1))
    assert part.kinds[0] is not Kind.HUM
    assert part.kinds[-1] is Kind.HUM
    assert part.sort is SoundSort.MUSIC
    assert part.hum is not None
    assert part.sound is not None
    assert part.notices == ("take.wav may be music or a voice alone: both were looked for.",)


@pytest.mark.parametrize(("sort", "word"), [("speech", "speech"), ("noise", "noise")])
def test_speech_and_noise_find_music_that_sounds_like_them_and_that_is_said(sort: str, word: str) -> None:
    part = read(Ears(voice=0.2, speech=0.8 * (sort == "speech"), noise=0.8 * (sort == "noise")))
    assert part.kinds == (Kind.SOUND, Kind.RECOGNISE)  # there may be music under it
    assert part.hum is None
    assert part.notices == (f"take.wav was heard as {word}: music that sounds like it was looked for.",)


def test_silence_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(NothingHeard, match=r"Nothing can be heard in take\.wav") as error:
        read(Ears(silence=1.0))
    assert "microphone" in error.value.hint


def test_what_may_be_silence_is_read_as_what_else_it_may_be() -> None:
    part = read(Ears(silence=0.5, voice=0.4, noise=0.1))
    assert part.kinds == (Kind.HUM,)


def test_a_voice_without_a_tune_is_compared_by_its_sound() -> None:
    part = read(Ears(melody=False, voice=1.0))
    assert part.kinds == (Kind.SOUND,)
    assert part.hum is None
    assert part.sound is not None
    assert part.notices == ("No melody was heard in take.wav.",)


def test_what_somebody_called_a_hum_is_one_whatever_it_sounds_like() -> None:
    part = read(Ears(music=1.0), Kind.HUM)
    assert (part.kinds, part.sort, part.sure) == ((Kind.HUM,), None, 1.0)
    with pytest.raises(NoMelody):
        read(Ears(melody=False, voice=1.0), Kind.HUM)


def test_of_a_part_from_to_only_these_seconds_are_heard() -> None:
    ears = Ears(voice=0.5, music=0.4)
    read(ears, start_s=12.0, end_s=20.5)
    assert ears.excerpts == [Excerpt(12.0, 20.5)] * 3
    ears.excerpts.clear()
    read(ears, Kind.LIKE, end_s=30.0)
    assert ears.excerpts == [Excerpt(0.0, 30.0)]


@pytest.mark.parametrize(
    ("start_s", "end_s"),
    [(-1.0, 5.0), (8.0, 8.0), (9.0, 3.0), (0.0, float("nan")), (float("nan"), None), (1e308, None)],
)
def test_a_part_that_no_sound_can_have_is_refused(start_s: float, end_s: float | None) -> None:
    with pytest.raises(BadQuery, match="end after it begins"):
        read(Ears(music=1.0), Kind.SOUND, start_s, end_s)
