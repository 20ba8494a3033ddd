"""“That's it” and “Not this one”: what a person says of a hit, for this very query."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.records import Hit, Query, Verdict
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.asking import Asker
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.discover.said_dialog import SaidDialog
from vectorbeats_desktop.ui.discover.undoing import Step, Undoing
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job


class Judging(QObject):
    """Keeps verdicts and ratings. What was said can be undone, by the hint's button or the keys."""

    def __init__(
        self, actions: Actions, asker: Asker, results: ResultsView, hint: HintBar, undoing: Undoing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions, self._asker, self._results = actions, asker, results
        self._hint, self._undoing = hint, undoing
        results.confirm_requested.connect(self.want)
        results.unwanted_requested.connect(self.reject)
        results.rating_requested.connect(self.rate)
        self._looking = self._stale = False
        results.hits.modelReset.connect(self._look_at_ratings)

    def want(self, hit: Hit) -> None:
        """It is what was looked for."""
        query = self._asker.query
        if query is None or not hit.track.track_id or hit.verdict is Verdict.WANTED:
            return
        self._results.hits.set_verdict(hit.track.track_id, Verdict.WANTED)
        self._say(query, hit, Verdict.WANTED)
        if hit.melody is None or not self._asker.hums():  # of hums, what becomes of them is told
            self._hint.say(self.tr("Noted: “{0}” is what you looked for.").format(hit.track.name))
        self._undoing.push(
            Step(partial(self._take_back, query, hit), partial(self._say_again, query, hit, Verdict.WANTED))
        )

    def reject(self, hit: Hit) -> None:
        """It is not to be shown for this query any more."""
        query = self._asker.query
        if query is None or not hit.track.track_id:
            return
        step = Step(partial(self._take_back, query, hit), partial(self._say_again, query, hit, Verdict.UNWANTED))
        self._undoing.push(step)
        self._results.remove(hit.track.track_id)
        self._then_ask(query, self._say(query, hit, Verdict.UNWANTED))  # others move up
        self._hint.say(
            self.tr("“{0}” is left out of this search from now on.").format(hit.track.name),
            self.tr("Undo"),
            partial(self._undoing.undo_step, step),
        )

    def bring_back(self) -> None:
        """Show again everything that was left out of this query."""
        query, session = self._asker.query, self._actions.session
        if query is None or session is None:
            return

        def work(_context: TaskContext) -> None:
            for track_id, verdict in session.verdicts.of(query).items():
                if verdict is Verdict.UNWANTED:
                    session.verdicts.say(query, track_id, None)

        self._then_ask(query, self._actions.run("bring back what was left out", work))

    def show_said(self, page: QWidget) -> None:
        """Show what was said so far, to be taken back."""
        if (session := self._actions.session) is not None:
            dialog = SaidDialog(self._actions, session, page)
            dialog.taken_back.connect(self._asker.ask_again)
            dialog.open()

    def rate(self, hit: Hit, stars: int | None) -> None:
        """Give a track one to five stars, or none."""
        session, track = self._actions.session, hit.track
        if session is None or not track.track_id:
            return
        job = self._actions.run("rate a track", lambda _ctx: session.rate(track.track_id, stars))
        said = (
            self.tr("“{0}” is rated {1}.").format(track.name, wording.stars(stars))
            if stars
            else self.tr("“{0}” is not rated any more.").format(track.name)
        )
        job.succeeded.connect(lambda _rated: self._hint.say(said))
        job.succeeded.connect(self._look_at_ratings)

    def _look_at_ratings(self, *_told: object) -> None:
        """Ask for the stars of what is listed; one question at a time, as hits change while a slider moves."""
        session = self._actions.session
        self._stale = self._looking
        track_ids = [track.track_id for track in self._results.hits.tracks()]
        if session is None or self._looking or not track_ids:
            return
        self._looking = True
        job = self._actions.run("look at ratings", lambda _ctx: session.catalog.ratings(track_ids))
        job.succeeded.connect(self._results.mark_rated)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self._on_looked)

    def _on_looked(self, *_told: object) -> None:
        self._looking = False
        if self._stale:
            self._look_at_ratings()

    def _say(self, query: Query, hit: Hit, verdict: Verdict | None) -> Job | None:
        session, track_id = self._actions.session, hit.track.track_id
        if session is None:
            return None
        return self._actions.run("keep a verdict", lambda _ctx: session.verdicts.say(query, track_id, verdict))

    def _take_back(self, query: Query, hit: Hit) -> None:
        self._hint.hide()
        self._then_ask(query, self._say(query, hit, None))

    def _say_again(self, query: Query, hit: Hit, verdict: Verdict) -> None:
        self._then_ask(query, self._say(query, hit, verdict))

    def _then_ask(self, query: Query, job: Job | None) -> None:
        """Ask again, when this is still what is asked."""
        if job is not None:
            job.succeeded.connect(partial(self._ask_if, query))

    def _ask_if(self, query: Query, _kept: object) -> None:
        if self._asker.query == query:
            self._asker.ask_now()
