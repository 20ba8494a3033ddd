"""The matcher in its own process, on a catalogue's melodies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.engine.library.test_library_stages import STAGES, add, mood, sound
from tests.engine.melody.tunes import contour, heard, tune
from vectorbeats_desktop.engine.children import Child
from vectorbeats_desktop.engine.errors import Cancelled, ModelUnavailable
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow
from vectorbeats_desktop.engine.melody import matcher_child, matching
from vectorbeats_desktop.engine.melody.corpus import EXHAUSTIVE, Corpus
from vectorbeats_desktop.engine.melody.matcher import MelodyMatcher
from vectorbeats_desktop.engine.melody.matcher_child import CACHE_VARIABLE
from vectorbeats_desktop.engine.task import TaskContext

TUNES = {name: tune(np.random.default_rng(seed), 300) for seed, name in enumerate("abcdefgh")}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    music = tmp_path / "music"
    music.mkdir()
    opened = Catalog(tmp_path / "catalog.sqlite")
    opened.require_stages(STAGES)
    add(opened, music, *TUNES)
    opened.sound_done(sound(*TUNES))
    opened.mood_done(mood(*TUNES))
    rng = np.random.default_rng(9)
    opened.melody_done([MelodyRow(name, 1, heard(pitches, rng).to_bytes()) for name, pitches in TUNES.items()])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is compiled is kept: once for all of these tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(params=[EXHAUSTIVE, 3], ids=["each", "likely"])
def matcher(request: pytest.FixtureRequest, catalog: Catalog, cache: Path) -> Iterator[MelodyMatcher]:
    """Of a library that is small enough to be compared in full, and of one that is held as outlines."""
    opened = MelodyMatcher(catalog.path, cache, idle_s=60, exhaustive=request.param)
    yield opened
    opened.close()


def test_other_sources_are_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    folder = matcher_child.compiled_in(tmp_path)
    assert matcher_child.compiled_in(tmp_path) == folder
    monkeypatch.setattr(matcher_child, "COMPILED", ("evidence", "kernel"))
    assert matcher_child.compiled_in(tmp_path) != folder


def best(matcher: MelodyMatcher, name: str, ctx: TaskContext | None = None) -> str:
    return matcher.search(contour(TUNES[name][100:160] - 5), ctx or TaskContext()).track_ids[0]


@pytest.mark.usefixtures("spawned")
def test_what_was_compiled_is_kept_for_the_next_start(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE)
    opened = MelodyMatcher(catalog.path, tmp_path, idle_s=60)
    assert not opened.compiled
    assert best(opened, "a") == "a"
    opened.close()
    assert opened.compiled
    assert MelodyMatcher(catalog.path, tmp_path, idle_s=60).compiled


def test_a_match_says_where_in_which_key_and_how_fast(matcher: MelodyMatcher) -> None:
    slower = np.repeat(TUNES["c"][100:150], 4)[::3] - 5
    matches = matcher.search(contour(slower), TaskContext())
    assert (matches.track_ids[0], matches.size) == ("c", len(TUNES))
    place = matches.places["c"]
    assert place.start_s == pytest.approx(20, abs=0.5)
    assert place.end_s == pytest.approx(30, abs=1)  # a last note may go on
    assert place.key_shift == 5
    assert place.tempo_ratio == pytest.approx(0.75, abs=0.08)
    both = [(sung, melody) for sung, melody in zip(place.hummed, place.heard, strict=True) if sung and melody]
    assert np.mean([abs(sung - melody) < 0.5 for sung, melody in both]) > 0.9
    assert matches.sure[0] > 0.9
    assert (np.diff(matches.scores) <= 0).all()


def test_what_comes_and_goes_is_seen_by_the_next_search(matcher: MelodyMatcher, catalog: Catalog) -> None:
    assert best(matcher, "a") == "a"
    other = tune(np.random.default_rng(77), 300)
    catalog.melody_done([MelodyRow("a", 1, heard(other, np.random.default_rng(3)).to_bytes())])
    assert matcher.search(contour(other[50:110]), TaskContext()).track_ids[0] == "a"
    with catalog.write(visible=True) as connection:
        connection.execute("DELETE FROM melodies WHERE track_id = 'b'")
    assert "b" not in matcher.search(contour(TUNES["b"][50:110]), TaskContext()).track_ids


def test_a_confirmed_hum_is_found_again_where_it_was_said_to_be(matcher: MelodyMatcher, catalog: Catalog) -> None:
    """Also one that has little to do with what was heard in the track."""
    own = tune(np.random.default_rng(55), 60)
    before = matcher.search(contour(own), TaskContext())
    assert before.sure[0] < 0.5
    catalog.remember_hum("f", contour(own).to_bytes(), 12.0, 24.0)
    again = matcher.search(contour(own[5:] + 3), TaskContext())
    assert again.track_ids[0] == "f"
    place = again.places["f"]
    assert (place.start_s, place.end_s, place.remembered) == (12.0, 24.0, True)
    assert again.sure[0] > 0.9


def test_a_library_without_melodies_answers_with_nothing(tmp_path: Path) -> None:
    matches = matching.match(Corpus(tmp_path / "none.sqlite"), contour(TUNES["a"][:50]), lambda: False)
    assert (matches.track_ids, matches.size) == ((), 0)


def test_a_catalogue_that_cannot_be_read_is_told(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    broken = MelodyMatcher(tmp_path / "catalog.sqlite", cache, idle_s=60)
    try:
        with pytest.raises(ModelUnavailable, match="could not be read"):
            best(broken, "a")
    finally:
        broken.close()


def test_an_unreadable_melody_is_told_and_the_next_search_works(matcher: MelodyMatcher, catalog: Catalog) -> None:
    assert best(matcher, "a") == "a"
    catalog.melody_done([MelodyRow("b", 1, b"rubbish")])
    with pytest.raises(ModelUnavailable, match="no melody"):
        best(matcher, "a")
    catalog.melody_done([MelodyRow("b", 1, heard(TUNES["b"], np.random.default_rng(1)).to_bytes())])
    assert best(matcher, "b") == "b"


def test_a_killed_child_is_told_and_replaced(matcher: MelodyMatcher) -> None:
    assert best(matcher, "a") == "a"
    os.kill(_pid(matcher), signal.SIGSTOP)  # as if it were in the middle of a long match
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            best(matcher, "b")
        except ModelUnavailable as error:
            failed.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.2)
    os.kill(_pid(matcher), signal.SIGKILL)
    asking.join()
    assert "unexpectedly" in str(failed[0])
    assert best(matcher, "b") == "b"


def test_an_idle_child_ends_and_comes_back(catalog: Catalog, cache: Path) -> None:
    matcher = MelodyMatcher(catalog.path, cache, idle_s=0.2)
    try:
        assert best(matcher, "a") == "a"
        child = matcher._child
        assert child is not None
        child.process.join(5)
        assert not child.alive
        assert best(matcher, "b") == "b"
    finally:
        matcher.close()


def test_a_cancelled_search_leaves_the_child_and_the_next_answer_is_its_own(matcher: MelodyMatcher) -> None:
    assert best(matcher, "a") == "a"
    pid = _pid(matcher)
    os.kill(pid, signal.SIGSTOP)
    ctx = TaskContext()
    threading.Timer(0.2, ctx.cancel).start()
    threading.Timer(0.4, os.kill, (pid, signal.SIGCONT)).start()
    with pytest.raises(Cancelled):
        best(matcher, "b", ctx)
    assert best(matcher, "c") == "c"
    assert _pid(matcher) == pid


def test_closing_while_it_loads_ends_at_once(catalog: Catalog, cache: Path) -> None:
    matcher = MelodyMatcher(catalog.path, cache, idle_s=60)
    matcher.warm()
    time.sleep(0.1)
    start = time.monotonic()
    matcher.close()
    assert time.monotonic() - start < 3
    with pytest.raises(ModelUnavailable, match="closed"):
        best(matcher, "a")


def test_warming_that_fails_leaves_the_child_of_a_search_that_waited(
    catalog: Catalog, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matcher = MelodyMatcher(catalog.path, cache, idle_s=60)
    started = FakeChild()

    class HandedOn:
        """A lock for which a search has waited, that has started its child by the time that letting go returns."""

        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None:
            matcher._child = started  # type: ignore[assignment]

    def fail(ctx: TaskContext) -> Child:
        raise ModelUnavailable("The melodies could not be read.")

    with monkeypatch.context() as patch:
        patch.setattr(matcher, "_calls", HandedOn())
        patch.setattr(matcher, "_ensure_child", fail)
        matcher.warm()
        assert matcher._warming is not None
        matcher._warming.join()
        assert not started.killed
    matcher._child = None
    matcher.close()


class FakeChild:
    """Stands for a child; knows whether it was killed."""

    killed = False

    def kill(self) -> None:
        self.killed = True


def _pid(matcher: MelodyMatcher) -> int:
    assert matcher._child is not None
    return matcher._child.pid
