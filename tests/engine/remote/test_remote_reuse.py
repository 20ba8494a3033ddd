"""What one computer has worked out, another takes over: much faster, checked by samples, and never blindly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.engine.remote.test_remote_records import sound_point
from tests.fake_towers import FakeSoundTower
from tests.memory_server import MemoryClient
from tests.qdrant_stub import qdrant_stub
from tests.small_library import SOUNDS, make_library
from tests.two_computers import open_computer
from vectorbeats_desktop.engine.analysis import file_stage
from vectorbeats_desktop.engine.analysis.elsewhere import ASKED, ONE_IN, Told, Trust
from vectorbeats_desktop.engine.encoders.towers import Towers
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, Landmarks
from vectorbeats_desktop.engine.records import IndexReport
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.port import RemotePoint
from vectorbeats_desktop.engine.remote.reuse import Reuse
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR, point_id
from vectorbeats_desktop.engine.task import TaskContext

CTX = TaskContext()


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reuse") / "music"
    make_library(folder)
    return folder


@pytest.fixture
def client() -> Iterator[MemoryClient]:
    memory = MemoryClient()
    yield memory
    memory.close()


def index(session: Session, music: Path) -> IndexReport:
    session.add_folder(music)
    return session.index(CTX)


def heard(session: Session) -> dict[str, bytes]:
    ids = session.store.ids(AUDIO)
    return {identity: row.tobytes() for identity, row in session.store.retrieve(AUDIO, ids, SOUND_VECTOR).items()}


def test_a_second_computer_takes_over_what_the_first_has_found(
    music: Path, tmp_path: Path, client: MemoryClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.analysis.elsewhere.ONE_IN", 10**9)
    with open_computer(tmp_path / "one", client) as one, open_computer(tmp_path / "two", client) as two:
        first = index(one, music)
        assert first.reused == 0
        one.remote.push(CTX)
        rated = one.catalog.rows(one.catalog.page_ids("bells"))[0].track_id
        second = index(two, music)
        assert second.notices == ()
        assert (second.analysed, second.melodies, second.reused) == (len(SOUNDS), len(SOUNDS), len(SOUNDS) - 1)
        assert heard(two) == heard(one)
        for track_id in one.catalog.fingerprint_ids(1):
            assert two.catalog.melody(track_id) == one.catalog.melody(track_id)
            assert two.catalog.fingerprints_of([track_id]) == one.catalog.fingerprints_of([track_id])
        mine, theirs = (s.store.payloads(AUDIO, [point_id(rated)])[point_id(rated)] for s in (one, two))
        assert mine == theirs
        report = two.remote.push(CTX)
        assert (report.sent, report.known) == (len(SOUNDS), 3 * len(SOUNDS)), "names, and no results a second time"


@pytest.mark.parametrize("asked", [ASKED, 2])
def test_a_result_that_is_not_true_is_found_out(
    music: Path, tmp_path: Path, client: MemoryClient, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    monkeypatch.setattr(file_stage, "ASKED", asked)
    with open_computer(tmp_path / "one", client) as one, open_computer(tmp_path / "two", client) as two:
        index(one, music)
        one.remote.push(CTX)
        name = f"vectorbeats_{AUDIO}"
        points, _ = client.scroll(name, limit=99, with_payload=["kind"])
        noise = np.random.default_rng(1).normal(size=128).astype("<f4")
        for point in points:
            if (point.payload or {})["kind"] == "sound":
                client.set_payload(name, {records.DESCRIBED: records.packed(noise.tobytes())}, [point.id])
        report = index(two, music)
        assert any("differs" in notice for notice in report.notices)
        assert heard(two) == heard(one), "all of it was worked out here"


@pytest.mark.parametrize(
    "broken",
    [
        {records.DESCRIBED: "no base64!"},
        {records.DESCRIBED: records.packed(b"short")},
        {records.DESCRIBED: records.packed(np.full(128, np.nan, "<f4").tobytes())},
        {records.FEATURES: {"tempo_bpm": "fast"}},
        {records.TRACK: "another"},
        {records.VERSION: 99},
        {"deleted": True},
        {"pitch_contour": ["x"]},
    ],
)
def test_a_record_that_makes_no_sense_is_passed_over(broken: dict[str, object]) -> None:
    point = sound_point("a1-x")
    assert ask_one("sound", point) is not None
    assert ask_one("sound", RemotePoint(point.id, {**point.payload, **broken})) is None


def ask_one(stage: str, point: RemotePoint) -> Told | None:
    class One:
        def read(self, _collection: str, _ids: Sequence[str], _ctx: TaskContext) -> dict[str, RemotePoint]:
            return {point.id: point}

    return Reuse(None, One()).ask(stage, 1, ["a1-x"], CTX).get("a1-x")  # type: ignore[arg-type]


def test_indexing_goes_on_when_the_server_does_not_answer(music: Path, tmp_path: Path) -> None:
    with qdrant_stub() as stub:
        address = stub.address
    with open_computer(tmp_path / "one", address=address) as one:
        report = index(one, music)
        assert report.analysed == len(SOUNDS)
        assert any("could not be asked" in notice for notice in report.notices)


def test_the_first_of_each_computer_is_checked_and_then_one_in_fifty() -> None:
    chances = iter([1.0] * 10 + [1 / ONE_IN - 1e-6] + [1.0] * 100)
    trust = Trust(lambda: next(chances))
    told = {str(n): Told("a", None) for n in range(20)} | {"b": Told("b", None)}
    assert trust.sample(told) == ["0", "11", "b"]
    assert trust.sample({"x": Told("a", None)}) == []
    trust.sampled("c")
    assert trust.sample({"x": Told("c", None), "y": Told("d", None)}) == ["y"], "c was compared beside another stage"
    chances = iter([1.0, 0.0])
    assert trust.sample({"x": Told("a", None), "y": Told("b", None)}) == ["y"]


def test_landmarks_are_judged_by_those_that_were_heard_beside_the_sound(
    music: Path, tmp_path: Path, client: MemoryClient
) -> None:
    with open_computer(tmp_path / "one", client) as one, open_computer(tmp_path / "two", client) as two:
        index(one, music)
        one.remote.push(CTX)
        name, field = f"vectorbeats_{AUDIO}", records.content_field("fingerprint", FINGERPRINT_VERSION)
        points, _ = client.scroll(name, limit=99, with_payload=["kind"])
        (heard,) = one.catalog.fingerprints_of([one.catalog.rows(one.catalog.page_ids())[0].track_id]).values()
        nothing = records.packed(Landmarks.from_bytes(heard).between(0, 1).to_bytes())
        for point in points:
            if (point.payload or {})["kind"] == "fingerprint":
                client.set_payload(name, {field: nothing}, [point.id])
        report = index(two, music)
        assert sum("differs" in notice for notice in report.notices) == 1
        ids = one.catalog.fingerprint_ids(FINGERPRINT_VERSION)
        assert two.catalog.fingerprints_of(ids) == one.catalog.fingerprints_of(ids), "all of them were heard here"


def test_what_a_sound_model_heard_is_taken_over(music: Path, tmp_path: Path, client: MemoryClient) -> None:
    with computer_with_tower(tmp_path / "one", client) as one:
        index(one, music)
    with open_computer(tmp_path / "one", client) as one, computer_with_tower(tmp_path / "two", client) as two:
        one.remote.push(CTX)  # it need not have the model any more
        report = index(two, music)
        tower = two.understanding.towers.sounds
        assert isinstance(tower, FakeSoundTower)
        assert report.heard == len(SOUNDS)
        assert len(two.store.ids(MUSIC, tower.space)) == len(SOUNDS)
        ids = list(one.catalog.embedded_tracks(tower.space))
        for track_id, row in one.catalog.embeddings(tower.space, ids).items():
            other = two.catalog.embeddings(tower.space, [track_id])[track_id]
            np.testing.assert_allclose(other.mean, row.mean, atol=2e-3)
            np.testing.assert_array_equal(other.windows, row.windows)


def computer_with_tower(folder: Path, client: MemoryClient) -> Session:
    towers = Towers(sounds=FakeSoundTower())
    return open_computer(folder, client, towers=lambda: towers)
