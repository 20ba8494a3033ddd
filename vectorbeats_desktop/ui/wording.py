"""Numbers, times and states in the words that people read; shared by the pages and their models."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from vectorbeats_desktop.engine.records import Confidence, FileState, Track
from vectorbeats_desktop.engine.task import Progress

MINUTE_S = 60
HOUR_S = 3600


def number(value: int) -> str:
    """A count with its thousands grouped as this computer's language has it."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English)
    return locale.toString(value)


def duration(seconds: float | None) -> str:
    """A length such as 3:05 or 1:02:03; empty when it is not known."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, HOUR_S)
    minutes, seconds_left = divmod(rest, MINUTE_S)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def time_left(seconds: float) -> str:
    """A remaining time, no finer than an estimate deserves."""
    if seconds < MINUTE_S:
        return QCoreApplication.translate("Wording", "less than a minute left")
    if seconds < 1.5 * MINUTE_S:
        return QCoreApplication.translate("Wording", "about a minute left")
    if seconds < HOUR_S:
        return QCoreApplication.translate("Wording", "about {0} minutes left").format(round(seconds / MINUTE_S))
    if seconds < 1.5 * HOUR_S:
        return QCoreApplication.translate("Wording", "about an hour left")
    return QCoreApplication.translate("Wording", "about {0} hours left").format(round(seconds / HOUR_S))


def confidence(value: Confidence) -> str:
    """How well a hit fits, as its pill says it."""
    words = {
        Confidence.STRONG: QCoreApplication.translate("Wording", "Strong match"),
        Confidence.GOOD: QCoreApplication.translate("Wording", "Good match"),
        Confidence.FAINT: QCoreApplication.translate("Wording", "Faint match"),
    }
    return words[value]


def file_state(state: FileState) -> str:
    """Where a file stands, in a word or two."""
    words = {
        FileState.PENDING: QCoreApplication.translate("Wording", "Waiting to be analysed"),
        FileState.READY: QCoreApplication.translate("Wording", "Ready"),
        FileState.FAILED: QCoreApplication.translate("Wording", "Could not be analysed"),
        FileState.UNREACHABLE: QCoreApplication.translate("Wording", "Not reachable now"),
    }
    return words[state]


def artist(track: Track) -> str:
    """Who made it, or that nobody says."""
    return track.tags.artist or track.tags.album_artist or QCoreApplication.translate("Wording", "Unknown artist")


def key(text: str) -> str:
    """A key with the signs that musicians write: C♯ minor for C# minor."""
    tonic, space, mode = text.partition(" ")
    return tonic[:1] + tonic[1:].replace("#", "♯").replace("b", "♭") + space + mode


def byline(track: Track) -> str:
    """Artist, album and length in one line, leaving out what is not known."""
    return " · ".join(text for text in (artist(track), track.tags.album, duration(track.tags.duration_s)) if text)


def stage(name: str) -> str:
    """What an indexing run is doing, from the stage's name in the engine."""
    words = {
        "": QCoreApplication.translate("Wording", "Getting ready"),
        "demo": QCoreApplication.translate("Wording", "Making the demo music"),
        "scan": QCoreApplication.translate("Wording", "Looking through the folders"),
        "identify": QCoreApplication.translate("Wording", "Reading tags and covers"),
        "sound": QCoreApplication.translate("Wording", "Listening"),
        "mood": QCoreApplication.translate("Wording", "Judging moods"),
        "cover": QCoreApplication.translate("Wording", "Looking at covers"),
    }
    return words.get(name, name.capitalize())


def how_far(progress: Progress) -> str:
    """The counts of a progress record, such as 240 of 20,000; empty when there are none."""
    if progress.total:
        done, total = number(progress.done), number(progress.total)
        return QCoreApplication.translate("Wording", "{0} of {1}").format(done, total)
    if progress.done:
        return QCoreApplication.translate("Wording", "{0} files found").format(number(progress.done))
    return ""
