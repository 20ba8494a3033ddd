"""The common language of the program: what a track, a query and a hit are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

NOT_IN_THE_LIBRARY = 0
"""The id of no file, and of no folder."""
NAME_NOT_SHARED = "Name not shared"

FilterValue = str | int | float | bool | tuple[float | None, float | None] | tuple[str, ...]


class FileState(StrEnum):
    """Where a file of the library stands."""

    PENDING = "pending"  # seen, not yet analysed; it can be played
    READY = "ready"  # every stage done
    FAILED = "failed"  # a stage gave up; the reason is kept
    UNREACHABLE = "unreachable"  # its folder is not there now


class Kind(StrEnum):
    """What a part of a query is."""

    IMAGE = "image"
    TEXT = "text"
    HUM = "hum"
    SOUND = "sound"
    RECOGNISE = "recognise"
    LIKE = "like"
    PLAYLIST = "playlist"
    AUTO = "auto"


class Emphasis(StrEnum):
    """Which side of a sound counts most when others are to sound like it."""

    BALANCED = "balanced"
    TIMBRE = "timbre"
    RHYTHM = "rhythm"
    HARMONY = "harmony"
    DYNAMICS = "dynamics"


class SoundSort(StrEnum):
    """What a recording without a stated kind is."""

    VOICE = "voice"  # one voice alone that hums, whistles or sings
    MUSIC = "music"
    SPEECH = "speech"
    NOISE = "noise"
    SILENCE = "silence"


class Verdict(StrEnum):
    """What a person said of a hit."""

    WANTED = "wanted"  # "that's it"
    UNWANTED = "unwanted"  # "not this one"


class Confidence(StrEnum):
    """How far a hit stands out of this library for this query."""

    STRONG = "strong"
    GOOD = "good"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says about itself. Empty text and None mean that it does not say."""

    title: str = ""
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    genre: str = ""
    year: int | None = None
    track_number: int | None = None
    disc_number: int | None = None
    duration_s: float | None = None
    codec: str = ""
    sample_rate_hz: int | None = None
    channels: int | None = None
    bit_rate: int | None = None


@dataclass(frozen=True, slots=True)
class Mood:
    """Where a track stands among this library: valence and energy in [-1, 1], and its concepts."""

    valence: float
    energy: float
    concepts: tuple[str, ...] = ()  # names of the strongest concepts, strongest first


@dataclass(frozen=True, slots=True)
class Features:
    """Descriptors of a track's sound that a person can read."""

    tempo_bpm: float
    time_signature: int  # beats in a bar: 3 or 4
    key: str  # such as "A minor"
    key_clarity: float  # [0, 1]
    loudness_db: float  # RMS level, dBFS
    dynamics_db: float  # standard deviation of the short-time level
    brightness_hz: float  # mean spectral centroid
    density: float  # onsets per second


@dataclass(frozen=True, slots=True)
class ReplayGain:
    """By how many decibels a track's tags say it is to be played louder: by itself, or within its album.

    None where they do not say. Zero is what brings the music to -18 LUFS.
    """

    track_db: float | None = None
    album_db: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A file of the library, and what is known of it.

    `track_id` names the audio itself: two files with the same encoded audio share it, and it
    is empty until the file has been identified.
    """

    file_id: int
    path: Path
    folder_id: int
    state: FileState
    tags: Tags
    track_id: str = ""
    cover_id: str = ""
    features: Features | None = None
    mood: Mood | None = None
    error: str = ""
    gain: ReplayGain = ReplayGain()

    @property
    def name(self) -> str:
        """Its title, or its file's name when it has none."""
        return self.tags.title or self.path.stem or NAME_NOT_SHARED

    @property
    def elsewhere(self) -> bool:
        """Whether it is known from the remote catalogue alone: there is no file of it here."""
        return self.file_id < NOT_IN_THE_LIBRARY


