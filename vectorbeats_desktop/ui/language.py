"""The window's language: translators for our own texts and Qt's, put in place before any widget is made."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from vectorbeats_desktop.engine.paths import resources

SYSTEM = "system"
ENGLISH = "en"  # what the sources are written in

log = logging.getLogger(__name__)


def chosen(setting: str) -> str:
    """The language for "system" or a language's two letters: one that there is, else English."""
    wanted = QLocale.system().name()[:2] if setting == SYSTEM else setting
    return wanted if _file(wanted).is_file() else ENGLISH


def speak(application: QCoreApplication, setting: str) -> list[QTranslator]:
    """Let the window speak a language; numbers and dates follow. Returns what speaks."""
    language = chosen(setting)
    if setting != SYSTEM:
        QLocale.setDefault(QLocale(language))
    if language == ENGLISH:
        return []
    installed = []
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", qt), (_file(language).stem, str(_file(language).parent))):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
            installed.append(translator)
        else:
            log.warning("a translation could not be loaded", extra={"translation": name})
    return installed


def _file(language: str) -> Path:
    return resources() / "translations" / f"vectorbeats_{language}.qm"
