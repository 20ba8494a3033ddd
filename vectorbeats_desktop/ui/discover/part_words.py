"""Parts of a query in words: what they are, what they were taken for, and what of them counts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.records import Emphasis, Kind, PartReading, QueryPart, SoundSort
from vectorbeats_desktop.ui import wording

AUDIO_KINDS = (Kind.AUTO, Kind.SOUND, Kind.RECOGNISE, Kind.HUM)
SOUND_KINDS = (Kind.AUTO, Kind.SOUND, Kind.LIKE)  # those that may be looked for by how they sound
QUITE_SURE = 0.5


def kind_name(kind: Kind) -> str:
    """A way to use an audio file, in a word or two."""
    words = {
        Kind.AUTO: _say("By itself"),
        Kind.SOUND: _say("Sounds alike"),
        Kind.RECOGNISE: _say("Recording"),
        Kind.HUM: _say("Hum"),
        Kind.LIKE: _say("Like this track"),
        Kind.PLAYLIST: _say("Like this playlist"),
        Kind.IMAGE: _say("Picture"),
        Kind.TEXT: _say("Words"),
    }
    return words[kind]


def kind_meaning(kind: Kind) -> str:
    """What it means to search with an audio file as this kind."""
    words = {
        Kind.AUTO: _say("Find out by itself what this is"),
        Kind.SOUND: _say("Find what sounds like this"),
        Kind.RECOGNISE: _say("This is a recording: recognise it"),
        Kind.HUM: _say("This is a hum: find the tune"),
    }
    return words.get(kind, kind_name(kind))


def emphasis(value: Emphasis) -> str:
    """A side of a sound, as the menu names it."""
    words = {
        Emphasis.BALANCED: _say("Everything"),
        Emphasis.TIMBRE: _say("Timbre: instruments and voices"),
        Emphasis.RHYTHM: _say("Rhythm: tempo and groove"),
        Emphasis.HARMONY: _say("Harmony: key and chords"),
        Emphasis.DYNAMICS: _say("Dynamics: loud and soft"),
    }
    return words[value]


def choices(part: QueryPart) -> str:
    """What was chosen of a sound, such as "0:30–0:50 · rhythm"; empty when all of it counts."""
    said = []
    if part.start_s is not None or part.end_s is not None:
        end = wording.duration(part.end_s) if part.end_s is not None else _say("end")
        said.append(f"{wording.duration(part.start_s or 0.0)}–{end}")
    if part.emphasis is not Emphasis.BALANCED:
        said.append(emphasis(part.emphasis).partition(":")[0].lower())
    return " · ".join(said)


def heard_as(reading: PartReading | None) -> str:
    """What a sound was heard to be; empty where that did not have to be found out."""
    if reading is None or reading.sort is None:
        return ""
    words = {
        SoundSort.VOICE: _say("a voice alone"),
        SoundSort.MUSIC: _say("music"),
        SoundSort.SPEECH: _say("speech"),
        SoundSort.NOISE: _say("noise"),
        SoundSort.SILENCE: _say("silence"),
    }
    heard = _say("heard as {0}") if reading.sure >= QUITE_SURE else _say("perhaps {0}")
    return heard.format(words[reading.sort])


def as_kind(kind: Kind) -> str:
    """A kind that a sound was searched as, as one of several."""
    words = {Kind.HUM: _say("hum"), Kind.RECOGNISE: _say("recording"), Kind.SOUND: _say("sounds alike")}
    return words.get(kind, kind_name(kind).lower())


def read_by(kinds: list[Kind], words_source: str, models: tuple[str, ...] = ()) -> list[str]:
    """What parts of these kinds were read by, in words, each once; `models` beside what is built in."""
    known = {
        "text model": _say("text model"),
        "word list": _say("word list"),
        "picture model": _say("picture model"),
        "music model": _say("music model"),
    }
    sources = {
        Kind.IMAGE: _say("colour and light"),
        Kind.TEXT: known.get(words_source, words_source),
        Kind.HUM: _say("melody"),
        Kind.RECOGNISE: _say("fingerprint"),
    }
    read = [sources.get(kind, _say("sound")) for kind in kinds] + [known[model] for model in models]
    return list(dict.fromkeys(source for source in read if source))


def weight_text(weight: float) -> str:
    """A weight as chips and hints show it, with a true minus sign."""
    return "0" if weight == 0 else f"{weight:+.1f}".replace("-", "−")


def query_in_words(parts: tuple[QueryPart, ...]) -> str:
    """A query in a line, such as "rainy night + harbour − Song 2"."""
    said = ""
    for part in parts:
        name = part.value if part.kind is Kind.TEXT else part.caption or wording.file_name(part.value)
        sign = "−" if part.weight < 0 else "+"
        said += f" {sign} {name}" if said or part.weight < 0 else name
    return said.strip()


def _say(text: str) -> str:
    return QCoreApplication.translate("PartWords", text)
