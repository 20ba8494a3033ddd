"""The server's key: in the keyring where there is one, for this start only where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest

from tests.memory_keyring import NoRing, Ring, ring_in_place
from vectorbeats_desktop.engine.remote.keys import VARIABLE, Keys

SERVER = "https://music.example:6333"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv(VARIABLE, raising=False)
    with ring_in_place() as made:
        yield made


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


def test_keys_without_a_variable_know_nothing_of_it(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "from outside")
    assert Keys(variable="").get(SERVER) == ""
    assert Keys().get(SERVER) == "from outside"
