"""How the remote catalogue stands, as one stage with its words."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.activity.words import moment
from vectorbeats_desktop.ui.catalogue import words
from vectorbeats_desktop.ui.catalogue.words import tr

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.engine.remote.catalogue import RemoteStatus

NOT_SET = "remote_not_set"
HALF_A_DAY_S = 43_200


class Stage(StrEnum):
    """What can be done next follows from it."""

    OPENING = "opening"
    OFF = "off"
    NOT_SET = "not set"
    ASKING = "asking"  # nobody has agreed yet
    READY = "ready"
    SYNCING = "syncing"
    WAITING = "waiting"  # it is tried again
    STOPPED = "stopped"  # a person has to do something


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage, and what is said of it. `tone` is the style sheet's."""

    stage: Stage
    title: str
    text: str = ""
    icon: str = "catalogue"
    tone: str = "muted"


def without_server(*, on: bool, opened: bool) -> Standing:
    """Before there is anything to look at: the library opens, or it is switched off."""
    if not opened:
        return Standing(Stage.OPENING, tr("Opening the library…"))
    if on:
        return Standing(Stage.OPENING, tr("Looking how it stands…"))
    return Standing(
        Stage.OFF,
        tr("The remote catalogue is off"),
        tr(
            "No server is asked for anything. Switched on, nothing is shared before you have seen an example, and "
            "agreed."
        ),
    )


def standing(
    status: RemoteStatus,
    problem: KnownError | None,
    *,
    syncing: bool = False,
    by_itself: bool = True,
    has_key: bool = True,
) -> Standing:
    """The stage by what is known; `problem` is what the last try ended with."""
    if syncing:
        return Standing(Stage.SYNCING, tr("Syncing"), icon="refresh", tone="accent_text")
    if status.problem:
        title, text = words.of_code(status.code, status.problem, status.hint)
        if status.code == NOT_SET:
            return Standing(Stage.NOT_SET, title, text)
        return Standing(Stage.STOPPED, title, text, "warning", "warn")
    if (wrong := status.link.problem) is not None:
        return _failed(wrong, status.link.wait_s, by_itself=by_itself, has_key=has_key)
    if not status.agreed:
        return Standing(
            Stage.ASKING,
            tr("Nothing is shared yet"),
            tr("Look at an example of what would leave this computer, and say whether it may."),
            "info",
            "accent_text",
        )
    if problem is not None:
        return Standing(Stage.STOPPED, *words.problem(problem, has_key=has_key), "warning", "warn")
    return _well(status, by_itself=by_itself)


def _failed(wrong: KnownError, wait_s: float, *, by_itself: bool, has_key: bool) -> Standing:
    title, text = words.problem(wrong, has_key=has_key)
    if getattr(wrong, "lasting", False):
        return Standing(Stage.STOPPED, title, text, "warning", "warn")
    text = words.next_try(wait_s, _clock(wait_s), by_itself=by_itself)
    return Standing(Stage.WAITING, title, text, "unreachable")


def _clock(wait_s: float) -> str:
    """The time of day in so many seconds, with the date where that is far away."""
    at = time.time() + wait_s
    if wait_s > HALF_A_DAY_S:
        return moment(at)
    return wording.locale().toString(QDateTime.fromSecsSinceEpoch(int(at)).time(), QLocale.FormatType.ShortFormat)


def _well(status: RemoteStatus, *, by_itself: bool) -> Standing:
    later = (
        tr("Changes are sent by themselves, soon after you make them.")
        if by_itself
        else tr("“Sync by itself” is off: sync when you like.")
    )
    if status.link.version:
        return Standing(Stage.READY, tr("Connected"), later, "check", "good")
    return Standing(Stage.READY, tr("Set up"), later, "check", "good")
