"""From a wish to hum or to know what plays to a part of the query: the recorder, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.ui.discover.parts import QueryParts
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.discover.take_files import TakeFiles
from vectorbeats_desktop.ui.traits.melody_lines import thumbnail
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # nothing of a recorder is loaded before somebody wants to hum
    from vectorbeats_desktop.engine.recording.take import Take
    from vectorbeats_desktop.ui.discover.live_recognition import LiveRecognition
    from vectorbeats_desktop.ui.discover.microphone import Microphone
    from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
    from vectorbeats_desktop.ui.discover.take_desk import TakeDesk
    from vectorbeats_desktop.workers.recorder import Recorder

TAKEN_FOR = (Kind.HUM, Kind.RECOGNISE, Kind.AUTO)


def make_recorder() -> Recorder:
    """The recorder of the program."""
    from vectorbeats_desktop.workers.recorder import Recorder

    return Recorder()


class Humming(QObject):
    """Opens the panel at its place in the page, and makes parts of takes. `make` is called at the first opening."""

    part_made = Signal(object, str, object)  # QueryPart, its name, and a QImage or None
    files_dropped = Signal(object)  # list[Path]: to be taken as hums
    kept = Signal(object)  # Path of a take that the person wanted kept
    shown = Signal(bool)  # whether the panel is open
    listening = Signal()  # a microphone is about to hear all that is played aloud

    def __init__(
        self,
        actions: Actions,
        parts: QueryParts,
        page: QWidget,
        place: QBoxLayout,
        make: Callable[[], Recorder] | None = None,
    ) -> None:
        super().__init__(page)
        self._actions, self._parts, self._page, self._place, self._make = actions, parts, page, place, make
        self._files = TakeFiles(self)
        self.panel: RecorderPanel | None = None
        self._microphone: Microphone | None = None
        self._desk: TakeDesk | None = None
        self._live: LiveRecognition | None = None
        self._can_recognise = False
        self._recognised = False  # the take is of a recording that the library has
        self._search_at_once = False
        self._joins = False  # the next take becomes a part beside those of before
        self._record_next = False
        self._used: set[str] = set()  # files of takes that are, or were, in the query
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.step_back)
        self._escape.setEnabled(False)

    @property
    def is_open(self) -> bool:
        return self.panel is not None and not self.panel.isHidden()

    @property
    def desk(self) -> TakeDesk:
        """Where the finished take lies. The panel must have been opened."""
        assert self._desk is not None
        return self._desk

    def set_recognises(self, possible: bool) -> None:
        """Tell whether the library has anything that a recording can be recognised as."""
        self._can_recognise = possible
        if self.panel is not None and self._live is not None:
            self.panel.recognises = self._live.enabled = possible

    def open(self) -> None:
        """Show the panel; nothing is recorded yet."""
        panel, microphone = self._parts_of_recorder()
        if panel.isHidden():
            self._joins = False
            panel.show()
            self._escape.setEnabled(True)
            self.shown.emit(True)
            microphone.look()
        panel.focus_main()

    def toggle(self) -> None:
        """Start recording, or stop."""
        panel, microphone = self._parts_of_recorder()
        if panel.stage.live:
            microphone.stop()
        else:
            self.open()
            self._record()

    def step_back(self) -> None:
        """Discard what is being recorded, or the take; without either, close the panel."""
        panel, _microphone = self._parts_of_recorder()
        if panel.stage is Stage.READY:
            self.close()
        else:
            self._discard()

    def close(self) -> None:
        """Put the panel away, with what was not used."""
        if self.panel is not None and self.is_open:
            self._discard()
            self.panel.hide()
            self._escape.setEnabled(False)
            self.shown.emit(False)

    def shut(self) -> bool:
        """End the recorder, and remove the takes that were not kept; say whether all ended."""
        ended = True
        if self._desk is not None:
            self._desk.stop_playing()
        if self._microphone is not None:
            ended = self._microphone.shut()
        self._files.close()
        return ended

    def _parts_of_recorder(self) -> tuple[RecorderPanel, Microphone]:
        if self.panel is None or self._microphone is None:
            self._build()
        assert self.panel is not None
        assert self._microphone is not None
        return self.panel, self._microphone

    def _build(self) -> None:
        from vectorbeats_desktop.ui.discover.live_recognition import LiveRecognition
        from vectorbeats_desktop.ui.discover.microphone import Microphone
        from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
        from vectorbeats_desktop.ui.discover.take_desk import TakeDesk

        self.panel = panel = RecorderPanel(self._page)
        panel.hide()
        self._place.addWidget(panel)
        recorder = (self._make or make_recorder)()
        self._microphone = Microphone(recorder, panel, self._actions, self)
        self._live = LiveRecognition(recorder, self._actions, self)
        self._live.recognised.connect(self._on_recognised)
        self.set_recognises(self._can_recognise)
        self._desk = TakeDesk(panel, self._files, self._actions, self)
        self._microphone.recorded.connect(self._on_recorded)
        self._desk.ready.connect(self._on_ready)
        self._desk.kept.connect(self.kept)
        panel.toggle_requested.connect(self.toggle)
        panel.stage_changed.connect(self._on_stage)
        panel.left.connect(self._microphone.stop)  # nothing is recorded that is not seen
        panel.files_dropped.connect(self.files_dropped)
        panel.head.close_requested.connect(self.close)
        buttons = panel.buttons
        buttons.record_requested.connect(self._record)
        buttons.stop_requested.connect(self._microphone.stop)
        buttons.search_requested.connect(self._search)
        buttons.add_requested.connect(self._add)
        buttons.discard_requested.connect(self._discard)

    def _record(self) -> None:
        panel, microphone = self._parts_of_recorder()
        self._search_at_once = self._recognised = False
        self.desk.clear()
        if not panel.monitor:
            self.listening.emit()
        microphone.start()

    def _discard(self) -> None:
        panel, microphone = self._parts_of_recorder()
        self._search_at_once = False
        microphone.discard()
        self.desk.clear()
        if panel.stage is Stage.TAKE:
            panel.show_stage(Stage.READY)

    def _search(self) -> None:
        panel, microphone = self._parts_of_recorder()
        self._record_next = False
        if panel.stage.live:
            self._search_at_once = True
            microphone.stop()
        else:
            self.desk.use()

    def _add(self) -> None:
        self._record_next = not self._in_query()
        self._joins = True
        self.desk.use()

    def _on_stage(self, stage: Stage) -> None:
        if self._live is not None and stage is not Stage.RECORDING:
            self._live.end()

    def _on_recognised(self, _heard: object) -> None:
        """The answer is there: end the recording and search with it."""
        panel, microphone = self._parts_of_recorder()
        if panel.stage is Stage.RECORDING:
            self._recognised = self._search_at_once = True
            self._record_next = False
            microphone.stop()

    def _on_recorded(self, take: Take) -> None:
        panel, _microphone = self._parts_of_recorder()
        self.desk.show(take)
        panel.buttons.name_uses(earlier=len(self._in_query()), joins=self._joins)
        if self._recognised or (self._search_at_once and panel.buttons.search.isEnabled()):
            self.desk.use()

    def _on_ready(self, take: Take, path: Path) -> None:
        earlier = self._in_query()
        if not self._joins:
            for key in earlier:
                self._parts.remove(key)
            earlier = []
        self._used.add(str(path))
        kind = self._kind()
        hummed = kind is Kind.HUM
        name = (self.tr("Hum {0} · {1} s") if hummed else self.tr("Recording {0} · {1} s")).format(
            len(earlier) + 1, f"{take.duration_s:.1f}"
        )
        self.part_made.emit(QueryPart(kind, str(path)), name, thumbnail(take.pitch) if hummed else None)
        if self._record_next:
            self._record()
        else:
            self.close()

    def _kind(self) -> Kind:
        """What a take is searched as: who records what the computer plays does not hum."""
        if self._recognised:
            return Kind.RECOGNISE
        return Kind.AUTO if self.panel is not None and self.panel.monitor else Kind.HUM

    def _in_query(self) -> list[int]:
        """The keys of the parts that are takes, and were not made something else by the person."""
        chosen = self._parts.chosen
        return [one.key for one in chosen if one.part.kind in TAKEN_FOR and one.part.value in self._used]
