"""Humming as a channel and in the search service; the matcher itself is stood in for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder
from vectorbeats_desktop.engine.encoders.words import WordsEncoder
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.melody.matches import HumMatches
from vectorbeats_desktop.engine.records import (
    Confidence,
    Features,
    Kind,
    MelodyMatch,
    Mood,
    Query,
    QueryPart,
    SearchResult,
    Tags,
)
from vectorbeats_desktop.engine.search.affect import AffectChannel
from vectorbeats_desktop.engine.search.channel import HumProbe, ReadPart
from vectorbeats_desktop.engine.search.confidence import bounded, of_sureness
from vectorbeats_desktop.engine.search.humming import NO_MELODIES, UNSURE, HumChannel, HumEvidence, clock
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.naming import NamesChannel
from vectorbeats_desktop.engine.search.reader import PartReader, RecordingReader, SoundReader
from vectorbeats_desktop.engine.search.service import SearchService
from vectorbeats_desktop.engine.task import TaskContext

FEATURES = Features(120.0, 4, "A minor", 0.5, -14.0, 3.0, 2100.0, 1.5)
TRACKS = ("anna", "berta", "carla", "dora")
HEARD = TRACKS[:3]  # the melody of the last one is not known
PLACE = MelodyMatch(83.0, 94.4, key_shift=-3, tempo_ratio=1.1, step_s=0.2)
SPACE = load_concepts()


def matches(sure: Mapping[str, float], places: Mapping[str, MelodyMatch] | None = None) -> HumMatches:
    """Matches of the heard tracks in the order of their sureness, which is also their score times ten."""
    ordered = sorted(HEARD, key=lambda track: -sure.get(track, 0.0))
    values = np.array([sure.get(track, 0.0) for track in ordered], np.float32)
    return HumMatches(tuple(ordered), 10 * values - 1, values, dict(places or {ordered[0]: PLACE}), len(ordered))


class KnownMatcher:
    """Answers each hum, told apart by its first pitch, as it was told to."""

    def __init__(self) -> None:
        self.answers: dict[float, HumMatches] = {}
        self.asked = 0

    def search(self, contour: Contour, ctx: TaskContext) -> HumMatches:
        self.asked += 1
        return self.answers[float(contour.pitch[0])]


class Known:
    """A catalogue with melodies, as far as the channel asks."""

    def has_melodies(self) -> bool:
        return True

    def revision(self) -> int:
        return 1


class KnownHums:
    """Reads a hum's only pitch from its file; an empty file is silence."""

    def read(self, path: Path, ctx: TaskContext) -> Contour:
        if not path.read_text():
            raise NoMelody(path.name)
        return Contour(np.array([float(path.read_text())], np.float32), 0.2)


