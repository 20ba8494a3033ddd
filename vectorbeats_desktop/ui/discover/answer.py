"""What the page shows once something is asked: a header, notices, and the hits or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Kind, OthersAnswer, SearchResult
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.busy_line import BusyLine
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.state_panel import StatePanel

LEAST_OF_HITS = 24  # pixels


class Offer(Enum):
    """What a panel without hits lets a person do."""

    NONE = auto()
    CLEAR = auto()
    FILTERS = auto()
    RETRY = auto()
    MUSIC = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be known of a query to show its answer."""

    read_by: list[str]
    part_names: tuple[str, ...] = ()
    only: Kind | None = None  # when all of its parts are of one kind
    filtered: bool = False


class AnswerPane(QWidget):
    """Header, notices and hits; the hits of an earlier query stay, dimmed, while a new one runs."""

    clear_requested = Signal()
    retry_requested = Signal()
    folder_requested = Signal()
    demo_requested = Signal()
    clear_filters_requested = Signal()
    bring_back_requested = Signal()  # what was left out of this query
    keep_requested = Signal()  # all hits as a playlist

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = QLabel(self)
        self.header.setObjectName("resultsHeader")
        self.header.setTextFormat(Qt.TextFormat.PlainText)
        self.header.setWordWrap(True)
        self.bring_back = QPushButton(self)
        self.bring_back.setProperty("kind", "link")
        self.bring_back.hide()
        self.bring_back.clicked.connect(self.bring_back_requested)
        self.compare = QPushButton(self.tr("Compare the two"), self)
        self.compare.setProperty("kind", "link")
        self.compare.setToolTip(self.tr("Show both results side by side (Ctrl+D)"))
        self.compare.hide()
        self.covers = self._tool("grid", self.tr("Show the results as covers (Ctrl+G)"))
        self.covers.setCheckable(True)
        self.keep = self._tool("playlists", self.tr("Save the results as a playlist… (Ctrl+S)"))
        self.keep.clicked.connect(self.keep_requested)
        self.notices = QLabel(self)
        self.notices.setObjectName("notices")
        self.notices.setTextFormat(Qt.TextFormat.PlainText)
        self.notices.setWordWrap(True)
        self.notices.hide()
        self.others = QLabel(self)  # what is to be said of the team's catalogue
        self.others.setObjectName("muted")
        self.others.setTextFormat(Qt.TextFormat.PlainText)
        self.others.setWordWrap(True)
        self.others.hide()
        self.line = BusyLine(self)
        self.results = ResultsView(covers, self)
        self.compare.clicked.connect(self.results.compare_requested)
        self.results.selectionModel().selectionChanged.connect(self._on_selection)
        self.panel = StatePanel("search", self)
        self.folder = self.panel.add_button(self.tr("Add a music folder…"), self.folder_requested.emit, primary=True)
        self.demo = self.panel.add_button(self.tr("Try it with demo music"), self.demo_requested.emit)
        self._offers = self._make_offers()
        # In a small window the recorder above needs the room; hits can be scrolled.
        self.results.setMinimumHeight(LEAST_OF_HITS)
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._stack = _Stack(self)
        self._stack.addWidget(self.results)
        self._stack.addWidget(self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.header, 1)
        above.addWidget(self.bring_back)
        above.addWidget(self.compare)
        above.addWidget(self.covers)
        above.addWidget(self.keep)
        layout.addWidget(self.line)
        layout.addLayout(above)
        layout.addWidget(self.notices)
        layout.addWidget(self.others)
        layout.addWidget(self._stack, 1)

    def hasHeightForWidth(self) -> bool:
        # With it, a box layout takes the height that is wished for as the least there must be.
        return False

    @property
    def shows_hits(self) -> bool:
        return self._stack.currentWidget() is self.results

    def show_searching(self, *, again: bool) -> None:
        """Say that a search runs; hits of another query fade, those of the same one stay as they are."""
        self.line.set_busy(True)
        self.results.set_faded(not again)
        if not again:
            self.others.hide()
        if not self.shows_hits or self.results.hits.rowCount() == 0:
            self.results.hits.show_hits(())
            self._stack.setCurrentWidget(self.results)
            self.notices.hide()
            self.header.setText(self.tr("Searching…"))

    def show_result(self, result: SearchResult, asked: Asked, *, keep_place: bool) -> None:
        """Show the hits, or, when there are none, why."""
        self._rest()
        self.notices.setText("\n".join(result.notices))
        self.notices.setVisible(bool(result.notices))
        self.header.setText(self._header(result, asked.read_by))
        self._show_hidden(result.hidden)
        if not result.hits:
            self._show_nothing(result, asked)
            return
        self.results.hits.part_names = asked.part_names
        self.results.show_hits(result.hits, keep_place=keep_place)
        self._show_tools(True)
        self.keep.setVisible(bool(self.results.hits.tracks()))
        self._stack.setCurrentWidget(self.results)

    def show_others(self, answer: OthersAnswer) -> None:
        """Say what is to be known of the team's catalogue, which was asked beside the library."""
        said = [self.tr("The team’s catalogue did not answer.")] if answer.silent else []
        if answer.only_here:
            said.append(self.tr("Hums and recordings are looked for in your own library only."))
        self.others.setText(" ".join(said))
        self.others.setVisible(bool(said))

    def _on_selection(self) -> None:
        self.compare.setVisible(len(self.results.chosen_rows()) == 2)

    def _tool(self, icon: str, text: str) -> IconButton:
        """A button of the head, there while there are hits; the recorder above needs every line."""
        tool = IconButton(icon, text, self, 16)
        tool.setObjectName("flatButton")
        tool.setFixedHeight(self.header.fontMetrics().height())
        tool.hide()
        return tool

    def _show_tools(self, shown: bool) -> None:
        for tool in (self.covers, self.keep):
            tool.setVisible(shown)
        if not shown:
            self.compare.hide()

    def _show_hidden(self, hidden: int) -> None:
        one = self.tr("1 left out, as you said · Bring it back")
        self.bring_back.setText(one if hidden == 1 else self.tr("{0} left out · Bring them back").format(hidden))
        self.bring_back.setVisible(hidden > 0)

    def show_error(self, error: object) -> None:
        """Say what went wrong and what to do; a bug is said without its inner words."""
        self._rest()
        self._show_hidden(0)
        if isinstance(error, KnownError):
            self._say(Offer.RETRY, "error", error.message, error.hint)
        else:
            self._say(
                Offer.RETRY,
                "error",
                self.tr("That search went wrong"),
                self.tr("It is a fault of the program, and it has been written to the log. Other searches may work."),
            )

    def show_nothing_counts(self) -> None:
        self._rest()
        self._show_hidden(0)
        self.header.setText("")
        self._say(
            Offer.CLEAR,
            "search",
            self.tr("Nothing counts yet"),
            self.tr("Every slider stands at 0. Move one to the right for more of it, or to the left for less."),
        )

    def _rest(self) -> None:
        self.line.set_busy(False)
        self.results.set_faded(False)

    def _show_nothing(self, result: SearchResult, asked: Asked) -> None:
        if result.total == 0:
            self._say(
                Offer.MUSIC,
                "library",
                self.tr("Your library is still empty"),
                self.tr("Add a folder with music, or begin with the demo pieces. Your question stays here meanwhile."),
            )
        elif result.searched == 0:
            self._say(
                Offer.NONE,
                "clock",
                self.tr("Still listening to your music"),
                self.tr("None of the {0} tracks is analysed yet. Results appear here by themselves.").format(
                    wording.number(result.total)
                ),
            )
        elif asked.filtered:
            self._say(
                Offer.FILTERS,
                "filter",
                self.tr("Nothing passes these filters"),
                self.tr("Take a filter away, or widen a range. The query itself may fit more than it seems."),
            )
        elif asked.only is Kind.RECOGNISE:
            self._say(
                Offer.CLEAR,
                "fingerprint",
                self.tr("Not in your library"),
                self.tr(
                    "No recording of yours is the same as this one. If you think there is one, try a longer piece "
                    "with less noise; or look for what sounds alike, in the menu of its chip."
                ),
            )
        elif asked.only is Kind.HUM:
            self._say(
                Offer.CLEAR,
                "microphone",
                self.tr("No tune of yours was found in that hum"),
                self.tr("Hum a little longer, another part of the tune, or add a second take of the same one."),
            )
        else:
            self._say(
                Offer.CLEAR,
                "search",
                self.tr("Nothing in your library fits that"),
                self.tr("Try other words, take a part away, or move a slider back to the right."),
            )

    def _say(self, offer: Offer, icon: str, title: str, text: str) -> None:
        if offer in (Offer.RETRY, Offer.MUSIC):
            self.header.setText("")
        for kind, buttons in self._offers.items():
            for button in buttons:
                button.setVisible(kind is offer)
        self.results.hits.show_hits(())
        self._show_tools(False)
        self.panel.say(title, text, icon)
        self._stack.setCurrentWidget(self.panel)

    def set_busy(self, busy: bool) -> None:
        """Offer no demo music while the library is being worked on."""
        self.demo.setEnabled(not busy)

    def _make_offers(self) -> dict[Offer, list[QWidget]]:
        panel = self.panel
        return {
            Offer.CLEAR: [panel.add_button(self.tr("Clear the query"), self.clear_requested.emit)],
            Offer.FILTERS: [
                panel.add_button(self.tr("Clear the filters"), self.clear_filters_requested.emit, primary=True)
            ],
            Offer.RETRY: [panel.add_button(self.tr("Try again"), self.retry_requested.emit, primary=True)],
            Offer.MUSIC: [self.folder, self.demo],
        }

    def _header(self, result: SearchResult, read_by: list[str]) -> str:
        count = len(result.hits)
        said = [self.tr("1 result") if count == 1 else self.tr("{0} results").format(wording.number(count))]
        searched, total = wording.number(result.searched), wording.number(result.total)
        if result.searched < result.total:
            said.append(self.tr("{0} of {1} tracks searched").format(searched, total))
        else:
            said.append(self.tr("{0} tracks searched").format(total))
        if guests := sum(hit.track.elsewhere for hit in result.hits):
            said.insert(1, self.tr("{0} of them in the team’s catalogue").format(wording.number(guests)))
        if read_by:
            said.append(self.tr("read by {0}").format(" + ".join(read_by)))
        return " · ".join(said)


class _Stack(QStackedWidget):
    """Hits or a panel. What is not shown claims no height: the recorder above may need it."""

    def hasHeightForWidth(self) -> bool:
        return False
