"""Compare what a scan saw with what the catalogue knows, and tell added, changed, moved, removed, unreachable apart.

What is lost by mistake here is the person's library, so every doubt keeps a file: nothing is
removed from a folder that is not there, from a place that could not be read, from a drive
that is not mounted, or when too many files are gone at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import FolderRecord, KnownFile, Presence, SeenFile
from vectorbeats_desktop.engine.library.scan import Scan
from vectorbeats_desktop.engine.records import Folder

_SEPARATOR = os.sep.encode()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a scan changed in a folder, in files.

    `moved` counts moves seen at once, by inode; a file whose audio turns up elsewhere is found
    out when that one is identified, and counts as added and removed until then.
    `pending_removals` are gone, and wait for the person's word. `unreachable` are all files of
    a folder that is not there.
    """

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    pending_removals: int = 0
    unreachable: int = 0


def reconcile(
    catalog: Catalog, folder: Folder, scan: Scan, removal_share: float = 0.3, confirm_removals: bool = False
) -> Changes:
    """Bring the catalogue up to date with a scan, in one transaction, and return what changed.

    Files that are gone are kept for `Catalog.sweep_gone`: one may turn up in a folder that is scanned after this one.

    Args:
        catalog: where it is kept.
        folder: the folder that was scanned.
        scan: what was seen.
        removal_share: when more than this share of the folder's files is gone at once, they
            wait for the person's word.
        confirm_removals: the person's word: files that are gone are removed, however many.
            It never applies to a folder that is not there.
    """
    with catalog.batch():
        record, held = catalog.folder_record(folder.folder_id), catalog.count_files(folder.folder_id)
        catalog.set_scan_problems(folder.folder_id, scan.problems, scan.places)
        if not scan.reachable or _is_bare_mount_point(scan, record, held):
            catalog.set_reachable(folder.folder_id, False)
            return Changes(unreachable=held)
        catalog.set_reachable(folder.folder_id, True)
        update = _Update(catalog, folder.folder_id, scan, held)
        moved = update.move()
        added, changed = update.add(), update.change()
        removed, pending, lost = update.remove(record, removal_share, confirm_removals)
        if scan.places is None:
            mounts = tuple(sorted({*scan.mounts, *lost}))
            catalog.set_folder_record(folder.folder_id, FolderRecord(scan.device, mounts))
            catalog.set_folder(folder.folder_id, scanned_at=time.time())
    return Changes(added, changed, moved, removed, pending)


def tells_enough(catalog: Catalog, folder: Folder, scan: Scan) -> bool:
    """Whether a scan of some places will do. It will not for a folder that may be another one than it was before.

    So it is with one that was away, that lies on another drive now, or that has drives in it, of which any may be away.
    """
    if scan.places is None:
        return True
    record = catalog.folder_record(folder.folder_id)
    known = folder.reachable and folder.scanned_at is not None and not record.mounts
    return known and scan.reachable and not scan.mounts and scan.device == record.device


def _is_bare_mount_point(scan: Scan, record: FolderRecord, held: int) -> bool:
    """True for an empty folder that held files on another file system: its drive is not mounted."""
    return held > 0 and not scan.files and record.device is not None and record.device != scan.device


class _Update:
    """The steps of one reconciliation; each takes away what it has explained."""

    def __init__(self, catalog: Catalog, folder_id: int, scan: Scan, held: int) -> None:
        known = catalog.known_files(folder_id, scan.places)
        seen = {file.path: file for file in scan.files}
        self._catalog = catalog
        self._folder_id = folder_id
        self._scan = scan
        self._new = [file for path, file in seen.items() if path not in known]
        self._both = [(known[path], file) for path, file in seen.items() if path in known]
        self._missing = [
            file for path, file in known.items() if path not in seen and file.presence is not Presence.GONE
        ]
        self._held = held
        # Files that wait lie at other places too; they count for what is gone at once as if they had been looked for.
        waiting = sum(file.presence is Presence.WAITING for file in known.values())
        self._waiting_elsewhere = catalog.count_waiting(folder_id) - waiting

    def move(self) -> int:
        """Find new files that are known ones under another name: same inode, size and time, and the old name gone."""
        moved: set[int] = set()
        left: list[SeenFile] = []
        for file in self._new:
            former = next((k for k in self._catalog.same_inode(file) if _left_its_place(k, moved)), None)
            if former is None:
                left.append(file)
                continue
            self._catalog.move_file(former.file_id, self._folder_id, file)
            moved.add(former.file_id)
        self._new = left
        self._missing = [file for file in self._missing if file.file_id not in moved]
        return len(moved)

    def add(self) -> int:
        if self._new:
            self._catalog.add_files(self._folder_id, self._new)
        return len(self._new)

    def change(self) -> int:
        changed = [(known.file_id, seen) for known, seen in self._both if not known.same_as(seen)]
        self._catalog.touch_changed(changed)
        back = [known.file_id for known, _ in self._both if known.presence is not Presence.PRESENT]
        self._catalog.set_presence(back, Presence.PRESENT)
        return len(changed)

    def remove(self, record: FolderRecord, removal_share: float, confirmed: bool) -> tuple[int, int, tuple[Path, ...]]:
        """Remove what is gone, or let it wait; return both counts, and the drives that are not mounted."""
        missing = _outside(self._missing, self._scan.unread)
        lost = tuple(mount for mount in record.mounts if mount not in self._scan.mounts)
        elsewhere = _outside(missing, tuple(os.fsencode(mount) for mount in lost))
        if confirmed:
            gone, waiting, lost = missing, [], ()
        elif len(missing) + self._waiting_elsewhere > removal_share * self._held:
            gone, waiting = [], missing
        else:
            kept = {file.file_id for file in missing} - {file.file_id for file in elsewhere}
            kept.update(file.file_id for file in missing if file.presence is Presence.WAITING)
            gone = [file for file in missing if file.file_id not in kept]
            waiting = [file for file in missing if file.file_id in kept]
        self._catalog.set_presence([file.file_id for file in gone], Presence.GONE)
        self._catalog.set_presence(
            [file.file_id for file in waiting if file.presence is Presence.PRESENT], Presence.WAITING
        )
        return len(gone), len(waiting) + self._waiting_elsewhere, lost


def _left_its_place(file: KnownFile, moved: Iterable[int]) -> bool:
    return file.file_id not in moved and not os.path.lexists(file.path)


def _outside(files: Sequence[KnownFile], places: tuple[bytes, ...]) -> list[KnownFile]:
    """The files that do not lie at or under any of these places."""
    prefixes = tuple(place.rstrip(_SEPARATOR) + _SEPARATOR for place in places)
    return [file for file in files if file.path not in places and not file.path.startswith(prefixes)]
