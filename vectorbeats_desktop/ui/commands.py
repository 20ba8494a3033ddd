"""What the command palette offers: everything that has a key, every setting, the themes, the playlists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from rapidfuzz import fuzz

from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.settings import SETTINGS
from vectorbeats_desktop.ui.shortcuts import CONTEXT, TABLE

LEAST_LIKE = 72  # of 100: what is less like the words is not offered
LEAST_LETTERS = 3
Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done; `group` tells what kind of thing it is, `keys` how it is done without the palette."""

    text: str
    group: str
    act: Act
    keys: str = ""


def commands_of_keys(actions: Mapping[str, Act], leave_out: Iterable[str] = ()) -> list[Command]:
    """Every action of the table of keys that can be asked for from anywhere, once, with its first key."""
    seen, found = set(leave_out), []
    for line in TABLE:
        act = actions.get(line.action)
        if act is not None and line.shown and line.action not in seen:
            seen.add(line.action)
            keys = QKeySequence(line.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            translate = QCoreApplication.translate
            found.append(Command(translate(CONTEXT, line.text), translate(CONTEXT, line.group), act, keys))
    return found


def commands_of_settings(show: Callable[[str], object]) -> list[Command]:
    """Every setting that a person may choose; `show` is given its title."""
    group = QCoreApplication.translate("Commands", "Setting")

    def command(title: str) -> Command:
        return Command(title, group, lambda: show(title))

    return [command(QCoreApplication.translate("Settings", line.title)) for line in SETTINGS if not line.hidden]


def ranked(commands: Sequence[Command], typed: str) -> list[Command]:
    """The commands that fit what was typed, the best first; all of them, in their order, for nothing."""
    words = fold(typed).split()
    if not words:
        return list(commands)
    for score_of in (_fit, _likeness):  # what was mistyped is looked for when nothing is called like that
        scored = [(score_of(command, words), place, command) for place, command in enumerate(commands)]
        fitting = [each for each in scored if each[0] > 0]
        if fitting:
            return [command for _, _, command in sorted(fitting, key=lambda each: (-each[0], each[1]))]
    return []


def _fit(command: Command, words: Sequence[str]) -> float:
    """More where every word begins one of the command's, less where it stands in it somewhere, else 0."""
    said = fold(f"{command.text} {command.group}").split()
    if all(any(one.startswith(word) for one in said) for word in words):
        own = fold(command.text)
        return 3.0 if own.startswith(words[0]) else 2.0
    return 1.0 if all(word in fold(command.text) for word in words) else 0.0


def _likeness(command: Command, words: Sequence[str]) -> float:
    typed, text = " ".join(words), fold(command.text)
    if not LEAST_LETTERS <= len(typed) <= len(text):
        return 0.0
    score = float(fuzz.partial_ratio(typed, text))
    return score if score >= LEAST_LIKE else 0.0
