"""Keys and sign-ins: in the system's keyring; where there is none, told anew at each start, and never written.

Only importer of keyring, which takes a fifth of a second and is imported when a key is first asked for.
"""

from __future__ import annotations

import logging
import os
import threading

from vectorbeats_desktop.engine.concealing import conceal

SERVICE = "VectorBeats"
VARIABLE = "VECTORBEATS_REMOTE_KEY"
"""A server's key for one start of the program, where there is no keyring."""
_IN_FILES = "keyrings.alt"  # keyrings that write a file anybody with the disk can read

logger = logging.getLogger(__name__)


class KeyringSilent(Exception):
    """There is no keyring, or it does not answer: whether it has a key is not known."""


class Keys:
    """Keys by what they open, such as a server. Safe to use from several threads.

    `variable` names the variable of the environment that tells one; empty where none does.
    """

    def __init__(self, variable: str = VARIABLE) -> None:
        self._variable = variable
        self._told: dict[str, str] = {}
        self._lock = threading.Lock()

    def get(self, server: str) -> str:
        """The key of a server; empty when none is known."""
        key = self._known(server)
        conceal(key)
        return key

    def _known(self, server: str) -> str:
        with self._lock:
            if server in self._told:
                return self._told[server]
        if self._variable and (key := os.environ.get(self._variable, "")):
            return key
        if not has_keyring():
            return ""
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(SERVICE, server) or ""
        except KeyringError as error:
            logger.warning("the keyring does not answer: %s", type(error).__name__)
            return ""

    def keep(self, server: str, key: str) -> bool:
        """Use a key from now on. False when there is no keyring, so that it has to be told at the next start."""
        conceal(key)
        with self._lock:
            self._told[server] = key
        if not has_keyring():
            return False
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, server, key)
        except KeyringError as error:
            logger.warning("the keyring does not take a key: %s", type(error).__name__)
            return False
        return True

    def stored(self, name: str) -> str:
        """What the keyring has under a name; empty when it has nothing. Raises KeyringSilent."""
        if not has_keyring():
            raise KeyringSilent
        import keyring
        from keyring.errors import KeyringError

        try:
            found = keyring.get_password(SERVICE, name) or ""
        except KeyringError as error:
            raise KeyringSilent from error
        conceal(found)
        return found

    def forget(self, server: str) -> None:
        """Forget the key of a server, also in the keyring."""
        with self._lock:
            self._told.pop(server, None)
        if not has_keyring():
            return
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, server)
        except PasswordDeleteError:
            pass  # it was not in there
        except KeyringError as error:
            logger.warning("the keyring does not answer: %s", type(error).__name__)


def has_keyring() -> bool:
    """Whether the system has a keyring that keeps secrets."""
    import keyring

    backend = keyring.get_keyring()
    return backend.priority >= 1 and not type(backend).__module__.startswith(_IN_FILES)
