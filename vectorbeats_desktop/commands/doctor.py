"""`vectorbeats doctor`: is every part well, and do they agree? For people, and as a health check for monitors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vectorbeats_desktop import __version__
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FAILED, FOUND, NOTHING_FOUND
from vectorbeats_desktop.engine.bundle import write_bundle
from vectorbeats_desktop.engine.health_records import HealthReport, PartHealth, Remedy, State

SCHEMA = 1
"""Of what `--json` prints; it rises when something is taken away or means something else."""

MARKS = {State.HEALTHY: "ok", State.DEGRADED: "limited", State.UNHEALTHY: "BROKEN"}
COMMANDS = {
    Remedy.REPAIR: "vectorbeats doctor --repair",
    Remedy.INDEX: "vectorbeats index",
    Remedy.FOLDERS: "vectorbeats folders list",
    Remedy.MODELS: "vectorbeats models list",
    Remedy.COPIES: "vectorbeats backup list",
    Remedy.SYNC: "vectorbeats sync",
    Remedy.SETTINGS: "vectorbeats settings list",
}


@dataclass(frozen=True, slots=True)
class DoctorCommand:
    """Look at every part; with `repair`, mend what can be mended first; with `bundle`, write a report to that file.

    With `strict`, limits count as well.
    """

    as_json: bool = False
    repair: bool = False
    bundle: str = ""
    replace: bool = False
    strict: bool = False

    def run(self, place: Workplace) -> int:
        """Print the state of each part; 3 when one is broken, and with `strict` 1 when one has limits."""
        session = place.session
        report = session.repair(place.ctx) if self.repair else session.health(place.ctx)
        if self.bundle:
            target = place.absolute(self.bundle)
            write_bundle(session, target, place.ctx, replace=self.replace)
            place.out.note(f"The report is in {target}. Nothing was sent to anybody; look through it first.")
        if self.as_json:
            place.out.json(_json(report))
        else:
            for part in report.parts:
                place.out.say(f"{MARKS[part.state]:8} {part.name}: {part.text}")
                if told := _hint(part):
                    place.out.say(f"         {told}")
        if report.state is State.UNHEALTHY:
            return FAILED
        return NOTHING_FOUND if self.strict and report.state is State.DEGRADED else FOUND


def _hint(part: PartHealth) -> str:
    command = f"({COMMANDS[part.remedy]})" if part.remedy is not None and part.hint else ""
    return f"{part.hint} {command}".strip()


def _json(report: HealthReport) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "version": __version__,
        "state": str(report.state),
        "parts": [
            {
                "key": part.key,
                "name": part.name,
                "state": str(part.state),
                "text": part.text,
                "hint": part.hint,
                "command": COMMANDS[part.remedy] if part.remedy is not None else "",
            }
            for part in report.parts
        ],
    }
