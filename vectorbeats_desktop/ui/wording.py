"""Numbers, times and states in the words that people read; shared by the pages and their models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from vectorbeats_desktop.engine.library.groups import Grouping
from vectorbeats_desktop.engine.records import Confidence, FileState, MelodyMatch, RecordingMatch, Track
from vectorbeats_desktop.engine.task import Progress

MINUTE_S = 60
HOUR_S = 3600
LEAST_TEMPO_PERCENT = 3  # less is not heard as another tempo
LEAST_SPEED_PERCENT = 1
MOST_STARS = 5


def locale() -> QLocale:
    """How this computer's language writes numbers and times."""
    found = QLocale()
    return QLocale(QLocale.Language.English) if found.language() == QLocale.Language.C else found


def number(value: int) -> str:
    """A count with its thousands grouped as this computer's language has it."""
    return locale().toString(value)


def tracks(count: int) -> str:
    """How many tracks there are."""
    if count == 1:
        return QCoreApplication.translate("Wording", "1 track")
    return QCoreApplication.translate("Wording", "{0} tracks").format(number(count))


def playing_time(tracks: Sequence[Track]) -> str:
    """How long all of them take together, such as 1 h 12 min; empty when no length is known."""
    return long_duration(sum(track.tags.duration_s or 0.0 for track in tracks))


def long_duration(seconds: float) -> str:
    """A playing time such as 1 h 12 min; empty when there is none."""
    minutes = round(seconds / MINUTE_S)
    hours, rest = divmod(minutes, 60)
    if hours:
        return QCoreApplication.translate("Wording", "{0} h {1} min").format(number(hours), rest)
    return QCoreApplication.translate("Wording", "{0} min").format(rest) if seconds else ""


def duration(seconds: float | None) -> str:
    """A length such as 3:05 or 1:02:03; empty when it is not known."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, HOUR_S)
    minutes, seconds_left = divmod(rest, MINUTE_S)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def bit_rate(bits: int | None) -> str:
    """Bits in a second, in the unit that people know; empty when it is not known."""
    return QCoreApplication.translate("Wording", "{0} kbit/s").format(number(round(bits / 1000))) if bits else ""


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


def several_artists() -> str:
    """Who made an album of many."""
    return QCoreApplication.translate("Wording", "Various artists")


def grouping(value: Grouping) -> str:
    """What a way to put the library together shows."""
    words = {
        Grouping.ALBUM: QCoreApplication.translate("Wording", "Albums"),
        Grouping.ARTIST: QCoreApplication.translate("Wording", "Artists"),
        Grouping.GENRE: QCoreApplication.translate("Wording", "Genres"),
        Grouping.FOLDER: QCoreApplication.translate("Wording", "Folders"),
    }
    return words[value]


def no_groups(value: Grouping) -> str:
    """Why there may be nothing to show of a grouping."""
    words = {
        Grouping.ALBUM: QCoreApplication.translate("Wording", "Albums come from the tags of your files."),
        Grouping.ARTIST: QCoreApplication.translate("Wording", "Artists come from the tags of your files."),
        Grouping.GENRE: QCoreApplication.translate("Wording", "Genres come from the tags of your files."),
        Grouping.FOLDER: QCoreApplication.translate("Wording", "Add a folder with music."),
    }
    return words[value]


def artist(track: Track) -> str:
    """Who made it, or that nobody says."""
    return track.tags.artist or track.tags.album_artist or QCoreApplication.translate("Wording", "Unknown artist")


def title(track: Track) -> str:
    """Its title, or its file's name; of a track in the team's catalogue whose names are not shared, that."""
    if track.elsewhere and not track.tags.title:
        return QCoreApplication.translate("Wording", "Name not shared")
    return track.name


def elsewhere() -> str:
    """Where a track is of which there is no file here."""
    return QCoreApplication.translate("Wording", "In the team’s catalogue")


def key(text: str) -> str:
    """A key with the signs that musicians write: C♯ minor for C# minor."""
    tonic, space, mode = text.partition(" ")
    return tonic[:1] + tonic[1:].replace("#", "♯").replace("b", "♭") + space + mode


def byline(track: Track) -> str:
    """Artist, album and length in one line, leaving out what is not known."""
    return " · ".join(text for text in (artist(track), track.tags.album, duration(track.tags.duration_s)) if text)


def span(start_s: float, end_s: float) -> str:
    """A piece of a track, such as 1:23–1:34."""
    return f"{duration(start_s)}–{duration(end_s)}"


def file_name(path: str) -> str:
    """A file's name as a person says it."""
    return Path(path).stem


def stars(count: int) -> str:
    """A rating, such as ★★★☆☆."""
    return "★" * count + "☆" * (MOST_STARS - count)


