"""The engine's records as JSON, in the documented shape."""

from __future__ import annotations

import os
from typing import NotRequired, TypedDict

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import FileProblem, Hit, MelodyMatch, PartReading, RecordingMatch, SearchResult


class ReasonJson(TypedDict):
    """Why a track was found."""

    channel: str
    text: str
    strength: float
    concepts: list[str]
    part: int


class MelodyJson(TypedDict):
    """How a track's melody lies to the hum: semitones above it, and seconds of the track for one of the hum."""

    key_shift: int
    tempo_ratio: float


class RecordingJson(TypedDict):
    """Where in a track a recording was made, in its seconds, and how many of them one of the recording's took."""

    start_s: float
    end_s: float
    speed: float
    aligned: int


class ReadingJson(TypedDict):
    """What a part was taken for."""

    part: int
    kinds: list[str]
    sort: str | None
    sure: float


class HitJson(TypedDict):
    """A track that was found."""

    path: str
    title: str
    artist: str
    album: str
    track_id: str
    score: float
    confidence: str
    reasons: list[ReasonJson]
    match_start_s: float | None
    match_end_s: float | None
    melody: MelodyJson | None
    recording: RecordingJson | None
    elsewhere: bool
    verdict: str | None


class AnswerJson(TypedDict):
    """The answer to a query."""

    id: NotRequired[object]
    results: list[HitJson]
    searched: NotRequired[int]
    total: NotRequired[int]
    notices: NotRequired[list[str]]
    readings: NotRequired[list[ReadingJson]]
    hidden: NotRequired[int]
    timings_ms: dict[str, float]
    error: NotRequired[str]
    code: NotRequired[str]
    hint: NotRequired[str]


class ProblemJson(TypedDict):
    """A file that could not be used."""

    path: str
    stage: str
    code: str
    message: str
    hint: str


def hit_json(hit: Hit) -> HitJson:
    """A hit; `score` and `strength` are rounded to what they are worth."""
    tags = hit.track.tags
    return {
        "path": "" if hit.track.elsewhere else os.fspath(hit.track.path),
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "track_id": hit.track.track_id,
        "score": round(hit.score, 6),
        "confidence": str(hit.confidence),
        "reasons": [
            {
                "channel": reason.channel,
                "text": reason.text,
                "strength": round(reason.strength, 4),
                "concepts": list(reason.concepts),
                "part": reason.part,
            }
            for reason in hit.reasons
        ],
        "match_start_s": hit.match_start_s,
        "match_end_s": hit.match_end_s,
        "melody": _melody_json(hit.melody),
        "recording": _recording_json(hit.recording),
        "elsewhere": hit.track.elsewhere,
        "verdict": None if hit.verdict is None else str(hit.verdict),
    }


def _melody_json(melody: MelodyMatch | None) -> MelodyJson | None:
    if melody is None:
        return None
    return {"key_shift": melody.key_shift, "tempo_ratio": round(melody.tempo_ratio, 3)}


def _recording_json(recording: RecordingMatch | None) -> RecordingJson | None:
    if recording is None:
        return None
    return {
        "start_s": round(recording.start_s, 2),
        "end_s": round(recording.end_s, 2),
        "speed": round(recording.speed, 4),
        "aligned": recording.aligned,
    }


def _reading_json(reading: PartReading) -> ReadingJson:
    return {
        "part": reading.part,
        "kinds": [str(kind) for kind in reading.kinds],
        "sort": None if reading.sort is None else str(reading.sort),
        "sure": round(reading.sure, 4),
    }


def result_json(result: SearchResult) -> AnswerJson:
    """A search's answer, timings in milliseconds."""
    return {
        "results": [hit_json(hit) for hit in result.hits],
        "searched": result.searched,
        "total": result.total,
        "notices": list(result.notices),
        "readings": [_reading_json(reading) for reading in result.readings],
        "hidden": result.hidden,
        "timings_ms": {step: round(taken, 2) for step, taken in result.timings_ms.items()},
    }


def error_json(error: KnownError) -> AnswerJson:
    """A failed search's answer."""
    return {"results": [], "timings_ms": {}, "error": error.message, "code": error.code, "hint": error.hint}


def problem_json(problem: FileProblem) -> ProblemJson:
    """A file that could not be used."""
    return {
        "path": os.fspath(problem.path),
        "stage": problem.stage,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
