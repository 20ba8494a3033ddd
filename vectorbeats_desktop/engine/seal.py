"""Encrypts what is kept of a person, and opens it again.

AES-SIV (RFC 5297) from `cryptography`: authenticated, and the same text under the same key gives the same bytes, so
that the catalogue still knows a search that is asked again, and a hum that is confirmed twice. No number has to be
drawn for each row that must never come again. That two rows are equal is all that it tells.

What is sealed says so by its first characters: sealed and plain rows are read side by side while one becomes the other.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from vectorbeats_desktop.engine.errors import KnownError

TEXT, BYTES = "sealed1:", b"VBsealed1\0"
KEY_BYTES = 64  # half for AES-256, half for the tag

SEARCH, VERDICT, HUM, WAITING, FILE = "search", "verdict", "hum", "waiting", "file"
"""What is sealed; one does not open as another."""


class SealLocked(KnownError):
    """What is kept is encrypted, and its key is not at hand."""

    code = "seal_locked"

    def __init__(self, message: str = "", hint: str = "") -> None:
        super().__init__(
            message or "What is kept of you is encrypted, and its key is not in the keyring.",
            hint or "Unlock the keyring, and start VectorBeats again. All the rest works.",
        )


class Seal:
    """Seals while it is `on`; opens whatever it has the key of. Safe to use from several threads.

    `key` gives the key, or b"" when it is not at hand; it is asked for at first need, since a keyring is slow.
    """

    def __init__(self, key: Callable[[], bytes] = bytes) -> None:
        self.on = False
        self._ask = key
        self._key: bytes | None = None

    @property
    def key(self) -> bytes:
        """The key; b"" when it is not at hand."""
        if self._key is None:
            self._key = self._ask()
        return self._key

    def forget_key(self) -> None:
        """Ask for the key anew when it is next needed."""
        self._key = None

    def check(self) -> None:
        """Return when something can be kept now. Raises SealLocked."""
        if self.on and not self.key:
            raise SealLocked

    def sealed(self, content: bytes, what: str) -> bytes:
        """What is to be written in place of the content. Raises SealLocked."""
        if not self.on or not content:
            return content
        return BYTES + self._cipher(content, what)

    def sealed_text(self, text: str, what: str) -> str:
        """As `sealed`, of a text."""
        if not self.on or not text:
            return text
        return TEXT + base64.b64encode(self._cipher(text.encode(), what)).decode()

    def opened(self, kept: bytes, what: str) -> bytes:
        """What was sealed; what is plain is returned as it is. Raises SealLocked, also for what was changed."""
        return self._plain(kept[len(BYTES) :], what) if kept.startswith(BYTES) else kept

    def opened_text(self, kept: str, what: str) -> str:
        """As `opened`, of a text."""
        if not kept.startswith(TEXT):
            return kept
        try:
            sealed = base64.b64decode(kept[len(TEXT) :], validate=True)
        except binascii.Error:
            raise SealLocked from None
        return self._plain(sealed, what).decode()

    def readable_text(self, kept: str, what: str) -> str:
        """As `opened_text`; empty where it cannot be opened."""
        try:
            return self.opened_text(kept, what)
        except SealLocked:
            return ""

    def _cipher(self, content: bytes, what: str) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        self.check()
        return AESSIV(self.key).encrypt(content, [what.encode()])

    def _plain(self, sealed: bytes, what: str) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        if not self.key:
            raise SealLocked
        try:
            return AESSIV(self.key).decrypt(sealed, [what.encode()])
        except (InvalidTag, ValueError):
            raise SealLocked("What is kept of you was encrypted with another key, or was changed.") from None


def new_key() -> bytes:
    """A key drawn by chance."""
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV.generate_key(8 * KEY_BYTES)
