"""What one computer tells another over a server, from library to library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from tests.copied_data import copied
from tests.memory_server import MemoryClient
from tests.qdrant_stub import Fault, qdrant_stub
from tests.small_library import make_library
from tests.two_computers import open_computer
from vectorbeats_desktop.engine.melody.track import MELODY_VERSION
from vectorbeats_desktop.engine.privacy import NetworkOff
from vectorbeats_desktop.engine.records import Correction, Track
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.catalogue import NotAgreed
from vectorbeats_desktop.engine.remote.errors import RemoteNotSet
from vectorbeats_desktop.engine.remote.server import QdrantServer
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR
from vectorbeats_desktop.engine.task import TaskContext

CTX = TaskContext()
HOUR = 3_600_000
MONTH = 30 * 24 * HOUR


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two data folders of one and the same music."""
    root = tmp_path_factory.mktemp("computers")
    make_library(root / "music")
    with open_computer(root / "one") as session:
        session.add_folder(root / "music")
        session.index(CTX)
    copied(root / "one", root / "two")
    return root


@pytest.fixture
def client() -> Iterator[MemoryClient]:
    memory = MemoryClient()
    yield memory
    memory.close()


@pytest.fixture
def one(indexed: Path, tmp_path: Path, client: MemoryClient) -> Iterator[Session]:
    with open_computer(copied(indexed / "one", tmp_path / "one").data, client) as session:
        yield session


@pytest.fixture
def two(indexed: Path, tmp_path: Path, client: MemoryClient) -> Iterator[Session]:
    with open_computer(copied(indexed / "two", tmp_path / "two").data, client) as session:
        session.catalog.set_meta("device.id", "0000000000000002")
        yield session


def track(session: Session, words: str) -> Track:
    return session.catalog.rows(session.catalog.page_ids(words))[0]


def sync(*sessions: Session) -> None:
    for session in sessions:
        session.remote.push(CTX)
    for session in sessions:
        session.remote.pull(CTX)


def test_all_that_is_shared_of_a_track_is_there(one: Session, client: MemoryClient) -> None:
    drone = track(one, "deep below")
    one.rate(drone.track_id, 4)
    report = one.remote.push(CTX)
    assert (report.sent, report.refused, report.outdated) == (6 * 4 + 1, 0, 0)
    assert one.remote.push(CTX).sent == 0, "all has been told"
    port = QdrantServer(client, "vectorbeats_")
    assert (port.count(MUSIC), port.count(AUDIO)) == (6 + 1, 6 * 3)
    versions = {"music": one.remote.gathering.music_version, "sound": 1, "melody": MELODY_VERSION, "fingerprint": 1}
    ids = {kind: records.record_id(drone.track_id, kind, version) for kind, version in versions.items()}
    music = port.read(MUSIC, [ids["music"]], vectors=True)[ids["music"]]
    assert (music.payload["title"], music.payload["artist"], music.payload["genre"]) == (
        "Deep Below",
        "Nora Vale",
        "Ambient",
    )
    assert music.vectors[one.space.space_id].shape == (512,)
    sound = port.read(AUDIO, [ids["sound"]], vectors=True)[ids["sound"]]
    told = records.sound_of(sound.payload)
    assert told is not None
    held = one.catalog.sounds([drone.track_id])[drone.track_id]
    np.testing.assert_array_equal(told.descriptors, held.descriptors)
    assert told.features == held.features
    assert sound.vectors[SOUND_VECTOR].shape == (128,)
    melody = port.read(AUDIO, [ids["melody"]])[ids["melody"]]
    assert records.unpacked(melody.payload[f"melody_v{MELODY_VERSION}"]) == one.catalog.melody(drone.track_id)