class Asked:
    """A library of four tracks, its search, and hums to search with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog = Catalog(folder / "catalog.sqlite")
        self.matcher = KnownMatcher()
        words, pictures = WordsEncoder(SPACE, None), PictureEncoder(SPACE)
        reader = PartReader(words, pictures, cast(SoundReader, None), KnownHums(), cast(RecordingReader, None))
        humming = HumChannel(self.matcher, self.catalog)
        self.service = SearchService(self.catalog, reader, (AffectChannel(), NamesChannel(), humming))

    def fill(self, heard: Sequence[str] = HEARD) -> None:
        music = self.folder / "music"
        music.mkdir()
        held = self.catalog.add_folder(music)
        seen = [SeenFile(str(music / f"{track}.flac").encode(), 1, 1) for track in TRACKS]
        for file_id, track in zip(self.catalog.add_files(held.folder_id, seen), TRACKS, strict=True):
            self.catalog.identified(file_id, track, Tags(title=track.title(), genre="Jazz" if track > "b" else "Folk"))
        self.catalog.sound_done([SoundRow(track, 1, np.zeros(3, np.float32), FEATURES) for track in TRACKS])
        self.catalog.mood_done([MoodRow(track, 1, Mood(n / 9, n / 9)) for n, track in enumerate(TRACKS)])
        self.catalog.melody_done([MelodyRow(track, 1, b"") for track in heard])

    def hum(self, pitch: float, answer: HumMatches | None, weight: float = 1.0) -> QueryPart:
        path = self.folder / f"take {pitch:.0f}.wav"
        path.write_text("" if answer is None else str(pitch))
        if answer is not None:
            self.matcher.answers[pitch] = answer
        return QueryPart(Kind.HUM, str(path), weight)

    def search(self, *parts: QueryPart, **others: object) -> SearchResult:
        return self.service.search(Query(parts, **others), TaskContext())  # type: ignore[arg-type]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    made = Asked(tmp_path)
    yield made
    made.catalog.close()


def ids(result: SearchResult) -> list[str]:
    return [hit.track.track_id for hit in result.hits]


def test_a_hum_finds_the_track_its_place_and_says_how_sure_it_is(asked: Asked) -> None:
    asked.fill()
    result = asked.search(asked.hum(60, matches({"berta": 0.95, "carla": 0.6, "anna": 0.01})))
    assert ids(result) == ["berta", "carla", "anna"], "a track whose melody is not known is no answer to a hum"
    assert [hit.confidence for hit in result.hits] == [Confidence.STRONG, Confidence.GOOD, Confidence.FAINT]
    first, second = result.hits[:2]
    assert (first.melody, first.match_start_s, first.match_end_s) == (PLACE, 83.0, 94.4)
    assert (second.melody, second.match_start_s, second.match_end_s) == (None, None, None)
    assert [(reason.channel, reason.text) for reason in first.reasons] == [
        ("humming", "the melody of “take 60” from 1:23 to 1:34")
    ]
    assert asked.matcher.asked == 1


def test_the_matcher_is_asked_again_only_when_the_library_has_changed(asked: Asked) -> None:
    asked.fill()
    hum = asked.hum(60, matches({"berta": 0.95}))
    for genre in ("Jazz", "Folk"):
        asked.search(hum, filters={"genre": genre})
    assert asked.matcher.asked == 1
    assert asked.catalog.remember_hum("carla", b"contour", 0.0, 0.0)
    asked.matcher.answers[60.0] = matches({"carla": 0.99})
    assert ids(asked.search(hum))[0] == "carla"
    assert asked.matcher.asked == 2


def test_what_is_not_known_yet_is_counted_and_told(asked: Asked) -> None:
    asked.fill()
    result = asked.search(asked.hum(60, matches({"berta": 0.95})))
    assert (result.searched, result.total) == (3, 4)
    assert [notice for notice in result.notices if "3 of 4 tracks" in notice]
    asked.catalog.melody_done([MelodyRow("dora", 1, b"")])
    result = asked.search(asked.hum(60, matches({"berta": 0.95})))
    assert (result.searched, result.total, result.notices) == (4, 4, ())
    words = asked.search(QueryPart(Kind.TEXT, "calm"))
    assert (words.searched, words.total) == (asked.catalog.status().ready, 4)


def test_a_library_without_melodies_asks_nobody_and_says_so(asked: Asked) -> None:
    asked.fill(heard=())
    result = asked.search(asked.hum(60, matches({})))
    assert (result.hits, result.searched, result.total) == ((), 0, 4)
    assert result.notices == (NO_MELODIES,)
    assert asked.matcher.asked == 0
    mixed = asked.search(asked.hum(60, matches({})), QueryPart(Kind.TEXT, "Berta"))
    assert ids(mixed)[0] == "berta"
    assert NO_MELODIES in mixed.notices


@pytest.mark.parametrize(("best", "told"), [(0.49, True), (0.5, False)])
def test_not_being_sure_is_said_plainly(asked: Asked, best: float, told: bool) -> None:
    asked.fill()
    result = asked.search(asked.hum(60, matches({"berta": best})))
    assert ids(result)[0] == "berta"
    assert (UNSURE in result.notices) is told


def test_the_surest_track_does_not_count_when_the_filter_keeps_it_out(asked: Asked) -> None:
    asked.fill()
    hum = asked.hum(60, matches({"anna": 0.99, "berta": 0.1}))
    result = asked.search(hum, filters={"genre": "Jazz"})
    assert ids(result) == ["berta", "carla"]
    assert UNSURE in result.notices


def test_two_takes_add_up_and_the_first_place_is_told(asked: Asked) -> None:
    asked.fill()
    other = MelodyMatch(10.0, 20.0, 0, 1.0, 0.2)
    first = asked.hum(60, matches({"anna": 0.5, "berta": 0.45}, {"anna": PLACE}))
    second = asked.hum(62, matches({"berta": 0.6, "carla": 0.5}, {"berta": other, "anna": other}))
    result = asked.search(first, second)
    assert ids(result)[0] == "berta"
    places = {hit.track.track_id: hit.melody for hit in result.hits}
    assert places == {"anna": PLACE, "berta": other, "carla": None}
    assert result.hits[0].confidence is Confidence.GOOD


def test_a_hum_without_a_melody_is_an_error_alone_and_a_notice_among_others(asked: Asked) -> None:
    asked.fill()
    silent = asked.hum(61, None)
    with pytest.raises(NoMelody, match=r"take 61\.wav"):
        asked.search(silent)
    result = asked.search(silent, asked.hum(60, matches({"carla": 0.95})))
    assert ids(result)[0] == "carla"
    assert str(NoMelody("take 61.wav")) in result.notices


def test_among_other_parts_a_hum_holds_the_words_to_what_it_heard(asked: Asked) -> None:
    asked.fill()
    hum = asked.hum(60, matches({"anna": 0.95}))
    result = asked.search(hum, QueryPart(Kind.TEXT, "Berta"))
    by_id = {hit.track.track_id: hit for hit in result.hits}
    assert ids(result)[0] == "anna", "no name drowns what was surely hummed"
    assert by_id["berta"].confidence is not Confidence.STRONG, "it is not what was hummed"
    assert by_id["anna"].confidence is not Confidence.FAINT, "it surely is what was hummed"
    assert "dora" in by_id, "words find tracks whose melody is not known"


def test_an_unwanted_hum_pushes_its_track_down(asked: Asked) -> None:
    asked.fill()
    hum = asked.hum(60, matches({"berta": 0.95}), weight=-1.0)
    result = asked.search(QueryPart(Kind.TEXT, "Berta Anna"), hum)
    assert ids(result)[0] == "anna"
    assert ids(result)[-1] == "berta"
    assert all(hit.melody is None for hit in result.hits)
    assert UNSURE not in result.notices


def probe(asked_of: HumMatches, allowed: frozenset[str] | None = None) -> HumEvidence:
    matcher = KnownMatcher()
    matcher.answers[60.0] = asked_of
    part = ReadPart(QueryPart(Kind.HUM, "/x/take.wav"), Kind.HUM, hum=HumProbe(Contour(np.array([60], "f4"), 0.2)))
    found = HumChannel(matcher, Known()).weigh(part, cast(LibraryView, None), allowed, TaskContext())
    assert found is not None
    return found


def test_candidates_are_the_best_that_are_allowed_and_none_of_what_is_unwanted() -> None:
    evidence = probe(matches({"carla": 0.9, "anna": 0.5}))
    assert list(evidence.candidates(2)) == ["carla", "anna"]
    assert list(evidence.candidates(9, fewest=True)) == []
    assert list(probe(matches({"carla": 0.9}), frozenset({"berta"})).candidates(9)) == ["berta"]
    assert evidence.scores(["anna", "dora", "carla"]).tolist() == pytest.approx([4.0, 0.0, 8.0])


def test_a_remembered_hum_says_that_it_was_told() -> None:
    told = MelodyMatch(83.0, 94.4, 0, 1.0, 0.2, remembered=True)
    grounds = probe(matches({"carla": 0.9}, {"carla": told, "anna": MelodyMatch(0, 0, 0, 1.0, 0.2)})).grounds
    found = grounds("carla")
    assert found is not None
    assert "you said so before" in found.text
    nowhere = grounds("anna")
    assert nowhere is not None
    assert nowhere.text == "something like the melody of “take”", "neither a place nor certainty is made up"
    assert grounds("berta") is None


def test_the_channel_leaves_other_parts_alone() -> None:
    part = ReadPart(QueryPart(Kind.TEXT, "calm"), Kind.TEXT)
    channel = HumChannel(KnownMatcher(), Known())
    assert channel.weigh(part, cast(LibraryView, None), None, TaskContext()) is None


@pytest.mark.parametrize(
    ("by_score", "sure", "expected"),
    [
        (Confidence.STRONG, 0.1, Confidence.GOOD),
        (Confidence.STRONG, 0.5, Confidence.STRONG),
        (Confidence.FAINT, 0.5, Confidence.FAINT),
        (Confidence.FAINT, 0.9, Confidence.GOOD),
        (Confidence.STRONG, 0.9, Confidence.STRONG),
    ],
)
def test_a_hum_bounds_what_the_score_says_by_one_word(by_score: Confidence, sure: float, expected: Confidence) -> None:
    assert bounded(by_score, of_sureness(sure)) is expected


@pytest.mark.parametrize(("seconds", "told"), [(0.0, "0:00"), (59.6, "1:00"), (83.4, "1:23"), (3725, "1:02:05")])
def test_a_place_is_told_as_players_do(seconds: float, told: str) -> None:
    assert clock(seconds) == told