def loose_track(path: Path) -> Track:
    """A file that is not in the library, as a track of which nothing is known but its name."""
    return Track(NOT_IN_THE_LIBRARY, path, NOT_IN_THE_LIBRARY, FileState.READY, Tags())


def track_elsewhere(track_id: str, tags: Tags, features: Features, mood: Mood) -> Track:
    """A track that only the remote catalogue has. Its file's id, the same each time, is below that of any file."""
    number = int.from_bytes(hashlib.blake2b(track_id.encode(), digest_size=6).digest())
    nowhere = NOT_IN_THE_LIBRARY
    return Track(nowhere - 1 - number, Path(), nowhere, FileState.READY, tags, track_id, features=features, mood=mood)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says is right of a track; None where analysis has the word.

    Valence and energy, in [-1, 1], are said together.
    """

    valence: float | None = None
    energy: float | None = None
    tempo_bpm: float | None = None


@dataclass(frozen=True, slots=True)
class MelodyPoint:
    """A pitch of a track's melody, as a MIDI number, and the second at which it is heard."""

    second: float
    midi: float


@dataclass(frozen=True, slots=True)
class TrackDetails:
    """All that is known of a track: the files that hold it, what a person corrected, its melody, and its stars."""

    track: Track
    files: tuple[Path, ...]
    correction: Correction = Correction()
    melody: tuple[MelodyPoint, ...] = ()
    stars: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tracks side by side: names of the concepts that both call up, and of those that only one of them does."""

    tracks: tuple[TrackDetails, TrackDetails]
    shared: tuple[str, ...] = ()
    only: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the person pointed at."""

    folder_id: int
    path: Path
    reachable: bool = True
    scanned_at: float | None = None  # seconds since the epoch
    files: int = 0
    pending_removals: int = 0  # files gone at once that wait for the person's word


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that could not be read or analysed, and why."""

    path: Path
    stage: str
    code: str
    message: str
    hint: str = ""
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One thing to look for.

    `value` is words for TEXT, the name of a saved playlist or the path of a playlist file for PLAYLIST, and a
    path's text for all other kinds. `weight`, from -1 to 1, is negative for "less of this". `caption` is what is
    known of a picture in words: its file's name, or the title it was dropped with. Of a sound or a track, only the
    seconds from `start_s` to `end_s` count where these are given, and `emphasis` says which side of it.
    """

    kind: Kind
    value: str
    weight: float = 1.0
    caption: str = ""
    start_s: float | None = None
    end_s: float | None = None
    emphasis: Emphasis = Emphasis.BALANCED


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. A filter maps a field to a value or to (minimum, maximum)."""

    parts: tuple[QueryPart, ...]
    filters: Mapping[str, FilterValue] = field(default_factory=dict)
    limit: int = 50
    hygiene: bool = True  # the same recording once, at most `per_artist` and `per_album` in each twenty
    per_artist: int = 3
    per_album: int = 3
    diversity: float = 0.0  # in [0, 1]: how much a track counts less for being like those above it


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit was chosen, or what spoke against it.

    `strength` is its share of the hit's score, in [-1, 1]: negative for what spoke against it, which comes last.
    `part` is the number of the query's part that it comes from. `concept_names` are what its concepts are called, and
    may be asked for as words.
    """

    channel: str
    text: str
    strength: float
    concepts: tuple[str, ...] = ()
    part: int = 0
    concept_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MelodyMatch:
    """Where in a track a hum was found, and the two melodies as they lie over each other.

    Times are seconds of the track. `key_shift` is how many semitones the track lies above the hum, in
    [-6, 6), octaves left out; `tempo_ratio` is how many seconds of the track one second of the hum took.
    Both lines have one value for each `step_s` from `start_s` to `end_s`: semitones (MIDI numbers) in the
    track's key, None where nothing is sung or played. The hum's is moved to the octave of the track's.
    `remembered` is true when the track was found by an earlier hum that a person confirmed; the place
    is then what was confirmed.
    """

    start_s: float
    end_s: float
    key_shift: int
    tempo_ratio: float
    step_s: float
    hummed: tuple[float | None, ...] = ()
    heard: tuple[float | None, ...] = ()
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class RecordingMatch:
    """Where in a track a recording was made: seconds of the track at the recording's beginning and end.

    `speed` is how many seconds of the track one second of the recording took; `aligned` is how many landmarks agree.
    """

    start_s: float
    end_s: float
    speed: float
    aligned: int


