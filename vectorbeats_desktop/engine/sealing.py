"""Encryption at rest: switched on, what is kept of a person is sealed with a key in the system's keyring.

That is: the searches that were asked and saved, the words of verdicts, confirmed hums, and the copies of pictures and
sounds that saved searches look for with. Pictures that were searched with are then not remembered at all, and takes and
dropped pictures of a run lie in memory where the system has such a place. Elsewhere they lie plain in the temporary
folder as long as the run lasts: players, worker processes and other programs read them by their names.
"""

from __future__ import annotations

import base64
import binascii
import logging
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from vectorbeats_desktop.engine import leavings
from vectorbeats_desktop.engine.backup.copies import Copies
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.humming import Humming
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.sealing import convert, convert_copy
from vectorbeats_desktop.engine.remote.keys import KeyringSilent, Keys
from vectorbeats_desktop.engine.seal import KEY_BYTES, Seal, SealLocked, new_key
from vectorbeats_desktop.engine.search import picture_memory
from vectorbeats_desktop.engine.search.saved import Searches
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.task import TaskContext

SETTING = "privacy.encrypt"
KEY_NAME = "what is kept"  # in the keyring
UNDER_WAY = "sealing.under_way"  # in the catalogue's notes: not all of it is as the setting says

logger = logging.getLogger(__name__)


class NoKeyring(KnownError):
    """Nothing can be encrypted, as there is no place for the key."""

    code = "no_keyring"


class Standing(StrEnum):
    """Whether it is on, and if so, whether its key is at hand."""

    OFF = "off"
    ON = "on"
    LOCKED = "locked"


class Holder(Protocol):
    """What has it all; a Session does."""

    @property
    def settings(self) -> Settings: ...
    @property
    def catalog(self) -> Catalog: ...
    @property
    def copies(self) -> Copies: ...
    @property
    def store(self) -> VectorStore: ...
    @property
    def searches(self) -> Searches: ...
    @property
    def humming(self) -> Humming: ...


@dataclass(frozen=True, slots=True)
class Switched:
    """What came of it: how many things could not be opened, and catalogues set aside that are as they were."""

    unreadable: int = 0
    set_aside: int = 0


def make_seal(settings: Settings) -> Seal:
    """The seal of a data folder, as its settings have it."""
    seal = Seal(_key)
    seal.on = settings.flag(SETTING)
    leavings.prefer_memory(seal.on)
    return seal


class Sealing:
    """Switches encryption of an open session on and off."""

    def __init__(self, holder: Holder, seal: Seal) -> None:
        self._holder = holder
        self._seal = seal

    @property
    def standing(self) -> Standing:
        """How it stands; asks the keyring at most once."""
        if not self._seal.on:
            return Standing.OFF
        return Standing.ON if self._seal.key else Standing.LOCKED

    def switch(self, on: bool, ctx: TaskContext) -> Switched:
        """Seal all that is kept, or make it plain again; what cannot be opened stays as it is.

        Raises NoKeyring, SealLocked when the keyring does not answer, DataFolderBroken, OSError, Cancelled; it can be
        done again, and is when the library is opened the next time.
        """
        self._have_key(make=on)
        self._holder.catalog.set_meta(UNDER_WAY, True)
        self._seal.on = on
        leavings.prefer_memory(on)
        settings = self._holder.settings
        settings.set(SETTING, on)
        settings.save()
        return self.settle(ctx)

    def settle(self, ctx: TaskContext) -> Switched:
        """Bring all that is kept to what the setting says. Raises as `switch` does."""
        holder, seal = self._holder, self._seal
        if seal.on:
            seal.check()
            picture_memory.forget_all(holder.store)
            _forget_leavings()
        unreadable = convert(holder.catalog, seal) + holder.searches.convert_files()
        for copy in holder.copies.all():
            ctx.checkpoint()
            convert_copy(copy.path, seal)
        holder.humming.begin_anew()  # the matcher's process has not got the key, or has read what it had
        holder.catalog.set_meta(UNDER_WAY, None)
        logger.info("what is kept was sealed or opened", extra={"on": seal.on, "unreadable": unreadable})
        return Switched(unreadable, len(holder.copies.set_aside()))

    def bring_in(self, ctx: TaskContext) -> None:
        """Seal what has come into the library from a copy that was plain, or had another key."""
        if self._seal.on:
            self._holder.catalog.set_meta(UNDER_WAY, True)
            self.go_on(ctx)

    def go_on(self, ctx: TaskContext) -> None:
        """Do the rest of a switch that was cut off, as far as can be done now, and keep nothing of crashed runs."""
        if self._seal.on:
            _forget_leavings()
        if self._holder.catalog.get_meta(UNDER_WAY):
            try:
                self.settle(ctx)
            except SealLocked as error:
                logger.warning("not all of what is kept is encrypted: %s", error.message)

    def _have_key(self, *, make: bool) -> None:
        """Have the key at hand; with `make` also one that is new. Raises NoKeyring, SealLocked."""
        self._seal.forget_key()
        try:
            if self._seal_key_there() or not make:
                return
            _keep(new_key())
            self._seal.forget_key()
        except KeyringSilent as error:
            raise NoKeyring(
                "Nothing was encrypted, as this computer has no keyring that keeps the key, or it is locked.",
                "Set one up (GNOME Keyring, KWallet, or the system's own) or unlock it, and switch it on again.",
            ) from error

    def _seal_key_there(self) -> bool:
        """Whether the keyring has the key. Raises KeyringSilent: a new one must not be made for it then."""
        stored = Keys("").stored(KEY_NAME)
        return bool(stored) and bool(self._seal.key)


def _forget_leavings() -> None:
    """Delete takes and pictures of runs that crashed: where the system has no place in memory, they lie there plain."""
    try:
        leavings.remove_left_behind()
    except OSError as error:
        logger.warning("recordings or pictures of an earlier run could not be deleted: %s", error.strerror)


def _keep(key: bytes) -> None:
    """Put a key into the keyring, and see that it is there. Raises KeyringSilent."""
    kept = Keys("").keep(KEY_NAME, base64.b64encode(key).decode())
    if not kept or _key() != key:
        raise KeyringSilent


def _key() -> bytes:
    try:
        key = base64.b64decode(Keys("").stored(KEY_NAME), validate=True)
    except (KeyringSilent, binascii.Error):
        return b""
    return key if len(key) == KEY_BYTES else b""
