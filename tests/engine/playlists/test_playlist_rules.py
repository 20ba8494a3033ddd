"""Rules: what each lets through, and what is refused in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, PlaylistEntry, SeenFile, SoundRow
from vectorbeats_desktop.engine.library.selection import AnyOf, Within
from vectorbeats_desktop.engine.playlists.recipe import Operator, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, OPERATORS, condition_of
from vectorbeats_desktop.engine.records import Features, FilterValue, Mood, Tags, Verdict

DAY_S = 86_400
FILES = {
    "a": (
        "one/a.flac",
        Tags("Rainy Night", "Nora Vale", "Still", "", "Jazz; Blues", 1994, duration_s=100, codec="flac"),
    ),
    "b": ("one/b.mp3", Tags("Night Train", "Guest", "Still", "Nora Vale", "jazz", 1995, duration_s=200, codec="mp3")),
    "c": ("two/c.wav", Tags("Évening", "Motörhead", "Heat", "", "Métal", 2010, duration_s=300, codec="pcm_s16le")),
    "d": ("two/d.flac", Tags("", "", "", "", "", None, duration_s=None, codec="flac")),
}
IS, NOT, HOLDS, LACKS, BEGINS = Operator.IS, Operator.IS_NOT, Operator.CONTAINS, Operator.CONTAINS_NOT, Operator.BEGINS
LEAST, MOST, BETWEEN = Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN
LAST, NOT_LAST = Operator.IN_LAST, Operator.NOT_IN_LAST


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """Tracks a to d; d says nothing of itself, and has not been analysed. They came 1, 10, 100 and 1,000 days ago."""
    made = Catalog(tmp_path_factory.mktemp("rules") / "catalog.sqlite")
    folder = made.add_folder(Path("/music"))
    for track_id, (name, tags) in FILES.items():
        (file_id,) = made.add_files(folder.folder_id, [SeenFile(f"/music/{name}".encode(), 1, 1)])
        made.identified(file_id, track_id, tags)
    with made.write(visible=True) as connection:
        for number, track_id in enumerate("abcd"):
            added = time.time() - DAY_S * (10**number - 0.5)
            connection.execute("UPDATE files SET added_at = ? WHERE track_id = ?", (added, track_id))
    sounds, moods = [], []
    for number, track_id in enumerate("abc"):
        key = ("A minor", "C# major", "A minor")[number]
        features = Features(80.0 + 20 * number, 4, key, 0.5, -14.0, 3.0, 2100.0, 1.5)
        sounds.append(SoundRow(track_id, 1, np.zeros(3, np.float32), features))
        moods.append(
            MoodRow(track_id, 1, Mood(number / 2, number / 4, (("calm", "rain"), ("calmer",), ("loud",))[number]))
        )
    made.sound_done(sounds)
    made.mood_done(moods)
    made.rate("a", 5)
    made.put_playlist("mix", [PlaylistEntry("a", Path("/music/one/a.flac")), PlaylistEntry("c", Path())], replace=False)
    for query, track_id, verdict in (
        ("q1", "a", Verdict.WANTED),
        ("q2", "a", Verdict.WANTED),
        ("q3", "a", Verdict.UNWANTED),
        ("q1", "b", Verdict.UNWANTED),
    ):
        made.set_verdict(query, track_id, verdict, "words")
    yield made
    made.close()


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


CASES: tuple[tuple[str, Operator, FilterValue, str], ...] = (
    ("artist", IS, "nora vale", "ab"),
    ("artist", NOT, "Nora Vale", "cd"),
    ("artist", HOLDS, "torhea", "c"),
    ("artist", LACKS, "torhea", "abd"),
    ("artist", BEGINS, "mot", "c"),
    ("album", IS, ("still", "heat"), "abc"),
    ("title", IS, "evening", "c"),
    ("title", HOLDS, "NIGHT", "ab"),
    ("title", BEGINS, "night", "b"),
    ("title", BEGINS, "d", "d"),  # without a title it is the file's name
    ("genre", IS, "blues", "a"),
    ("genre", BEGINS, "ja", "ab"),
    ("genre", NOT, "jazz", "cd"),
    ("format", IS, "FLAC", "ad"),
    ("format", IS, "wav", "c"),
    ("year", LEAST, 1995, "bc"),
    ("year", MOST, 1995, "ab"),
    ("year", BETWEEN, (1995, 2010), "bc"),
    ("year", IS, 1994, "a"),
    ("year", NOT, 1994, "bcd"),
    ("duration", LEAST, 200, "bc"),
    ("tempo", BETWEEN, (90.0, 110.0), "b"),
    ("key", IS, "a minor", "ac"),
    ("key", NOT, "A minor", "bd"),
    ("mood", IS, "calm", "a"),
    ("mood", NOT, "calm", "bcd"),
    ("energy", LEAST, 0.5, "c"),
    ("valence", MOST, 0.0, "a"),
    ("rating", LEAST, 1, "a"),
    ("rating", IS, 0, "bcd"),
    ("said", IS, "wanted", "a"),
    ("said", IS, "unwanted", "b"),
    ("said", NOT, "unwanted", "acd"),
    ("folder", IS, "/music/one", "ab"),
    ("folder", NOT, "/music/one", "cd"),
    ("playlist", IS, "mix", "ac"),
    ("playlist", NOT, "mix", "bd"),
    ("added", LAST, 30, "ab"),
    ("added", NOT_LAST, 30, "cd"),
    ("added", LEAST, days_ago(11), "ab"),
    ("added", MOST, days_ago(11), "cd"),
    ("analysed", IS, "yes", "abc"),
)


@pytest.mark.parametrize(("field", "operator", "value", "expected"), CASES)
def test_what_passes(catalog: Catalog, field: str, operator: Operator, value: FilterValue, expected: str) -> None:
    condition = condition_of(Rule(field, operator, value), time.time())
    assert catalog.selected(catalog.selection([condition])) == set(expected)


def test_all_or_any_of_several(catalog: Catalog) -> None:
    rules = (Rule("genre", IS, "jazz"), Rule("rating", IS, 0))
    conditions = tuple(condition_of(rule, time.time()) for rule in rules)
    assert catalog.selected(catalog.selection(conditions)) == {"b"}
    assert catalog.selected(catalog.selection([AnyOf(conditions)])) == set("abcd")


def test_a_date_is_a_whole_day() -> None:
    since, until = (condition_of(Rule("added", operator, "2024-05-01"), 0.0) for operator in (LEAST, MOST))
    assert isinstance(since, Within)
    assert isinstance(until, Within)
    assert until.high - since.low == DAY_S


def test_every_field_is_tried() -> None:
    assert {field for field, *_ in CASES} == set(FIELDS)
    assert {(FIELDS[field], operator) for field, operator, *_ in CASES} >= {
        (sort, operator) for sort, operators in OPERATORS.items() for operator in operators
    }


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule("smell", IS, "sweet"), "no field named “smell”"),
        (Rule("genre", LEAST, "jazz"), "“genre” cannot be compared by “>=”"),
        (Rule("genre", IS, " "), "nothing to compare with"),
        (Rule("genre", IS, 5), "takes words"),
        (Rule("genre", HOLDS, ""), "nothing to compare with"),
        (Rule("year", LEAST, "soon"), "a number, not “soon”"),
        (Rule("year", IS, float("nan")), "a number"),
        (Rule("year", BETWEEN, (2000.0, 1990.0)), "ends (1990) before it begins"),
        (Rule("year", BETWEEN, 1990), "between two numbers"),
        (Rule("added", LAST, -3), "a number of days"),
        (Rule("added", LEAST, "yesterday"), "“yesterday” is no date"),
        (Rule("said", IS, "nice"), "wanted or unwanted"),
        (Rule("analysed", IS, "perhaps"), "yes or no"),
    ],
)
def test_what_cannot_be_asked_is_said(rule: Rule, told: str) -> None:
    with pytest.raises(BadQuery) as refused:
        condition_of(rule, time.time())
    assert told in str(refused.value)
