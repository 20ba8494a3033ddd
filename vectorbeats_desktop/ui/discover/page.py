"""The Discover page: the query on top, and below it the invitation or the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import LibraryStatus, SearchResult, Track
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.answer import AnswerPane, Asked
from vectorbeats_desktop.ui.discover.asking import Asker
from vectorbeats_desktop.ui.discover.chip_strip import ChipStrip
from vectorbeats_desktop.ui.discover.comparing import Comparing
from vectorbeats_desktop.ui.discover.confirming import Confirming
from vectorbeats_desktop.ui.discover.drop_area import DropArea
from vectorbeats_desktop.ui.discover.files_dialog import ask_for_files
from vectorbeats_desktop.ui.discover.filtering import Filtering
from vectorbeats_desktop.ui.discover.guests import Guests
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.humming import Humming
from vectorbeats_desktop.ui.discover.intake import Intake, offers_something, read_mime
from vectorbeats_desktop.ui.discover.judging import Judging
from vectorbeats_desktop.ui.discover.narrowing import Narrowing
from vectorbeats_desktop.ui.discover.parts import QueryParts
from vectorbeats_desktop.ui.discover.pushing import Pushing
from vectorbeats_desktop.ui.discover.reception import Reception
from vectorbeats_desktop.ui.discover.results_look import ResultsLook
from vectorbeats_desktop.ui.discover.searches_menu import SearchesButton
from vectorbeats_desktop.ui.discover.thumbnails import THUMBNAIL
from vectorbeats_desktop.ui.discover.undoing import QueryEdits, Undoing
from vectorbeats_desktop.ui.discover.words_box import WordsBox, clipboard_intake
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.ui.spotify_asking import SpotifyAsking
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:
    from vectorbeats_desktop.workers.recorder import Recorder

WIDEST = 1120
BELOW_CARD = 12


class DiscoverPage(QWidget):
    """Takes pictures, sounds and words, and shows the tracks that fit."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    enqueue_requested = Signal(object, bool)  # list[Track], True: right after the track that plays
    reveal_requested = Signal(object)  # Track: show it in the library
    path_requested = Signal(object)  # Track: find a path that begins with it
    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with
    playlist_requested = Signal(str)  # show the playlist of that name
    add_folder_requested = Signal()  # ask for a folder to take into the library

    def __init__(
        self,
        actions: Actions,
        covers: CoverCache,
        parent: QWidget | None = None,
        make: Callable[[], Recorder] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("discoverPage")
        self.setAccessibleName(self.tr("Discover"))
        self.setAcceptDrops(True)
        self._actions, self._covers = actions, covers
        self.parts = QueryParts(self)
        self.narrowing = Narrowing(self)
        self.asker = Asker(actions, self.parts, self.narrowing, self)
        self.undoing = Undoing(self)
        QueryEdits(self.parts, self.narrowing, self.undoing, self)
        self.status = LibraryWatch(actions, "library status", lambda session: session.status(), self)
        self.words = WordsBox(self)
        self.hum = IconButton("microphone", self.tr("Hum a tune"), self)
        self.choose = QPushButton(self.tr("Choose…"), self)
        self.chips = ChipStrip(self.parts, self)
        self._filter_place = QVBoxLayout()
        self.filtering = Filtering(actions, self.narrowing, self, self._filter_place)
        self.hint = HintBar(self)
        self.searches = SearchesButton(actions, self.asker, self.hint, self)
        self.reception = Reception(actions, self.parts, self.narrowing, self.hint, self)
        self.pushing = Pushing(self.parts, self.reception, self.undoing, self.hint, self)
        self._recorder_place = QVBoxLayout()
        self.humming = Humming(actions, self.parts, self, self._recorder_place, make)
        self.drop_area = DropArea(self)
        self.answer = AnswerPane(covers, self)
        self._compare_place = QVBoxLayout()
        self.comparing = Comparing(actions, covers, self.answer.results, self.hint, self, self._compare_place)
        self.look = ResultsLook(actions, self.answer.results, self.answer.covers, self)
        self._heading = QLabel(self.tr("What shall it sound like?"), self)
        self._above, self._below = QWidget(self), QWidget(self)
        self.confirming = Confirming(actions, self.asker, self.answer.results, self)
        self.guests = Guests(self.answer.results, self.hint, self)
        self.spotify = SpotifyAsking(actions, self.hint, self)
        self.judging = Judging(actions, self.asker, self.answer.results, self.hint, self.undoing, self)
        self._build()
        self._connect_query()
        self._connect_humming()
        self._connect_answer()
        self._show_invitation()

    def focus_text(self) -> None:
        """Put the cursor into the text box, with its words selected."""
        self.words.setFocus()
        self.words.selectAll()

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        self.focus_text()

    def mark_playing(self, file_id: int | None) -> None:
        """Let the track that plays stand out."""
        self.answer.results.mark_playing(file_id)
        self.comparing.mark_playing(file_id)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files as parts of the query."""
        self.reception.add_paths(paths)

    def add_image(self, image: QImage, caption: str = "") -> None:
        """Add a picture that has no file."""
        self.reception.add_image(image, caption)

    def add_like(self, track: Track, weight: float = 1.0) -> None:
        """Look for more like a track of the library, or, with a negative weight, for less."""
        picture = self._covers.pixmap(track, THUMBNAIL, self.devicePixelRatioF()).toImage()
        self.reception.add_like(track, weight, picture)

    def add_playlist(self, name: str) -> None:
        """Look for more like a saved playlist."""
        self.reception.add_playlist(name)

    def close_shelf(self) -> bool:
        """End what is under way here, and remove the pictures and takes of the query; say whether all has ended."""
        self.reception.close()
        return self.humming.shut()

    def _build(self) -> None:
        self._heading.setObjectName("pageTitle")
        self.choose.setProperty("kind", "secondary")
        self.choose.setAccessibleDescription(self.tr("Choose pictures or music files to look with"))
        self.hum.setObjectName("humButton")
        for tool in (self.hum, self.searches):
            tool.setIconSize(QSize(22, 22))
        self.hum.setToolTip(self.tr("Hum a tune (R)"))
        self.drop_area.setMaximumHeight(420)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.searches.setObjectName("besideWords")
        row.addWidget(self.words, 1)
        for labelled in (self.filtering.button, self.choose):
            labelled.setProperty("beside", True)
        for button in (self.searches, self.hum, self.filtering.button, self.choose):
            row.addWidget(button)
        layout = centred_column(self, WIDEST)
        layout.addWidget(self._above, 1)
        layout.addWidget(self._heading)
        layout.addLayout(row)
        layout.addWidget(self.chips)
        layout.addLayout(self._filter_place)
        layout.addWidget(self.filtering.chips)
        layout.addWidget(self.hint)
        layout.addLayout(self._recorder_place)
        layout.addWidget(self.drop_area, 4)
        layout.addWidget(self.answer, 6)
        layout.addLayout(self._compare_place, 6)
        layout.addWidget(self._below, 1)
        order = (self.words, self.searches, self.hum, self.filtering.button, self.choose, self.chips, self.answer)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect_query(self) -> None:
        self.words.textChanged.connect(self._on_words)
        self.words.returnPressed.connect(self.asker.ask_now)
        self.words.taken_in.connect(self.take_in)
        self.reception.words_given.connect(self._on_words_given)
        self.words.leave_downwards.connect(self._enter_results)
        self.parts.membership_changed.connect(self._on_membership)
        self.choose.clicked.connect(self.choose_files)
        self.drop_area.choose_requested.connect(self.choose_files)
        self.drop_area.folder_requested.connect(self.add_folder_requested)
        self.drop_area.demo_requested.connect(self._actions.build_demo)
        self.status.changed.connect(self._on_status)
        self.searches.chosen.connect(self.reception.bring_back)
        self.searches.playlist_requested.connect(self.playlist_requested)
        self.searches.said_requested.connect(lambda: self.judging.show_said(self))
        self._on_keys(("Ctrl+V",), lambda: self.take_in(clipboard_intake()))
        self._on_keys(("Ctrl+Z",), self.undoing.undo)
        self._on_keys(("Ctrl+Shift+Z", "Ctrl+Y"), self.undoing.redo)
        self._on_keys(("Ctrl+Shift+F",), self.filtering.toggle)
        self._on_keys(("Ctrl+H",), self.searches.open)
        self._on_keys(("Ctrl+G",), self.look.toggle)
        self._on_keys(("Ctrl+D",), self.comparing.open)

    def _on_keys(self, keys: Sequence[str], act: Callable[[], object]) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys([QKeySequence(key) for key in keys])
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act())

    def _connect_humming(self) -> None:
        self.hum.clicked.connect(self.humming.open)
        self.drop_area.hum_requested.connect(self.humming.open)
        self.humming.shown.connect(self._on_recorder_shown)
        self.humming.part_made.connect(self.reception.add_part)
        self.humming.files_dropped.connect(self.reception.add_hums)
        self.humming.kept.connect(lambda path: self.hint.say(self.tr("Kept as “{0}”.").format(path)))
        self.confirming.said.connect(self.hint.say)

    def _connect_answer(self) -> None:
        self.asker.started.connect(self._on_search_started)
        self.asker.answered.connect(self._on_answer)
        self.asker.answered.connect(self.comparing.refresh)  # once the answer is listed
        self.asker.others_told.connect(self.answer.show_others)
        self.asker.failed.connect(self.answer.show_error)
        self.asker.failed.connect(self.comparing.close)
        self.asker.nothing_asked.connect(self.comparing.close)
        self.asker.nothing_asked.connect(self._on_nothing_asked)
        self.comparing.shown.connect(self._on_comparison_shown)
        self.comparing.play_requested.connect(self.play_requested)
        self.comparing.push_requested.connect(self.pushing.push)
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
        wishes.spotify_requested.connect(self.spotify.find)
        wishes.offer_spotify(self._actions.preferences)
        wishes.like_requested.connect(self.add_like)
        self.answer.results.less_requested.connect(lambda track: self.add_like(track, -1.0))
        self.answer.results.push_requested.connect(self.pushing.push)
        self.answer.bring_back_requested.connect(self.judging.bring_back)
        self.answer.clear_filters_requested.connect(lambda: self.narrowing.put_back({}, 0.0))
        wishes.path_requested.connect(self.path_requested)
        wishes.save_requested.connect(self.save_requested)
        self.answer.keep_requested.connect(self.keep)

    def keep(self) -> None:
        """Save all results as a playlist, named by the words of the query."""
        self.save_requested.emit(self.answer.results.hits.tracks(), self.parts.text.strip())

    def clear(self) -> None:
        """Begin anew."""
        self.parts.clear()
        self.focus_text()

    def choose_files(self) -> None:
        """Open a dialog for pictures and music."""
        ask_for_files(self, self.add_paths)

    def take_in(self, taken: Intake) -> None:
        """Use what was dropped or pasted, or say kindly why it cannot be used."""
        self.reception.take_in(taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_recorder()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self.answer.results:  # on its way to somewhere else
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
        elif offers_something(event.mimeData()):
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
        if " ".join(self.words.text().split()) != self.parts.text:
            self.words.setText(self.parts.text)  # cleared, undone or brought back

    def _on_words_given(self, words: str) -> None:
        self.words.setText(words[: self.words.maxLength()])
        self.words.setFocus()

    def _on_comparison_shown(self, shown: bool) -> None:
        self._compare_place.setContentsMargins(0, 0, 0, BELOW_CARD if shown else 0)
        self._arrange(asked=True)
        if not shown:
            self.answer.results.setFocus()

    def _on_recorder_shown(self, shown: bool) -> None:
        self.comparing.close()
        self._arrange(asked=self.answer.isVisibleTo(self))
        if shown:
            self.hint.hide()
        else:
            self._leave_recorder()

    def _leave_recorder(self) -> None:
        """Put the focus where keys go on working: R would be a letter in the text box."""
        answered = self.answer.isVisibleTo(self) and self.answer.shows_hits
        (self.answer.results if answered else self.hum).setFocus()

    def _on_search_started(self, again: bool) -> None:
        self._show_answer()
        self.answer.show_searching(again=again)

    def _on_answer(self, result: SearchResult, again: bool) -> None:
        self.chips.show_readings(self.asker.readings(result))
        names = tuple(one.name for one in self.asker.asked)
        filtered = bool(self.narrowing.filters)
        asked = Asked(self.asker.read_by(result), names, self.asker.only, filtered)
        self.answer.show_result(result, asked, keep_place=again)

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
        self.humming.set_recognises(status.fingerprints > 0)

    def _enter_results(self) -> None:
        if self.comparing.panel is not None and self.comparing.is_open:
            self.comparing.panel.take_focus()
        elif self.answer.isVisible() and self.answer.shows_hits:
            self.answer.results.setFocus()

    def _show_invitation(self) -> None:
        self._arrange(asked=False)

    def _show_answer(self) -> None:
        self._arrange(asked=True)

    def _arrange(self, *, asked: bool) -> None:
        invites = not asked and not self.humming.is_open
        for widget in (self._above, self._below, self._heading):
            widget.setVisible(not asked)
        self.drop_area.setVisible(invites)
        self.choose.setVisible(not invites)
        self.answer.setVisible(asked and not self.comparing.is_open)
        self._fit_recorder()

    def _fit_recorder(self) -> None:
        if self.humming.panel is not None:
            self.humming.panel.fit(self.height(), alone=not self.answer.isVisibleTo(self))