def recording(match: RecordingMatch) -> str:
    """Where in a track a recording was made, and whether it ran faster or slower there."""
    said = QCoreApplication.translate("Wording", "recognised at {0}").format(duration(match.start_s))
    percent = round(abs(match.speed - 1) * 100)
    if percent < LEAST_SPEED_PERCENT:
        return said
    # `speed` is seconds of the track for one of the recording: above 1 the recording ran faster.
    text = (
        QCoreApplication.translate("Wording", "{0}, played {1} % faster")
        if match.speed > 1
        else QCoreApplication.translate("Wording", "{0}, played {1} % slower")
    )
    return text.format(said, percent)


def channel(name: str) -> str:
    """A kind of evidence, by the name that the engine gives it."""
    words = {
        "concepts": QCoreApplication.translate("Wording", "mood and theme"),
        "affect": QCoreApplication.translate("Wording", "energy and feeling"),
        "verdicts": QCoreApplication.translate("Wording", "what you said"),
        "names": QCoreApplication.translate("Wording", "name"),
        "sounds": QCoreApplication.translate("Wording", "sound"),
        "humming": QCoreApplication.translate("Wording", "melody"),
        "recognition": QCoreApplication.translate("Wording", "recording"),
    }
    return words.get(name, name)


def melody(match: MelodyMatch) -> list[str]:
    """Where a hum was found in a track, and how the track differs from it."""
    said = [QCoreApplication.translate("Wording", "found at {0}").format(span(match.start_s, match.end_s))]
    if match.remembered:
        said.append(QCoreApplication.translate("Wording", "found by a hum you confirmed"))
    said.append(_key_shift(match.key_shift))
    said.append(_tempo(match.tempo_ratio))
    return said


def _key_shift(semitones: int) -> str:
    if semitones == 0:
        return QCoreApplication.translate("Wording", "in the key of your hum")
    if abs(semitones) == 1:
        return (
            QCoreApplication.translate("Wording", "1 semitone above your hum")
            if semitones > 0
            else QCoreApplication.translate("Wording", "1 semitone below your hum")
        )
    text = (
        QCoreApplication.translate("Wording", "{0} semitones above your hum")
        if semitones > 0
        else QCoreApplication.translate("Wording", "{0} semitones below your hum")
    )
    return text.format(abs(semitones))


def _tempo(ratio: float) -> str:
    """`ratio` is seconds of the track for one second of the hum: above 1 the track is slower."""
    percent = round(abs(1 / ratio - 1) * 100) if ratio > 0 else 0
    if percent < LEAST_TEMPO_PERCENT:
        return QCoreApplication.translate("Wording", "as fast as your hum")
    text = (
        QCoreApplication.translate("Wording", "{0} % slower than your hum")
        if ratio > 1
        else QCoreApplication.translate("Wording", "{0} % faster than your hum")
    )
    return text.format(percent)


def stage(name: str) -> str:
    """What an indexing run is doing, from the stage's name in the engine."""
    words = {
        "": QCoreApplication.translate("Wording", "Getting ready"),
        "demo": QCoreApplication.translate("Wording", "Making the demo music"),
        "scan": QCoreApplication.translate("Wording", "Looking through the folders"),
        "refill": QCoreApplication.translate("Wording", "Filling the vector store again"),
        "identify": QCoreApplication.translate("Wording", "Reading tags and covers"),
        "reuse": QCoreApplication.translate("Wording", "Asking what other computers found out"),
        "sound": QCoreApplication.translate("Wording", "Listening"),
        "mood": QCoreApplication.translate("Wording", "Judging moods"),
        "cover": QCoreApplication.translate("Wording", "Looking at covers"),
        "gain": QCoreApplication.translate("Wording", "Reading loudness from tags"),
        "fingerprint": QCoreApplication.translate("Wording", "Listening to what recordings are recognised by"),
        "recognition": QCoreApplication.translate("Wording", "Updating the index of recordings"),
        "duplicates": QCoreApplication.translate("Wording", "Looking for duplicates"),
        "melody": QCoreApplication.translate("Wording", "Listening for melodies"),
        "sight": QCoreApplication.translate("Wording", "Seeing what covers show"),
        "embedding": QCoreApplication.translate("Wording", "Hearing with the music model"),
        "check": QCoreApplication.translate("Wording", "Checking"),
        "pull": QCoreApplication.translate("Wording", "Learning what others say"),
        "push": QCoreApplication.translate("Wording", "Sharing"),
        "export": QCoreApplication.translate("Wording", "Writing the file"),
        "quickening": QCoreApplication.translate("Wording", "Making the model quicker, once"),
        "phrases": QCoreApplication.translate("Wording", "Asking the models about words"),
        "bridge": QCoreApplication.translate("Wording", "Joining pictures and music"),
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