def test_what_is_said_on_one_computer_counts_on_the_other(one: Session, two: Session) -> None:
    drone = track(one, "deep below")
    one.rate(drone.track_id, 5)
    one.details.correct(drone.track_id, Correction(valence=0.9, energy=0.95, tempo_bpm=90.0))
    sync(one, two)
    assert two.catalog.ratings([drone.track_id]) == {drone.track_id: 5}
    shown = two.details.of(track(two, "deep below"))
    assert shown.correction == Correction(0.9, 0.95, 90.0)
    assert shown.track.mood is not None
    assert (shown.track.mood.valence, shown.track.mood.energy) == (0.9, 0.95), "searches by mood follow at once"
    two.rate(drone.track_id, None)
    sync(two, one)
    assert one.catalog.ratings([drone.track_id]) == {}


def test_edits_of_different_things_at_once_both_count(one: Session, two: Session) -> None:
    drone = track(one, "deep below").track_id
    one.rate(drone, 2)
    two.details.correct(drone, Correction(tempo_bpm=77.0))
    two.rate(drone, 3)  # of the same thing the later one counts
    sync(one, two, one)
    for session in (one, two):
        assert session.catalog.ratings([drone]) == {drone: 3}
        assert session.catalog.corrections([drone]) == {drone: Correction(tempo_bpm=77.0)}


def test_a_slow_clock_hides_nothing_from_who_has_read_further(one: Session, two: Session) -> None:
    drone, bells = track(one, "deep below").track_id, track(one, "bells").track_id
    one.rate(drone, 1)
    sync(one, two)
    now = two.catalog.wall_ms()
    two.catalog.wall_ms = lambda: now - MONTH
    two.rate(bells, 5)
    two.remote.push(CTX)
    one.remote.pull(CTX)
    assert one.catalog.ratings([bells]) == {bells: 5}


def test_a_month_offline_loses_nothing_on_either_side(one: Session, two: Session) -> None:
    names = ("deep below", "bells", "run", "holiday", "furnace", "rainy")
    ids = [track(one, name).track_id for name in names]
    sync(one, two)
    now = one.catalog.wall_ms()
    for day, track_id in enumerate(ids):
        two.catalog.wall_ms = partial(int, now + day * 24 * HOUR)
        two.rate(track_id, 1 + day % 5)  # offline
    for track_id in ids[:3]:
        one.details.correct(track_id, Correction(tempo_bpm=100.0))
        sync(one)
    one.catalog.wall_ms = two.catalog.wall_ms = lambda: now + MONTH
    sync(two, one, two)
    for session in (one, two):
        assert session.catalog.ratings(ids) == {track_id: 1 + day % 5 for day, track_id in enumerate(ids)}
        assert set(session.catalog.corrections(ids)) == set(ids[:3])


def test_a_clock_far_ahead_is_told_and_loses_nothing(one: Session, two: Session) -> None:
    drone = track(one, "deep below").track_id
    now = one.catalog.wall_ms()
    one.catalog.wall_ms = lambda: now + 100 * HOUR
    one.rate(drone, 1)
    one.remote.push(CTX)
    (notice,) = two.remote.pull(CTX).notices
    assert "wrong by 100 hours" in notice
    two.rate(drone, 5)  # later in knowledge of the other
    sync(two, one)
    assert one.catalog.ratings([drone]) == {drone: 5}
    assert one.remote.pull(CTX).notices == []


def test_what_one_removes_and_another_has_stays(one: Session, two: Session, client: MemoryClient) -> None:
    drone = track(one, "deep below")
    one.rate(drone.track_id, 4)
    sync(one, two)
    one.catalog.remove_files([drone.file_id])
    one.catalog.forget_tracks([drone.track_id])
    one.remote.push(CTX)
    identity = records.record_id(drone.track_id, "sound", 1)
    port = QdrantServer(client, "vectorbeats_")
    assert port.read(AUDIO, [identity])[identity].payload["deleted"] is True
    assert records.sound_of(port.read(AUDIO, [identity])[identity].payload) is None, "nothing of it is left"
    sync(two)
    two.remote.push(CTX)
    assert records.sound_of(port.read(AUDIO, [identity])[identity].payload) is not None
    assert two.catalog.ratings([drone.track_id]) == {drone.track_id: 4}, "what was said is nobody's to remove"


