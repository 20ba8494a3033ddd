"""Turns the parts of a query into searches, and takes only the newest answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.ui.discover.parts import QueryParts
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

PAUSE_MS = 250  # in typing or sliding, before a search begins
BETTER_POLL_MS = 500
BETTER_WITHIN_S = 180.0  # a text model that has not loaded by then will not

BEST_READER = "text model"
READ_BY_WORDS = (Kind.TEXT, Kind.IMAGE)  # a picture's caption or file name is read as well


class Asker(QObject):
    """Searches a little after the parts change; a new query replaces the one under way."""

    started = Signal(bool)  # whether it is the same query asked again
    answered = Signal(object, bool)  # SearchResult, whether it is the same query asked again
    failed = Signal(object)  # Exception
    nothing_asked = Signal()

    def __init__(self, actions: Actions, parts: QueryParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._parts = parts
        self._job: Job | None = None
        self._last: tuple[QueryPart, ...] = ()
        self._asked_of = ""  # what read the words of the query under way, or of the last one
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask_now)
        parts.changed.connect(self._pause.start)
        # Only a look at a flag: the model loads in a process of its own.
        self._better = QTimer(self, interval=BETTER_POLL_MS)
        self._better.timeout.connect(self._ask_a_better_reader)
        self._better_since = QElapsedTimer()

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def waits_for_better(self) -> bool:
        """Whether the query is asked again by itself once the text model stands."""
        return self._better.isActive()

    def ask_now(self) -> None:
        """Search for the parts as they stand."""
        self._pause.stop()
        self._better.stop()
        asked = self._parts.asked()
        if not asked:
            self._give_up()
            self._last = ()
            self.nothing_asked.emit()
            return
        again, self._last = asked == self._last, asked
        self._asked_of = self._words_source()
        self.started.emit(again)
        job = self._actions.search(self._query(asked))
        self._job = job
        job.succeeded.connect(partial(self._on_answer, job, again))
        job.failed.connect(partial(self._on_failure, job))
        job.cancelled.connect(partial(self._on_cancelled, job))

    def ask_again(self) -> None:
        """Repeat the query when the library has grown, unless one is under way."""
        if self._last and not self.busy and not self._pause.isActive():
            self.ask_now()

    def read_by(self) -> list[str]:
        """What the parts were read by, in words, each once."""
        sources = {
            Kind.IMAGE: self.tr("colour and light"),
            Kind.TEXT: self._words(self._words_source()),
            Kind.HUM: self.tr("melody"),
        }
        read = [sources.get(part.kind, self.tr("sound")) for part in self._last]
        return list(dict.fromkeys(source for source in read if source))

    @property
    def only_hums(self) -> bool:
        """Whether nothing but hums was asked with last."""
        return bool(self._last) and all(part.kind is Kind.HUM for part in self._last)

    def hums(self) -> tuple[Path, ...]:
        """The files of the hums that were asked with last, less those that count against a track."""
        return tuple(Path(part.value) for part in self._last if part.kind is Kind.HUM and part.weight > 0)

    def _words_source(self) -> str:
        session = self._actions.session
        return session.words_source() if session is not None else ""

    def _words(self, source: str) -> str:
        known = {"text model": self.tr("text model"), "word list": self.tr("word list")}
        return known.get(source, source)

    def _query(self, asked: tuple[QueryPart, ...]) -> Query:
        session = self._actions.session
        if session is None:
            return Query(asked)
        settings = session.settings
        return Query(asked, limit=settings.whole("search.limit"), per_artist=settings.whole("search.per_artist"))

    def _give_up(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _on_answer(self, job: Job, again: bool, result: object) -> None:
        if job is self._job and isinstance(result, SearchResult):
            self._job = None
            self.answered.emit(result, again)
            if self._asked_of != BEST_READER and any(part.kind in READ_BY_WORDS for part in self._last):
                self._better_since.start()
                self._better.start()

    def _ask_a_better_reader(self) -> None:
        """Ask again once the text model stands, when the word list has answered meanwhile."""
        if self._words_source() == BEST_READER:
            self._better.stop()
            self.ask_again()
        elif self._better_since.elapsed() > BETTER_WITHIN_S * 1000:
            self._better.stop()

    def _on_failure(self, job: Job, error: object) -> None:
        if job is self._job:
            self._job = None
            self.failed.emit(error)

    def _on_cancelled(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.nothing_asked.emit()
