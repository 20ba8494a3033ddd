from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, Tags, Verdict
from vectorbeats_desktop.engine.search.verdicts import LearnedEvidence, Verdicts
from vectorbeats_desktop.engine.search.wording import in_words

RAIN = QueryPart(Kind.TEXT, "Rainy  Night")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = Catalog(tmp_path / "catalog.sqlite")
    folder = made.add_folder(tmp_path / "music")
    for track in ("anna", "berta"):
        (file_id,) = made.add_files(folder.folder_id, [SeenFile(f"/music/{track}.ogg".encode(), 1, 1)])
        made.identified(file_id, track, Tags(title=track))
    yield made
    made.close()


def test_a_query_is_known_again_whatever_counts_how_much(catalog: Catalog) -> None:
    verdicts = Verdicts(catalog, lambda: False)
    calm = QueryPart(Kind.TEXT, "calm", -0.3)
    verdicts.say(Query((RAIN, calm)), "anna", Verdict.UNWANTED)
    same = Query((replace(calm, weight=1.0), replace(RAIN, value="rainy night", weight=0.2)), limit=3, diversity=0.5)
    assert verdicts.of(same) == {"anna": Verdict.UNWANTED}
    assert verdicts.of(Query((RAIN,))) == {}
    assert verdicts.of(replace(same, filters={"genre": "Jazz"})) == {}


def test_a_file_is_known_by_what_is_in_it_wherever_it_lies(catalog: Catalog, tmp_path: Path) -> None:
    verdicts = Verdicts(catalog, lambda: False)
    first, second = tmp_path / "first.wav", tmp_path / "second.wav"
    first.write_bytes(b"la la la")
    verdicts.say(Query((QueryPart(Kind.HUM, str(first)),)), "anna", Verdict.WANTED)
    first.rename(second)
    asked = Query((QueryPart(Kind.HUM, str(second)),))
    assert verdicts.of(asked) == {"anna": Verdict.WANTED}
    second.write_bytes(b"tra la la la")
    assert verdicts.of(asked) == {}


def test_what_was_said_last_counts_and_can_be_seen_and_taken_back(catalog: Catalog) -> None:
    verdicts = Verdicts(catalog, lambda: False)
    query = Query((RAIN,), {"year": (1990.0, None), "genre": ("Jazz", "Folk")})
    verdicts.say(query, "anna", Verdict.UNWANTED)
    verdicts.say(query, "anna", Verdict.WANTED)
    verdicts.say(query, "berta", Verdict.UNWANTED)
    verdicts.say(query, "berta", None)
    (said,) = verdicts.all()
    assert (said.track_id, said.verdict) == ("anna", Verdict.WANTED)
    assert said.asked == "“Rainy  Night”, genre Jazz or Folk, year 1990…"
    verdicts.forget(said)
    assert verdicts.all() == []
    assert verdicts.of(query) == {}


def test_of_a_track_that_is_gone_nothing_can_be_said(catalog: Catalog) -> None:
    with pytest.raises(BadQuery, match="no longer in the library"):
        Verdicts(catalog, lambda: False).say(Query((RAIN,)), "nobody", Verdict.WANTED)


def test_what_is_learned_adds_up_over_queries_and_only_where_it_shall(catalog: Catalog) -> None:
    learning = [False]
    verdicts = Verdicts(catalog, lambda: learning[0])
    for number in range(5):
        asked = Query((QueryPart(Kind.TEXT, f"query {number}"),))
        verdicts.say(asked, "anna", Verdict.WANTED)
        verdicts.say(asked, "berta", Verdict.WANTED if number else Verdict.UNWANTED)
    assert verdicts.learned() is None
    learning[0] = True
    learned = verdicts.learned()
    assert isinstance(learned, LearnedEvidence)
    assert np.array_equal(learned.scores(["anna", "berta", "nobody"]), [3, 3, 0]), "more than three count no more"


def test_a_query_in_words() -> None:
    parts = (
        QueryPart(Kind.IMAGE, "/pictures/storm night.png", -0.5),
        QueryPart(Kind.PLAYLIST, "Road trip"),
        QueryPart(Kind.LIKE, "/music/anna.ogg"),
    )
    asked = Query(parts, {"tempo": (None, 100.0), "rating": 5, "analysed": True})
    assert in_words(asked) == (
        "less picture “storm night”, playlist “Road trip”, like “anna”, analysed yes, rating 5, tempo …100"
    )


def test_a_file_whose_name_is_no_text_can_be_searched_with_and_judged(catalog: Catalog) -> None:
    verdicts = Verdicts(catalog, lambda: False)
    query = Query((QueryPart(Kind.HUM, "/hums/caf\udce9.wav"),))
    verdicts.say(query, "anna", Verdict.WANTED)
    assert verdicts.of(query) == {"anna": Verdict.WANTED}
    assert [said.asked for said in verdicts.all()] == ["hum “caf\N{REPLACEMENT CHARACTER}”"]
