"""Two results side by side, below their heads: facts, moods, melodies, concepts, parts of the query, and reasons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Comparison, Hit, TrackDetails
from vectorbeats_desktop.ui.discover.compared_facts import ComparedFact, compared_facts
from vectorbeats_desktop.ui.discover.mood_chip import MoodChip
from vectorbeats_desktop.ui.discover.part_bar import PartBar
from vectorbeats_desktop.ui.discover.reason_list import ReasonList
from vectorbeats_desktop.ui.discover.results_model import match_of
from vectorbeats_desktop.ui.flow_layout import FlowLayout
from vectorbeats_desktop.ui.traits.details_words import moods
from vectorbeats_desktop.ui.traits.melody_strip import MelodyStrip
from vectorbeats_desktop.ui.traits.mood_pair import MoodPair

LABELS = 150  # pixels: the names of the lines
GAP = 20
FIRST = 2  # facts that stand above the moods

Pair = tuple[Hit, Hit]


class ComparedBody(QWidget):
    """Made anew for each pair and answer; `problem` says why what needs the library's numbers is not told."""

    push_requested = Signal(str, bool)  # words, and whether they are to count more

    def __init__(
        self,
        hits: Pair,
        part_names: Sequence[str],
        comparison: Comparison,
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 12)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, LABELS)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        first, others = (facts := compared_facts(comparison.tracks))[:FIRST], facts[FIRST:]
        self._add_facts(first)
        self._add_moods(comparison.tracks)
        self._add_melodies(hits, comparison.tracks)
        self._add_concepts(comparison, problem)
        self._add_parts(hits, part_names)
        self._add_reasons(hits, part_names)
        self._add_facts(others)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add_facts(self, facts: Sequence[ComparedFact]) -> None:
        for fact in facts:
            values = [self._words(value) for value in fact.values]
            for number, value in enumerate(values, 1):
                value.setAccessibleName(self.tr("{0} of {1}: {2}").format(fact.name, number, value.text()))
            self._add(fact.name, *values, note=fact.note)

    def _add_moods(self, tracks: Sequence[TrackDetails]) -> None:
        pair = MoodPair(self)
        pair.show_moods([details.track.mood for details in tracks])
        self._add(self.tr("Mood"), pair)
        self._add("", *(self._words(moods(details)) for details in tracks))

    def _add_melodies(self, hits: Pair, tracks: Sequence[TrackDetails]) -> None:
        if not any(details.melody for details in tracks):
            return
        shown = []
        for hit, details in zip(hits, tracks, strict=True):
            strip, match = MelodyStrip(self), match_of(hit)
            place = (match.start_s, match.end_s) if match is not None else None
            strip.show_melody(details.melody, details.track.tags.duration_s or 0.0, place)
            strip.setAccessibleName(self.tr("Melody of “{0}”").format(hit.track.name))
            shown.append(strip)
        self._add(self.tr("Melody"), *shown)

    def _add_concepts(self, comparison: Comparison, problem: str) -> None:
        if problem:
            self._add(self.tr("In common"), self._words(problem))
            return
        self._add(self.tr("In common"), self._chips(comparison.shared))
        self._add(self.tr("Only in one"), *(self._chips(names) for names in comparison.only))

    def _add_parts(self, hits: Pair, part_names: Sequence[str]) -> None:
        for part, name in enumerate(part_names):
            bars = (PartBar(hit, part, name, self) for hit in hits)
            self._add(self.tr("Carried by") if part == 0 else "", *bars, note=name)

    def _add_reasons(self, hits: Pair, part_names: Sequence[str]) -> None:
        lists = []
        for hit in hits:
            reasons = ReasonList(hit, part_names, self)
            reasons.setAccessibleName(self.tr("Why “{0}” was found").format(hit.track.name))
            reasons.setAccessibleDescription("; ".join(reasons.lines))
            reasons.push_requested.connect(self.push_requested)
            lists.append(reasons)
        self._add(self.tr("Why"), *lists)

    def _add(self, name: str, *widgets: QWidget, note: str = "") -> None:
        """Add a line; a single widget takes the room of both."""
        row = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._label(name, note), row, 0, top)
        if len(widgets) == 1:
            self._grid.addWidget(widgets[0], row, 1, 1, 2)
            return
        for column, widget in enumerate(widgets, 1):
            self._grid.addWidget(widget, row, column, top)

    def _label(self, name: str, note: str) -> QWidget:
        cell = QWidget(self)
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for text, style in ((name, ""), (note, "fieldTitle")):
            if text:
                label = self._words(text)
                label.setObjectName(style)
                label.setMaximumWidth(LABELS)
                lines.addWidget(label)
        return cell

    def _chips(self, names: Sequence[str]) -> QWidget:
        if not names:
            return self._words(self.tr("nothing that stands out"))
        row = QWidget(self)
        flow = FlowLayout(row, 6)
        for name in names:
            chip = MoodChip(name, row)
            chip.push_requested.connect(self.push_requested)
            flow.addWidget(chip)
        return row

    def _words(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
