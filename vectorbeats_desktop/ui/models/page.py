"""The Models page: cards by what the models are for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.encoders.neural.records import Role
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.models.shelf import OFF, Installed, State
from vectorbeats_desktop.ui.column import centred_column
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.models import words
from vectorbeats_desktop.ui.models.card import ModelCard
from vectorbeats_desktop.ui.turns import Turns
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.model_actions import ModelsOverview

WIDEST = 1100
ARCHIVES = "*.zip *.tar *.tar.gz *.tgz"


class ModelsPage(QWidget):
    """Installs, chooses, verifies and removes models. Nothing is downloaded that was not clicked twice."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelsPage")
        self.setAccessibleName(self.tr("Models"))
        self._actions = actions
        self.cards: dict[str, ModelCard] = {}
        self._turns: Turns | None = None  # once it is known which models there are
        self.bring_in = QPushButton(self.tr("Import…"), self)
        self.hint = HintBar(self)
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._build()
        actions.models.changed.connect(self.refresh)
        actions.session_ready.connect(self.refresh)
        if actions.session is not None:
            self.refresh()

    def refresh(self) -> None:
        """Look anew how the models stand."""
        if self._actions.session is not None:
            self._actions.models.overview().succeeded.connect(self._show)

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        self.bring_in.setFocus()

    def import_from(self, source: Path) -> None:
        """Install a model from a folder or an archive."""
        job = self._actions.models.take(source)
        self.hint.say(self.tr("Looking through {0}…").format(source.name), self.tr("Stop"), job.cancel)
        job.progressed.connect(lambda progress: self.hint.label.setText(words.progress(progress)))
        job.succeeded.connect(self._on_installed)
        job.failed.connect(lambda error: self.hint.say(str(error)))
        job.cancelled.connect(self.hint.hide)

    def _show(self, overview: ModelsOverview) -> None:
        if overview.lack:
            self.hint.say(overview.lack)
        if self._turns is None:
            self._turns = Turns(self._steps(overview), self)
            return
        self._turns.finish()
        for state in overview.states:
            if state.entry.model_id in self.cards:
                self._show_state(overview, state)

    def _steps(self, overview: ModelsOverview) -> list[Callable[[], None]]:
        """Card by card: each takes about as long as a frame."""
        steps: list[Callable[[], None]] = []
        for role in Role:
            steps.append(partial(self._add_heading, role))
            steps += [partial(self._add_card, overview, each) for each in overview.states if each.entry.role is role]
            steps.append(partial(self._list.addSpacing, 12))
        return [*steps, partial(self._list.addStretch, 1)]

    def _add_heading(self, role: Role) -> None:
        title, without = words.heading(role)
        heading, text = QLabel(title, self._inner), QLabel(without, self._inner)
        heading.setObjectName("sectionTitle")
        text.setObjectName("cardDetails")
        text.setWordWrap(True)
        self._list.addWidget(heading)
        self._list.addWidget(text)

    def _add_card(self, overview: ModelsOverview, state: State) -> None:
        card = self.cards[state.entry.model_id] = ModelCard(state, self._inner)
        self._connect(card)
        self._list.addWidget(card)
        self._show_state(overview, state)

    def _show_state(self, overview: ModelsOverview, state: State) -> None:
        where = words.where(overview.host, overview.free)
        self.cards[state.entry.model_id].show_state(state, where, overview.running.get(state.entry.role))

    def _connect(self, card: ModelCard) -> None:
        models = self._actions.models
        card.download_requested.connect(lambda model: self._follow(card, models.download(model), self._on_installed))
        card.verify_requested.connect(lambda model: self._follow(card, models.verify(model), partial(_well, card)))
        card.remove_requested.connect(lambda model: self._follow(card, models.remove(model), lambda _none: None))
        card.use_requested.connect(partial(self._choose, card))

    def _follow(self, card: ModelCard, job: Job, done: object) -> None:
        card.show_job(job)
        job.succeeded.connect(done)
        job.failed.connect(partial(_tell, card))

    def _choose(self, card: ModelCard, model_id: str, used: bool) -> None:
        job = self._actions.models.choose(card.state.entry.role, model_id if used else OFF)
        job.failed.connect(partial(_tell, card))
        if used:
            job.succeeded.connect(lambda _none: self._offer(card.state.entry.title))

    def _on_installed(self, found: Installed) -> None:
        self._offer(found.entry.title)

    def _offer(self, title: str) -> None:
        self.hint.say(
            self.tr("{0} is ready. It has yet to go through your library, beside what is there.").format(title),
            self.tr("Begin now"),
            self._actions.index,
        )

    def _build(self) -> None:
        title = QLabel(self.tr("Models"), self)
        title.setObjectName("pageTitle")
        menu = QMenu(self.bring_in)
        menu.addAction(self.tr("From a folder…"), self._choose_folder)
        menu.addAction(self.tr("From an archive…"), self._choose_archive)
        self.bring_in.setMenu(menu)
        self.bring_in.setProperty("kind", "secondary")
        self.bring_in.setToolTip(self.tr("Install a model from files that you have, without the network"))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.bring_in)
        said = self.tr(
            "Models understand pictures, words and music by content. They run on this computer, and nothing of yours "
            "leaves it. Everything works without them too, by what is built in."
        )
        about = QLabel(said, self)
        about.setObjectName("cardDetails")
        about.setWordWrap(True)
        self._list.setContentsMargins(0, 0, 8, 16)
        self._list.setSpacing(8)
        scroll = QScrollArea(self)
        scroll.setObjectName("modelList")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inner)
        layout = centred_column(self, WIDEST)
        layout.addLayout(head)
        layout.addWidget(about)
        layout.addWidget(self.hint)
        layout.addWidget(scroll, 1)

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("The folder of a model")):
            self.import_from(Path(chosen))

    def _choose_archive(self) -> None:
        kinds = self.tr("Archives ({0})").format(ARCHIVES)
        if chosen := QFileDialog.getOpenFileName(self, self.tr("The archive of a model"), filter=kinds)[0]:
            self.import_from(Path(chosen))


def _tell(card: ModelCard, error: Exception) -> None:
    if isinstance(error, KnownError):  # a bug is told by the window
        card.say(f"{error.message} {error.hint}".strip(), "bad")


def _well(card: ModelCard, found: Installed) -> None:
    card.say(words.tr("All {0} files are as they were installed.").format(len(found.files)), "good")
