"""`vectorbeats analysis`: what was worked out and said, to a file and from one."""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.index import tell_report
from vectorbeats_desktop.commands.output import FOUND
from vectorbeats_desktop.engine.remote.portable import read_analysis, write_analysis


@dataclass(frozen=True, slots=True)
class ExportAnalysis:
    """Write it to a file."""

    file: str
    replace: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Write, and tell how much."""
        target = place.absolute(self.file)
        written = write_analysis(place.session, target, place.ctx, replace=self.replace)
        if self.as_json:
            place.out.json({"file": str(target), "records": written})
        else:
            place.out.say(f"{written:,} records were written to {target}.")
        return FOUND


@dataclass(frozen=True, slots=True)
class ImportAnalysis:
    """Read it from a file, and index with it."""

    file: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Take over what the file knows of the library's music; the rest is analysed as by `index`."""
        report = read_analysis(place.session, place.absolute(self.file), place.ctx)
        tell_report(report, place, as_json=self.as_json)
        return FOUND
