"""Choosing what is compared in full, against comparing everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.melody.tunes import contour, heard, tune
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow
from vectorbeats_desktop.engine.melody import matching
from vectorbeats_desktop.engine.melody.corpus import Corpus
from vectorbeats_desktop.engine.melody.matches import HumMatches
from vectorbeats_desktop.engine.melody.matching import NobodyWaits
from vectorbeats_desktop.engine.melody.track import TrackMelody

Floats = NDArray[np.float32]

MANY = 240
CANDIDATES = 24
TUNES = {f"{number:03}": tune(np.random.default_rng(number), 250) for number in range(MANY)}


@pytest.fixture(autouse=True)
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "CANDIDATES", CANDIDATES)
    monkeypatch.setattr(matching, "SAMPLE", 40)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(tmp_path / "catalog.sqlite")
    with opened.write(visible=True) as connection:
        add = "INSERT INTO tracks (track_id, duration_s, added_at) VALUES (?, 50, 0)"
        connection.executemany(add, [(name,) for name in TUNES])
    random = np.random.default_rng(1)
    keep(opened, {name: heard(pitches, random, noise=0.6) for name, pitches in TUNES.items()})
    yield opened
    opened.close()


def keep(catalog: Catalog, melodies: dict[str, TrackMelody]) -> None:
    catalog.melody_done([MelodyRow(name, 1, melody.to_bytes()) for name, melody in melodies.items()])


def opened(catalog: Catalog, exhaustive: int) -> Corpus:
    corpus = Corpus(catalog.path, exhaustive)
    corpus.refresh()
    return corpus


def ask(corpus: Corpus, sung: Floats) -> HumMatches:
    return matching.match(corpus, contour(sung), lambda: False)


def badly_sung(name: str, random: np.random.Generator) -> Floats:
    """Ten seconds of a tune in another key, a fifth slower, unsteady, one note in twelve wrong."""
    notes = TUNES[name][100:142][np.arange(50) * 42 // 50] + random.integers(-6, 6)
    wrong = np.repeat(np.where(random.random(13) < 1 / 12, random.integers(-3, 4, 13), 0), 4)[:50]
    return np.asarray(notes + wrong + random.normal(0, 0.3, 50), np.float32)


def test_what_comparing_everything_finds_is_among_the_candidates(catalog: Catalog) -> None:
    each, likely = opened(catalog, MANY), opened(catalog, MANY - 1)
    assert (each.whole, likely.whole) == (True, False)
    random = np.random.default_rng(2)
    first = []
    for name in list(TUNES)[::12]:
        sung = badly_sung(name, random)
        wanted, found = ask(each, sung), ask(likely, sung)
        assert (found.size, set(found.track_ids)) == (MANY, set(TUNES))
        first.append(wanted.track_ids[0] == name)
        assert found.track_ids[0] == wanted.track_ids[0]
        best = wanted.track_ids[0]
        assert found.places[best] == wanted.places[best]
    assert np.mean(first) >= 0.9, "or the hums say nothing"


def test_scores_and_sureness_hardly_differ_from_those_of_comparing_everything(catalog: Catalog) -> None:
    each, likely = opened(catalog, MANY), opened(catalog, 0)
    random = np.random.default_rng(3)
    for sung in (badly_sung("100", random), np.asarray(tune(random, 50), np.float32)):
        wanted, found = ask(each, sung), ask(likely, sung)
        assert found.sure[0] == pytest.approx(wanted.sure[0], abs=0.15)
        assert found.scores[0] == pytest.approx(wanted.scores[0], rel=0.25)
        score = dict(zip(wanted.track_ids, wanted.scores, strict=True))
        assert np.corrcoef(found.scores, [score[name] for name in found.track_ids])[0, 1] > 0.7
        assert (np.diff(found.scores) <= 0).all()


def test_only_tracks_that_were_compared_in_full_are_placed(catalog: Catalog) -> None:
    matches = ask(opened(catalog, 0), badly_sung("007", np.random.default_rng(4)))
    assert 0 < len(matches.places) <= CANDIDATES + 40


def test_a_confirmed_hum_counts_though_its_track_is_no_candidate(catalog: Catalog) -> None:
    own = tune(np.random.default_rng(999), 60)
    catalog.remember_hum("200", contour(own).to_bytes(), 12.0, 24.0)
    matches = ask(opened(catalog, 0), np.asarray(own[5:] + 3, np.float32))
    assert matches.track_ids[0] == "200"
    assert matches.places["200"].remembered
    assert matches.sure[0] > 0.9


@pytest.mark.parametrize("exhaustive", [MANY, 0], ids=["each", "likely"])
def test_a_match_that_nobody_waits_for_is_given_up(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, exhaustive: int
) -> None:
    monkeypatch.setattr(matching, "CHUNK", 1)
    monkeypatch.setattr(matching, "MANY", 1)
    corpus = opened(catalog, exhaustive)
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) == 2

    with pytest.raises(NobodyWaits):
        matching.match(corpus, contour(TUNES["000"][:50]), stopped)
    assert len(asked) == 2


def test_a_candidate_that_goes_meanwhile_is_left_out(catalog: Catalog) -> None:
    corpus = opened(catalog, 0)
    with catalog.write(visible=True) as connection:
        connection.execute("DELETE FROM melodies WHERE track_id = '010'")
    matches = ask(corpus, badly_sung("010", np.random.default_rng(5)))
    assert "010" not in matches.places
    assert matches.size == MANY


def test_a_library_of_outlines_without_a_melody_answers(catalog: Catalog) -> None:
    nothing = TrackMelody(np.zeros((0, 12), np.uint8), np.zeros(0, np.uint8))
    keep(catalog, dict.fromkeys(TUNES, nothing))
    matches = ask(opened(catalog, 0), np.asarray(TUNES["000"][:50], np.float32))
    assert (matches.scores == 0).all()
    assert (matches.sure == 0).all()
    assert not matches.places


@pytest.mark.parametrize("exhaustive", [MANY, 0], ids=["each", "likely"])
def test_only_what_is_new_is_read(catalog: Catalog, monkeypatch: pytest.MonkeyPatch, exhaustive: int) -> None:
    corpus = opened(catalog, exhaustive)
    assert corpus.melodies.track_ids == tuple(TUNES)
    buffer = corpus.melodies.packed
    read: list[str] = []
    connect: Callable[[], sqlite3.Connection] = corpus._connect

    def traced() -> sqlite3.Connection:
        connection = connect()
        connection.set_trace_callback(read.append)
        return connection

    monkeypatch.setattr(corpus, "_connect", traced)
    corpus.refresh()
    assert not [statement for statement in read if "frames" in statement]
    keep(catalog, {"005": heard(tune(np.random.default_rng(700), 100), np.random.default_rng(1))})
    corpus.refresh()
    assert corpus.melodies.track_ids == (*(name for name in TUNES if name != "005"), "005")
    length = corpus.melodies.ends[-1] - corpus.melodies.starts[-1]
    assert length == (100 if exhaustive else 33)
    first = slice(corpus.melodies.starts[0], corpus.melodies.ends[0])
    assert (corpus.melodies.packed[first] == buffer[first]).all()


def test_a_library_that_grows_is_held_as_outlines_and_one_that_shrinks_whole_again(catalog: Catalog) -> None:
    corpus = opened(catalog, MANY - 2)
    assert not corpus.whole
    with catalog.write(visible=True) as connection:
        connection.execute("DELETE FROM melodies WHERE track_id < '005'")
    corpus.refresh()
    assert corpus.whole
    assert len(corpus.melodies) == MANY - 5
    assert ask(corpus, np.asarray(TUNES["100"][50:100], np.float32)).track_ids[0] == "100"
    keep(catalog, {name: heard(TUNES[name], np.random.default_rng(1)) for name in list(TUNES)[:5]})
    corpus.refresh()
    assert not corpus.whole
    assert ask(corpus, np.asarray(TUNES["003"][50:100], np.float32)).track_ids[0] == "003"
