"""Parts of a query that are sounds, read: by their stated kind, or by what they are heard to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted
from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.records import Kind, QueryPart, SoundSort
from vectorbeats_desktop.engine.search.channel import HumProbe, ReadPart, RecordingProbe, SoundProbe
from vectorbeats_desktop.engine.search.model_reader import ModelReader
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks

KINDS: Mapping[SoundSort, tuple[Kind, ...]] = {
    SoundSort.VOICE: (Kind.HUM,),
    SoundSort.MUSIC: (Kind.RECOGNISE, Kind.SOUND),
    SoundSort.SPEECH: (Kind.SOUND, Kind.RECOGNISE),
    SoundSort.NOISE: (Kind.SOUND, Kind.RECOGNISE),
    SoundSort.SILENCE: (),
}
"""What a sound of each sort is looked for as. Recognition never guesses: under noise and talk, music may still be."""

LATEST_S = 1e7  # where a part of a sound may begin: longer than any file is, and a number that decoders can take
LEAST_TELLING_S = 2.0  # of a sound: in less, descriptors are those of a note or two
CALLED = {
    SoundSort.VOICE: "a voice alone",
    SoundSort.MUSIC: "music",
    SoundSort.SPEECH: "speech",
    SoundSort.NOISE: "noise",
    SoundSort.SILENCE: "silence",
}


class NothingHeard(KnownError):
    """A recording of silence."""

    code = "nothing_heard"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nothing can be heard in {name}.", "Check that the right microphone is on and loud enough; record again."
        )


class SoundReader(Protocol):
    """Analyses a dropped sound."""

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> SoundProbe:
        """The sound, as it is compared. Raises UnreadableFile, Cancelled."""
        ...


class HumReader(Protocol):
    """Hears the melody of a hum."""

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> Contour:
        """The hum's line of pitches. Raises NoMelody, UnreadableFile, Cancelled."""
        ...


class RecordingReader(Protocol):
    """Hears the peaks of a recording."""

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> QueryPeaks:
        """What the recording is recognised by. Raises UnreadableFile, Cancelled."""
        ...


class SoundSorter(Protocol):
    """Hears what sort of sound a file holds."""

    def sort(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> Sorted:
        """How likely each sort is. Raises UnreadableFile, Cancelled."""
        ...


class HeardParts:
    """Reads parts that are sounds. One of no stated kind is sorted first, and read as all that it may be."""

    def __init__(
        self,
        sounds: SoundReader,
        hums: HumReader,
        recordings: RecordingReader,
        sorter: SoundSorter,
        models: ModelReader | None = None,
    ) -> None:
        self._sounds = sounds
        self._hums = hums
        self._recordings = recordings
        self._sorter = sorter
        self._models = models

    def read(self, part: QueryPart, path: Path, ctx: TaskContext) -> ReadPart:
        """Read a part by its kind. Raises BadQuery, NothingHeard, NoMelody, UnreadableFile, Cancelled."""
        excerpt = _excerpt(part)
        if part.kind is not Kind.AUTO:
            read = self._probed(ReadPart(part, part.kind), part.kind, path, excerpt, ctx)
            if read.recording is not None and not len(read.recording.peaks):
                raise NothingHeard(path.name)
            return read
        heard = self._sorter.sort(path, ctx, excerpt)
        sorts = heard.likely()
        if sorts == (SoundSort.SILENCE,):
            raise NothingHeard(path.name)
        kinds = tuple(dict.fromkeys(kind for sort in sorts for kind in KINDS[sort]))
        read = ReadPart(part, kinds[0], also=kinds[1:], sort=heard.sort, sure=heard.sure, notices=_notices(path, sorts))
        try:
            for kind in kinds:
                read = self._probed(read, kind, path, excerpt, ctx)
        except NoMelody as silent:
            return self._without_melody(read, silent, path, excerpt, ctx)
        return read

    def _probed(self, read: ReadPart, kind: Kind, path: Path, excerpt: Excerpt, ctx: TaskContext) -> ReadPart:
        """The part with the probe that a kind needs."""
        if kind is Kind.HUM:
            return replace(read, hum=HumProbe(self._hums.read(path, ctx, excerpt)))
        if kind is Kind.RECOGNISE:
            return replace(read, recording=RecordingProbe(self._recordings.read(path, ctx, excerpt)))
        sound = self._sounds.read(path, ctx, excerpt)
        compared = replace(read, sound=sound, notices=(*read.notices, *_too_short(path, sound)))
        return compared if self._models is None else self._models.heard(compared, path, excerpt, ctx)

    def _without_melody(
        self, read: ReadPart, silent: NoMelody, path: Path, excerpt: Excerpt, ctx: TaskContext
    ) -> ReadPart:
        """A voice in which no tune was heard is still a sound."""
        kinds = tuple(kind for kind in read.kinds if kind is not Kind.HUM) or (Kind.SOUND,)
        read = replace(read, kind=kinds[0], also=kinds[1:], notices=(silent.message, *read.notices))
        for kind in kinds:
            read = self._probed(read, kind, path, excerpt, ctx)
        return read


def _excerpt(part: QueryPart) -> Excerpt:
    """The seconds that a part means. Raises BadQuery."""
    excerpt = Excerpt.of(part.start_s, part.end_s)
    if not 0 <= excerpt.start_s <= LATEST_S or (excerpt.length_s is not None and not excerpt.length_s > 0):
        raise BadQuery("A part of a sound must begin at 0 seconds or later, and end after it begins.")
    return excerpt


def _too_short(path: Path, sound: SoundProbe) -> tuple[str, ...]:
    if sound.seconds is None or sound.seconds >= LEAST_TELLING_S:
        return ()
    return (f"{path.name} is only {sound.seconds:.1f} s long, too short to tell much: what sounds alike is a guess.",)


def _notices(path: Path, sorts: tuple[SoundSort, ...]) -> tuple[str, ...]:
    """What to know of a sound that was sorted: that it is unsure, or nothing that tunes can be found by."""
    if len(sorts) > 1:
        return (f"{path.name} may be {' or '.join(CALLED[sort] for sort in sorts)}: both were looked for.",)
    if sorts[0] in (SoundSort.SPEECH, SoundSort.NOISE):
        return (f"{path.name} was heard as {CALLED[sorts[0]]}: music that sounds like it was looked for.",)
    return ()
