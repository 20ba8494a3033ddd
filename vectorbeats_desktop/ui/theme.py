"""Colours and style: the sheets of resources/style, filled from a light and a dark table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from vectorbeats_desktop.engine.paths import resources

MODES = ("system", "light", "dark")
SIZES = {"tiny": 12, "body": 13, "strong": 15, "heading": 20, "display": 28}
BODY_PX = SIZES["body"]


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, by what they are for. Text on its ground has a contrast of at least 4.5."""

    ground: str  # behind everything
    rail: str  # navigation rail and player bar
    surface: str  # cards, fields, lists
    raised: str  # menus, banners, tooltips
    hover: str
    pressed: str
    line: str
    line_strong: str  # outlines of fields and buttons
    text: str
    muted: str  # second lines, hints
    accent: str  # filled: primary button, slider
    accent_hover: str
    on_accent: str  # text on the accent
    accent_text: str  # the accent as text on the ground
    accent_soft: str  # selected row, current page
    good: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Colours(
    ground="#F7F6FA",
    rail="#EFEDF4",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#ECEAF3",
    pressed="#E2DFEC",
    line="#E3E0EC",
    line_strong="#C9C5D6",
    text="#1D1B26",
    muted="#625E70",
    accent="#6A48F2",
    accent_hover="#5A37E0",
    on_accent="#FFFFFF",
    accent_text="#5A37E0",
    accent_soft="#E7E1FD",
    good="#1B7F4B",
    warn="#8A5A00",
    warn_soft="#FDF1DA",
    bad="#B3261E",
    bad_soft="#FCE8E6",
)
DARK = Colours(
    ground="#15141B",
    rail="#1B1A23",
    surface="#1F1E28",
    raised="#282633",
    hover="#2A2835",
    pressed="#343141",
    line="#2C2A37",
    line_strong="#474457",
    text="#ECEAF4",
    muted="#A6A1B8",
    accent="#7856F5",
    accent_hover="#8668FA",
    on_accent="#FFFFFF",
    accent_text="#AC98FF",
    accent_soft="#312858",
    good="#5CC78E",
    warn="#F0B860",
    warn_soft="#3A2F1B",
    bad="#FF8A80",
    bad_soft="#43221F",
)


def colours() -> Colours:
    """The colours the application shows now."""
    return DARK if QGuiApplication.palette().window().color().lightness() < 128 else LIGHT


class Theme(QObject):
    """Applies the person's choice of theme, and follows the system where they leave it to that."""

    changed = Signal()

    def __init__(self, application: QApplication, mode: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._mode = mode
        self._shown: Colours | None = None
        sheets = sorted((resources() / "style").glob("*.qss"))
        self._template = Template("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
        application.setStyle("Fusion")  # the same bones on every system; the style sheet is the flesh
        application.setFont(_font(application.font()))
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self.set_mode(mode)

    @property
    def mode(self) -> str:
        return self._mode

    @property
    def dark(self) -> bool:
        return self._shown is DARK

    def set_mode(self, mode: str) -> None:
        """Show "light", "dark", or what the "system" has."""
        if mode not in MODES:
            raise ValueError(mode)
        self._mode = mode
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(mode, Qt.ColorScheme.Unknown)
        # Title bars and file dialogs of the system follow this as well.
        self._application.styleHints().setColorScheme(scheme)
        self._apply()

    def _apply(self) -> None:
        scheme = self._application.styleHints().colorScheme()
        dark = self._mode == "dark" or (self._mode == "system" and scheme == Qt.ColorScheme.Dark)
        wanted = DARK if dark else LIGHT
        if wanted is self._shown:
            return
        self._shown = wanted
        self._application.setPalette(palette(wanted))
        self._application.setStyleSheet(self._template.substitute(_tokens(wanted)))
        self.changed.emit()


def palette(of: Colours) -> QPalette:
    """The colours as Qt's own roles, which delegates and system parts paint with."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, colour in {
        role.Window: of.ground,
        role.WindowText: of.text,
        role.Base: of.surface,
        role.AlternateBase: of.rail,
        role.Text: of.text,
        role.PlaceholderText: of.muted,
        role.Button: of.surface,
        role.ButtonText: of.text,
        role.BrightText: of.on_accent,
        role.ToolTipBase: of.raised,
        role.ToolTipText: of.text,
        role.Highlight: of.accent,
        role.HighlightedText: of.on_accent,
        role.Accent: of.accent,
        role.Link: of.accent_text,
        role.LinkVisited: of.accent_text,
        role.Light: of.hover,
        role.Midlight: of.line,
        role.Mid: of.line_strong,
        role.Dark: of.pressed,
        role.Shadow: of.line_strong,
    }.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(of.muted)
        faded.setAlphaF(0.6)
        made.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return made


def _tokens(of: Colours) -> dict[str, str]:
    tokens = {field.name: str(getattr(of, field.name)) for field in fields(of)}
    tokens.update({name: f"{size}px" for name, size in SIZES.items()})
    tokens["icons"] = (resources() / "icons").as_posix()
    tokens["scheme"] = "dark" if of is DARK else "light"
    return tokens


def _font(system: QFont) -> QFont:
    font = QFont(system)
    font.setPixelSize(BODY_PX)
    return font
