"""`vectorbeats doctor`: is every part well, and do they agree?"""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FAILED, FOUND
from vectorbeats_desktop.engine.bundle import write_bundle

MARKS = {"healthy": "ok", "degraded": "limited", "unhealthy": "BROKEN"}


@dataclass(frozen=True, slots=True)
class DoctorCommand:
    """Look at every part; with `repair`, mend what can be mended first; with `bundle`, write a report to that file."""

    as_json: bool = False
    repair: bool = False
    bundle: str = ""
    replace: bool = False

    def run(self, place: Workplace) -> int:
        """Print the state of each part; the exit code is 3 when one is broken."""
        session = place.session
        report = session.repair(place.ctx) if self.repair else session.health(place.ctx)
        if self.bundle:
            target = place.absolute(self.bundle)
            write_bundle(session, target, place.ctx, replace=self.replace)
            place.out.note(f"The report is in {target}. Nothing was sent to anybody; look through it first.")
        if self.as_json:
            parts = [
                {"name": part.name, "state": str(part.state), "text": part.text, "hint": part.hint}
                for part in report.parts
            ]
            place.out.json({"parts": parts})
        else:
            for part in report.parts:
                place.out.say(f"{MARKS[str(part.state)]:8} {part.name}: {part.text}")
                if part.hint:
                    place.out.say(f"         {part.hint}")
        return FAILED if any(str(part.state) == "unhealthy" for part in report.parts) else FOUND
