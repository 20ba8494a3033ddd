"""The Discover page: the query on top, and below it the invitation or the answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES
from vectorbeats_desktop.engine.records import Kind, LibraryStatus, QueryPart, SearchResult, Track
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.answer import AnswerPane
from vectorbeats_desktop.ui.discover.asking import Asker
from vectorbeats_desktop.ui.discover.chips import THUMBNAIL, ChipStrip
from vectorbeats_desktop.ui.discover.drop_area import DropArea
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.intake import (
    PICTURE_SUFFIXES,
    Intake,
    dialog_patterns,
    offers_something,
    read_mime,
)
from vectorbeats_desktop.ui.discover.parts import MOST_PARTS, QueryParts
from vectorbeats_desktop.ui.discover.shelf import Prepared, Refused, Shelf
from vectorbeats_desktop.ui.discover.words_box import WordsBox, clipboard_intake
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

WIDEST = 1120


class DiscoverPage(QWidget):
    """Takes pictures, sounds and words, and shows the tracks that fit."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    enqueue_requested = Signal(object, bool)  # list[Track], True: right after the track that plays
    reveal_requested = Signal(object)  # Track: show it in the library
    add_folder_requested = Signal()  # ask for a folder to take into the library

    def __init__(self, actions: Actions, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("discoverPage")
        self.setAccessibleName(self.tr("Discover"))
        self.setAcceptDrops(True)
        self._actions, self._covers = actions, covers
        self.parts = QueryParts(self)
        self.asker = Asker(actions, self.parts, self)
        self.shelf = Shelf(self)
        self.status = LibraryWatch(actions, "library status", lambda session: session.status(), self)
        self.words = WordsBox(self)
        self.choose = QPushButton(self.tr("Choose…"), self)
        self.chips = ChipStrip(self.parts, self)
        self.hint = HintBar(self)
        self.drop_area = DropArea(self)
        self.answer = AnswerPane(covers, self)
        self._heading = QLabel(self.tr("What shall it sound like?"), self)
        self._above, self._below = QWidget(self), QWidget(self)
        self._build()
        self._connect_query()
        self._connect_answer()
        self._show_invitation()

    def focus_text(self) -> None:
        """Put the cursor into the text box, with its words selected."""
        self.words.setFocus()
        self.words.selectAll()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files as parts of the query."""
        self.shelf.take_paths(paths)

    def add_image(self, image: QImage, caption: str = "") -> None:
        """Add a picture that has no file."""
        self.shelf.take_image(image, caption, self.tr("Picture"))

    def add_like(self, track: Track) -> None:
        """Look for more like a track of the library."""
        picture = self._covers.pixmap(track, THUMBNAIL, self.devicePixelRatioF()).toImage()
        self._add_part(QueryPart(Kind.LIKE, str(track.path), caption=track.name), track.name, picture)

    def close_shelf(self) -> None:
        """Wait for drops that are still being looked at, and remove the pictures kept for them."""
        self.shelf.close()

    def _build(self) -> None:
        self._heading.setObjectName("pageTitle")
        self.choose.setProperty("kind", "secondary")
        self.choose.setAccessibleDescription(self.tr("Choose pictures or music files to look with"))
        self.drop_area.setMaximumHeight(420)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        layout = centred_column(self, WIDEST)
        layout.addWidget(self._above, 1)
        layout.addWidget(self._heading)
        layout.addLayout(row)
        layout.addWidget(self.chips)
        layout.addWidget(self.hint)
        layout.addWidget(self.drop_area, 4)
        layout.addWidget(self.answer, 6)
        layout.addWidget(self._below, 1)
        for before, after in ((self.words, self.choose), (self.choose, self.chips), (self.chips, self.answer)):
            QWidget.setTabOrder(before, after)

    def _connect_query(self) -> None:
        self.words.textChanged.connect(self._on_words)
        self.words.returnPressed.connect(self.asker.ask_now)
        self.words.taken_in.connect(self.take_in)
        self.words.leave_downwards.connect(self._enter_results)
        self.parts.membership_changed.connect(self._on_membership)
        self.shelf.prepared.connect(self._on_prepared)
        self.choose.clicked.connect(self.choose_files)
        self.drop_area.choose_requested.connect(self.choose_files)
        self.drop_area.folder_requested.connect(self.add_folder_requested)
        self.drop_area.demo_requested.connect(self._actions.build_demo)
        self.status.changed.connect(self._on_status)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(lambda: self.take_in(clipboard_intake()))

    def _connect_answer(self) -> None:
        self.asker.started.connect(self._on_search_started)
        self.asker.answered.connect(self._on_answer)
        self.asker.failed.connect(self.answer.show_error)
        self.asker.nothing_asked.connect(self._on_nothing_asked)
        self._actions.index_started.connect(self._on_index_started)
        self._actions.index_finished.connect(self.asker.ask_again)
        self.answer.clear_requested.connect(self.clear)
        self.answer.retry_requested.connect(self.asker.ask_now)
        self.answer.folder_requested.connect(self.add_folder_requested)
        self.answer.demo_requested.connect(self._actions.build_demo)
        self.answer.results.leave_upwards.connect(self.focus_text)
        wishes = self.answer.results.wishes
        wishes.play_requested.connect(self.play_requested)
        wishes.enqueue_requested.connect(self.enqueue_requested)
        wishes.reveal_requested.connect(self.reveal_requested)
        wishes.like_requested.connect(self.add_like)

    def clear(self) -> None:
        """Begin anew."""
        self.parts.clear()
        self.focus_text()

    def choose_files(self) -> None:
        """Open a dialog for pictures and music."""
        pictures, music = dialog_patterns(PICTURE_SUFFIXES), dialog_patterns(AUDIO_SUFFIXES)
        dialog = QFileDialog(self, self.tr("Look with these"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Pictures and music ({0})").format(f"{pictures} {music}"),
                self.tr("Pictures ({0})").format(pictures),
                self.tr("Music ({0})").format(music),
                self.tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(lambda names: self.add_paths([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, taken: Intake) -> None:
        """Use what was dropped or pasted, or say kindly why it cannot be used."""
        self.hint.hide()
        if taken.paths:
            self.add_paths(taken.paths)
        elif taken.image is not None:
            self.add_image(taken.image, taken.caption)
        elif taken.text:
            self.words.setText(taken.text[: self.words.maxLength()])
            self.words.setFocus()
        elif taken.addresses:
            self.hint.say(
                self.tr(
                    "That is a web address, and VectorBeats fetches nothing from the web. "
                    "Drag the picture itself here, or copy it and paste it."
                )
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offers_something(event.mimeData()):
            event.acceptProposedAction()
            self._set_inviting(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_inviting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_inviting(False)
        event.acceptProposedAction()
        self.take_in(read_mime(event.mimeData()))

    def _set_inviting(self, inviting: bool) -> None:
        self.drop_area.set_inviting(inviting)
        self.setProperty("dragging", inviting)
        self.style().unpolish(self)
        self.style().polish(self)

    def _on_words(self, text: str) -> None:
        self.parts.set_text(text)

    def _on_membership(self) -> None:
        if self.words.text().strip() and not self.parts.text:
            self.words.clear()

    def _on_prepared(self, looked_at: list[Prepared | Refused]) -> None:
        for one in looked_at:
            if isinstance(one, Prepared):
                self._add_part(one.part, one.name, one.thumbnail)
            else:
                self._say_refused(one)

    def _add_part(self, part: QueryPart, name: str, thumbnail: QImage | None) -> None:
        if self.parts.full:
            self.hint.say(self.tr("A query takes {0} parts at most. Take one away first.").format(MOST_PARTS))
        elif not self.parts.add(part, name, thumbnail):
            self.hint.say(self.tr("“{0}” is part of the query already.").format(name))

    def _say_refused(self, refused: Refused) -> None:
        folder = refused.folder
        if folder is None:
            self.hint.say(self.tr("“{0}” is neither a picture nor a piece of music.").format(refused.name))
            return
        self.hint.say(
            self.tr("“{0}” is a folder. Shall its music become part of your library?").format(refused.name),
            self.tr("Add to the library"),
            lambda: self._actions.add_folder(folder),
        )

    def _on_search_started(self, again: bool) -> None:
        self._show_answer()
        self.answer.show_searching(again=again)

    def _on_answer(self, result: SearchResult, again: bool) -> None:
        self.answer.show_result(result, self.asker.read_by(), keep_place=again)

    def _on_nothing_asked(self) -> None:
        if len(self.parts):
            self._show_answer()
            self.answer.show_nothing_counts()
        else:
            self._show_invitation()

    def _on_index_started(self, job: Job) -> None:
        self._on_progress(Progress(""))
        job.progressed.connect(self._on_progress)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(lambda *_outcome: self._say_busy(""))

    def _on_progress(self, progress: Progress) -> None:
        counts = wording.how_far(progress)
        self._say_busy(f"{wording.stage(progress.stage)}… {counts}".strip())

    def _say_busy(self, busy: str) -> None:
        self.drop_area.set_busy(busy)
        self.answer.set_busy(bool(busy))

    def _on_status(self, status: LibraryStatus) -> None:
        self.drop_area.set_status(status)

    def _enter_results(self) -> None:
        if self.answer.isVisible() and self.answer.shows_hits:
            self.answer.results.setFocus()

    def _show_invitation(self) -> None:
        self._arrange(asked=False)

    def _show_answer(self) -> None:
        self._arrange(asked=True)

    def _arrange(self, *, asked: bool) -> None:
        for widget in (self._above, self._below, self._heading, self.drop_area):
            widget.setVisible(not asked)
        self.choose.setVisible(asked)
        self.answer.setVisible(asked)
