"""The pages of the window, in one table, and the stack that makes each when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.library.page import LibraryPage
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.workers.actions import Actions

CONTEXT = "Pages"
DISCOVER, LIBRARY, PLAYLISTS, MAP = "discover", "library", "playlists", "map"
MODELS, CATALOGUE = "models", "catalogue"
ACTIVITY, SETTINGS, DIAGNOSTICS = "activity", "settings", "diagnostics"
WELCOME = "welcome"  # at the first start only: it has no place in the rail


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What pages are made of."""

    actions: Actions
    covers: CoverCache
    settings: Settings
    saver: PlaylistSaver


class Page(Protocol):
    """A widget that takes the whole room beside the rail; the window connects the wishes of tracks it has."""

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        ...


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the table: `name` is its icon's too, `title` what people read, `make` builds it."""

    name: str
    title: str
    make: Callable[[Surroundings, QWidget], QWidget]

    def translated(self) -> str:
        """The title in the person's language."""
        return QCoreApplication.translate(CONTEXT, self.title)


def _discover(of: Surroundings, parent: QWidget) -> QWidget:
    return DiscoverPage(of.actions, of.covers, parent)


def _library(of: Surroundings, parent: QWidget) -> QWidget:
    return LibraryPage(of.actions, of.covers, parent)


# The other pages are imported after the start, or when they are shown: the window opens sooner without them.
_IMPORTED_LATER = (PLAYLISTS, MAP, MODELS, CATALOGUE, ACTIVITY, SETTINGS, DIAGNOSTICS)


def _map(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.map.page import MapPage

    return MapPage(of.actions, of.covers, parent)


def _playlists(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.playlists.page import PlaylistsPage

    return PlaylistsPage(of.actions, of.covers, of.saver, parent)


def _models(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.models.page import ModelsPage

    return ModelsPage(of.actions, parent)


def _catalogue(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.catalogue.page import CataloguePage

    return CataloguePage(of.actions, parent)


def _activity(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.activity.page import ActivityPage

    return ActivityPage(of.actions, parent)


def _settings(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.settings.page import SettingsPage

    return SettingsPage(of.actions, parent)


def _diagnostics(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.diagnostics.page import DiagnosticsPage

    return DiagnosticsPage(of.actions, parent)


def _welcome(of: Surroundings, parent: QWidget) -> QWidget:
    from vectorbeats_desktop.ui.welcome.page import WelcomePage

    return WelcomePage(of.actions, parent)


def _mark(text: str) -> str:
    """Mark a text of the table for translation, which happens where it is shown."""
    return text


PAGES = (
    PageLine(DISCOVER, _mark("Discover"), _discover),
    PageLine(LIBRARY, _mark("Library"), _library),
    PageLine(PLAYLISTS, _mark("Playlists"), _playlists),
    PageLine(MAP, _mark("Map"), _map),
    PageLine(MODELS, _mark("Models"), _models),
    PageLine(CATALOGUE, _mark("Catalogue"), _catalogue),
    PageLine(ACTIVITY, _mark("Activity"), _activity),
    PageLine(SETTINGS, _mark("Settings"), _settings),
    PageLine(DIAGNOSTICS, _mark("Diagnostics"), _diagnostics),
)
"""In the rail's order; Ctrl and a page's place in it is its key."""


def load_code() -> None:
    """Import what pages are made of, in a thread, so that the first look at one does not wait for it."""
    for name in _IMPORTED_LATER:
        import_module(f"{__package__}.{name}.page")


class PageStack(QStackedWidget):
    """The pages that have been shown by now, one of them in view."""

    made = Signal(str, object)  # the page's name, and the widget that was made just now

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._makers = {WELCOME: _welcome, **{line.name: line.make for line in PAGES}}
        self._made: dict[str, QWidget] = {}
        self._name = ""

    @property
    def name(self) -> str:
        """The page in view."""
        return self._name

    def get(self, name: str) -> QWidget:
        """A page, made if it was not yet."""
        page = self._made.get(name)
        if page is None:
            page = self._made[name] = self._makers[name](self._surroundings, self)
            self.addWidget(page)
            self.made.emit(name, page)
        return page

    def known(self, name: str) -> QWidget | None:
        """A page, if it has been made."""
        return self._made.get(name)

    def go(self, name: str) -> None:
        """Bring a page into view, with the focus in it."""
        page = self.get(name)
        self._name = name
        self.setCurrentWidget(page)
        cast(Page, page).take_focus()
