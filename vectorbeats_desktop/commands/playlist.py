"""`vectorbeats playlist`: saved playlists, and files of them."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.hints import typed_hints
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.rule_text import recipe_in_words
from vectorbeats_desktop.commands.search import printable
from vectorbeats_desktop.commands.smart import wait_for_recipe
from vectorbeats_desktop.commands.tracks import print_tracks, track_json
from vectorbeats_desktop.engine.playlists.recipe import Recipe

OTHER_NAME = "Choose another one by --name, or say --replace."


@dataclass(frozen=True, slots=True)
class ListPlaylists:
    """List the playlists."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print each one's name and how many tracks stand in it."""
        playlists = place.session.playlists.all()
        if self.as_json:
            place.out.json(
                [{"name": p.name, "tracks": p.count, "changed_at": p.changed_at, "smart": p.smart} for p in playlists]
            )
        else:
            for playlist in playlists:
                smart = "  (smart)" if playlist.smart else ""
                place.out.say(f"{playlist.name}  {playlist.count:,} tracks{smart}")
        return FOUND if playlists else NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class ShowPlaylist:
    """List the tracks of a playlist."""

    name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print its tracks in order, and what of it the library does not have now, or what fills it."""
        recipe = self._recipe(place)
        playlists = place.session.playlists
        tracks, missing = playlists.tracks(self.name, place.ctx), playlists.missing(self.name)
        if self.as_json:
            shown = [track_json(track) for track in tracks]
            filled_by = None if recipe is None else asdict(recipe)
            away = [os.fspath(path) for path in missing]
            place.out.json({"name": self.name, "tracks": shown, "missing": away, "recipe": filled_by})
        else:
            print_tracks(tracks, place)
            if recipe is not None:
                place.out.note(f"It fills itself: {recipe_in_words(recipe)}.")
            for path in missing:
                place.out.note(f"Not in the library: {printable(path)}")
        return FOUND if tracks else NOTHING_FOUND

    def _recipe(self, place: Workplace) -> Recipe | None:
        if not place.session.playlists.is_smart(self.name):
            return None
        recipe = place.session.smart_playlists.recipe(self.name)
        wait_for_recipe(place, recipe)
        return recipe


@dataclass(frozen=True, slots=True)
class ExportPlaylist:
    """Write a playlist as a file."""

    name: str
    file: str
    replace: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Write it."""
        target = place.absolute(self.file)
        if place.session.playlists.is_smart(self.name):
            wait_for_recipe(place, place.session.smart_playlists.recipe(self.name))
        count = place.session.playlists.export(self.name, target, replace=self.replace, ctx=place.ctx)
        if self.as_json:
            place.out.json({"file": os.fspath(target), "tracks": count})
        else:
            place.out.say(f"Wrote {count:,} tracks to {printable(target)}.")
        return FOUND


@dataclass(frozen=True, slots=True)
class ImportPlaylist:
    """Save a playlist's file as a playlist."""

    file: str
    name: str = ""
    replace: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Save it, and tell what of it the library does not have."""
        with typed_hints(taken=OTHER_NAME):
            kept = place.session.playlists.import_file(place.absolute(self.file), self.name, replace=self.replace)
        if self.as_json:
            missing = [os.fspath(path) for path in kept.missing]
            place.out.json({"name": kept.name, "tracks": kept.count, "missing": missing})
            return FOUND
        place.out.say(f"Saved {kept.count:,} tracks as “{kept.name}”.")
        for path in kept.missing:
            place.out.note(f"Not in the library: {printable(path)}")
        return FOUND


@dataclass(frozen=True, slots=True)
class RenamePlaylist:
    """Give a playlist another name."""

    name: str
    new_name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Rename it; a name that is taken stays with its playlist."""
        with typed_hints(taken="Choose another name."):
            renamed = place.session.playlists.rename(self.name, self.new_name)
        if self.as_json:
            place.out.json({"name": renamed})
        else:
            place.out.say(f"The playlist “{self.name}” is named “{renamed}” now.")
        return FOUND


@dataclass(frozen=True, slots=True)
class DeletePlaylist:
    """Delete a playlist."""

    name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Delete it."""
        removed = place.session.playlists.delete(self.name)
        if self.as_json:
            place.out.json({"deleted": removed.name})
        else:
            place.out.say(f"Deleted the playlist “{removed.name}”; its music stays.")
        return FOUND
