"""`vectorbeats sync` and `vectorbeats analysis`: what is told, asked, sent, written and read."""

from __future__ import annotations

import base64
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import keyring
import pytest

from tests.copied_data import copied
from tests.memory_keyring import NoRing, Ring, ring_in_place
from tests.qdrant_stub import Fault, Stub, qdrant_stub
from tests.small_library import SOUNDS, fast_settings, make_library
from tests.typed_commands import Run, runner
from vectorbeats_desktop import cli
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.remote.keys import VARIABLE
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sync")
    make_library(root / "anna_music")
    with Session.open(Paths.under(root / "data"), fast_settings()) as session:
        session.add_folder(root / "anna_music")
        session.index(TaskContext())
    return root


@pytest.fixture
def stub() -> Iterator[Stub]:
    with qdrant_stub() as running:
        yield running


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv(VARIABLE, raising=False)
    with ring_in_place() as made:
        yield made


@pytest.fixture
def session(indexed: Path, tmp_path: Path, ring: Ring) -> Iterator[Session]:
    with Session.open(copied(indexed / "data", tmp_path / "data"), fast_settings()) as opened:
        yield opened


@pytest.fixture
def run(session: Session, tmp_path: Path) -> Run:
    return runner(session, tmp_path)


def told(out: str) -> Any:
    return json.loads(out)


def set_up(run: Run, stub: Stub) -> None:
    assert run("settings", "set", "network.remote", "on")[0] == 0
    assert run("settings", "set", "remote.address", stub.address)[0] == 0


def test_from_nothing_to_shared(run: Run, stub: Stub) -> None:
    code, _, err = run("sync")
    assert (code, "network.remote on" in err) == (3, True)
    run("settings", "set", "network.remote", "on")
    code, _, err = run("sync")
    assert (code, "remote.address" in err) == (3, True)
    run("settings", "set", "remote.address", stub.address)
    code, out, err = run("sync")
    assert (code, "sync --yes" in err, stub.asked) == (1, True, []), "asked, and nothing sent"
    assert '"kind": "melody"' in out
    assert "letters" in out
    code, out, _ = run("sync", "--yes")
    assert (code, "Pushed: 24 records." in out) == (0, True)
    code, out, _ = run("sync", "--json")
    assert (code, told(out)["pushed"]["sent"], told(out)["pulled"]["edited"]) == (0, 0, 0)
    health = {part["name"]: part for part in told(run("doctor", "--json")[1])["parts"]}
    assert health["remote catalogue"]["text"] == "It works. 0 records wait to be sent."
    code, out, _ = run("sync", "--status", "--json")
    status = told(out)
    assert (code, status["state"], status["version"], status["waiting"]) == (0, "ready", "1.16.3", 0)
    assert status["synced_at"] > 0


def test_only_one_way(run: Run, session: Session, stub: Stub) -> None:
    set_up(run, stub)
    code, out, _ = run("sync", "--pull", "--json")
    assert (code, told(out)["pushed"], told(out)["pulled"]["read"]) == (0, None, 0), "learning needs no agreement"
    code, out, _ = run("sync", "--push", "--yes", "--json")
    assert (code, told(out)["pulled"], told(out)["pushed"]["sent"]) == (0, None, 24)
    assert run("sync", "--push", "--pull")[0] == 2


def test_what_is_wrong_is_said_with_what_to_do(run: Run, session: Session, stub: Stub, ring: Ring) -> None:
    set_up(run, stub)
    stub.key = "secret"
    code, _, err = run("sync", "--yes")
    assert "vectorbeats sync --key" in err
    assert code == 3
    code, out, _ = run("sync", "--status")
    assert (code, "does not accept the key" in out) == (3, True)
    health = {part["name"]: part for part in told(run("doctor", "--json")[1])["parts"]}
    assert health["remote catalogue"]["state"] == "degraded"
    assert "--key" in health["remote catalogue"]["hint"]
    assert session.remote.use_key("secret")
    stub.faults.append(Fault(on="/points/batch", status=503, times=99, headers={"Retry-After": "120"}))
    code, out, _ = run("sync", "--json")
    assert (code, told(out)["code"]) == (3, "remote_failing")
    code, out, _ = run("sync", "--status", "--json")
    assert told(out)["state"] == "waiting"
    assert 100 < told(out)["wait_s"] <= 120
    stub.faults.clear()
    assert run("sync")[0] == 0, "who asks is not made to wait"


