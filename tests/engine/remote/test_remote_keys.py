"""The server's key: in the keyring where there is one, for this start only where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from vectorbeats_desktop.engine.remote.keys import VARIABLE, Keys

SERVER = "https://music.example:6333"


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.held[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")

    def _open(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")


class NoRing(Ring):
    """What the library gives where there is no keyring."""

    priority = 0


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv(VARIABLE, raising=False)
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_key_is_kept_in_the_keyring_by_server(ring: Ring) -> None:
    assert Keys().get(SERVER) == ""
    assert Keys().keep(SERVER, "secret")
    assert Keys().get(SERVER) == "secret"
    assert Keys().get("https://other.example") == ""
    keys = Keys()
    keys.keep(SERVER, "newer")
    keys.forget(SERVER)
    assert (keys.get(SERVER), ring.held) == ("", {})
    keys.forget(SERVER)


def test_without_a_keyring_a_key_is_known_until_the_end(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    none = NoRing()
    keyring.set_keyring(none)
    keys = Keys()
    assert not keys.keep(SERVER, "secret")
    assert keys.get(SERVER) == "secret"
    assert (Keys().get(SERVER), none.held) == ("", {})
    monkeypatch.setenv(VARIABLE, "from outside")
    assert Keys().get(SERVER) == "from outside"
    keys.forget(SERVER)
    assert keys.get(SERVER) == "from outside"


def test_a_keyring_that_stays_locked_is_as_none(ring: Ring) -> None:
    ring.locked = True
    keys = Keys()
    assert keys.get(SERVER) == ""
    assert not keys.keep(SERVER, "secret")
    assert keys.get(SERVER) == "secret"
    keys.forget(SERVER)
    assert keys.get(SERVER) == ""


def test_a_keyring_that_writes_a_plain_file_is_none(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ring, "__module__", "keyrings.alt.file")
    assert not Keys().keep(SERVER, "secret")
    assert ring.held == {}
