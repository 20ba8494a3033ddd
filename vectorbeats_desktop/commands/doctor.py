"""`vectorbeats doctor`: is every part well, and do they agree?"""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FAILED, FOUND

MARKS = {"healthy": "ok", "degraded": "limited", "unhealthy": "BROKEN"}


@dataclass(frozen=True, slots=True)
class DoctorCommand:
    """Look at every part; with `repair`, mend what can be mended first."""

    as_json: bool = False
    repair: bool = False

    def run(self, place: Workplace) -> int:
        """Print the state of each part; the exit code is 3 when one is broken."""
        session = place.session
        report = session.repair(place.ctx) if self.repair else session.health(place.ctx)
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
