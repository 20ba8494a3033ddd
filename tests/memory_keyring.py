"""Keyrings for tests: one in memory, and what the library gives where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


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


@contextmanager
def ring_in_place() -> Iterator[Ring]:
    """A keyring in memory in place of the computer's."""
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)
