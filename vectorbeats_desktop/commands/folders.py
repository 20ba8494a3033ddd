"""`vectorbeats folders`: which folders are in the library."""

from __future__ import annotations

import os
from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Folder


@dataclass(frozen=True, slots=True)
class ListFolders:
    """List the folders."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print each folder, and whether it is there now."""
        folders = place.session.folders()
        if self.as_json:
            place.out.json([_folder_json(folder) for folder in folders])
        else:
            for folder in folders:
                away = "" if folder.reachable else "  (not there now)"
                place.out.say(f"{folder.path}  {folder.files:,} files{away}")
        return FOUND if folders else NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """Take a folder out of the library. Its files stay where they are."""

    path: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Remove it."""
        path = place.absolute(self.path)
        folder = next((folder for folder in place.session.folders() if folder.path == path), None)
        if folder is None:
            raise BadQuery(f"{path} is no folder of the library.", "vectorbeats folders list shows them.")
        place.session.remove_folder(folder.folder_id)
        if self.as_json:
            place.out.json({"removed": os.fspath(folder.path)})
        else:
            place.out.say(f"Took {folder.path} out of the library; its files stay where they are.")
        return FOUND


def _folder_json(folder: Folder) -> dict[str, object]:
    return {
        "path": os.fspath(folder.path),
        "files": folder.files,
        "reachable": folder.reachable,
        "scanned_at": folder.scanned_at,
        "pending_removals": folder.pending_removals,
    }
