from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.ui import icons
from vectorbeats_desktop.ui.theme import DARK, LIGHT, Colours, Theme, colours

TEXT_CONTRAST = 4.5  # WCAG 2.2, level AA
READ_ON = [
    ("text", "ground"),
    ("text", "rail"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "hover"),
    ("text", "accent_soft"),
    ("text", "warn_soft"),
    ("text", "bad_soft"),
    ("muted", "ground"),
    ("muted", "rail"),
    ("muted", "surface"),
    ("accent_text", "ground"),
    ("accent_text", "surface"),
    ("accent_text", "accent_soft"),
    ("on_accent", "accent"),
    ("good", "surface"),
    ("warn", "rail"),
    ("warn", "surface"),
    ("bad", "surface"),
]


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    of = QColor(colour)
    return 0.2126 * linear(of.redF()) + 0.7152 * linear(of.greenF()) + 0.0722 * linear(of.blueF())


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(of: Colours) -> None:
    poor = {
        f"{ink} on {ground}": round(contrast(getattr(of, ink), getattr(of, ground)), 2)
        for ink, ground in READ_ON
        if contrast(getattr(of, ink), getattr(of, ground)) < TEXT_CONTRAST
    }
    assert poor == {}


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_focus_can_be_seen(of: Colours) -> None:
    for ground in (of.ground, of.rail, of.surface):
        assert contrast(of.accent, ground) >= 3


def test_switching_repaints_what_stands(qtbot: QtBot, theme: Theme) -> None:
    button = QPushButton("Play")
    qtbot.addWidget(button)
    button.resize(120, 40)
    bright = luminance(button.grab().toImage().pixelColor(8, 8).name())
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.dark
    assert colours() is DARK
    assert luminance(button.grab().toImage().pixelColor(8, 8).name()) < bright / 4
    theme.set_mode("light")
    assert colours() is LIGHT


def test_unknown_mode_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="blue"):
        theme.set_mode("blue")


def test_every_style_name_is_filled(theme: Theme, qapp: QApplication) -> None:
    sheet = qapp.styleSheet()
    assert "$" not in sheet
    assert LIGHT.accent in sheet


@pytest.mark.parametrize("path", sorted((resources() / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws(qtbot: QtBot, theme: Theme, path: object) -> None:
    name = getattr(path, "stem", "")
    image = icons.pixmap(name, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))


def test_icon_takes_the_colour_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    icon = icons.icon("play", "text")
    light = middle(icon)
    theme.set_mode("dark")
    dark = middle(icon)
    assert light == QColor(LIGHT.text)
    assert dark == QColor(DARK.text)


def middle(icon: QIcon) -> QColor:
    image: QImage = icon.pixmap(QSize(24, 24)).toImage()
    colour = image.pixelColor(image.width() // 2, image.height() // 2)
    return QColor(colour.red(), colour.green(), colour.blue())


def test_unknown_icon_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_colours_are_six_digits() -> None:
    for of in (LIGHT, DARK):
        for field in fields(of):
            assert QColor(getattr(of, field.name)).isValid()
