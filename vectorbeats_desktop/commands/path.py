"""`vectorbeats path`: a way from one track to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND
from vectorbeats_desktop.commands.search import printable
from vectorbeats_desktop.commands.tracks import print_tracks, track_at, track_json
from vectorbeats_desktop.engine.playlists.files import write_playlist_file
from vectorbeats_desktop.engine.records import Track


@dataclass(frozen=True, slots=True)
class PathCommand:
    """Find a way; `save` is a playlist's name, `export` a file, both empty for none."""

    start: str
    end: str
    length: int
    through: tuple[str, ...] = ()
    save: str = ""
    export: str = ""
    replace: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Find it, keep it where it was asked to be kept, and print it."""
        start, *through, end = (track_at(path, place).track_id for path in (self.start, *self.through, self.end))
        tracks = place.session.routes.between(start, end, self.length, place.ctx, through)
        if len(tracks) < self.length:
            place.out.note(f"The library has no more than {len(tracks)} tracks for this way.")
        target = place.absolute(self.export) if self.export else None
        self._keep(tracks, target, place)
        if self.as_json:
            kept = {"playlist": self.save or None, "file": None if target is None else str(target)}
            place.out.json({"tracks": [track_json(track) for track in tracks], "asked": self.length, **kept})
            return FOUND
        print_tracks(tracks, place)
        if self.save:
            place.out.note(f"Saved as the playlist “{self.save}”.")
        if target is not None:
            place.out.note(f"Written to {printable(target)}.")
        return FOUND

    def _keep(self, tracks: Sequence[Track], target: Path | None, place: Workplace) -> None:
        """Keep it at both places or at none: a file can fail for more reasons, and comes first."""
        playlists = place.session.playlists
        if self.save and not self.replace:
            playlists.check_free(self.save)
        if target is not None:
            write_playlist_file(target, tracks, replace=self.replace)
        if self.save:
            playlists.save(self.save, tracks, replace=self.replace)
