"""Copies of the catalogue on this computer: made while others read and write it, checked, and thinned out with age."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery, CatalogDamaged, DataFolderBroken
from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.database import disk_errors, open_copy
from vectorbeats_desktop.engine.owner import DataFolderOwner
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

DAMAGED = "backup.damaged"  # in the catalogue's notes: which file holds what a copy took the place of
RESTORED = "backup.restored"  # in the catalogue's notes: the store is yet to be brought to agree with it
DAY_S = 86_400.0
LEAST_LEFT = 2**30  # bytes of the disk that a copy leaves free
MOST_BEFORE = 3  # copies of what was there before a restoring

_NAME = re.compile(r"catalog-(?P<moment>\d{8}T\d{6})-(?P<why>daily|asked|before)(?:-\d+)?\.sqlite")
_MOMENT = "%Y%m%dT%H%M%S"

logger = logging.getLogger(__name__)


class Why(StrEnum):
    """Why a copy was made: as each day, because somebody asked, or before another one took its place."""

    DAILY = "daily"
    ASKED = "asked"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class CatalogCopy:
    """A copy of the catalogue."""

    path: Path
    made_at: float  # seconds since the epoch
    why: Why
    size: int  # bytes

    @property
    def name(self) -> str:
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Holding:
    """How much a copy holds. None of it for one that cannot be read, with the reason."""

    tracks: int = 0
    ratings: int = 0
    playlists: int = 0
    searches: int = 0
    problem: str = ""


class Copies:
    """The copies of one data folder. None of it needs a session; what copies or goes back takes the catalogue."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self.folder = paths.copies

    def all(self) -> list[CatalogCopy]:
        """All of them, the newest first; at the end those of a future that the clock once stood in."""
        found = []
        for path in self.folder.glob("catalog-*.sqlite") if self.folder.is_dir() else ():
            if named := _NAME.fullmatch(path.name):
                made_at = datetime.strptime(named["moment"], _MOMENT).replace(tzinfo=UTC).timestamp()
                found.append(CatalogCopy(path, made_at, Why(named["why"]), path.stat().st_size))
        latest = time.time() + DAY_S
        return sorted(found, key=lambda copy: (copy.made_at < latest, copy.made_at, copy.name), reverse=True)

    def named(self, name: str) -> CatalogCopy:
        """A copy by its name. Raises BadQuery."""
        for copy in self.all():
            if copy.name == name:
                return copy
        raise BadQuery(f"There is no copy named “{name}”.", "See: vectorbeats backup list")

    def holding(self, copy: CatalogCopy) -> Holding:
        """How much it holds."""
        tables = ("tracks", "ratings", "playlists", "searches WHERE name IS NOT NULL")
        try:
            with disk_errors(copy.path), closing(open_copy(copy.path)) as opened:
                counts = [int(opened.execute(f"SELECT COUNT(*) FROM {one}").fetchone()[0]) for one in tables]
        except (DataFolderBroken, sqlite3.Error) as error:
            return Holding(problem=str(error))
        tracks, ratings, playlists, searches = counts
        return Holding(tracks, ratings, playlists, searches)

    def make(self, catalog: Catalog, why: Why, ctx: TaskContext, now: float | None = None) -> CatalogCopy:
        """Copy the catalogue as it is, and read the copy whole. Raises DataFolderBroken, CatalogDamaged, Cancelled."""
        size = catalog.path.stat().st_size
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            free = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise DataFolderBroken(
                f"No copy can be made in {self.folder}: {error.strerror}.", "Check its permissions and disk."
            ) from error
        if free - size < LEAST_LEFT:
            raise DataFolderBroken("The disk is too full for a copy of the catalogue.", "Free some space on it.")
        moment = datetime.fromtimestamp(time.time() if now is None else now, UTC).strftime(_MOMENT)
        target = self._free_place(f"catalog-{moment}-{why}")
        part = target.with_suffix(".part")
        part.unlink(missing_ok=True)
        try:
            catalog.copy_to(part, ctx.checkpoint)
            if problem := _damage(part):
                raise self.damaged(f"The library's catalogue is damaged: {problem}.")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        self._thin_out(keep_before(self.all()))
        return self.named(target.stem)

    def make_due(self, catalog: Catalog, settings: Settings, ctx: TaskContext) -> CatalogCopy | None:
        """The copy of the day, when it is switched on, due, and something has changed; None else.

        Where the disk is low, or no file can be made, there is none either, as nobody asked. Raises CatalogDamaged,
        Cancelled.
        """
        days, weeks = settings.whole("backup.days"), settings.whole("backup.weeks")
        if not settings.flag("backup.daily") or not self._is_due(catalog):
            return None
        try:
            made = self.make(catalog, Why.DAILY, ctx)
        except CatalogDamaged:
            raise
        except DataFolderBroken as error:
            logger.warning("no copy of the catalogue was made: %s", error.message)
            return None
        self._thin_out(keep_daily(self.all(), time.time(), days, weeks))
        return made

    def go_back(self, catalog: Catalog, copy: CatalogCopy, ctx: TaskContext) -> CatalogCopy | None:
        """Let the catalogue be what it was; what it is now is kept as a copy, which is returned.

        One that is damaged now is set aside as it is, and None is returned.

        Raises CatalogDamaged for a copy that is damaged, before anything is changed; DataFolderBroken, Cancelled.
        """
        if problem := _damage(copy.path):
            raise CatalogDamaged(f"This copy is damaged: {problem}.", "Choose another one.")
        before = self._kept_before(catalog, ctx)
        catalog.become(copy.path)
        catalog.set_meta(RESTORED, True)
        if isinstance(before, CatalogCopy):
            return before
        catalog.set_meta(DAMAGED, before.name)
        return None

    def _kept_before(self, catalog: Catalog, ctx: TaskContext) -> CatalogCopy | Path:
        """A copy of what is there; the file that was set aside, where it is damaged."""
        try:
            return self.make(catalog, Why.BEFORE, ctx)
        except CatalogDamaged:
            aside = self._aside()
            for ending in ("", "-wal"):
                if (there := Path(f"{catalog.path}{ending}")).exists():
                    shutil.copyfile(there, f"{aside}{ending}")
            return aside

    def _aside(self) -> Path:
        catalog = self._paths.catalog
        return catalog.with_name(f"{catalog.name}.damaged-{datetime.now(UTC).strftime(_MOMENT)}")

    def replace_damaged(self, copy: CatalogCopy) -> Path:
        """Put a copy into the place of a catalogue that does not open; returns where that was set aside.

        Nobody may have the data folder open. Raises DataFolderBusy, CatalogDamaged, DataFolderBroken.
        """
        if problem := _damage(copy.path):
            raise CatalogDamaged(f"This copy is damaged: {problem}.", "Choose another one.")
        catalog = self._paths.catalog
        aside = self._aside()
        part = catalog.with_name(f".{catalog.name}.part")
        with DataFolderOwner.acquire(self._paths):
            try:
                shutil.copyfile(copy.path, part)
                for ending in ("", "-wal", "-shm"):
                    if (there := Path(f"{catalog}{ending}")).exists():
                        there.replace(f"{aside}{ending}")
                part.replace(catalog)
            except OSError as error:
                raise DataFolderBroken(
                    f"The copy could not be put back: {error.strerror or error}.", "Free some space on the disk."
                ) from error
            finally:
                part.unlink(missing_ok=True)
            with closing(Catalog(catalog)) as opened:
                opened.set_meta(RESTORED, True)
                opened.set_meta(DAMAGED, aside.name)
        return aside

    def last_good(self) -> CatalogCopy | None:
        """The newest copy that is whole."""
        return next((copy for copy in self.all() if not _damage(copy.path)), None)

    def damaged(self, message: str) -> CatalogDamaged:
        """The error of a damaged catalogue, with what can be done about it."""
        copy = self.last_good()
        if copy is None:
            hint = "There is no copy of it. Move the file away: your music is untouched, and the library is built anew."
            return CatalogDamaged(message, hint)
        when = datetime.fromtimestamp(copy.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
        hint = f"The last good copy of it is of {when}. Go back to it: vectorbeats backup return {copy.name}"
        return CatalogDamaged(message, hint, copy.name)

    def set_aside(self) -> list[Path]:
        """Catalogues that were damaged, and set aside as they were."""
        return sorted(self._paths.data.glob(f"{self._paths.catalog.name}.damaged-*"))

    def clear(self) -> None:
        """Delete all copies, and catalogues that were set aside. Raises OSError."""
        for path in (*(copy.path for copy in self.all()), *self.set_aside()):
            path.unlink()

    def _is_due(self, catalog: Catalog) -> bool:
        last = next((copy.made_at for copy in self.all() if copy.why is not Why.BEFORE), None)
        if last is None or last > time.time() + DAY_S:
            return True
        files = (catalog.path, Path(f"{catalog.path}-wal"))
        changed_at = max(path.stat().st_mtime for path in files if path.exists())
        return changed_at > last + 1 and _day(last) != _day(time.time())

    def _free_place(self, name: str) -> Path:
        place, number = self.folder / f"{name}.sqlite", 2
        while place.exists():
            place, number = self.folder / f"{name}-{number}.sqlite", number + 1
        return place

    def _thin_out(self, kept: Iterable[CatalogCopy]) -> None:
        names = {copy.name for copy in kept}
        for copy in self.all():
            if copy.name not in names:
                copy.path.unlink(missing_ok=True)


def keep_daily(copies: Sequence[CatalogCopy], now: float, days: int, weeks: int) -> list[CatalogCopy]:
    """The copies that stay: of the last days the newest of each day, of so many weeks before the newest of each week.

    Those that somebody asked for stay until they are deleted by hand.
    """
    kept = [copy for copy in copies if copy.why is not Why.DAILY]
    today, seen = _day(now), set[tuple[str, int]]()
    for copy in sorted(copies, key=lambda copy: copy.made_at, reverse=True):
        day = _day(copy.made_at)
        age = today - day
        slot = ("day", day) if age < days else ("week", day // 7)  # by the calendar, so that a copy keeps its slot
        if copy.why is Why.DAILY and slot not in seen and age < days + 7 * weeks:
            seen.add(slot)
            kept.append(copy)
    return kept


def keep_before(copies: Sequence[CatalogCopy]) -> list[CatalogCopy]:
    """The copies that stay: of those from before a restoring the newest three, and all others."""
    before = [copy for copy in copies if copy.why is Why.BEFORE][MOST_BEFORE:]
    return [copy for copy in copies if copy not in before]


def _day(moment: float) -> int:
    return datetime.fromtimestamp(moment).toordinal()


def _damage(path: Path) -> str:
    """What is wrong with a copy; empty when it is whole."""
    try:
        with disk_errors(path), closing(open_copy(path)) as opened:
            return audit.damage_of(opened)
    except DataFolderBroken as error:
        return error.message
