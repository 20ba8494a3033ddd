"""The navigation rail: pages on top, and below them how the library stands, the theme and the keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.engine.records import LibraryStatus
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import IconButton, icon
from vectorbeats_desktop.ui.pages import PAGES

WIDTH = 200
LOGO = 28


class NavigationRail(QFrame):
    """Chooses the page and says in a line how the library stands."""

    page_chosen = Signal(str)  # a page's name
    theme_chosen = Signal(str)
    help_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Navigation"))
        self.setFixedWidth(WIDTH)
        self._library = LibraryStatus()
        self._pages = QButtonGroup(self)
        self.status = QLabel(self.tr("Opening the library…"), self)
        self.progress = QProgressBar(self)
        self.theme = IconButton("theme-system", self.tr("Theme"), self)
        self.help = IconButton("keyboard", self.tr("Keyboard shortcuts"), self)
        self._build()
        self._pages.idClicked.connect(lambda place: self.page_chosen.emit(PAGES[place].name))
        self.help.clicked.connect(self.help_requested)

    def show_page(self, name: str) -> None:
        """Mark a page as the current one; one that has no place here marks none."""
        place = next((place for place, line in enumerate(PAGES) if line.name == name), None)
        if place is not None:
            self._pages.button(place).setChecked(True)
            return
        self._pages.setExclusive(False)  # else the button that is marked would stay so
        for button in self._pages.buttons():
            button.setChecked(False)
        self._pages.setExclusive(True)

    def mark(self, name: str, said: str) -> None:
        """Put a sign beside a page's name that something there needs a person; nothing takes it away."""
        place, line = next((place, line) for place, line in enumerate(PAGES) if line.name == name)
        button, text = self._pages.button(place), line.translated()
        button.setIcon(icon("warning", "warn") if said else icon(name, "muted"))
        button.setAccessibleName(f"{text}: {said}" if said else text)
        button.setToolTip(f"{self._tip(place, text)}\n{said}".rstrip())

    def show_theme(self, mode: str) -> None:
        """Mark a theme as the chosen one."""
        for action in self.theme.menu().actions():
            action.setChecked(action.data() == mode)
        self.theme.set_icon(f"theme-{mode}", self.tr("Theme"), "muted")

    def show_library(self, status: LibraryStatus) -> None:
        """Say how many tracks there are, unless indexing has more to say."""
        self._library = status
        if self.progress.isHidden():
            self._rest()

    def show_progress(self, progress: Progress | None, *, paused: bool = False) -> None:
        """Say how far indexing is; None when it has ended."""
        self.progress.setVisible(progress is not None)
        if progress is None:
            self._rest()
            return
        known = progress.total > 0
        share = progress.done / progress.total if known else 0
        self.progress.setRange(0, 100 if known else 0)
        self.progress.setValue(round(share * 100))
        text = self.tr("Paused") if paused else self.tr("Indexing")
        self.status.setText(f"{text} · {share:.0%}".replace("%", " %") if known else f"{text}…")

    def show_failure(self) -> None:
        self.status.setText(self.tr("The library is not open"))

    def _rest(self) -> None:
        library = self._library
        if library.files == 0:
            self.status.setText(self.tr("No music yet"))
            return
        count = wording.number(library.files)
        self.status.setText(
            (self.tr("Ready · {0} track") if library.files == 1 else self.tr("Ready · {0} tracks")).format(count)
        )

    def _build(self) -> None:
        self.status.setObjectName("railStatus")
        self.status.setWordWrap(True)
        self.status.setIndent(8)
        self.progress.setObjectName("railProgress")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Indexing progress"))
        self.progress.hide()
        self.theme.setMenu(self._theme_menu())
        self.theme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.help.set_icon("keyboard", self.tr("Keyboard shortcuts"), "muted")
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.theme)
        below.addWidget(self.help)
        below.addStretch(1)
        under_status = QHBoxLayout()
        under_status.setContentsMargins(8, 0, 8, 0)
        under_status.addWidget(self.progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setSpacing(4)
        layout.addLayout(self._title())
        layout.addSpacing(8)
        for place, line in enumerate(PAGES):
            layout.addWidget(self._page(place, line.name, line.translated()))
        layout.addStretch(1)
        layout.addWidget(self.status)
        layout.addLayout(under_status)
        layout.addSpacing(4)
        layout.addLayout(below)

    def _title(self) -> QHBoxLayout:
        logo = QLabel(self)
        logo.setPixmap(
            QIcon(str(resources() / "icons" / "vectorbeats.svg")).pixmap(QSize(LOGO, LOGO), self.devicePixelRatioF())
        )
        name = QLabel("VectorBeats", self)
        name.setObjectName("railTitle")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(logo)
        row.addWidget(name, 1)
        return row

    def _page(self, index: int, name: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("railButton")
        button.setText(f"\u2002{text}")  # Qt sets the words right beside the icon
        button.setIcon(icon(name, "muted"))
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(text)
        button.setToolTip(self._tip(index, text))
        self._pages.addButton(button, index)
        return button

    def _tip(self, place: int, text: str) -> str:
        return self.tr("{0} (Ctrl+{1})").format(text, place + 1)

    def _theme_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        texts = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for mode, text in texts.items():
            action = menu.addAction(icon(f"theme-{mode}"), text)
            action.setCheckable(True)
            action.setData(mode)
            group.addAction(action)
        menu.triggered.connect(lambda action: self.theme_chosen.emit(action.data()))
        return menu
