"""What the Settings page says of groups, choices and units."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.setting import Effect, Setting

PRIVACY = "privacy"
GROUPS = ("library", "analysis", "search", "models", "remote", "player", "recorder", "window", "backup", "monitoring")
"""In the page's order; groups that are not named come after them, and privacy last."""
OF_PRIVACY = "network"  # the group that the Privacy section shows


def tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


def group(name: str) -> str:
    """A group's title."""
    titles = {
        "library": tr("Library"),
        "analysis": tr("Analysing music"),
        "search": tr("Search"),
        "models": tr("Models"),
        "remote": tr("Remote catalogue"),
        "player": tr("Player"),
        "recorder": tr("Recorder"),
        "window": tr("Window"),
        "backup": tr("Backup"),
        "monitoring": tr("Monitoring"),
        PRIVACY: tr("Privacy"),
    }
    return titles.get(name, name.capitalize())


def choice(value: str) -> str:
    """One of the values that a text may have."""
    titles = {
        "auto": tr("Automatic"),
        "cuda": tr("Graphics card (CUDA)"),
        "mps": tr("Graphics chip (Apple)"),
        "cpu": tr("Processor"),
        "system": tr("As the system"),
        "off": tr("Off"),
        "track": tr("Track by track"),
        "album": tr("Album by album"),
        "tags": tr("The file's tags"),
        "measured": tr("What was measured"),
        "http": "HTTP",
        "grpc": "gRPC",
        "en": "English",
        "de": "Deutsch",
        "light": tr("Light"),
        "dark": tr("Dark"),
    }
    return titles.get(value, value.replace("_", " ").capitalize())


def suffix(unit: str) -> str:
    """What follows a number in its field."""
    suffixes = {"": "", "%": " %", "o'clock": ":00", "days": tr(" days"), "weeks": tr(" weeks")}
    return suffixes.get(unit, f" {unit}")


def effect(value: Effect) -> str:
    """When a choice counts; nothing when it counts at once."""
    return {
        Effect.NOW: "",
        Effect.NEXT_RUN: tr("Takes effect with the next indexing run"),
        Effect.RESTART: tr("Takes effect after a restart"),
    }[value]


def sought(setting: Setting) -> str:
    """All that a search for a setting looks in."""
    told = (setting.name, setting.title, tr(setting.title), setting.text, tr(setting.text), group(setting.group))
    return " ".join((*told, *map(choice, setting.choices))).casefold()
