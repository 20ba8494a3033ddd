"""The Map page: all of the library at once, what is alike lying together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.map.records import MapPoints
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.map import colouring, words
from vectorbeats_desktop.ui.map.canvas import NOBODY, MapCanvas
from vectorbeats_desktop.ui.map.card import HoverCard
from vectorbeats_desktop.ui.map.chips import MapChips
from vectorbeats_desktop.ui.map.chosen_bar import ChosenBar
from vectorbeats_desktop.ui.map.head import MapHead
from vectorbeats_desktop.ui.map.legend import LegendLine
from vectorbeats_desktop.ui.map.looking import PointLook
from vectorbeats_desktop.ui.map.making import MapMaker
from vectorbeats_desktop.ui.map.status_line import StatusLine
from vectorbeats_desktop.ui.map.wishes import PointWishes
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.ui.theme import DARK, colours
from vectorbeats_desktop.workers.actions import Actions

WIDEST = 4000
COLOUR = "window.map_colour"
Rows = NDArray[np.intp]


class MapPage(QWidget):
    """Points to look at, click and draw around; a search's results lit up, and a path drawn through them."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    enqueue_requested = Signal(object, bool)  # list[Track], True: right after the track that plays
    like_requested = Signal(object)  # Track: find more like it
    path_requested = Signal(object)  # Track: find a path that begins with it
    reveal_requested = Signal(object)  # Track: show it in the library
    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with

    def __init__(self, actions: Actions, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapPage")
        self.setAccessibleName(self.tr("Map"))
        self._actions = actions
        self.points: MapPoints | None = None
        self._lit: tuple[str, ...] = ()
        self._way: tuple[str, ...] = ()
        self._chosen: Rows = NOBODY
        self._playing: int | None = None
        self.maker = MapMaker(actions, self)
        self.head = MapHead(self)
        self.chips = MapChips(self)
        self.status = StatusLine(self)
        self.hint = HintBar(self)
        self.chosen = ChosenBar(self)
        self.body = QStackedWidget(self)
        self.board = QWidget(self.body)
        self.canvas = MapCanvas(self.board)
        self.legend = LegendLine(self.board)
        self.card = HoverCard(covers, self.canvas)
        self.panel = StatePanel("map", self.body)
        self.look = PointLook(actions, self.card, self.canvas)
        self.wishes = PointWishes(actions, self)
        self._build()
        self._connect()

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        self.canvas.setFocus()

    def light(self, track_ids: Sequence[str]) -> None:
        """Let these tracks stand out, and dim all others; none ends it."""
        self._lit = tuple(track_ids)
        self._show_bright()

    def draw_way(self, track_ids: Sequence[str]) -> None:
        """Draw a line from track to track, and bring it into view; none takes it away."""
        self._way = tuple(track_ids)
        self._show_way()
        self.canvas.bring_into_view(self.canvas.way)

    def mark_playing(self, file_id: int | None) -> None:
        """Let the track that plays stand out."""
        self._playing = file_id
        there = NOBODY if self.points is None else np.flatnonzero(self.points.known.file_ids == (file_id or -1))
        self.canvas.set_playing(int(there[0]) if len(there) else -1)

    def keep(self) -> None:
        """Save the chosen tracks as a playlist."""
        if len(self._chosen):
            self.wishes.save(self._files(self._chosen))

    def choose(self, rows: Rows) -> None:
        """Choose these points, those nearest to their middle first; none chooses nobody."""
        if self.points is not None and len(rows):
            places = self.points.places[rows]
            rows = rows[np.argsort(((places - places.mean(axis=0)) ** 2).sum(axis=1), kind="stable")]
        self._chosen = rows
        self.chosen.show_count(len(rows))
        self._show_bright()

    def _build(self) -> None:
        layout = centred_column(self, WIDEST)
        layout.setSpacing(8)
        board = QVBoxLayout(self.board)
        board.setContentsMargins(0, 0, 0, 0)
        board.setSpacing(8)
        board.addWidget(self.canvas, 1)
        board.addWidget(self.legend)
        self.body.addWidget(self.board)
        self.body.addWidget(self.panel)
        for widget in (self.head, self.chips, self.status, self.hint, self.chosen):
            layout.addWidget(widget)
        layout.addWidget(self.body, 1)
        layout.addSpacing(8)
        self.again = self.panel.add_button(self.tr("Make the map"), self.maker.make_anew, primary=True)
        self.stop = self.panel.add_button(self.tr("Cancel"), self.maker.cancel)
        self.demo = self.panel.add_button(self.tr("Try it with demo music"), self._actions.build_demo)
        self._say(self.tr("Opening the library…"))

    def _connect(self) -> None:
        self.maker.begun.connect(self._on_begun)
        self.maker.progressed.connect(self._on_progress)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.given_up.connect(self._on_given_up)
        self.status.cancel_wanted.connect(self.maker.cancel)
        self.head.choose(str(self._actions.preferences.value(COLOUR)))
        self.head.colour.currentIndexChanged.connect(self._recolour)
        self.head.colour.activated.connect(lambda _index: self._actions.preferences.choose(COLOUR, self.head.kind))
        self.head.anew.clicked.connect(self.maker.make_anew)
        self.head.lasso.toggled.connect(self.canvas.set_lasso)
        self.head.nearer.clicked.connect(lambda: self.canvas.zoom(1.5))
        self.head.away.clicked.connect(lambda: self.canvas.zoom(1 / 1.5))
        self.head.whole.clicked.connect(self.canvas.fit)
        self.canvas.lasso_changed.connect(self.head.lasso.setChecked)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.clicked.connect(lambda row: self.wishes.play(self._files(np.array([row]))))
        self.canvas.menu_wanted.connect(lambda row, at: self.wishes.menu(self._files(np.array([row])), at))
        self.canvas.encircled.connect(self._on_encircled)
        self.canvas.escaped.connect(self._on_escaped)
        self.chips.light_ended.connect(lambda: self.light(()))
        self.chips.way_ended.connect(lambda: self.draw_way(()))
        self.chosen.play_wanted.connect(lambda: self.wishes.play(self._files(self._chosen)))
        self.chosen.enqueue_wanted.connect(lambda: self.wishes.enqueue(self._files(self._chosen)))
        self.chosen.save_wanted.connect(self.keep)
        self.chosen.clear_wanted.connect(lambda: self.choose(NOBODY))
        for name in ("play", "enqueue", "like", "path", "reveal", "save"):
            getattr(self.wishes.actions, f"{name}_requested").connect(getattr(self, f"{name}_requested"))

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.points is None:
            self.maker.refresh()
        self.maker.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.maker.set_seen(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def _files(self, rows: Rows) -> list[int]:
        return [] if self.points is None else [int(number) for number in self.points.known.file_ids[rows]]

    def _recolour(self, *_chosen: object) -> None:
        if self.points is not None:
            made = self._coloured(self.points)
            self.canvas.set_inks(made.inks)
            self.legend.show_legend(made.legend)

    def _coloured(self, points: MapPoints) -> colouring.Coloured:
        palette = colouring.DARK if colours() is DARK else colouring.LIGHT
        return colouring.coloured(self.head.kind, points.known, palette)

    def _show_points(self, points: MapPoints) -> None:
        chosen = self._ids(self._chosen)
        self.points = points
        made = self._coloured(points)
        self.canvas.show_points(points.places, made.inks)
        self.legend.show_legend(made.legend)
        self._chosen = self._rows(chosen)
        self.chosen.show_count(len(self._chosen))
        self._show_bright()
        self._show_way()
        self.mark_playing(self._playing)

    def _ids(self, rows: Rows) -> list[str]:
        return [] if self.points is None else [self.points.known.track_ids[row] for row in rows]

    def _rows(self, track_ids: Sequence[str]) -> Rows:
        row_of = {} if self.points is None else self.points.row_of
        return np.array([row_of[one] for one in track_ids if one in row_of], np.intp)

    def _show_bright(self) -> None:
        """What is chosen stands out; else what is lit up."""
        lit = self._rows(self._lit)
        self.chips.show_light(len(lit))
        self.canvas.set_bright(self._chosen if len(self._chosen) else lit if self._lit else None)

    def _show_way(self) -> None:
        rows = self._rows(self._way)
        self.chips.show_way(len(rows))
        self.canvas.set_way(rows)

    # What happens

    def _on_begun(self, anew: bool) -> None:
        if self.points is None or not len(self.points):
            self._say(self.tr("Making the map…"), cancel=True)
        elif anew:
            self.status.say(self.tr("Making a new map…"))

    def _on_progress(self, progress: Progress) -> None:
        if self.points is None or not len(self.points):
            self._say(self.tr("Making the map…"), words.progress(progress), cancel=True)
        else:
            self.status.say(words.progress(progress))

    def _on_made(self, points: MapPoints) -> None:
        self.status.put_away()
        self._show_points(points)
        self.head.count.setText(wording.tracks(len(points)) if len(points) else "")
        if len(points):
            self._set_board(shown=True)
            return
        self._say(
            self.tr("There is nothing to map yet"),
            self.tr(
                "Tracks appear here as soon as they have been listened to. Add a folder with music on the "
                "Library page; it is listened to here on this computer."
            ),
            demo=True,
        )

    def _on_failed(self, error: Exception) -> None:
        self.status.put_away()
        if not isinstance(error, KnownError):  # the window tells of it
            error = KnownError(self.tr("The map could not be made."))
        if self.points is not None and len(self.points):
            self.hint.say(str(error), self.tr("Try again"), self.maker.make_anew)
        else:
            self._say(error.message, error.hint, again=True)

    def _on_given_up(self) -> None:
        self.status.put_away()
        if self.points is None or not len(self.points):
            self._say(self.tr("The map was not made"), again=True)

    def _say(
        self, title: str, text: str = "", *, again: bool = False, cancel: bool = False, demo: bool = False
    ) -> None:
        self.panel.say(title, text)
        for button, shown in ((self.again, again), (self.stop, cancel), (self.demo, demo)):
            button.setVisible(shown)
        self._set_board(shown=False)

    def _set_board(self, *, shown: bool) -> None:
        self.body.setCurrentWidget(self.board if shown else self.panel)
        self.head.show_tools(shown)

    def _on_pointed(self, row: int, _where: object) -> None:
        self.look.point_at(row, -1 if row < 0 or self.points is None else int(self.points.known.file_ids[row]))

    def _on_encircled(self, rows: Rows) -> None:
        self.canvas.set_lasso(False)
        self.choose(rows)

    def _on_escaped(self) -> None:
        """End one thing: what was chosen, then the path, then what is lit up."""
        if len(self._chosen):
            self.choose(NOBODY)
        elif self._way:
            self.draw_way(())
        elif self._lit:
            self.light(())
