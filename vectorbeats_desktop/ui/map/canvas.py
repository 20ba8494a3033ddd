"""The map itself: draws points, and tells what is pointed at, clicked, and drawn around."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from vectorbeats_desktop.ui.map.overlay import Marks, paint_marks
from vectorbeats_desktop.ui.map.picking import inside, nearest_row
from vectorbeats_desktop.ui.map.raster import Discs, Floats, Inks, Raster, blended
from vectorbeats_desktop.ui.map.viewport import Viewport
from vectorbeats_desktop.ui.theme import colours

Rows = NDArray[np.intp]

REACH = 12.0  # pixels from a point within which it is meant
STEP = 60.0  # pixels that an arrow key goes
ZOOM_STEP = 1.25
DIMMED = 0.22  # share of its colour that a point keeps while others are lit up
COVER = 0.12  # share of the page that all points together may cover before they get small
SMALLEST, LARGEST = 1.5, 6.0  # radius in pixels
LASSO_STEP = 3  # pixels between two corners of a line drawn by hand

NOBODY: Rows = np.zeros(0, np.intp)


class MapCanvas(QWidget):
    """Points are known by their row. Panned by dragging and arrows, zoomed by the wheel, + and −; 0 shows all."""

    pointed = Signal(int, QPointF)  # row, where it is; -1: nothing any more
    clicked = Signal(int)
    menu_wanted = Signal(int, QPoint)  # row, a place on the screen
    encircled = Signal(object)  # rows, (n,)
    lasso_changed = Signal(bool)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCanvas")
        self.setAccessibleName(self.tr("Map of the library"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(200, 160)
        self.view = Viewport()
        self.places: Floats = np.zeros((0, 2), np.float32)
        self.inks: Inks = np.zeros(0, np.uint32)
        self.bright: Rows = NOBODY  # lit up, while all others are dimmed
        self.way: Rows = NOBODY
        self.current = -1
        self.playing = -1
        self._shines = False
        self._raster = Raster()
        self._picture: QImage | None = None
        self._by_keys = False  # the point in the middle is meant, not the one under the pointer
        self._lasso_on = False
        self._lasso = QPolygonF()
        self._pressed: QPointF | None = None
        self._dragged = False
        self._whole = True  # all is in view, and shall be when the page gets another size

    def show_points(self, places: Floats, inks: Inks) -> None:
        """Show these points, (n, 2) and (n,); what is in view stays when there were some before."""
        first = not len(self.places)
        self.places, self.inks = places, inks
        self.bright, self.way, self.playing, self._shines = NOBODY, NOBODY, -1, False
        self._point_at(-1)
        if first or self._whole:
            self.fit()
        self._redraw()

    def set_inks(self, inks: Inks) -> None:
        """Colour the points, (n,)."""
        self.inks = inks
        self._redraw()

    def set_bright(self, rows: Rows | None) -> None:
        """Let some stand out and dim all others; None lets all be equal."""
        self._shines, self.bright = rows is not None, NOBODY if rows is None else rows
        self._redraw()

    def set_way(self, rows: Rows) -> None:
        """Draw a line from point to point; an empty one takes it away."""
        self.way = rows
        self.update()

    def set_playing(self, row: int) -> None:
        """Mark the point that plays; -1 for none."""
        self.playing = row
        self.update()

    def set_lasso(self, on: bool) -> None:
        """Whether dragging draws around points rather than moving the map."""
        if on == self._lasso_on:
            return
        self._lasso_on = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.lasso_changed.emit(on)

    def fit(self) -> None:
        """Bring all into view."""
        self._see(self.view.fitted(self.places))
        self._whole = True

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Go nearer, or away, around a pixel or the middle."""
        self._whole = False
        self._see(self.view.zoomed(factor, None if at is None else (at.x(), at.y())))

    def bring_into_view(self, rows: Rows) -> None:
        """Show the part of the map in which these points lie."""
        if len(rows):
            seen = self.view.fitted(self.places[rows])
            self._whole = False
            self._see(
                Viewport(seen.width, seen.height, seen.x, seen.y, min(seen.scale, 4 * self.view.whole), self.view.whole)
            )

    def position(self, row: int) -> QPointF:
        """Where a point is, in pixels."""
        across, down = self.view.pixels(self.places[row : row + 1])
        return QPointF(float(across[0]), float(down[0]))

    def radius(self) -> float:
        """How large a point is, in pixels: smaller the more of them are in view."""
        across, down = self.view.pixels(self.places)
        seen = int(((across >= 0) & (across < self.view.width) & (down >= 0) & (down < self.view.height)).sum())
        room = self.view.width * self.view.height * COVER / (np.pi * max(seen, 1))
        return float(np.clip(np.round(2 * np.sqrt(room)) / 2, SMALLEST, LARGEST))

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._drawn()
        painter.drawImage(self.rect(), self._picture)
        marks = Marks(
            way=self._points(self.way),
            playing=self.position(self.playing) if self.playing >= 0 else None,
            current=self.position(self.current) if self.current >= 0 else None,
            middle=QPointF(self.width() / 2, self.height() / 2) if self._by_keys and self.hasFocus() else None,
            lasso=self._lasso,
            radius=self.radius(),
            focused=self.hasFocus(),
        )
        paint_marks(painter, self.rect(), marks, self.palette().window().color())

    def _drawn(self) -> QImage:
        ratio = self.devicePixelRatioF()
        across, down = self.view.pixels(self.places)
        across, down, radius = across * np.float32(ratio), down * np.float32(ratio), self.radius() * ratio
        ground = QColor(colours().surface).rgb()
        if self._shines:
            dim = blended(self.inks, ground, DIMMED)
            rows = self.bright
            layers = [
                Discs(across, down, dim, radius),
                Discs(across[rows], down[rows], self.inks[rows], radius + 1.5 * ratio),
            ]
        else:
            layers = [Discs(across, down, self.inks, radius)]
        return self._raster.draw(round(self.width() * ratio), round(self.height() * ratio), ground, layers)

    def _points(self, rows: Rows) -> list[QPointF]:
        across, down = self.view.pixels(self.places[rows])
        return [QPointF(x, y) for x, y in zip(across.tolist(), down.tolist(), strict=True)]

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _see(self, view: Viewport) -> None:
        self.view = view
        self._redraw()
        if self._by_keys:
            self._point_at(nearest_row(self.places, view, view.width / 2, view.height / 2))
        elif self.current >= 0:
            self._point_at(-1)

    def _point_at(self, row: int) -> None:
        if row == self.current and row < 0:
            return
        self.current = row
        self.pointed.emit(row, self.position(row) if row >= 0 else QPointF())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        view = self.view.resized(self.width(), self.height())
        self._see(view.fitted(self.places) if self._whole else view)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._redraw()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._dragged = event.position(), False
        if self._lasso_on or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._lasso = QPolygonF([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._pressed is None:
            self._by_keys = False
            row = nearest_row(self.places, self.view, here.x(), here.y(), REACH)
            if row != self.current:
                self._point_at(row)
            return
        if not self._dragged and (here - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._dragged = True
        if not self._lasso.isEmpty():
            if (here - self._lasso.last()).manhattanLength() >= LASSO_STEP:
                self._lasso.append(here)
                self.update()
            return
        moved = here - self._pressed
        self._pressed, self._whole, self._by_keys = here, False, False
        self._see(self.view.panned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        drawn, dragged = self._lasso, self._dragged
        self._pressed, self._dragged, self._lasso = None, False, QPolygonF()
        self.update()
        if dragged:
            if not drawn.isEmpty():
                self.encircled.emit(inside(self.places, self.view, drawn))
            return
        row = nearest_row(self.places, self.view, event.position().x(), event.position().y(), REACH)
        if row >= 0:
            self.clicked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = nearest_row(self.places, self.view, event.position().x(), event.position().y(), REACH)
        if row >= 0:
            self.menu_wanted.emit(row, event.globalPosition().toPoint())
        else:
            self.zoom(ZOOM_STEP**2, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.pixelDelta().y()
        self.zoom(ZOOM_STEP ** (turned / 120), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._by_keys:
            self._point_at(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self.current >= 0:
                self.menu_wanted.emit(self.current, self.mapToGlobal(self.position(self.current).toPoint()))
            return
        row = nearest_row(self.places, self.view, event.pos().x(), event.pos().y(), REACH)
        if row >= 0:
            self.menu_wanted.emit(row, event.globalPos())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        pans = {
            Qt.Key.Key_Left: (STEP, 0.0),
            Qt.Key.Key_Right: (-STEP, 0.0),
            Qt.Key.Key_Up: (0.0, STEP),
            Qt.Key.Key_Down: (0.0, -STEP),
        }
        zooms = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP}
        if key in pans:
            self._by_keys, self._whole = True, False
            self._see(self.view.panned(*pans[Qt.Key(key)]))
        elif key in zooms:
            self._by_keys = True
            self.zoom(zooms[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self._by_keys = True
            self.fit()
        elif not self._answered(event):
            super().keyPressEvent(event)

    def _answered(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.clicked.emit(self.current)
        elif key == Qt.Key.Key_L and not event.modifiers():
            self.set_lasso(not self._lasso_on)
        elif key == Qt.Key.Key_A and control:
            self.encircled.emit(inside(self.places, self.view, QPolygonF(self.rect())))
        elif key == Qt.Key.Key_Escape:
            self._give_up()
        else:
            return False
        return True

    def _give_up(self) -> None:
        if not self._lasso.isEmpty():
            self._lasso, self._pressed = QPolygonF(), None
            self.update()
        elif self._lasso_on:
            self.set_lasso(False)
        else:
            self.escaped.emit()
