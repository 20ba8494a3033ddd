"""`vectorbeats metrics`: the program in figures, for a monitor."""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND


@dataclass(frozen=True, slots=True)
class MetricsCommand:
    """Print the figures in the OpenMetrics text format, and write them to the file that `monitoring.file` names."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print them; 0."""
        place.out.write("stdout", place.session.metrics_file.write(look=True))
        return FOUND