def test_a_break_in_each_request_of_a_sync_loses_nothing(
    run: Run, session: Session, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.remote.link.TRIES", 1)
    set_up(run, stub)
    broken = 0
    for how in ("lose", "drop"):
        for number in range(60):
            fault = Fault(how=how, when=partial(_is_the, number, itertools.count()))
            stub.faults = [fault]
            code, _, _ = run("sync", "--yes")
            broken += code == 3
            if fault.times:
                break
    assert broken > 12
    stub.faults = []
    assert run("sync")[0] == 0
    assert stub.client.count(f"vectorbeats_{MUSIC}").count == len(SOUNDS)
    assert stub.client.count(f"vectorbeats_{AUDIO}").count == 3 * len(SOUNDS)


def _is_the(number: int, asked: Iterator[int], _body: object) -> bool:
    return next(asked) == number


def test_no_path_no_name_and_no_audio_leaves(
    run: Run, session: Session, indexed: Path, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "annasurname")
    track = session.catalog.rows(session.catalog.page_ids("deep below"))[0]
    session.rate(track.track_id, 4)
    set_up(run, stub)
    session.settings.set("remote.prefix", "team_")
    assert run("sync", "--yes")[0] == 0
    assert run("index")[0] == 0
    sent = stub.sent()
    assert b"Deep Below" in sent, "names are shared as chosen"
    assert len(sent) > 50_000
    forbidden = [*(name.encode() for name in SOUNDS), *(Path(name).stem.encode() for name in SOUNDS)]
    forbidden += [part.encode() for part in indexed.parts if len(part) > 3]
    forbidden += [b"anna_music", b"annasurname", b".flac", b"fLaC", str(session.paths.data).encode()]
    for path in sorted((indexed / "anna_music").iterdir()):
        forbidden.append(path.read_bytes()[4096:4128])
    unpacked = b"".join(_bytes_in(asked.body) for asked in stub.asked)
    assert len(unpacked) > 4_000
    for secret in forbidden:
        assert secret not in sent, secret
        assert secret not in unpacked, secret


def _bytes_in(body: bytes) -> bytes:
    """What stands in a request as base64."""
    texts = re.findall(rb'"([A-Za-z0-9+/]{40,}={0,2})"', body)
    return b"\n".join(base64.b64decode(text) for text in texts if len(text) % 4 == 0)


def test_a_key_is_asked_for_where_it_is_typed(
    paths: Paths, ring: Ring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.create()
    paths.settings.write_text(json.dumps({"remote.address": "https://music.example:6333"}))
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert cli.run(["sync", "--key"]) == 0
    assert ring.held == {("VectorBeats", "https://music.example:6333"): "secret"}
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert cli.run(["sync", "--key", "--json"]) == 0
    assert ring.held == {}
    keyring.set_keyring(NoRing())
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert cli.run(["sync", "--key"]) == 2
    assert VARIABLE in capsys.readouterr().err
    for path in paths.data.rglob("*"):
        assert not path.is_file() or b"secret" not in path.read_bytes()


def test_nobody_elses_key_is_asked_for(run: Run) -> None:
    code, _, err = run("sync", "--key")
    assert (code, "asks for keys" in err) == (3, True)


# A file in place of a server


def test_an_analysis_goes_to_another_computer_in_a_file(
    run: Run, session: Session, indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drone = session.catalog.rows(session.catalog.page_ids("deep below"))[0].track_id
    session.rate(drone, 5)
    code, out, _ = run("analysis", "export", "all.vba", "--json")
    assert (code, told(out)["records"]) == (0, 25)
    code, _, err = run("analysis", "export", "all.vba")
    assert (code, "--replace" in err) == (2, True)
    assert run("analysis", "export", "all.vba", "--replace")[0] == 0
    with Session.open(Paths.under(tmp_path / "other"), fast_settings()) as other:
        other.add_folder(indexed / "anna_music")
        code, out, _ = runner(other, tmp_path)("analysis", "import", "all.vba", "--json")
        assert code == 0
        report = told(out)
        assert (report["analysed"], report["reused"], report["melodies"]) == (len(SOUNDS), len(SOUNDS) - 1, len(SOUNDS))
        assert other.catalog.ratings([drone]) == {drone: 5}
        for track_id in session.catalog.fingerprint_ids(1):
            assert other.catalog.melody(track_id) == session.catalog.melody(track_id)


def test_an_import_is_told_to_the_server_later(run: Run, session: Session, indexed: Path, tmp_path: Path) -> None:
    session.rate(session.catalog.rows(session.catalog.page_ids("deep below"))[0].track_id, 5)
    assert run("analysis", "export", "all.vba")[0] == 0
    with (
        qdrant_stub() as stub,
        Session.open(Paths.under(tmp_path / "other"), fast_settings()) as other,
    ):
        here = runner(other, tmp_path)
        set_up(here, stub)
        assert here("sync", "--yes")[0] == 0
        other.add_folder(indexed / "anna_music")
        assert here("analysis", "import", "all.vba")[0] == 0
        code, out, _ = here("sync", "--json")
        assert (code, told(out)["pushed"]["sent"]) == (0, 25)


@pytest.mark.parametrize("how", ["cut", "changed", "no zip", "other", "newer", "not there"])
def test_a_file_that_is_not_as_it_was_written_changes_nothing(
    run: Run, session: Session, tmp_path: Path, how: str
) -> None:
    session.rate(session.catalog.rows(session.catalog.page_ids("deep below"))[0].track_id, 5)
    assert run("analysis", "export", "all.vba")[0] == 0
    file = tmp_path / "all.vba"
    spoil(file, how)
    before = session.catalog.edits()
    code, out, _ = run("analysis", "import", "all.vba", "--json")
    assert (code, told(out)["code"]) == (3, "unreadable_analysis")
    assert session.catalog.edits() == before


def spoil(file: Path, how: str) -> None:
    if how == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif how == "no zip":
        file.write_bytes(b"hello")
    elif how == "not there":
        file.unlink()
    else:
        with zipfile.ZipFile(file) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(contents["manifest.json"])
        if how == "changed":
            name = manifest["parts"][0]["name"]
            contents[name] = contents[name].replace(b'"value": 5', b'"value": 1')
        elif how == "newer":
            manifest["version"] = 99
        else:
            manifest["format"] = "something else"
        contents["manifest.json"] = json.dumps(manifest).encode()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in contents.items():
                archive.writestr(name, content)