def test_a_record_that_is_refused_holds_up_no_other(one: Session, client: MemoryClient) -> None:
    """Found by halves."""
    bad = track(one, "furnace").track_id
    with qdrant_stub() as stub:
        stub.faults.append(Fault(on="/points/batch", status=422, times=99, when=lambda body: bad in str(body)))
        one.settings.set("remote.address", stub.address)
        one.remote.reach = lambda endpoint, key: QdrantServer.reach(endpoint.address, key, endpoint.prefix)
        one.remote.agree()
        report = one.remote.push(CTX)
        assert (report.sent, report.refused) == (6 * 4 - 4, 4)
        assert one.remote.status().refused == 4
        assert one.remote.push(CTX).sent == 0
        one.remote.close()


def test_another_server_is_told_everything(one: Session) -> None:
    one.rate(track(one, "bells").track_id, 3)
    assert one.remote.push(CTX).sent == 25
    one.settings.set("remote.prefix", "another_")
    with pytest.raises(NotAgreed):
        one.remote.push(CTX)
    one.remote.agree()
    assert one.remote.push(CTX).sent == 25


def test_a_server_that_lost_its_collections_is_told_everything(one: Session, client: MemoryClient) -> None:
    one.remote.push(CTX)
    for name in (MUSIC, AUDIO):
        client.delete_collection(f"vectorbeats_{name}")
    assert one.remote.push(CTX).sent == 24


def test_a_server_that_lost_an_edit_is_told_it_within_a_week(one: Session, client: MemoryClient) -> None:
    drone = track(one, "deep below").track_id
    one.rate(drone, 3)
    sync(one)
    identity = records.record_id(drone, "edit.stars", 0)
    client.delete(f"vectorbeats_{MUSIC}", [identity])
    one.catalog.set_meta("remote.reconciled", 0.0)
    sync(one)
    assert one.remote.push(CTX).sent == 1
    assert QdrantServer(client, "vectorbeats_").read(MUSIC, [identity])


def test_only_what_is_chosen_is_sent(one: Session, client: MemoryClient) -> None:
    for name in ("vectors", "melodies", "names"):
        one.settings.set(f"remote.share_{name}", False)
    one.remote.agree()
    one.rate(track(one, "bells").track_id, 3)
    assert one.remote.push(CTX).sent == 1
    one.settings.set("remote.share_vectors", True)
    with pytest.raises(NotAgreed):
        one.remote.push(CTX)
    one.remote.agree()
    assert one.remote.push(CTX).sent == 12
    port = QdrantServer(client, "vectorbeats_")
    identity = records.record_id(track(one, "bells").track_id, "music", one.remote.gathering.music_version)
    told = port.read(MUSIC, [identity])[identity].payload
    assert not {"artist", "title", "album", "genre"} & set(told)
    one.settings.set("remote.share_names", True)
    one.remote.agree()
    assert one.remote.push(CTX).sent == 6, "the names are told when they are shared later"


def test_an_example_shows_what_would_be_sent(one: Session) -> None:
    example = one.remote.example()
    assert {record["kind"] for record in example} == {"music", "sound", "melody", "fingerprint"}
    melody = next(record for record in example if record["kind"] == "melody")
    assert melody[f"melody_v{MELODY_VERSION}"].endswith("letters")
    assert len(str(example)) < 4_000


def test_nothing_happens_unless_it_is_switched_on_set_and_agreed(one: Session) -> None:
    one.catalog.set_meta("remote.agreed", None)
    with pytest.raises(NotAgreed, match="--yes"):
        one.remote.push(CTX)
    one.settings.set("remote.address", "")
    with pytest.raises(RemoteNotSet):
        one.remote.pull(CTX)
    one.settings.set("network.remote", False)
    with pytest.raises(NetworkOff):
        one.remote.pull(CTX)
    status = one.remote.status()
    assert (status.on, status.agreed) == (False, False)
    assert "switched off" in status.problem
