"""Takes in what is dropped, pasted, chosen or hummed, and says kindly what cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vectorbeats_desktop.engine.errors import UnreadablePicture
from vectorbeats_desktop.engine.records import Kind, QueryPart, SavedSearch, Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.intake import Intake
from vectorbeats_desktop.ui.discover.narrowing import Filters, Narrowing
from vectorbeats_desktop.ui.discover.parts import MOST_PARTS, QueryParts
from vectorbeats_desktop.ui.discover.shelf import THUMBNAIL_SIDE, Pixels, Prepared, Refused, Shelf
from vectorbeats_desktop.workers.actions import Actions


class Reception(QObject):
    """Makes parts of the query out of things, in a thread where they must be looked at first."""

    words_given = Signal(str)

    def __init__(
        self, actions: Actions, parts: QueryParts, narrowing: Narrowing, hint: HintBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions, self._parts, self._narrowing, self._hint = actions, parts, narrowing, hint
        self._shelf = Shelf(self._opened, self)
        self._shelf.prepared.connect(self._on_prepared)
        self._shelf.restored.connect(self._on_restored)
        self._narrowed: tuple[Filters, float] = ({}, 0.0)  # of the search that is being brought back

    def take_in(self, taken: Intake) -> None:
        """Use what was dropped or pasted, or say kindly why it cannot be used."""
        self._hint.hide()
        if taken.paths:
            self.add_paths(taken.paths)
        elif taken.image is not None:
            self.add_image(taken.image, taken.caption)
        elif taken.encoded:
            self._shelf.take_encoded(taken.encoded, taken.caption, self.tr("Picture"))
        elif taken.text:
            self.words_given.emit(taken.text)
        elif taken.addresses:
            self._hint.say(
                self.tr(
                    "That is a web address, and VectorBeats fetches nothing from the web. "
                    "Drag the picture itself here, or copy it and paste it."
                )
            )

    def add_paths(self, paths: Sequence[Path]) -> None:
        self._shelf.take_paths(paths)

    def add_hums(self, paths: Sequence[Path]) -> None:
        """Add files, of which recordings are taken for hums."""
        self._hint.hide()
        self._shelf.take_paths(paths, audio=Kind.HUM)

    def add_image(self, image: QImage, caption: str = "") -> None:
        self._shelf.take_image(image, caption, self.tr("Picture"))

    def add_part(self, part: QueryPart, name: str, thumbnail: QImage | None) -> bool:
        """Add a part that needs no looking at, or say why it is not added; return whether it was."""
        if self._parts.full:
            self._hint.say(self.tr("A query takes {0} parts at most. Take one away first.").format(MOST_PARTS))
            return False
        added = self._parts.add(part, name, thumbnail)
        if not added:
            self._hint.say(self.tr("“{0}” is part of the query already.").format(name))
        return added

    def add_like(self, track: Track, weight: float, picture: QImage) -> None:
        """Look for more like a track of the library, or for less; one that is in the query is weighed anew."""
        key = self._parts.find(Kind.LIKE, str(track.path))
        if key is not None:
            self._parts.set_weight(key, weight)
        else:
            part = QueryPart(Kind.LIKE, str(track.path), weight, caption=track.name)
            self.add_part(part, track.name, picture)

    def add_playlist(self, name: str) -> None:
        """Look for more like a saved playlist."""
        self.add_part(QueryPart(Kind.PLAYLIST, name, caption=name), name, None)

    def bring_back(self, search: SavedSearch) -> None:
        """Make an earlier search the query, with its weights and filters."""
        self._hint.hide()
        self._narrowed = (search.query.filters, search.query.diversity)
        self._shelf.take_again(search.query.parts)

    def close(self) -> None:
        """Wait for drops that are still being looked at, and remove the pictures kept for them."""
        self._shelf.close()

    def _opened(self, path: Path, ctx: TaskContext) -> Pixels | None:
        """A small copy of a picture, from the process that opens pictures (called in the shelf's thread)."""
        session = self._actions.session
        try:
            return None if session is None else session.opener.open(path, THUMBNAIL_SIDE, ctx)
        except UnreadablePicture:
            return None  # the search says what is the matter with it

    def _on_prepared(self, looked_at: list[Prepared | Refused]) -> None:
        for one in looked_at:
            if isinstance(one, Prepared):
                self.add_part(one.part, one.name, one.thumbnail)
            else:
                self._say_refused(one)

    def _on_restored(self, looked_at: list[Prepared | Refused]) -> None:
        there = [one for one in looked_at if isinstance(one, Prepared)]
        self._parts.replace_all((one.part, one.name, one.thumbnail) for one in there)
        self._narrowing.put_back(*self._narrowed)
        if gone := [one.name for one in looked_at if isinstance(one, Refused)]:
            self._hint.say(self.tr("No longer there, and left out: {0}.").format(", ".join(gone)))

    def _say_refused(self, refused: Refused) -> None:
        folder = refused.folder
        if folder is None:
            self._hint.say(
                self.tr("“{0}” is neither a picture nor a piece of music nor a playlist.").format(refused.name)
            )
            return
        self._hint.say(
            self.tr("“{0}” is a folder. Shall its music become part of your library?").format(refused.name),
            self.tr("Add to the library"),
            lambda: self._actions.add_folder(folder),
        )
