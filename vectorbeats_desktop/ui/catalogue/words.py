"""What the Catalogue page says of servers, syncs and what is shared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui import wording

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.workers.remote_actions import Found, SyncReport

CONTEXT = "Catalogue"


def tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def _mark(text: str) -> str:
    """Mark a text of the table for translation, which happens where it is shown."""
    return text


PROBLEMS: Mapping[str, tuple[str, str]] = {
    "remote_not_set": (
        _mark("No server is set yet"),
        _mark("Enter the address of a server below, and check it. Whoever runs the server tells address and key."),
    ),
    "remote_address": (
        _mark("That is no address of a server"),
        _mark("An address looks like https://music.example:6333. Put it right below."),
    ),
    "remote_key_in_address": (
        _mark("A key does not belong in the address"),
        _mark("There everybody could read it. Take it out, and enter it in the field for the key."),
    ),
    "remote_prefix": (
        _mark("That prefix cannot be used"),
        _mark("It may have up to 64 letters, digits, and any of _ . -"),
    ),
    "remote_plain": (
        _mark("This address is without encryption"),
        _mark(
            "With http anybody on the way could read what is sent, and the key. Use https; or, in a network that you "
            "trust, switch on “Without encryption” below."
        ),
    ),
    "remote_authority": (
        _mark("The file of the certificate authority cannot be used"),
        _mark("It has to be a PEM file with certificates. Choose another one below, or leave the field empty."),
    ),
    "remote_untrusted": (
        _mark("The server cannot prove that it is the one you mean"),
        _mark(
            "If it has a certificate of its own, choose the file of its authority below. If it had worked before, ask "
            "whoever runs the server, and look whether this computer's clock is right. Nothing was sent."
        ),
    ),
    "remote_key_refused": (
        _mark("The server does not accept the key"),
        _mark("It may have expired, or be another server's. Enter the right one below, and check again."),
    ),
    "remote_read_only": (
        _mark("The key only allows reading"),
        _mark(
            "What others say still comes in, and what you say is kept. To share it, enter a key below that may write; "
            "whoever runs the server gives them out."
        ),
    ),
    "remote_full": (
        _mark("The server has no room for more"),
        _mark("Ask whoever runs it to make room or to raise its limits, then try again. Nothing is lost meanwhile."),
    ),
    "remote_mismatch": (
        _mark("The server's collections are made for something else"),
        _mark("Their vectors have another size than yours. Choose another prefix below: it begins a set of its own."),
    ),
    "remote_too_old": (
        _mark("The server is too old"),
        _mark("Qdrant 1.16 or later is needed. Have it updated, then try again."),
    ),
    "remote_too_new": (
        _mark("The server is newer than what this program knows"),
        _mark("Update VectorBeats."),
    ),
    "remote_strange": (
        _mark("What answers there is no Qdrant server"),
        _mark("Look at the address and the number behind the colon: 6333, where nobody chose another."),
    ),
    "remote_unreachable": (_mark("The server cannot be reached"), ""),
    "remote_timed_out": (_mark("The server does not answer"), ""),
    "remote_busy": (_mark("The server asks for a pause"), ""),
    "remote_failing": (_mark("The server has a fault of its own"), ""),
    "remote_gone": (
        _mark("The server's collections are gone"),
        _mark("The next sync makes them anew, and tells everything once more."),
    ),
    "remote_refused": (
        _mark("The server does not take what was sent"),
        _mark("The rest goes on. Save a report on the page Diagnostics for whoever helps you."),
    ),
}
"""By an error's code: what happened, and what to do about it in the window."""

RECORDS: Mapping[str, str] = {
    "sound": _mark("What it sounds like, as numbers"),
    "music": _mark("Its place among moods, and its names"),
    "embedding": _mark("What a sound model heard, as numbers"),
    "melody": _mark("Its melody, by which it is found when somebody hums it"),
    "fingerprint": _mark("Its fingerprint, by which it is recognised"),
    "edit.stars": _mark("Your stars"),
    "edit.mood": _mark("The mood that you put right"),
    "edit.tempo": _mark("The tempo that you put right"),
}
"""By a record's kind."""


def problem(error: KnownError, *, has_key: bool = True) -> tuple[str, str]:
    """What happened, and what to do about it in the window."""
    if error.code == "remote_key_refused" and not has_key:
        return tr("The server asks for a key"), tr("Enter it below, and check again. Whoever runs the server gives it.")
    return of_code(error.code, error.message, error.hint)


def of_code(code: str, message: str, hint: str) -> tuple[str, str]:
    """The window's words for a code, or those that came with it."""
    if code not in PROBLEMS:
        return message, hint
    title, text = PROBLEMS[code]
    return tr(title), tr(text) if text else ""


def next_try(wait_s: float, at: str, *, by_itself: bool) -> str:
    """When it is tried again, and that nothing is lost."""
    if not by_itself:
        when = tr("“Sync by itself” is off: try again when you like.")
    elif wait_s < wording.MINUTE_S:
        when = tr("The next try is in less than a minute.")
    else:
        when = tr("The next try is at {0}.").format(at)
    return f"{when} {tr('Nothing is lost: what waits is kept, and sent later.')}"


def progress(told: Progress | None) -> str:
    """How far a sync is: its stage, counts, and the time that is left."""
    if told is None:
        return tr("Getting ready")
    parts = [wording.stage(told.stage)]
    if told.total:
        parts.append(tr("{0} of {1} records").format(wording.number(told.done), wording.number(told.total)))
    elif told.done:
        parts.append(records(told.done))
    if told.left_s is not None and told.done < told.total:
        parts.append(wording.time_left(told.left_s))
    return " · ".join(parts)


def records(count: int) -> str:
    """How many records."""
    return tr("1 record") if count == 1 else tr("{0} records").format(wording.number(count))


def waiting(count: int) -> str:
    """How many changes are still to be sent."""
    if count == 0:
        return tr("Nothing waits to be sent")
    return (
        tr("1 change waits to be sent")
        if count == 1
        else tr("{0} changes wait to be sent").format(wording.number(count))
    )


def came_of(report: SyncReport) -> str:
    """What the last sync did."""
    sent, edited = report.pushed.sent, report.pulled.edited
    if not sent and not edited:
        return tr("Last time there was nothing new on either side")
    told = tr("Last time: {0} sent").format(records(sent))
    return f"{told}, {tr('{0} changed by what others said').format(wording.tracks(edited))}" if edited else told


def refused(count: int) -> str:
    """What the server did not take."""
    return tr("The server refused {0}. They are tried again when they change.").format(records(count))


def clocks(hours: int) -> str:
    """That a clock is wrong."""
    return tr(
        "The clock of this computer, or of another one, is wrong by about {0} hours. Nothing is lost, but of edits "
        "made at the same time the wrong one may count. Set the clocks."
    ).format(wording.number(hours))


def found(result: Found) -> str:
    """What a server that was tried has to say."""
    answers = tr("It works: a Qdrant server, version {0}.").format(result.status.link.version)
    if not result.records:
        return f"{answers} {tr('Nothing is shared there yet.')}"
    return f"{answers} {tr('{0} are shared there.').format(records(result.records))}"


def example(shown: Sequence[Mapping[str, Any]]) -> str:
    """Records as they would leave the computer, each under what it is."""
    pieces = []
    for record in shown:
        kind = str(record.get("kind", ""))
        body = json.dumps(record, indent=2, ensure_ascii=False)
        pieces.append(f"{tr(RECORDS[kind]) if kind in RECORDS else kind}\n{body}")
    return "\n\n".join(pieces)
