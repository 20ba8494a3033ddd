"""What a record on the server holds, and how it becomes ours again: checked, since anybody may have written it.

A record tells one thing of one track: what a person said, or what one stage in one version found out. Its id is a
UUIDv5 of the audio's hash and of what it tells, so that every computer writes to the same place.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

import numpy as np

from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, Sound
from vectorbeats_desktop.engine.library.changes import EDITS, MOOD, STARS, TEMPO, Change, Edit, EditValue
from vectorbeats_desktop.engine.library.clock import LIMIT
from vectorbeats_desktop.engine.library.corrections import FASTEST, SLOWEST
from vectorbeats_desktop.engine.library.entries import EmbeddingRow
from vectorbeats_desktop.engine.library.ratings import MOST_STARS
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.records import Features
from vectorbeats_desktop.engine.remote.port import ANALYSIS, DEVICE, EDIT, GROUP, REMOVED, REV, RemotePoint
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id

TRACK, KIND, VERSION, VALUE, MODEL = "track_id", "kind", "version", "value", "model"
DESCRIBED, FEATURES, WINDOWS = "descriptors", "audio_features", "windows"
HEAD = (TRACK, KIND, VERSION, VALUE, GROUP, REV, DEVICE, REMOVED)
"""The fields that decide what counts; all that an edit has."""
COLLECTION = dict.fromkeys((*EDITS, "music", "embedding"), MUSIC) | dict.fromkeys(
    ("sound", "fingerprint", "melody"), AUDIO
)
HALF = np.dtype("<f2")
LONGEST_TRACK_ID = 80


def record_id(track_id: str, kind: str, version: int) -> str:
    """The id of a record: an edit's is the same for ever, that of an analysis one for each version."""
    return point_id(track_id, kind if kind in EDITS else f"{kind}_v{version}")


def head(change: Change, device: str) -> dict[str, Any]:
    """The fields that every record has; `pushed_at` is added as it is sent."""
    return {
        TRACK: change.track_id,
        KIND: change.kind,
        VERSION: change.version,
        GROUP: EDIT if change.kind in EDITS else ANALYSIS,
        REV: change.rev,
        DEVICE: device,
        REMOVED: change.removed,
    }


def change_id(change: Change) -> str:
    """The id of the record that a change makes."""
    return record_id(change.track_id, change.kind, change.version)


def edit_point(edit: Edit) -> RemotePoint:
    """An edit's record, with the device that made it."""
    change = Change(0, edit.track_id, edit.kind, 0, edit.rev)
    value = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    return RemotePoint(change_id(change), head(change, edit.device) | {VALUE: value})


def edit_of(payload: Mapping[str, Any]) -> Edit | None:
    """The edit in a payload; None for what is none or makes no sense."""
    track_id, kind, rev, device = (payload.get(field) for field in (TRACK, KIND, REV, DEVICE))
    if not (is_track(track_id) and kind in EDITS and is_rev(rev) and isinstance(device, str)):
        return None
    value = _edit_value(str(kind), payload.get(VALUE))
    if value is None and payload.get(VALUE) is not None:
        return None
    return Edit(str(track_id), str(kind), int(rev or 0), device, value)


def _edit_value(kind: str, value: Any) -> EditValue:
    if kind == STARS:
        return value if type(value) is int and 1 <= value <= MOST_STARS else None
    if kind == TEMPO:
        return float(value) if is_number(value) and SLOWEST <= value <= FASTEST else None
    if kind == MOOD and isinstance(value, list) and len(value) == 2 and all(map(is_number, value)):
        return (float(value[0]), float(value[1])) if all(-1 <= number <= 1 for number in value) else None
    return None


def is_track(track_id: object) -> bool:
    """Whether this can name a recording."""
    return isinstance(track_id, str) and 0 < len(track_id) <= LONGEST_TRACK_ID and track_id.isprintable()


def is_rev(rev: object) -> bool:
    """Whether this is a number of the clock."""
    return type(rev) is int and 0 <= rev < LIMIT


def sound_payload(sound: Sound) -> dict[str, Any]:
    """What a record tells of a track's sound."""
    return {
        DESCRIBED: packed(np.ascontiguousarray(sound.descriptors, "<f4").tobytes()),
        FEATURES: asdict(sound.features),
        "tempo": sound.features.tempo_bpm,
        "key": sound.features.key,
        "time_signature": sound.features.time_signature,
        "pitch_contour": list(sound.pitch_contour),
        "spectral_features": dict(sound.spectral),
    }


def sound_of(payload: Mapping[str, Any]) -> Sound | None:
    """The sound in a payload; None for what is none."""
    numbers = unpacked(payload.get(DESCRIBED))
    told, contour, spectral = (payload.get(field) for field in (FEATURES, "pitch_contour", "spectral_features"))
    if numbers is None or len(numbers) != 4 * len(DESCRIPTORS) or not isinstance(told, dict):
        return None
    descriptors = np.frombuffer(numbers, "<f4").astype(np.float32)
    if not (np.isfinite(descriptors).all() and isinstance(contour, list) and isinstance(spectral, dict)):
        return None
    if not all(map(is_number, (*contour, *spectral.values()))):
        return None
    names = {field.name for field in fields(Features)}
    if set(told) != names or not all(is_number(told[name]) for name in names - {"key"}):
        return None
    features = Features(**{**told, "key": str(told["key"]), "time_signature": int(told["time_signature"])})
    return Sound(descriptors, features, tuple(map(float, contour)), {str(n): float(v) for n, v in spectral.items()})


def embedding_point(change: Change, device: str, model: str, row: EmbeddingRow) -> RemotePoint:
    """What a sound model made of a track: the vector by which it is found, and one for each window."""
    payload = {MODEL: model, WINDOWS: packed(np.ascontiguousarray(row.windows, HALF).tobytes())}
    vectors = {model: row.mean} if row.mean.any() else {}
    return RemotePoint(change_id(change), head(change, device) | payload, vectors)


def embedding_of(point: RemotePoint, model: str, size: int) -> EmbeddingRow | None:
    """What that model made of the track; None for what is none."""
    windows, track_id = unpacked(point.payload.get(WINDOWS)), point.payload.get(TRACK)
    if windows is None or not is_track(track_id) or not windows or len(windows) % (HALF.itemsize * size):
        return None
    rows = np.frombuffer(windows, HALF).astype(np.float32).reshape(-1, size)
    mean = point.vectors.get(model, np.zeros(size, np.float32))
    if mean.shape != (size,) or not (np.isfinite(rows).all() and np.isfinite(mean).all()):
        return None
    return EmbeddingRow(str(track_id), mean, rows)


def content_payload(change: Change, content: bytes) -> dict[str, Any]:
    """A melody or a fingerprint, under a name that has its version in it."""
    return {content_field(change.kind, change.version): packed(content)}


def content_field(kind: str, version: int) -> str:
    """Where a record keeps a melody or a fingerprint."""
    return f"{kind}_v{version}"


def packed(content: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(content).decode("ascii")


def unpacked(text: object) -> bytes | None:
    """The bytes again; None for what is no such text."""
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
