"""What a person made since the last good copy, read out of the catalogue that was damaged, and merged into the copy."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from vectorbeats_desktop.engine.backup.belongings import BELONGINGS, Belonging, sensible
from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.waiting import Row
from vectorbeats_desktop.engine.seal import Seal

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

IN_CATALOGUE = ("folders", "edits", "playlists", "searches", "verdicts", "hums")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Damaged:
    """As much of a session as reading these things takes."""

    catalog: Catalog

    def folders(self) -> object:
        return self.catalog.folders()


def salvage(session: Session, damaged: Path) -> dict[str, int]:
    """Merge what can be read of a damaged catalogue: of each thing, the later counts, and nothing is deleted.

    Returns how much of each kind was newer there. What cannot be read is left out; the file stays as it is.
    Raises DataFolderBroken when the session's own catalogue cannot be written.
    """
    counts: dict[str, int] = {}
    for belonging, rows in _read(damaged, session.catalog.seal):
        counts[belonging.name] = belonging.merge(session, sensible(belonging, rows)).taken
    logger.info("salvaged from a damaged catalogue", extra={"counts": counts})
    return counts


def _read(damaged: Path, seal: Seal) -> list[tuple[Belonging, list[Row]]]:
    with tempfile.TemporaryDirectory(dir=damaged.parent, prefix=".salvage-") as folder:
        copy = Path(folder) / "catalog.sqlite"
        try:
            for ending in ("", "-wal"):
                if (part := Path(f"{damaged}{ending}")).exists():
                    shutil.copyfile(part, f"{copy}{ending}")
            with closing(Catalog(copy, seal)) as catalog:
                return _readable(catalog)
        except (OSError, sqlite3.Error, DataFolderBroken) as error:
            logger.warning("nothing could be salvaged: %s", error)
            return []


def _readable(catalog: Catalog) -> list[tuple[Belonging, list[Row]]]:
    found = []
    for belonging in BELONGINGS:
        if belonging.name in IN_CATALOGUE:
            try:
                found.append((belonging, belonging.read(cast("Session", _Damaged(catalog)))))
            except (sqlite3.Error, DataFolderBroken, ValueError, TypeError) as error:
                logger.warning("%s could not be salvaged: %s", belonging.name, error)
    return found