@dataclass(frozen=True, slots=True)
class PartReading:
    """What a part of a query was taken for.

    `kinds` are what it was looked for as, the likeliest first; more than one when that is unsure. `sort` is what a
    sound was heard to be, and `sure`, in [0, 1], how sure that is; None where nothing had to be found out. `models`
    names the models that read it, beside what is built in: "picture model", "music model".
    """

    part: int
    kinds: tuple[Kind, ...]
    sort: SoundSort | None = None
    sure: float = 1.0
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A track that fits, how well, and why. `verdict` is what the person said of it for this very query."""

    track: Track
    score: float
    confidence: Confidence
    reasons: tuple[Reason, ...] = ()
    match_start_s: float | None = None
    match_end_s: float | None = None
    melody: MelodyMatch | None = None
    recording: RecordingMatch | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query. `notices` say what could not be used, and why, in plain words.

    `readings` tell what each part was taken for. `hidden` counts the tracks that the person did not want here.
    """

    hits: tuple[Hit, ...]
    searched: int
    total: int
    notices: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    readings: tuple[PartReading, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class OthersAnswer:
    """What the remote catalogue added to an answer.

    `result` is the answer with its tracks among the others, None where it added none. `silent` says that it did not
    answer, or is let alone as it did not before; `only_here` that hums and recordings were looked for here only.
    """

    result: SearchResult | None = None
    silent: bool = False
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search as it was asked: saved under a name, or, with an empty one, remembered in the history."""

    search_id: int
    name: str
    query: Query
    asked_at: float  # seconds since the epoch


@dataclass(frozen=True, slots=True)
class Playlist:
    """A saved playlist; its tracks are asked for by its name.

    A `smart` one fills itself by rules: its count is what it had when it was last filled.
    """

    name: str
    count: int
    changed_at: float  # seconds since the epoch
    smart: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a person once said of a track for a query. `asked` is that query in words."""

    query_key: str
    track_id: str
    verdict: Verdict
    asked: str
    said_at: float  # seconds since the epoch


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Files that hold the same recording, the longest and best encoded first.

    `offsets_s` tells for each how many seconds after the first one's beginning it begins, and `overlap_s` for how
    long both sound alike.
    """

    tracks: tuple[Track, ...]
    offsets_s: tuple[float, ...]
    overlap_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """How many files stand where."""

    files: int = 0
    ready: int = 0
    pending: int = 0
    failed: int = 0
    unreachable: int = 0
    tracks: int = 0  # different recordings
    melodies: int = 0  # of them, those whose melody is known, so that a hum can find them
    fingerprints: int = 0  # of them, those that a recording of them can be recognised as


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an indexing run did."""

    files: int
    added: int
    changed: int
    moved: int
    removed: int
    unreachable: int
    analysed: int
    failed: int
    pending_removals: int
    seconds: float
    problems: tuple[FileProblem, ...] = ()
    melodies: int = 0  # tracks whose melody was heard; the sound of some may have been analysed by an earlier run
    heard: int = 0  # tracks that the sound model heard
    notices: tuple[str, ...] = ()  # what went wrong that is no file's fault
    reused: int = 0  # tracks of which something was taken over from other computers
    stages: tuple[tuple[str, float], ...] = ()  # seconds that each stage took
    refilled: int = 0  # tracks that a damaged store had lost, and that were put back out of the catalogue
