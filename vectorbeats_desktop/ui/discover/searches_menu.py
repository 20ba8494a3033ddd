"""Earlier and saved searches: a button whose menu brings one back, with its weights and filters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from vectorbeats_desktop.engine.records import Query, SavedSearch
from vectorbeats_desktop.ui.discover.asking import Asker
from vectorbeats_desktop.ui.discover.filter_values import in_words
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.part_words import query_in_words
from vectorbeats_desktop.ui.icons import IconButton, icon
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.workers.actions import Actions

SHOWN = 12
SETTLED_MS = 2_500  # a query that stands that long was meant, and is remembered
LONGEST = 60  # characters

Known = tuple[Sequence[SavedSearch], Sequence[SavedSearch]]


class SearchesButton(IconButton):
    """Also remembers what was asked, once the person has looked at the answer."""

    chosen = Signal(object)  # SavedSearch: to be asked again
    said_requested = Signal()  # show what was said of results
    playlist_requested = Signal(str)  # show the playlist of that name

    def __init__(self, actions: Actions, asker: Asker, hint: HintBar, parent: QWidget | None = None) -> None:
        super().__init__("clock", "", parent)
        self.set_icon("clock", self.tr("Earlier and saved searches (Ctrl+H)"))
        self._actions, self._asker, self._hint = actions, asker, hint
        self._names: set[str] = set()  # of the saved ones
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._remember)
        self.clicked.connect(self.open)
        asker.started.connect(self._settled.stop)
        asker.answered.connect(self._settled.start)

    def open(self) -> None:
        """Look what there is, and show the menu."""
        self._actions.run("look at searches", lambda _ctx: self._known()).succeeded.connect(self._show)

    def menu_of(self, saved: Sequence[SavedSearch], history: Sequence[SavedSearch]) -> QMenu:
        """The menu; the caller shows it."""
        self._names = {one.name for one in saved}
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        save = menu.addAction(icon("bookmark"), self.tr("Save this search…"), self._ask_name)
        save.setEnabled(self._asker.query is not None)
        if saved:
            menu.addSection(self.tr("Saved"))
            self._list(menu, saved, "bookmark")
            smart = menu.addMenu(icon("smart-playlist"), self.tr("Make a smart playlist of"))
            for one in saved:
                smart.addAction(_short(one.name), partial(self._make_smart, one))
            forget = menu.addMenu(self.tr("Forget a saved search"))
            for one in saved:
                forget.addAction(_short(one.name), partial(self._forget, one))
        menu.addSection(self.tr("Earlier"))
        if history:
            self._list(menu, history, "clock")
            menu.addSeparator()
            menu.addAction(self.tr("Clear earlier searches"), self._clear)
        else:
            menu.addAction(self.tr("Nothing was searched for yet")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.tr("What you said of results…"), self.said_requested.emit)
        return menu

    def save_as(self, name: str) -> None:
        """Save what is asked under a name; where there is one of that name, ask first."""
        name, query = name.strip(), self._asker.query
        if query is None or not name:
            return
        if name not in self._names:
            self._save(name, query, replace=False)
            return
        self._hint.say(
            self.tr("There is a saved search named “{0}” already.").format(name),
            self.tr("Replace it"),
            lambda: self._save(name, query, replace=True),
        )

    def _save(self, name: str, query: Query, *, replace: bool) -> None:
        if (session := self._actions.session) is not None:
            job = self._actions.run("save a search", lambda _ctx: session.searches.save(name, query, replace=replace))
            job.succeeded.connect(lambda _saved: self._hint.say(self.tr("Saved as “{0}”.").format(name)))

    def _known(self) -> Known:
        session = self._actions.session
        if session is None:
            return (), ()
        return session.searches.saved(), session.searches.history(SHOWN)

    def _show(self, known: Known) -> None:
        menu = self.menu_of(*known)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        if menu.actions()[0].isEnabled():
            menu.setActiveAction(menu.actions()[0])

    def _list(self, menu: QMenu, searches: Sequence[SavedSearch], picture: str) -> None:
        for one in searches:
            whole = described(one.query)
            action = menu.addAction(icon(picture), _short(one.name or whole), partial(self.chosen.emit, one))
            action.setToolTip(plain_tip(whole))

    def _ask_name(self) -> None:
        query = self._asker.query
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Save this search"))
        dialog.setLabelText(self.tr("Its name"))
        dialog.setTextValue(_short(query_in_words(query.parts)) if query is not None else "")
        dialog.textValueSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make_smart(self, one: SavedSearch) -> None:
        self._actions.smart.of_search(one).succeeded.connect(self._on_smart)

    def _on_smart(self, name: str) -> None:
        self._hint.say(
            self.tr("“{0}” is among your playlists now, and fills itself by this search.").format(name),
            self.tr("Show it"),
            partial(self.playlist_requested.emit, name),
        )

    def _forget(self, one: SavedSearch) -> None:
        if (session := self._actions.session) is not None:
            job = self._actions.run("forget a search", lambda _ctx: session.searches.forget(one.search_id))
            job.succeeded.connect(lambda _gone: self._hint.say(self.tr("“{0}” is forgotten.").format(one.name)))

    def _clear(self) -> None:
        if (session := self._actions.session) is not None:
            job = self._actions.run("clear searches", lambda _ctx: session.searches.clear_history())
            job.succeeded.connect(lambda _gone: self._hint.say(self.tr("Earlier searches are forgotten.")))

    def _remember(self) -> None:
        query, session = self._asker.query, self._actions.session
        if query is not None and session is not None:
            self._actions.run("remember a search", lambda _ctx: session.searches.remember(query))


def described(query: Query) -> str:
    """A query with its filters, in a line."""
    filters = [in_words(field, value) for field, value in query.filters.items()]
    return " · ".join([query_in_words(query.parts), *filters])


def _short(text: str) -> str:
    """A menu's line: not too long, and with no mnemonic in it."""
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    return text.replace("&", "&&")
