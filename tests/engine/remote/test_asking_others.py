"""What a search finds in the remote catalogue, on which scale, and what it costs when nobody answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import models

from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.small_library import make_picture, words
from tests.team_catalogue import CALM, OWN, PREFIX, THEIRS, TeamCatalogue, ask_at, theirs
from vectorbeats_desktop.engine.analysis.descriptors import Sound
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.others import PATIENCE_S
from vectorbeats_desktop.engine.records import Confidence, Hit, Kind, Query, QueryPart, Track
from vectorbeats_desktop.engine.remote.asking import Found
from vectorbeats_desktop.engine.remote.guest_reader import GuestReader
from vectorbeats_desktop.engine.remote.link import LinkState
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC
from vectorbeats_desktop.engine.task import TaskContext

CTX = TaskContext()


@pytest.fixture(scope="module")
def library(team: TeamCatalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Opened once, with the children that these searches start."""
    with team.open(tmp_path_factory.mktemp("asking") / "data") as session:
        session.store.info()
        session.search(Query((QueryPart(Kind.RECOGNISE, str(team.music / "calm piano.flac")),)), CTX)
        yield session


@pytest.fixture
def stub(team: TeamCatalogue) -> Iterator[Stub]:
    with qdrant_stub() as running:
        team.fill(running)
        yield running


@pytest.fixture
def own(library: Session, stub: Stub) -> Iterator[Session]:
    """Three pieces, beside a server that has all six."""
    ask_at(library, stub)
    yield library
    stub.ending.set()
    library.others.close()
    del library.others
    library.remote.close()


def asked(session: Session, query: Query) -> list[Hit]:
    """All hits once the others have answered."""
    answer = session.ask_others(query, CTX)
    assert answer.result is not None
    return list(answer.result.hits)


def test_what_others_have_stands_among_the_own_music(own: Session) -> None:
    at_once = own.search_with_others(CALM, CTX)
    assert theirs(list(at_once.hits)) == set(), "nothing is waited for"
    hits = asked(own, CALM)
    assert theirs(hits) == THEIRS
    assert {hit.track.name for hit in hits if not hit.track.elsewhere} == OWN
    assert len({hit.track.track_id for hit in hits}) == len(hits) == 6, "what both have is shown once, as one's own"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    drone = next(hit for hit in hits if hit.track.name == "Deep Below")
    assert (drone.track.tags.artist, drone.track.tags.album) == ("Nora Vale", "Still Waters")
    assert drone.reasons
    again = own.search_with_others(CALM, CTX)
    assert again.hits == tuple(hits), "what is known is there at once the next time"


def test_scores_of_own_tracks_stay_as_they_are(own: Session) -> None:
    before = {hit.track.track_id: hit.score for hit in own.search(CALM, CTX).hits}
    after = {hit.track.track_id: hit.score for hit in asked(own, CALM) if not hit.track.elsewhere}
    assert after == pytest.approx(before)


@pytest.mark.parametrize("kind", ["words", "picture", "sound", "playlist"])
def test_a_guest_is_judged_as_if_it_were_in_the_library(own: Session, tmp_path: Path, kind: str) -> None:
    """A track's own record, read as somebody else's, has the score that the library gives the track."""
    piano, furnace = (own.catalog.rows(own.catalog.page_ids(name))[0] for name in ("rainy", "furnace"))
    (tmp_path / "noise.m3u8").write_text(f"{furnace.path}\n")
    part = {
        "words": words("calm and slow"),
        "picture": QueryPart(Kind.IMAGE, str(make_picture(tmp_path / "night.png", (20, 20, 60)))),
        "sound": QueryPart(Kind.SOUND, str(furnace.path)),
        "playlist": QueryPart(Kind.PLAYLIST, str(tmp_path / "noise.m3u8")),
    }[kind]
    row = own.catalog.sounds([piano.track_id])[piano.track_id]
    found = Found(piano.track_id, piano.tags, Sound(row.descriptors, row.features, (), {}))
    guests = GuestReader(own.catalog, own.store, own.music, own.space).guests([found], own.views.current())
    query = Query((part,), hygiene=False)
    at_home = {hit.track.track_id: hit for hit in own.search(query, CTX).hits}[piano.track_id]
    invited = own.search_service.search(query, CTX, invited=lambda _wishes, _view: guests)
    guest = next(hit for hit in invited.hits if hit.track.track_id == piano.track_id)
    assert guest.track.elsewhere
    assert guest.score == pytest.approx(at_home.score, abs=2e-3)
    assert guest.confidence is at_home.confidence
    assert [reason.text for reason in guest.reasons] == [reason.text for reason in at_home.reasons]


