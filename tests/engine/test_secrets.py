"""Secrets planted wherever the program learns them, and then looked for wherever it writes something down."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.memory_keyring import Ring, ring_in_place
from tests.person_with_things import opened
from tests.typed_commands import runner
from vectorbeats_desktop.engine import log
from vectorbeats_desktop.engine.concealing import HIDDEN, conceal, concealed
from vectorbeats_desktop.engine.remote.keys import Keys
from vectorbeats_desktop.engine.remote.spotify.tokens import Tokens
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui import error_details

SERVER = "http://127.0.0.1:9"  # nobody listens there
API_KEY, PROXY_WORD, MIRROR_WORD = "qdrant-k3y-of-me", "proxy-p4ssw0rd", "mirror-p4ssw0rd"
ACCESS, REFRESH = "spotify-access-t0ken", "spotify-refresh-t0ken"
SECRETS = (API_KEY, PROXY_WORD, MIRROR_WORD, ACCESS, REFRESH)


@pytest.fixture
def ring() -> Iterator[Ring]:
    with ring_in_place() as made:
        yield made


def plant(session: Session) -> None:
    """Let the program learn them as it does, and use each in something that fails."""
    settings = session.settings
    settings.set("remote.address", SERVER)
    settings.set("network.remote", True)
    settings.set("models.mirror", f"http://me:{MIRROR_WORD}@127.0.0.1:9")
    Keys().keep(SERVER, API_KEY)
    tokens = {"access_token": ACCESS, "refresh_token": REFRESH, "expires_at": 1, "scope": ""}
    Tokens(Keys(""), "client").save_token_to_cache(tokens)
    session.sealing.switch(True, TaskContext())


def fail(session: Session, folder: Path) -> None:
    run = runner(session, folder)
    model = session.models.entries[0].model_id
    session.settings.set("models.proxy", f"http://me:{PROXY_WORD}@127.0.0.1:9")
    for command in (["sync", "--yes"], ["models", "install", model, "--yes"]):
        code, out, err = run(*command)
        assert code == 3
        assert not [secret for secret in SECRETS if secret in out + err]
    session.settings.set("models.proxy", f"nonsense://me:{PROXY_WORD}@proxy")
    code, _out, err = run("models", "install", model, "--yes")
    assert code == 3
    session.journal.add_problem("sync", "remote_refused", f"api-key: {API_KEY}", "", f"http://me:{PROXY_WORD}@proxy")
    error = ConnectionError(f"GET http://me:{PROXY_WORD}@proxy failed: Bearer {ACCESS}")
    assert not [secret for secret in SECRETS if secret in error_details.of_error(error)]
    logger = logging.getLogger("vectorbeats_desktop.test")
    logger.error("it failed", exc_info=error, extra={"header": {"api-key": API_KEY}})


def command_lines() -> str:
    """Of this process and of all its children, as anybody on this computer can read them."""
    me = psutil.Process()
    return "\n".join(" ".join(each.cmdline()) for each in (me, *me.children(recursive=True)))


def test_no_secret_is_written_down(tmp_path: Path, ring: Ring) -> None:
    data = tmp_path / "data"
    with opened(data) as session:
        plant(session)
        fail(session, tmp_path)
        assert session.store.info(), "its process is there to be looked at"
        told = [command_lines(), runner(session, tmp_path)("metrics")[1]]
        assert runner(session, tmp_path)("doctor", "--bundle", str(tmp_path / "report.zip"))[0] in (0, 3)
        sealing_key = session.catalog.seal.key
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        told += [archive.read(name).decode() for name in archive.namelist()]
    logs = [path.read_text() for path in (data / "logs").iterdir()]
    assert any("it failed" in text for text in logs), "else nothing is shown"
    assert any(HIDDEN in text for text in logs)
    secrets = (*SECRETS, *ring.held.values())
    assert len(ring.held) == 3
    assert not [secret for secret in secrets for text in (*told, *logs) if secret in text]
    left = {path.name for path in data.rglob("*") if path.is_file() and _has(path, secrets)}
    assert left == {"settings.json"}, "addresses with a password of theirs are settings, for their owner"
    assert not [path for path in data.rglob("*") if path.is_file() and sealing_key in path.read_bytes()]


def _has(path: Path, secrets: tuple[str, ...]) -> bool:
    content = path.read_bytes()
    return any(secret.encode() in content for secret in secrets)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("https://me:pw@host/path", f"https://{HIDDEN}@host/path"),
        ("https://host/a@b", "https://host/a@b"),
        ("Authorization: Bearer abc.def-123", f"Authorization: Bearer {HIDDEN}"),
        ("{'api-key': 'abcdef123'}", f"{{'api-key': '{HIDDEN}'}}"),
        ('{"refresh_token": "AQDabcdef"}', f'{{"refresh_token": "{HIDDEN}"}}'),
        ("the basic idea of an api key", "the basic idea of an api key"),
        ("no secret, and short", "no secret, and short"),
    ],
)
def test_what_looks_like_a_secret_is_hidden(said: str, written: str) -> None:
    assert concealed(said) == written


def test_a_known_secret_is_hidden_however_it_is_written() -> None:
    conceal('t0p "secret" ü')
    assert concealed(json.dumps({"key": 't0p "secret" ü'})) == f'{{"key": "{HIDDEN}"}}'
    conceal("secret")
    assert concealed('the word secret, and the t0p "secret" ü') == f"the word {HIDDEN}, and the {HIDDEN}"
    conceal("short")
    assert concealed("a short word") == "a short word", "what is short stands in half of all words"
    entry = logging.makeLogRecord({"name": "vectorbeats_desktop", "msg": 'it is t0p "secret" ü'})
    assert "t0p" not in log.JsonLines().format(entry)
