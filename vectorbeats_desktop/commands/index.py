"""`vectorbeats index`: take folders into the library and analyse what is new."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from vectorbeats_desktop.commands.answers import problem_json
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import IndexReport
from vectorbeats_desktop.engine.session import Session

PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class IndexCommand:
    """Index folders; all that are known when none is given."""

    paths: tuple[str, ...]
    as_json: bool = False
    confirm_removals: bool = False
    retry: bool = False

    def run(self, place: Workplace) -> int:
        """Index, and tell what was done. Files that could not be read are part of the answer."""
        folders = [_folder_id(place.session, place.absolute(path)) for path in self.paths]
        if not folders and not place.session.folders():
            raise BadQuery("There is no folder in the library yet.", "Say which one: vectorbeats index FOLDER")
        if self.retry:
            place.session.retry(None)
        report = place.session.index(place.ctx, folders or None, confirm_removals=self.confirm_removals)
        tell_report(report, place, as_json=self.as_json)
        return FOUND


def tell_report(report: IndexReport, place: Workplace, *, as_json: bool) -> None:
    """Print what an indexing run did."""
    if as_json:
        place.out.json({**asdict(report), "problems": [problem_json(problem) for problem in report.problems]})
    else:
        _tell(report, place)


def _folder_id(session: Session, path: Path) -> int:
    known = {folder.path: folder.folder_id for folder in session.folders()}
    if path in known:
        return known[path]  # it may be away now, which indexing finds out and remembers
    if not path.is_dir():
        raise BadQuery(f"There is no folder at {path}.", "Give the folder that the music lies in.")
    return session.add_folder(path).folder_id


def _tell(report: IndexReport, place: Workplace) -> None:
    counts = (
        "added",
        "changed",
        "moved",
        "removed",
        "unreachable",
        "analysed",
        "melodies",
        "heard",
        "reused",
        "failed",
    )
    told = ", ".join(f"{getattr(report, name):,} {name}" for name in counts if getattr(report, name))
    place.out.say(f"{report.files:,} files in {report.seconds:.1f} s{': ' + told if told else ', nothing new'}.")
    if report.pending_removals:
        place.out.say(
            f"{report.pending_removals:,} files are gone at once and were kept. If they are really gone, "
            "run the same command with --confirm-removals."
        )
    for notice in report.notices:
        place.out.note(notice)
    for problem in report.problems[:PROBLEMS_SHOWN]:
        place.out.note(f"{problem.path}: {problem.message} {problem.hint}".rstrip())
    if len(report.problems) > PROBLEMS_SHOWN:
        place.out.note(f"… and {len(report.problems) - PROBLEMS_SHOWN:,} more; --json lists them all.")
