"""What a person finds again of what they searched for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.small_library import make_picture
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.saved_names import NameTaken
from vectorbeats_desktop.engine.records import Emphasis, Kind, Query, QueryPart
from vectorbeats_desktop.engine.search import saved, saved_parts
from vectorbeats_desktop.engine.search.saved import Searches
from vectorbeats_desktop.engine.settings import Settings


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def searches(catalog: Catalog, settings: Settings, tmp_path: Path) -> Searches:
    return Searches(catalog, settings, tmp_path / "saved_parts")


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that lasts: tests run where the system's temporary files are, so those are put elsewhere."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path


def words(text: str, weight: float = 1.0) -> Query:
    return Query((QueryPart(Kind.TEXT, text, weight),))


def asked(searches: Searches) -> list[str]:
    return [search.query.parts[0].value for search in searches.history()]


def test_a_saved_search_comes_back_with_weights_and_filters(searches: Searches) -> None:
    part = QueryPart(Kind.LIKE, "/music/a.flac", -0.4, start_s=3.0, end_s=9.5, emphasis=Emphasis.RHYTHM)
    query = Query(
        (part, QueryPart(Kind.TEXT, "rain")), {"year": (1990.0, None), "genre": ("Jazz", "Folk")}, diversity=0.3
    )
    searches.save("Évening  mix", query)
    assert searches.named("E\u0301vening mix").query == query
    assert [(search.name, search.query) for search in searches.saved()] == [("Évening mix", query)]


def test_a_name_is_never_overwritten_unasked(searches: Searches) -> None:
    searches.save("mix", words("one"))
    with pytest.raises(NameTaken):
        searches.save("mix", words("two"))
    assert searches.named("mix").query == words("one")
    searches.save("mix", words("two"), replace=True)
    assert [search.query for search in searches.saved()] == [words("two")]


@pytest.mark.parametrize("name", ["", "  \n", "a\0b", "\udc80", "x" * 201])
def test_a_name_that_cannot_be_shown_is_refused(searches: Searches, name: str) -> None:
    with pytest.raises(BadQuery):
        searches.save(name, words("rain"))


def test_an_empty_query_is_not_saved_and_not_remembered(searches: Searches) -> None:
    with pytest.raises(BadQuery):
        searches.save("nothing", Query(()))
    searches.remember(Query(()))
    assert searches.history() == []


def test_the_history_has_the_newest_first_and_what_is_asked_again_moves_up(searches: Searches) -> None:
    for text in ("one", "two", "three", "one"):
        searches.remember(words(text))
    assert asked(searches) == ["one", "three", "two"]
    assert len(searches.history(2)) == 2


def test_the_history_keeps_so_many_and_the_saved_ones_besides(
    searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "LONGEST_HISTORY", 3)
    searches.save("kept", words("kept"))
    for number in range(6):
        searches.remember(words(str(number)))
    assert asked(searches) == ["5", "4", "3"]
    searches.clear_history()
    assert searches.history() == []
    assert [search.name for search in searches.saved()] == ["kept"]


def test_moving_a_slider_makes_no_new_entry_but_asking_later_does(
    searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    for weight in (1.0, 0.9, 0.8):
        searches.remember(words("rain", weight))
    searches.remember(replace(words("rain", 0.8), filters={"genre": "Jazz"}))
    assert [(s.query.parts[0].weight, s.query.filters) for s in searches.history()] == [(0.8, {"genre": "Jazz"})]
    monkeypatch.setattr(saved, "REFINED_S", 0.0)
    searches.remember(words("rain", 0.7))
    assert len(searches.history()) == 2


def test_who_wants_no_history_has_none(searches: Searches, settings: Settings) -> None:
    searches.remember(words("before"))
    settings.set("search.keep_history", False)
    searches.remember(words("secret"))
    assert asked(searches) == ["before"]


def test_a_dropped_picture_is_kept_with_a_saved_search_and_lost_to_the_history(
    catalog: Catalog, searches: Searches, settings: Settings, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    picture = make_picture(shelf / "rainy street.png", (10, 10, 90))
    content = picture.read_bytes()
    query = Query((QueryPart(Kind.IMAGE, str(picture)), QueryPart(Kind.TEXT, "night")))
    searches.remember(query)
    searches.save("rain", query)
    picture.unlink()
    kept = Path(searches.named("rain").query.parts[0].value)
    assert (kept.name, kept.read_bytes()) == ("rainy street.png", content)
    assert searches.history() == []
    removed = searches.forget(searches.named("rain").search_id)
    assert removed is not None
    assert kept.is_file()  # for an undo
    searches.restore(removed)
    assert Path(searches.named("rain").query.parts[0].value).is_file()
    searches.forget(removed.search_id)
    Searches(catalog, settings, tmp_path / "saved_parts")  # the next start sweeps
    assert not kept.exists()


def test_what_lasts_stays_where_it_is(searches: Searches, elsewhere: Path) -> None:
    picture = make_picture(elsewhere / "mine.png", (10, 10, 90))
    searches.save("mine", Query((QueryPart(Kind.IMAGE, str(picture)),)))
    assert searches.named("mine").query.parts[0].value == str(picture)


def test_a_file_that_is_gone_or_too_large_is_told_when_saving(
    searches: Searches, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadQuery, match="no file"):
        searches.save("gone", Query((QueryPart(Kind.HUM, str(tmp_path / "gone.wav")),)))
    (tmp_path / "big.wav").write_bytes(b"0" * 11)
    monkeypatch.setattr(saved_parts, "LARGEST_PART", 10)
    with pytest.raises(BadQuery, match="too large"):
        searches.save("big", Query((QueryPart(Kind.HUM, str(tmp_path / "big.wav")),)))
    assert searches.saved() == []


def test_a_search_is_renamed_and_one_of_the_history_is_saved_by_it(searches: Searches) -> None:
    first = searches.save("first", words("one"))
    searches.save("second", words("two"))
    with pytest.raises(NameTaken):
        searches.rename(first.search_id, "second")
    searches.rename(first.search_id, "first")
    searches.rename(first.search_id, "1st")
    searches.remember(words("three"))
    searches.rename(searches.history()[0].search_id, "third")
    assert [search.name for search in searches.saved()] == ["1st", "second", "third"]
    assert asked(searches) == ["three"]
    with pytest.raises(BadQuery):
        searches.rename(10_000, "nobody")


def test_a_forgotten_search_whose_name_is_taken_says_so(searches: Searches) -> None:
    forgotten = searches.forget(searches.save("mix", words("one")).search_id)
    searches.save("mix", words("two"))
    assert forgotten is not None
    with pytest.raises(NameTaken):
        searches.restore(forgotten)
    assert searches.forget(10_000) is None
    with pytest.raises(BadQuery, match="no saved search"):
        searches.named("nobody")


def test_a_row_that_cannot_be_read_hides_no_other(searches: Searches, catalog: Catalog) -> None:
    searches.save("good", words("one"))
    broken = catalog.keep_search("broken", "{", replace=False)
    newer = catalog.keep_search("newer", '{"parts": [{"kind": "text", "value": "x", "smell": 1}]}', replace=False)
    assert broken is not None
    assert newer is not None
    assert [search.name for search in searches.saved()] == ["good", "newer"]
    assert "smell" in searches.notices(newer.search_id)[0]
    with pytest.raises(BadQuery, match="cannot be read"):
        searches.named("broken")
    searches.forget(broken.search_id)


def test_files_of_a_search_that_only_a_newer_version_understands_are_kept(
    catalog: Catalog, searches: Searches, settings: Settings, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    picture = make_picture(shelf / "rain.png", (10, 10, 90))
    searches.save("rain", Query((QueryPart(Kind.IMAGE, str(picture)),)))
    kept = Path(searches.named("rain").query.parts[0].value)
    row = catalog.search_named("rain")
    assert row is not None
    catalog.keep_search("rain", row.query.replace('"kind": "image"', '"kind": "hologram"'), replace=True)
    assert searches.named("rain").query.parts == ()
    Searches(catalog, settings, tmp_path / "saved_parts")
    assert kept.is_file()
