"""The editor of a smart playlist: its name, rules, search, order and limits, and what they give now."""

from __future__ import annotations

import random
from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.saved_names import LONGEST_NAME, checked_name
from vectorbeats_desktop.engine.playlists.recipe import Order, Recipe
from vectorbeats_desktop.engine.playlists.smart import LONGEST_MINUTES, MOST_SEEDS
from vectorbeats_desktop.engine.search.checking import LONGEST_LIST
from vectorbeats_desktop.ui.discover.filter_values import BadEntry
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.playlists import rule_words
from vectorbeats_desktop.ui.playlists.rule_rows import RuleRows
from vectorbeats_desktop.ui.playlists.smart_preview import SmartPreview
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.smart_actions import Offers

SIZE, SMALLEST = QSize(820, 720), QSize(720, 520)
SPIN_WIDTH = 150
LEAST_OF_RULES = 126  # three rows


class SmartEditor(QDialog):
    """A new playlist when `name` is empty; `taken` are the names that others have."""

    chosen = Signal(str, object)  # the name, and the Recipe

    def __init__(
        self,
        actions: Actions,
        offers: Offers,
        recipe: Recipe | None,
        name: str,
        taken: Collection[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._taken = frozenset(taken)
        self._seed = random.randrange(MOST_SEEDS)
        self._name = name
        self.name = QLineEdit(name or self.tr("Smart playlist"), self)
        self.match = QComboBox(self)
        self.rules = RuleRows(offers, self, above=self.match)
        self.search = QComboBox(self)
        self.order = QComboBox(self)
        self.shuffle = IconButton("shuffle", self.tr("Shuffle anew"), self)
        self.tracks = QSpinBox(self)
        self.minutes = QSpinBox(self)
        self.preview = SmartPreview(actions, self)
        self._area = QScrollArea(self)
        self._to_end = False  # of the rules, when there are more of them
        self.problem = QLabel(self)
        self.save = QPushButton(self.tr("Save"), self)
        self._offer(offers)
        self._build()
        self._show(recipe)
        self._connect()
        self._follow()
        self.name.selectAll()

    def recipe(self) -> Recipe:
        """What is edited, without rules that say nothing yet. Raises BadEntry."""
        return Recipe(
            tuple(rule for rule in self.rules.rules() if rule is not None),
            self.match.currentData(),
            self.search.currentData(),
            Order(self.order.currentData()),
            self._seed,
            self.tracks.value() or None,
            float(self.minutes.value()) or None,
        )

    def done(self, result: int) -> None:
        """Close; what is still being asked is not waited for."""
        self.preview.give_up()
        super().done(result)

    def _offer(self, offers: Offers) -> None:
        self.match.addItem(self.tr("All of these rules hold"), False)
        self.match.addItem(self.tr("Any of these rules holds"), True)
        self.search.addItem(self.tr("None"), "")
        for name in offers.searches:
            self.search.addItem(name, name)
        self._offer_orders()

    def _offer_orders(self) -> None:
        """Only a search has a best match, and what has one stands in its order unless another was chosen."""
        ranks, chosen = bool(self.search.currentData()), self.order.currentData() or str(Order.ARTIST)
        if chosen in (Order.RANK, Order.ARTIST):
            chosen = str(Order.RANK if ranks else Order.ARTIST)
        self.order.blockSignals(True)  # one change, not several
        self.order.clear()
        for order in Order:
            if ranks or order is not Order.RANK:
                self.order.addItem(rule_words.order(order), str(order))
        self.order.setCurrentIndex(self.order.findData(chosen))
        self.order.blockSignals(False)

    def _show(self, recipe: Recipe | None) -> None:
        if recipe is None:
            self.rules.add()
            return
        self.rules.show_rules(recipe.rules)
        self.match.setCurrentIndex(self.match.findData(recipe.any_of))
        if recipe.search and self.search.findData(recipe.search) < 0:
            self.search.addItem(rule_words.gone(recipe.search), recipe.search)
        self.search.setCurrentIndex(self.search.findData(recipe.search))
        self._offer_orders()
        self.order.setCurrentIndex(self.order.findData(str(recipe.order)))
        self._seed = recipe.seed
        self.tracks.setValue(recipe.tracks or 0)
        self.minutes.setValue(round(recipe.minutes or 0))

    def _connect(self) -> None:
        self.name.textChanged.connect(self._follow_name)
        self.rules.edited.connect(self._follow)
        self.rules.added.connect(self._go_to_end)
        self._area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.search.currentIndexChanged.connect(self._on_search)
        self.shuffle.clicked.connect(self._shuffle)
        for box in (self.match, self.order):
            box.currentIndexChanged.connect(self._follow)
        for spin in (self.tracks, self.minutes):
            spin.valueChanged.connect(self._follow)
        self.save.clicked.connect(self._choose)

    def _go_to_end(self) -> None:
        """Show the rule that was just added, once there is room for it."""
        self._to_end = True

    def _on_range(self, _least: int, most: int) -> None:
        if self._to_end:
            self._to_end = False
            self._area.verticalScrollBar().setValue(most)

    def _on_search(self) -> None:
        self._offer_orders()
        self._follow()

    def _shuffle(self) -> None:
        self._seed = random.randrange(MOST_SEEDS)
        self._follow()

    def _follow(self, _now: object = None) -> None:
        """Ask what the rules give as they stand."""
        self.shuffle.setVisible(self.order.currentData() == Order.RANDOM)
        self._follow_name()
        try:
            recipe = self.recipe()
        except BadEntry:
            return
        self.preview.show_recipe(recipe)

    def _follow_name(self, _now: object = None) -> None:
        problem = self._problem()
        self.problem.setText(problem)
        self.save.setEnabled(not problem)

    def _problem(self) -> str:
        """What keeps it from being saved."""
        try:
            unsaid = self.rules.rules().count(None)
            if self.name_typed in self._taken:
                return self.tr("There is a playlist of this name.")
        except (BadEntry, BadQuery) as error:
            return str(error)
        if unsaid:
            return self.tr("A rule says nothing yet: fill it in, or remove it.")
        return ""

    @property
    def name_typed(self) -> str:
        """The name as it is kept. Raises BadQuery."""
        return checked_name(self.name.text())

    def _choose(self) -> None:
        self.chosen.emit(self.name_typed, self.recipe())
        self.accept()

    def _build(self) -> None:
        title = self.tr("Rules of “{0}”").format(self._name) if self._name else self.tr("New smart playlist")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE.boundedTo(self.screen().availableSize()))
        head = QLabel(title, self)
        head.setObjectName("sheetTitle")
        head.setTextFormat(Qt.TextFormat.PlainText)
        self._name_widgets()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(self.name)
        layout.addWidget(self.match, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._scrolled(), 1)
        layout.addLayout(self._settings())
        layout.addWidget(self.preview)
        layout.addLayout(self._buttons())

    def _name_widgets(self) -> None:
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name of the playlist"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setVisible(not self._name)  # another name is given by F2
        self.match.setAccessibleName(self.tr("Whether all rules must hold"))

    def _scrolled(self) -> QScrollArea:
        area = self._area
        area.setObjectName("ruleArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.rules)
        area.setMinimumHeight(LEAST_OF_RULES)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _settings(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search.setAccessibleName(self.tr("Ranked by the saved search"))
        self.order.setAccessibleName(self.tr("Order"))
        self.tracks.setAccessibleName(self.tr("At most so many tracks"))
        self.minutes.setAccessibleName(self.tr("At most so many minutes"))
        self.tracks.setRange(0, LONGEST_LIST)
        self.tracks.setSpecialValueText(self.tr("Any number"))
        self.tracks.setSuffix(self.tr(" tracks"))
        self.minutes.setRange(0, round(LONGEST_MINUTES))
        self.minutes.setSpecialValueText(self.tr("Any length"))
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setSingleStep(5)
        self.search.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for spin in (self.tracks, self.minutes):
            spin.setFixedWidth(SPIN_WIDTH)
            spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        for text, widgets, stretch in (
            (self.tr("Search"), (self.search,), 1),
            (self.tr("Order"), (self.order, self.shuffle), 1),
            (self.tr("At most"), (self.tracks, self.minutes), 0),
        ):
            row.addLayout(_under(text, widgets, self), stretch)
        return row

    def _buttons(self) -> QHBoxLayout:
        self.problem.setObjectName("muted")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        QWidget.setTabOrder(cancel, self.save)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.problem, 1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        return row


def _under(text: str, widgets: tuple[QWidget, ...], parent: QWidget) -> QVBoxLayout:
    """Widgets side by side, with what they are above them."""
    label = QLabel(text, parent)
    label.setObjectName("fieldLabel")
    label.setBuddy(widgets[0])
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addLayout(row)
    return column
