"""`vectorbeats backup`: everything a person made to a file and from one; copies of the catalogue, and back to one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND, Output
from vectorbeats_desktop.engine.backup.copies import CatalogCopy, Copies, Why
from vectorbeats_desktop.engine.backup.file import Restored, read_backup, write_backup
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.task import TaskContext

MADE = {Why.DAILY: "by itself", Why.ASKED: "as asked for", Why.BEFORE: "before something was restored"}
CALLED = {"edits": "stars, moods and tempos", "verdicts": "verdicts on results", "hums": "confirmed hums"}


@dataclass(frozen=True, slots=True)
class MakeBackup:
    """Write everything the person made to a file."""

    file: str
    replace: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Write, and tell how much of what."""
        target = place.absolute(self.file)
        counts = write_backup(place.session, target, place.ctx, replace=self.replace)
        if self.as_json:
            place.out.json({"file": str(target), "counts": counts})
        else:
            told = ", ".join(f"{count:,} {CALLED.get(name, name)}" for name, count in counts.items() if count)
            place.out.say(f"{target} holds {told or 'nothing, since nothing was made yet'}.")
        return FOUND


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Merge what a file holds into what is here."""

    file: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Merge, and tell what of it counts now."""
        restored = read_backup(place.session, place.absolute(self.file), place.ctx)
        if self.as_json:
            place.out.json(asdict(restored))
        else:
            _tell(restored, place.out)
        return FOUND


@dataclass(frozen=True, slots=True)
class ListCopies:
    """Tell which copies of the catalogue there are, and what they hold."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """List them, the newest first; the exit code is 1 when there are none."""
        return self._tell(place.session.copies, place.out)

    def run_alone(self, out: Output, _cwd: Path, _ctx: TaskContext) -> int:
        """The same where the catalogue is so damaged that there is no session."""
        return self._tell(Copies(Paths.default()), out)

    def _tell(self, copies: Copies, out: Output) -> int:
        found = [(copy, copies.holding(copy)) for copy in copies.all()]
        if self.as_json:
            out.json([_plain(copy) | asdict(holding) for copy, holding in found])
        for copy, holding in found if not self.as_json else ():
            out.say(f"{copy.name}: {_moment(copy)}, {MADE[copy.why]}, {copy.size / 1e6:,.1f} MB")
            what = f"{holding.tracks:,} recordings, {holding.ratings:,} with stars, {holding.playlists:,} playlists"
            out.say(f"    {holding.problem or f'{what}, {holding.searches:,} saved searches'}")
        return FOUND if found else NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class CopyCatalog:
    """Copy the catalogue now."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Copy it, and tell the copy's name."""
        copy = place.session.copies.make(place.session.catalog, Why.ASKED, place.ctx)
        place.out.json(_plain(copy)) if self.as_json else place.out.say(f"{copy.name}: {copy.size / 1e6:,.1f} MB")
        return FOUND


@dataclass(frozen=True, slots=True)
class GoBack:
    """Let the library be what it was in a copy. Also for a catalogue that does not open any more."""

    name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Go back, and tell where what was there is kept."""
        session = place.session
        copy = session.copies.named(self.name)
        before = session.go_back_to(copy, place.ctx)
        _tell_back(place.out, copy, before.path if before else session.paths.data, as_json=self.as_json)
        return FOUND

    def run_alone(self, out: Output, _cwd: Path, _ctx: TaskContext) -> int:
        """The same where the catalogue is so damaged that there is no session."""
        copies = Copies(Paths.default())
        copy = copies.named(self.name)
        _tell_back(out, copy, copies.replace_damaged(copy), as_json=self.as_json)
        return FOUND


def _tell(restored: Restored, out: Output) -> None:
    for name, merged in restored.merged.items():
        parts = [f"{merged.taken:,} restored"]
        parts += [f"{merged.there:,} here already, or newer here"] if merged.there else []
        parts += [f"{merged.waiting:,} wait for their music"] if merged.waiting else []
        if merged.taken or merged.there or merged.waiting:
            out.say(f"{CALLED.get(name, name)}: {', '.join(parts)}")
    if restored.senseless:
        out.note(f"{restored.senseless:,} entries make no sense to this version, and were passed over.")
    if restored.merged["folders"].taken:
        out.note("Run “vectorbeats index” to take in the music of the folders.")


def _tell_back(out: Output, copy: CatalogCopy, kept: Path, *, as_json: bool) -> None:
    if as_json:
        out.json({"copy": copy.name, "kept": str(kept)})
    else:
        out.say(f"The library is what it was on {_moment(copy)}. What it was until now is kept: {kept}")


def _plain(copy: CatalogCopy) -> dict[str, object]:
    return {"name": copy.name, "made_at": copy.made_at, "why": str(copy.why), "bytes": copy.size}


def _moment(copy: CatalogCopy) -> str:
    return datetime.fromtimestamp(copy.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
