"""Takes in what is dropped, pasted, chosen or hummed, and says kindly what cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.intake import Intake
from vectorbeats_desktop.ui.discover.parts import MOST_PARTS, QueryParts
from vectorbeats_desktop.ui.discover.shelf import Prepared, Refused, Shelf
from vectorbeats_desktop.workers.actions import Actions


class Reception(QObject):
    """Makes parts of the query out of things, in a thread where they must be looked at first."""

    words_given = Signal(str)

    def __init__(self, actions: Actions, parts: QueryParts, hint: HintBar, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._parts, self._hint = actions, parts, hint
        self._shelf = Shelf(self)
        self._shelf.prepared.connect(self._on_prepared)

    def take_in(self, taken: Intake) -> None:
        """Use what was dropped or pasted, or say kindly why it cannot be used."""
        self._hint.hide()
        if taken.paths:
            self.add_paths(taken.paths)
        elif taken.image is not None:
            self.add_image(taken.image, taken.caption)
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

    def add_part(self, part: QueryPart, name: str, thumbnail: QImage | None) -> None:
        """Add a part that needs no looking at, or say why it is not added."""
        if self._parts.full:
            self._hint.say(self.tr("A query takes {0} parts at most. Take one away first.").format(MOST_PARTS))
        elif not self._parts.add(part, name, thumbnail):
            self._hint.say(self.tr("“{0}” is part of the query already.").format(name))

    def close(self) -> None:
        """Wait for drops that are still being looked at, and remove the pictures kept for them."""
        self._shelf.close()

    def _on_prepared(self, looked_at: list[Prepared | Refused]) -> None:
        for one in looked_at:
            if isinstance(one, Prepared):
                self.add_part(one.part, one.name, one.thumbnail)
            else:
                self._say_refused(one)

    def _say_refused(self, refused: Refused) -> None:
        folder = refused.folder
        if folder is None:
            self._hint.say(self.tr("“{0}” is neither a picture nor a piece of music.").format(refused.name))
            return
        self._hint.say(
            self.tr("“{0}” is a folder. Shall its music become part of your library?").format(refused.name),
            self.tr("Add to the library"),
            lambda: self._actions.add_folder(folder),
        )