@pytest.mark.parametrize("beside", [(), (words("calm and slow"),)])
def test_names_are_compared_here(own: Session, stub: Stub, beside: tuple[QueryPart, ...]) -> None:
    """Also those that nothing in the library has, and words that mean nothing else."""
    hits = asked(own, Query((words("motorhed revival"), *beside)))
    assert hits[0].track.name == "Évening Bells"
    assert "artist matches “Motörhead Revival”" in [reason.text for reason in hits[0].reasons]
    assert hits[0].confidence is not Confidence.FAINT
    sent = stub.sent().lower()
    assert b"revival" not in sent
    assert b"motor" not in sent


def test_a_name_counts_for_others_as_it_does_here(own: Session) -> None:
    hits = asked(own, Query((words("Nora Vale"),)))
    assert {hit.track.name for hit in hits[:2]} == {"Rainy Night", "Deep Below"}
    rainy, deep = ([reason for reason in hit.reasons if reason.channel == "names"] for hit in hits[:2])
    assert [reason.text for reason in rainy] == [reason.text for reason in deep] == ["artist matches “Nora Vale”"]


def test_of_a_catalogue_with_too_many_names_only_those_that_fit_are_compared(
    own: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.remote.asking.MOST_NAMES", 2)
    assert own.ask_others(Query((words("motorhed revival"),)), CTX).result is None
    hits = asked(own, Query((words("motorhed revival"), words("calm and slow"))))
    assert hits[0].track.name == "Évening Bells"


def test_nothing_is_taken_for_an_answer_that_was_none(own: Session, stub: Stub) -> None:
    unknown = Query((words("motorhed revival"),))
    stub.faults = [Fault(on="/points/scroll", status=503)]
    assert own.ask_others(unknown, CTX).silent
    own.remote.retry()
    assert theirs(asked(own, unknown)) == {"Évening Bells"}


def test_a_list_of_names_that_does_not_come_costs_only_itself(own: Session, stub: Stub) -> None:
    stub.faults = [Fault(on="/points/scroll", how="hang", times=9)]
    assert theirs(asked(own, CALM)) == THEIRS
    stub.ending.set()


def test_a_sound_finds_what_sounds_alike(own: Session) -> None:
    piano = own.catalog.rows(own.catalog.page_ids("rainy"))[0]
    hits = asked(own, Query((QueryPart(Kind.LIKE, str(piano.path)),)))
    assert theirs(hits) == THEIRS
    assert all(hit.track.track_id != piano.track_id for hit in hits)


def test_filters_hold_for_others_as_far_as_it_is_known(own: Session) -> None:
    folk = asked(own, replace(CALM, filters={"genre": "Folk"}))
    assert [hit.track.name for hit in folk] == ["Évening Bells"]
    for unknown in ({"year": (1900.0, 2100.0)}, {"folder": str(own.folders()[0].path)}, {"duration": (1.0, 100.0)}):
        assert theirs(list(own.search_with_others(replace(CALM, filters=unknown), CTX).hits)) == set()


def test_names_that_are_not_shared_are_not_shown(own: Session, stub: Stub) -> None:
    stub.client.delete_payload(f"{PREFIX}{MUSIC}", ["artist", "title", "album", "genre"], models.Filter())
    hits = asked(own, CALM)
    assert theirs(hits) == {"Name not shared"}
    assert {hit.track.tags.artist for hit in hits if hit.track.elsewhere} == {""}
    assert len({hit.track.file_id for hit in hits}) == 6, "they can be told apart all the same"


def test_smart_playlists_and_what_sounds_alike_stay_in_the_library(own: Session) -> None:
    asked(own, CALM)
    assert theirs(list(own.search(CALM, CTX).hits)) == set()


@pytest.mark.parametrize("missing", ["network.remote", "remote.search", "remote.address", "agreement"])
def test_nobody_is_asked_unless_all_of_it_is_chosen(own: Session, stub: Stub, missing: str) -> None:
    if missing == "agreement":
        own.catalog.set_meta("remote.agreed", None)
    else:
        own.settings.reset(missing)
    assert own.ask_others(CALM, CTX).result is None
    assert own.search_with_others(CALM, CTX).hits
    assert stub.asked == []


def test_hums_are_looked_for_here_only_and_that_is_told(own: Session, stub: Stub) -> None:
    piano = own.catalog.rows(own.catalog.page_ids("rainy"))[0]
    answer = own.ask_others(Query((QueryPart(Kind.RECOGNISE, str(piano.path)),)), CTX)
    assert (answer.result, answer.silent, answer.only_here) == (None, False, True)
    assert stub.asked == []


def test_what_is_wanted_less_of_asks_for_nothing(own: Session, stub: Stub) -> None:
    assert own.ask_others(Query((words("calm", -1.0),)), CTX).result is None
    assert stub.asked == []


def test_a_server_that_hangs_costs_its_own_tracks_only(own: Session, stub: Stub) -> None:
    stub.faults = [Fault(on="/query/batch", how="hang", times=9)]
    began = time.monotonic()
    answer = own.ask_others(CALM, CTX)
    waited = time.monotonic() - began
    assert (answer.result, answer.silent) == (None, True)
    assert PATIENCE_S <= waited < PATIENCE_S + 1.0
    assert own.search_with_others(CALM, CTX).hits
    assert own.remote.link().status().state is LinkState.UNTRIED, "a sync is not held up"


def test_after_a_failure_the_server_is_let_alone(own: Session, stub: Stub) -> None:
    stub.faults = [Fault(on="/query/batch", status=503, headers={"Retry-After": "60"})]
    assert own.ask_others(CALM, CTX).silent
    requests = len(stub.asked)
    began = time.monotonic()
    assert own.ask_others(CALM, CTX).silent
    assert time.monotonic() - began < 0.5
    assert len(stub.asked) == requests
    own.remote.retry()
    assert theirs(asked(own, CALM)) == THEIRS


def test_when_the_sync_has_found_it_away_a_search_does_not_try(own: Session, stub: Stub) -> None:
    stub.faults = [Fault(status=401, times=99)]
    with pytest.raises(Exception, match="key"):
        own.remote.pull(CTX)
    stub.asked.clear()
    assert own.ask_others(CALM, CTX).silent
    assert stub.asked == []


def test_a_cancelled_search_waits_for_nobody(own: Session, stub: Stub) -> None:
    """And the next one hears its own answer."""
    ctx, asked_for = TaskContext(), threading.Event()

    def hears(_body: object) -> bool:
        asked_for.set()
        return True

    def give_up() -> None:
        assert asked_for.wait(30)
        ctx.cancel()

    stub.faults = [Fault(on="/query/batch", how="hang", when=hears)]
    impatient = threading.Thread(target=give_up)
    impatient.start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        own.ask_others(CALM, ctx)
    impatient.join()
    assert time.monotonic() - began < PATIENCE_S
    stub.ending.set()
    until_free(own)
    own.remote.retry()  # the broken connection is a failure as any other
    assert theirs(asked(own, Query((words("loud and wild"),)))) == THEIRS


def until_free(session: Session) -> None:
    """Wait until the question that nobody waits for any more has ended."""
    session.others._asking.submit(int).result(30)


@pytest.mark.parametrize("how", ["garble", "drop"])
def test_no_fault_of_the_server_is_one_of_the_search(own: Session, stub: Stub, how: str) -> None:
    stub.faults = [Fault(on="/query/batch", how=how)]
    assert own.ask_others(CALM, CTX).silent


def test_a_server_without_collections_has_nothing(own: Session) -> None:
    own.settings.set("remote.prefix", "nobody_")
    own.remote.agree()
    answer = own.ask_others(CALM, CTX)
    assert (answer.result, answer.silent) == (None, False)


def test_records_that_make_no_sense_are_passed_over(own: Session, stub: Stub) -> None:
    stub.client.set_payload(f"{PREFIX}{AUDIO}", {"descriptors": "AAAA", "audio_features": 3}, models.Filter())
    answer = own.ask_others(CALM, CTX)
    assert (answer.result, answer.silent) == (None, False)


def test_no_word_no_picture_and_no_path_leaves(own: Session, stub: Stub, tmp_path: Path) -> None:
    picture = make_picture(tmp_path / "grandmother's garden.png", (200, 160, 60))
    piano = own.catalog.rows(own.catalog.page_ids("rainy"))[0]
    query = Query(
        (
            words("melancholy evening by Nora Vale"),
            QueryPart(Kind.IMAGE, str(picture), caption="grandmother's garden"),
            QueryPart(Kind.LIKE, str(piano.path)),
        ),
        filters={"genre": ("Ambient", "Folk")},
    )
    assert theirs(asked(own, query))
    sent = stub.sent()
    assert len(sent) > 5_000, "vectors have left"
    secrets = ["melancholy", "evening", "Nora Vale", "grandmother", "garden", "Ambient", "Folk", "piano", "Rainy"]
    secrets += [".flac", ".png", tmp_path.name, str(own.paths.data), piano.track_id]
    for secret in secrets:
        assert secret.casefold().encode() not in sent.lower(), secret
    assert picture.read_bytes()[64:96] not in sent


def test_shown_tracks_have_no_file(own: Session) -> None:
    track: Track = next(hit.track for hit in asked(own, CALM) if hit.track.elsewhere)
    assert track.file_id < 0
    assert str(track.path) == "."
    assert track.mood is not None
    assert np.isfinite([track.mood.valence, track.mood.energy]).all()
