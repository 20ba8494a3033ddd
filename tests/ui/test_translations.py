"""German beside English: nothing is missing, nothing is stale, and the window speaks it."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.language import ENGLISH, chosen, speak
from vectorbeats_desktop.ui.pages import DISCOVER, LIBRARY, PLAYLISTS, SETTINGS
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.window import MINIMUM, MainWindow
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
PLACEHOLDER = re.compile(r"\{\d*\}")


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    """The script that keeps the translations."""
    spec = importlib.util.spec_from_file_location("translations_script", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, spec.name, module)  # its dataclasses look themselves up there
        spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    installed = speak(qapp, "de")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def window(
    german: None,
    qtbot: QtBot,
    actions: Actions,
    covers: CoverCache,
    theme: Theme,
    recorder: FakeRecorder,
) -> Iterator[MainWindow]:
    settings = Settings()
    actions.preferences.attach(settings)
    made = MainWindow(actions, covers, theme, settings)
    made.resize(MINIMUM)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(FakeSession([make_track(number) for number in range(1, 6)], settings).as_session())
    yield made
    made.discover.close_shelf()


def test_every_text_of_the_window_is_translated(translations: ModuleType) -> None:
    listed = {(context, text) for context, texts in translations.listed().items() for text in texts}
    german = {
        (context, text): said for context, texts in translations.translated().items() for text, said in texts.items()
    }
    assert len(listed) > 900
    assert listed - set(german) == set(), "run packaging/translations.py update"
    assert [key for key in listed if not german[key].strip()] == [], "see packaging/translations.py missing"
    assert set(german) - listed == set(), "run packaging/translations.py update"


def test_what_is_filled_in_later_keeps_its_places(translations: ModuleType) -> None:
    for texts in translations.translated().values():
        for text, said in texts.items():
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(said)), text


def test_what_is_loaded_is_what_was_translated(translations: ModuleType, tmp_path: Path) -> None:
    translations.compiled(tmp_path / "fresh.qm")
    kept = (FOLDER / "vectorbeats_de.qm").read_bytes()
    assert (tmp_path / "fresh.qm").read_bytes() == kept, "run packaging/translations.py compile"


def test_a_language_that_is_not_there_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen("de") == "de"
    assert chosen("xx") == ENGLISH
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_AT"))
    assert chosen("system") == "de"
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("fi_FI"))
    assert chosen("system") == ENGLISH


def test_english_needs_no_translator(qapp: QApplication) -> None:
    before = QLocale()
    assert speak(qapp, ENGLISH) == []
    QLocale.setDefault(before)


def seen(root: QWidget) -> set[str]:
    found = [each for each in root.findChildren(QWidget) if each.isVisible()]
    return {each.text() for each in found if isinstance(each, QLabel | QAbstractButton) and each.text().strip()}


def test_the_window_speaks_german(window: MainWindow, qtbot: QtBot, translations: ModuleType) -> None:
    english = {text for texts in translations.translated().values() for text, said in texts.items() if said != text}
    for page, title in ((LIBRARY, "Bibliothek"), (PLAYLISTS, "Wiedergabelisten"), (SETTINGS, "Einstellungen")):
        window.show_page(page)
        qtbot.wait(50)
        said = seen(window)
        assert title in said
        assert {text for text in said if text in english} == set()
    window.show_page(DISCOVER)
    assert "Entdecken" in {text.strip() for text in seen(window.rail)}


@pytest.mark.parametrize("page", [DISCOVER, LIBRARY, PLAYLISTS, SETTINGS])
def test_no_german_button_is_cut_off_in_the_smallest_window(window: MainWindow, qtbot: QtBot, page: str) -> None:
    window.show_page(page)
    qtbot.wait(50)
    assert window.width() == MINIMUM.width()
    buttons = [each for each in window.findChildren(QPushButton) if each.isVisible() and each.text()]
    assert [each.text() for each in buttons if each.width() < each.minimumSizeHint().width()] == []
