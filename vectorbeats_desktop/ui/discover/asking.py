"""Turns the parts of a query into searches, and takes only the newest answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from vectorbeats_desktop.engine.privacy import asks_others
from vectorbeats_desktop.engine.records import Kind, OthersAnswer, PartReading, Query, SearchResult
from vectorbeats_desktop.ui.discover.narrowing import Narrowing
from vectorbeats_desktop.ui.discover.part_words import read_by
from vectorbeats_desktop.ui.discover.parts import Chosen, QueryParts
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

PAUSE_MS = 250  # in typing, before a search begins
SLIDE_MS = 40  # from one search to the next while a slider moves
BETTER_POLL_MS = 500
BETTER_WITHIN_S = 180.0  # a text model that has not loaded by then will not

BEST_READER = "text model"
READ_BY_WORDS = (Kind.TEXT, Kind.IMAGE)  # a picture's caption or file name is read as well


class Asker(QObject):
    """Searches a little after the query changes, and at once when only a weight does.

    A new query replaces the one under way. While a slider moves, the next search waits for the one under way
    instead: replaced each time, none would ever be answered.
    """

    started = Signal(bool)  # whether it is the same query asked again, or the same in another mixture
    answered = Signal(object, bool)  # SearchResult, and the same as above
    failed = Signal(object)  # Exception
    nothing_asked = Signal()
    others_told = Signal(object)  # OthersAnswer; what it found was answered before

    def __init__(
        self, actions: Actions, parts: QueryParts, narrowing: Narrowing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._parts, self._narrowing = actions, parts, narrowing
        self._job: Job | None = None
        self._others: Job | None = None  # asks the team's catalogue, once the library has answered
        self._asked: tuple[Chosen, ...] = ()  # the parts of the query under way, or of the last one
        self._taken_for: dict[int, tuple[Kind, ...]] = {}  # what they were looked for as, by their place
        self._query: Query | None = None
        self._asked_of = ""  # what read its words
        self._slid = False  # a weight has changed since it was asked
        self._asked_at = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask_now)
        self._breath = QTimer(self, singleShot=True)
        self._breath.timeout.connect(self._ask_slid)
        parts.changed.connect(self._pause.start)
        parts.weighed.connect(self._on_weighed)
        narrowing.changed.connect(self._pause.start)
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

    @property
    def query(self) -> Query | None:
        """What is asked, or was asked last; None when that was nothing."""
        return self._query

    @property
    def asked(self) -> tuple[Chosen, ...]:
        """The parts of that query, in its order, with their names."""
        return self._asked

    def ask_now(self) -> None:
        """Search for the parts as they stand."""
        self._pause.stop()
        self._ask(same_parts=False)

    def ask_again(self) -> None:
        """Repeat the query when the library has grown, unless one is under way."""
        if self._query is not None and not self.busy and not self._pause.isActive():
            self.ask_now()

    def read_by(self, result: SearchResult) -> list[str]:
        """What the parts were read by, in words, each once."""
        taken_for = {reading.part: reading.kinds for reading in result.readings}
        kinds = [kind for place, one in enumerate(self._asked) for kind in taken_for.get(place, (one.part.kind,))]
        models = dict.fromkeys(model for reading in result.readings for model in reading.models)
        return read_by(kinds, self._words_source(), tuple(models))

    def readings(self, result: SearchResult) -> dict[int, PartReading]:
        """What each part was taken for, by its key."""
        asked = self._asked
        return {asked[reading.part].key: reading for reading in result.readings if reading.part < len(asked)}

    @property
    def only(self) -> Kind | None:
        """The kind of all parts that were asked with last, when they are of one kind."""
        kinds = {one.part.kind for one in self._asked}
        return kinds.pop() if len(kinds) == 1 else None

    def hums(self) -> tuple[Path, ...]:
        """The files of the hums that were asked with last, less those that count against a track.

        A sound of no stated kind that was taken for a hum is one.
        """
        taken = ((self._taken_for.get(place, (one.part.kind,)), one.part) for place, one in enumerate(self._asked))
        return tuple(Path(part.value) for kinds, part in taken if kinds[0] is Kind.HUM and part.weight > 0)

    def _on_weighed(self) -> None:
        if self._pause.isActive():
            return  # what is being typed takes the weight along
        self._slid = True
        if not self.busy and not self._breath.isActive():
            since = self._asked_at.elapsed() if self._asked_at.isValid() else SLIDE_MS
            self._breath.start(max(0, SLIDE_MS - since))

    def _ask_slid(self) -> None:
        if self._slid and not self.busy and not self._pause.isActive():
            self._ask(same_parts=True)

    def _ask(self, *, same_parts: bool) -> None:
        self._better.stop()
        self._breath.stop()
        self._give_up_others()
        self._slid = False
        self._asked = self._parts.counting()
        if not self._asked:
            self._give_up()
            self._query = None
            self.nothing_asked.emit()
            return
        self._taken_for = self._taken_for if same_parts else {}
        query = self._query_of(self._asked)
        again = same_parts or query == self._query
        self._query = query
        self._asked_of = self._words_source()
        self._asked_at.start()
        self.started.emit(again)
        # The search itself gives up an older one that still waits, which at once says so: nobody waits for that one.
        self._job = None
        job = self._job = self._actions.search(query)
        job.succeeded.connect(partial(self._on_answer, job, again))
        job.failed.connect(partial(self._on_failure, job))
        job.cancelled.connect(self._on_cancelled)  # no partial: that would outlive the page

    def _words_source(self) -> str:
        session = self._actions.session
        return session.words_source() if session is not None else ""

    def _query_of(self, asked: tuple[Chosen, ...]) -> Query:
        parts = tuple(one.part for one in asked)
        filters, diversity = dict(self._narrowing.filters), self._narrowing.diversity
        session = self._actions.session
        if session is None:
            return Query(parts, filters, diversity=diversity)
        whole = session.settings.whole
        return Query(
            parts,
            filters,
            whole("search.limit"),
            per_artist=whole("search.per_artist"),
            per_album=whole("search.per_album"),
            diversity=diversity,
        )

    def _give_up_others(self) -> None:
        others, self._others = self._others, None
        if others is not None:
            others.cancel()

    def _ask_others(self, query: Query) -> None:
        session = self._actions.session
        if session is None or not asks_others(session.settings):
            return
        others = self._others = self._actions.ask_others(query)
        others.succeeded.connect(partial(self._on_others, others))

    def _on_others(self, job: Job, told: object) -> None:
        if job is not self._others or not isinstance(told, OthersAnswer):
            return
        self._others = None
        if told.result is not None:
            self.answered.emit(told.result, True)
        self.others_told.emit(told)

    def _give_up(self) -> None:
        self._give_up_others()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _on_answer(self, job: Job, again: bool, result: object) -> None:
        if job is self._job and isinstance(result, SearchResult):
            self._job = None
            self._taken_for = {reading.part: reading.kinds for reading in result.readings}
            self.answered.emit(result, again)
            if self._query is not None:
                self._ask_others(self._query)
            if self._asked_of != BEST_READER and any(one.part.kind in READ_BY_WORDS for one in self._asked):
                self._better_since.start()
                self._better.start()
            self._go_on()

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
            self._go_on()

    def _go_on(self) -> None:
        if self._slid:
            self._on_weighed()

    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.nothing_asked.emit()
