"""The program's own icons: SVG outlines in resources/icons, in the colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.ui.theme import colours

INK = b"currentColor"
BUTTON_ICON = 20


def icon(name: str, role: str = "text") -> QIcon:
    """An icon in the colour that `theme.Colours` has under `role`; it follows the theme by itself.

    Checked buttons show it in the accent, disabled ones faintly. Raises FileNotFoundError.
    """
    _source(name)
    return QIcon(_Engine(name, role))


def pixmap(name: str, size: int, role: str = "text", ratio: float = 1.0) -> QPixmap:
    """An icon as a square pixmap of `size` logical pixels, in the theme of this moment."""
    drawn = _drawn(name, QColor(getattr(colours(), role)).name(QColor.NameFormat.HexArgb), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return (resources() / "icons" / f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    if pixels < 1:  # of a button that has no room yet
        return QPixmap()
    ink = QColor(colour)
    source = _source(name).replace(INK, ink.name().encode())
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setOpacity(ink.alphaF())
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


class _Engine(QIconEngine):
    """Draws an icon in the theme's colour of the moment it is painted."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        drawn = self._pixmap(round(side * ratio), mode, state)
        left = rect.x() + (rect.width() - side) / 2
        top = rect.y() + (rect.height() - side) / 2
        painter.drawPixmap(QRectF(left, top, side, side), drawn, QRectF(drawn.rect()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._pixmap(min(size.width(), size.height()), mode, state)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802 - Qt's name
        return self._pixmap(round(min(size.width(), size.height()) * scale), mode, state)

    def _pixmap(self, pixels: int, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        role = "accent_text" if state == QIcon.State.On else self._role
        ink = QColor(getattr(colours(), role))
        if mode == QIcon.Mode.Disabled:
            ink.setAlphaF(0.4)
        return _drawn(self._name, ink.name(QColor.NameFormat.HexArgb), pixels)


def beside_text(size: int) -> QSize:
    """The size of an icon before a button's text: it is drawn as a square in the middle of it.

    Qt leaves no gap between the two once a style sheet pads the button.
    """
    return QSize(size + 8, size)


class IconLabel(QLabel):
    """An icon that stands by itself and means nothing to a screen reader."""

    def __init__(self, name: str, size: int, parent: QWidget | None = None, role: str = "muted") -> None:
        super().__init__(parent)
        self._name, self._size, self._role = name, size, role
        self.setFixedSize(size, size)
        self._draw()

    def set_icon(self, name: str, role: str = "muted") -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, self._size, self._role, self.devicePixelRatioF()))


class IconButton(QToolButton):
    """A button that is only an icon: `text` is its accessible name and its tooltip."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None, size: int = BUTTON_ICON) -> None:
        super().__init__(parent)
        self.setObjectName("iconButton")
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        self.set_icon(name, text)

    def set_icon(self, name: str, text: str, role: str = "text") -> None:
        """Show another icon with another meaning."""
        self.setIcon(icon(name, role))
        self.setAccessibleName(text)
        self.setToolTip(text)
