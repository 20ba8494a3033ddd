"""The Catalogue page: set a server up, see what would be shared, agree, and sync."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.privacy import REMOTE, network_use
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui.activity.words import moment
from vectorbeats_desktop.ui.catalogue import words
from vectorbeats_desktop.ui.catalogue.example_card import ExampleCard
from vectorbeats_desktop.ui.catalogue.set_up import BY_ITSELF, SHARES, WHEN, SetUp
from vectorbeats_desktop.ui.catalogue.standing import Stage, standing, without_server
from vectorbeats_desktop.ui.catalogue.state_card import StateCard
from vectorbeats_desktop.ui.column import centred_column, scroll_down
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.remote_actions import ENDPOINT, Found, Offer

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.engine.remote.catalogue import RemoteStatus, Terms

WIDEST = 1100
SWITCH = "network.remote"
SHOWN = (SWITCH, *ENDPOINT, *SHARES, *WHEN)


class CataloguePage(QWidget):
    """Everything about the remote catalogue. Nothing leaves the computer that was not agreed to here."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cataloguePage")
        self.setAccessibleName(self.tr("Catalogue"))
        self._actions, self._remote = actions, actions.remote
        self.status: RemoteStatus | None = None
        self._asking = self._stale = False
        self._job: Job | None = None  # the sync that is shown
        self._inner = QWidget()
        self.card = StateCard(self._inner)
        self.example = ExampleCard(self._inner)
        self.set_up = SetUp(actions, self._inner)
        self._scroll = QScrollArea(self)
        self._build()
        self._connect()
        self._follow()
        self.refresh()
        self._look_for_key()

    def take_focus(self) -> None:
        """Put the focus on what comes next, and look anew how it stands."""
        if self.card.stage is Stage.NOT_SET:
            self.set_up.address.setFocus()
        else:
            self.card.take_focus()

    def refresh(self) -> None:
        """Look anew how it stands; no server is asked."""
        on = self._actions.preferences.settings.flag(SWITCH)
        if self._actions.session is None or not on:
            self.status = None
        if self.status is None:
            self._show()
        if self._actions.session is None or not on:
            return
        if self._asking:
            self._stale = True
        else:
            self._asking, self._stale = True, False
            job = self._remote.status()
            job.succeeded.connect(self._on_status)
            for ended in (job.succeeded, job.failed, job.cancelled):
                ended.connect(self._on_looked)

    def sync_now(self) -> None:
        """Sync, or show what has to be done first."""
        if self._actions.session is None or not self._actions.preferences.settings.flag(SWITCH):
            self.take_focus()
        else:
            self._remote.status().succeeded.connect(self._sync_or_show)

    def look(self) -> None:
        """Try the server with what is typed in the fields."""
        self.set_up.commit()
        self.set_up.check.setFocus()
        self.set_up.say(self.tr("Asking the server…"))
        job = self._remote.check()
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_not_found)
        job.cancelled.connect(self._on_not_found)

    def show_example(self) -> None:
        """Show what would be sent of one track."""
        job = self._remote.offer()
        job.succeeded.connect(self._on_offer)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        actions = self._actions
        self.card.act_requested.connect(self._on_act)
        self.card.cancel_requested.connect(self._on_cancel)
        self.card.switched.connect(self._on_switched)
        self.example.agreed.connect(self._on_agreed)
        self.example.put_off.connect(self._on_put_off)
        self.set_up.check_requested.connect(self.look)
        self.set_up.key.told.connect(self._show)
        self._remote.changed.connect(self._on_changed)
        self._remote.began.connect(self._follow)
        actions.session_ready.connect(self._on_session)
        actions.preferences.changed.connect(self._on_setting)
        actions.library_changed.connect(self._on_library)
        actions.playlists.changed.connect(self._on_library)  # which tells of ratings too

    def _on_session(self) -> None:
        self.set_up.refresh()  # the settings may be others now
        self.refresh()
        self._look_for_key()

    def _on_changed(self) -> None:
        self.refresh()

    def _on_library(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_setting(self, name: str) -> None:
        self.set_up.refresh(name)
        if name in ENDPOINT:
            self.set_up.say("")
            self.example.hide()
        if name in (SWITCH, *ENDPOINT):
            self._look_for_key()
        if name in SHARES and self.example.isVisible():
            self.example.wait()
            self.show_example()
        if name in SHOWN:
            self.refresh()

    def _look_for_key(self) -> None:
        if self._actions.session is not None and self._actions.preferences.settings.flag(SWITCH):
            self.set_up.key.refresh()

    def _on_status(self, status: RemoteStatus) -> None:
        self.status = status
        self._show()

    def _sync_or_show(self, status: RemoteStatus) -> None:
        self._on_status(status)
        if status.problem:
            self.take_focus()
        elif not status.agreed:
            self.show_example()
        else:
            self._remote.sync()

    def _on_looked(self, _outcome: object = None) -> None:
        self._asking = False
        if self._stale:
            self.refresh()

    def _show(self) -> None:
        settings = self._actions.preferences.settings
        on, status = settings.flag(SWITCH), self.status
        self.set_up.setVisible(on)
        if on:
            self.set_up.make()
        if not on or status is None:
            self.example.setVisible(self.example.isVisible() and on)
            opened = self._actions.session is not None
            self.card.show_standing(without_server(on=on, opened=opened), on=on)
            self.card.show_facts([])
            return
        shown = standing(
            status,
            self._remote.problem,
            syncing=self._remote.syncing is not None,
            by_itself=settings.flag(BY_ITSELF),
            has_key=self.set_up.key.state.known,
        )
        before = self.card.stage
        self.card.show_standing(shown, on=True)
        if shown.stage is not before and self.card.isAncestorOf(QApplication.focusWidget() or self):
            self._bring(self.card)
        self.card.show_facts(*self._facts(status))

    def _facts(self, status: RemoteStatus) -> tuple[list[str], str]:
        if not status.agreed or status.problem:
            return [], ""
        when = self.tr("Synced last: {0}").format(moment(status.synced_at)) if status.synced_at else ""
        facts = [words.waiting(status.waiting) if status.synced_at else self.tr("Not synced yet"), when]
        report, notices = self._remote.report, []
        if report is not None:
            facts.append(words.came_of(report))
            notices += [words.clocks(report.pulled.hours_wrong)] if report.pulled.hours_wrong else []
        notices += [words.refused(status.refused)] if status.refused else []
        return [fact for fact in facts if fact], " ".join(notices)

    def _on_act(self) -> None:
        match self.card.stage:
            case Stage.OFF:
                self._on_switched(True)
                self.set_up.address.setFocus()
            case Stage.ASKING:
                self.show_example()
            case Stage.READY:
                self._remote.sync()
            case Stage.WAITING | Stage.STOPPED:
                self._try_now()

    def _try_now(self) -> None:
        if self.status is not None and self.status.agreed and not self.status.problem:
            self.set_up.commit()
            self._remote.sync()
        else:
            self.look()

    def _on_switched(self, on: bool) -> None:
        self._actions.preferences.choose(SWITCH, on)

    def _follow(self, *_begun: object) -> None:
        job = self._remote.syncing
        if job is None or job is self._job:
            return
        self._job = job
        self.set_up.say("")  # what was found before
        self.card.show_progress(job.progress)
        job.progressed.connect(self._on_progress)
        self._show()

    def _on_progress(self, told: Progress) -> None:
        self.card.show_progress(told)

    def _on_cancel(self) -> None:
        if self._remote.syncing is not None:
            self.card.show_stopping()
            self._remote.syncing.cancel()

    def _on_found(self, found: Found) -> None:
        self.set_up.say(words.found(found), "good")
        if not found.status.agreed:
            self.show_example()

    def _on_not_found(self, error: object = None) -> None:
        said = words.problem(error, has_key=self.set_up.key.state.known)[0] if isinstance(error, KnownError) else ""
        self.set_up.say(f"{said}." if said else "", "bad")

    def _on_offer(self, offer: Offer) -> None:
        first = not self.example.isVisible()
        self.example.show_offer(offer, network_use(REMOTE).hosts(self._actions.preferences.settings))
        if first:
            (self.example.yes if self.example.yes.isEnabled() else self.example.no).setFocus()
            self._bring(self.example)

    def _on_agreed(self, terms: Terms) -> None:
        self.example.hide()
        self._remote.agree(terms).succeeded.connect(self._on_agreement_kept)

    def _on_agreement_kept(self, _none: object = None) -> None:
        self._remote.sync()
        self.card.cancel.setFocus()

    def _on_put_off(self) -> None:
        self.example.hide()
        self.card.act.setFocus()

    def _bring(self, widget: QWidget) -> None:
        """Scroll to a widget, once the layout knows where it is, which after a change it does not yet."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(widget, 0, 0))

    def _build(self) -> None:
        title = QLabel(self.tr("Catalogue"), self)
        title.setObjectName("pageTitle")
        about = row_label(
            self.tr(
                "Your computers, or those of a group of friends, can share what VectorBeats found out about music and "
                "what you say of it, so that no track is analysed twice and your stars are everywhere; the music never "
                "leaves. That takes a Qdrant server, a small program that you or somebody you trust runs; without one "
                "nothing is missing."
            ),
            "cardDetails",
            self._inner,
        )
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(12)
        for widget in (about, self.card, self.example, self.set_up):
            column.addWidget(widget)
        column.addStretch(1)
        scroll_down(self._scroll, self._inner)
        layout = centred_column(self, WIDEST)
        layout.addWidget(title)
        layout.addWidget(self._scroll, 1)
