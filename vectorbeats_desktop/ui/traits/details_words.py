"""What the details of a track say in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.records import TrackDetails
from vectorbeats_desktop.ui import wording

MOST_PLACES = 4


def tr(text: str) -> str:
    return QCoreApplication.translate("Details", text)


def tempo(details: TrackDetails) -> str:
    """How fast it is, and who said so."""
    features = details.track.features
    text = tr("{0} beats a minute").format(f"{features.tempo_bpm:.0f}") if features else tr("not known")
    return tr("{0} (you said so)").format(text) if details.correction.tempo_bpm is not None else text


def key_name() -> str:
    """What the fact is called that tells the key."""
    return tr("Key")


def facts(details: TrackDetails) -> dict[str, str]:
    """Length, genre, key, level, format and rating by their names, as far as they are known."""
    tags, features = details.track.tags, details.track.features
    rate = tr("{0} kHz").format(f"{tags.sample_rate_hz / 1000:g}") if tags.sample_rate_hz else ""
    sound = " · ".join(text for text in (tags.codec.upper(), rate, wording.bit_rate(tags.bit_rate)) if text)
    told = {
        tr("Length"): wording.duration(tags.duration_s),
        tr("Genre"): tags.genre,
        key_name(): wording.key(features.key) if features else "",
        tr("Level"): tr("{0} dB").format(f"{features.loudness_db:.0f}") if features else "",
        tr("Format"): sound,
        tr("Rating"): wording.stars(details.stars) if details.stars else "",
    }
    return {name: value for name, value in told.items() if value}


def fact_lines(details: TrackDetails) -> str:
    """The same, a line each."""
    return "\n".join(tr("{0}: {1}").format(name, value) for name, value in facts(details).items())


def moods(details: TrackDetails) -> str:
    """The moods in words, and who said so."""
    if details.track.mood is None:
        return tr("Not analysed yet.")
    words = ", ".join(details.track.mood.concepts)
    return tr("{0} (you said so)").format(words) if details.correction.valence is not None else words


def places(details: TrackDetails) -> str:
    """Where its files lie."""
    shown = [str(path) for path in details.files[:MOST_PLACES]]
    more = len(details.files) - len(shown)
    return "\n".join([*shown, *([tr("and {0} more places").format(more)] if more else [])])
