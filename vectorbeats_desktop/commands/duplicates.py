"""`vectorbeats duplicates`: files that hold the same recording."""

from __future__ import annotations

import os
from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.search import printable
from vectorbeats_desktop.engine.records import DuplicateGroup, Track
from vectorbeats_desktop.engine.search.humming import clock


@dataclass(frozen=True, slots=True)
class DuplicatesCommand:
    """List them; nothing is merged or deleted."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Compare what was not compared yet, and print each group, the longest and best encoded file first."""
        groups = place.session.recognition.duplicates(place.ctx)
        if self.as_json:
            place.out.json({"groups": [_group_json(group) for group in groups]})
        elif not groups:
            place.out.say(_nothing(place))
        for number, group in enumerate(() if self.as_json else groups, start=1):
            place.out.say(f"{number:3}. {group.tracks[0].name}")
            for track, offset_s in zip(group.tracks, group.offsets_s, strict=True):
                place.out.say(f"     {_told(track, offset_s)}")
        return FOUND if groups else NOTHING_FOUND


def _nothing(place: Workplace) -> str:
    status = place.session.status()
    if not status.files:
        return "The library is empty. vectorbeats index FOLDER takes music in."
    if not status.fingerprints:
        return "No recording can be compared yet: run vectorbeats index first."
    return "No recording was found twice."


def _told(track: Track, offset_s: float) -> str:
    tags = track.tags
    facts = [clock(tags.duration_s or 0.0), tags.codec]
    if tags.bit_rate:
        facts.append(f"{tags.bit_rate // 1000} kb/s")
    if abs(offset_s) >= 1:
        facts.append(f"begins at {clock(offset_s)}" if offset_s > 0 else f"begins {clock(-offset_s)} earlier")
    return f"{printable(track.path)}  ({', '.join(fact for fact in facts if fact)})"


def _group_json(group: DuplicateGroup) -> dict[str, object]:
    files = zip(group.tracks, group.offsets_s, group.overlap_s, strict=True)
    return {
        "files": [
            {
                "path": os.fspath(track.path),
                "track_id": track.track_id,
                "duration_s": track.tags.duration_s,
                "codec": track.tags.codec,
                "bit_rate": track.tags.bit_rate,
                "offset_s": offset_s,
                "overlap_s": overlap_s,
            }
            for track, offset_s, overlap_s in files
        ]
    }
