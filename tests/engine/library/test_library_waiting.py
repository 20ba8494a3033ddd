"""What was said and hummed of tracks that are forgotten: it waits, and is there again when their music is."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.engine.library.test_library_stages import add
from vectorbeats_desktop.engine.library import merging, sealing, waiting
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Verdict
from vectorbeats_desktop.engine.seal import SealLocked, new_key

HUM = b"a hum of a track"


@pytest.fixture(params=[False, True], ids=["plain", "sealed"])
def said_of(request: pytest.FixtureRequest, catalog: Catalog, music: Path) -> Catalog:
    """A catalogue with a verdict and a hum of track "a", and with music of which nothing was said."""
    key = new_key()
    catalog.seal._ask = lambda: key
    catalog.seal.on = request.param
    add(catalog, music, "a", "b")
    catalog.set_verdict("rain", "a", Verdict.WANTED, "rainy night")
    catalog.remember_hum("a", HUM, 1.0, 2.0)
    return catalog


def forgotten(catalog: Catalog) -> None:
    """Its folder is removed, and a run goes by."""
    for folder in catalog.folders():
        catalog.remove_folder(folder.folder_id)
    merging.take_up_waiting(catalog)
    catalog.forget_tracks(catalog.orphan_tracks())


def told(catalog: Catalog) -> tuple[dict[str, Verdict], list[str], list[str]]:
    hums = [base64.b64decode(row["contour"]).decode() for row in merging.hum_rows(catalog)]
    return catalog.verdicts("rain"), [said.asked for said in catalog.all_verdicts()], hums


def test_it_is_there_again_when_the_music_is(said_of: Catalog, music: Path) -> None:
    before = told(said_of)
    assert before == ({"a": Verdict.WANTED}, ["rainy night"], [HUM.decode()])
    for _ in range(2):
        forgotten(said_of)
        assert (said_of.count_verdicts(), said_of.count_hums()) == (0, 0)
        assert (waiting.count(said_of, "verdicts"), waiting.count(said_of, "hums")) == (1, 1)
        add(said_of, music, "b")
        merging.take_up_waiting(said_of)
        assert waiting.count(said_of, "hums") == 1, "its music is still away"
        add(said_of, music, "b", "a")
        merging.take_up_waiting(said_of)
        assert told(said_of) == before
        assert said_of.count_hums() == 1
        assert said_of.get_meta(waiting.WAITING) is None


@pytest.mark.parametrize("said_of", [True], indirect=True)
def test_nothing_is_forgotten_that_cannot_be_let_wait_now(said_of: Catalog) -> None:
    with locked(said_of):
        for folder in said_of.folders():
            said_of.remove_folder(folder.folder_id)
        assert said_of.orphan_tracks() == ["b"]
        with pytest.raises(SealLocked):
            said_of.forget_tracks(["a"])
    assert said_of.orphan_tracks() == ["a", "b"]
    assert (said_of.count_verdicts(), said_of.count_hums()) == (1, 1)


@pytest.mark.parametrize("said_of", [True], indirect=True)
def test_what_waits_stays_while_its_key_is_away(said_of: Catalog, music: Path) -> None:
    before = told(said_of)
    forgotten(said_of)
    add(said_of, music, "a")
    with locked(said_of):
        merging.take_up_waiting(said_of)
        assert (waiting.count(said_of, "verdicts"), waiting.count(said_of, "hums")) == (1, 1)
    merging.take_up_waiting(said_of)
    assert told(said_of) == before


@pytest.mark.parametrize("said_of", [True], indirect=True)
def test_what_waits_can_be_forgotten_without_its_key(said_of: Catalog) -> None:
    forgotten(said_of)
    with locked(said_of):
        waiting.forget(said_of, "hums")
    assert (waiting.count(said_of, "verdicts"), waiting.count(said_of, "hums")) == (1, 0)
    waiting.forget(said_of, "verdicts")
    assert said_of.get_meta(waiting.WAITING) is None


@pytest.mark.parametrize("said_of", [False], indirect=True)
def test_what_waits_is_encrypted_and_made_plain_with_the_rest(said_of: Catalog, music: Path) -> None:
    before, encoded = told(said_of), base64.b64encode(HUM).decode()
    forgotten(said_of)
    assert encoded in json.dumps(said_of.get_meta(waiting.WAITING))
    said_of.seal.on = True
    assert sealing.convert(said_of, said_of.seal) == 0
    kept = json.dumps(said_of.get_meta(waiting.WAITING))
    assert encoded not in kept
    assert "rainy" not in kept
    with locked(said_of):
        assert sealing.convert(said_of, said_of.seal) == 2
    said_of.seal.on = False
    assert sealing.convert(said_of, said_of.seal) == 0
    assert encoded in json.dumps(said_of.get_meta(waiting.WAITING))
    add(said_of, music, "a")
    merging.take_up_waiting(said_of)
    assert told(said_of) == before


@contextmanager
def locked(catalog: Catalog) -> Iterator[None]:
    """The key is not at hand."""
    key = catalog.seal.key
    catalog.seal._ask = bytes
    catalog.seal.forget_key()
    yield
    catalog.seal._ask = lambda: key
    catalog.seal.forget_key()
