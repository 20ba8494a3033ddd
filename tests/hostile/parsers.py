"""What reads bytes that strangers may have written, each as one function that may raise KnownError and nothing else.

`benchmarks.fuzz` feeds them with what coverage leads it to; `test_fuzz_corpus.py` with what that has found.
"""

from __future__ import annotations

import base64
import io
import json
import math
import os
import struct
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from tests.hostile import kept_parsers
from tests.hostile.bench import Bench, Parser, text
from vectorbeats_desktop.commands import batch
from vectorbeats_desktop.commands.batch_query import query_of_line
from vectorbeats_desktop.commands.query import Listing
from vectorbeats_desktop.commands.rule_text import rule_in_words, rule_of
from vectorbeats_desktop.engine import ipc
from vectorbeats_desktop.engine.analysis import answers
from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS
from vectorbeats_desktop.engine.analysis.worker import Answer, message_of
from vectorbeats_desktop.engine.backup import file as backup
from vectorbeats_desktop.engine.backup.belongings import BELONGINGS, sensible, with_files
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.fingerprint.landmarks import Landmarks
from vectorbeats_desktop.engine.journal import Ring
from vectorbeats_desktop.engine.library import gain_tags, tags
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.track import TrackMelody
from vectorbeats_desktop.engine.playlists.files import read_playlist_file
from vectorbeats_desktop.engine.playlists.recipe_json import recipe_from_json, recipe_to_json
from vectorbeats_desktop.engine.playlists.rules import condition_of
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.remote import portable
from vectorbeats_desktop.engine.remote.reuse import _READERS
from vectorbeats_desktop.engine.search.checking import checked
from vectorbeats_desktop.engine.search.query_json import query_from_json, query_to_json
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.waveforms import HEAD, Waveforms

NOW = 1_700_000_000.0


def playlist(content: bytes, bench: Bench) -> None:
    """Whatever is listed is an absolute path of this computer without “..”."""
    for path in read_playlist_file(bench.file(content, "list.m3u")):
        assert path.is_absolute()
        assert ".." not in path.parts
        assert "\0" not in str(path)
        assert not str(path).startswith("//")
        os.fsencode(path)


def settings(content: bytes, bench: Bench) -> None:
    """Every value is one that its setting takes."""
    path = bench.file(content, "settings.json")
    loaded = Settings.load(path)
    for name, value in loaded.as_dict().items():
        if value != value:
            raise AssertionError(name)
    for kept in bench.folder.glob("settings.json.broken-*"):
        kept.unlink()
    loaded.save() if not loaded.problem else None


def query(content: bytes, _bench: Bench) -> None:
    """What was read can be kept, checked and read again."""
    read, _ = query_from_json(text(content))
    with suppress(KnownError):
        assert query_from_json(query_to_json(read))[0] == read
    checked(read)


def batch_line(content: bytes, bench: Bench) -> None:
    asked = batch._parsed(text(content))
    made = query_of_line(asked, bench.place.absolute, Listing(20))
    checked(made)
    json.dumps(asked.get("id"))


def recipe(content: bytes, _bench: Bench) -> None:
    read = recipe_from_json(text(content))
    assert recipe_from_json(recipe_to_json(read)) == read
    for rule in read.rules:
        condition_of(rule, NOW)


def rule(content: bytes, bench: Bench) -> None:
    """A rule that can be read can be told, and what is told is the rule."""
    read = rule_of(text(content), bench.place.absolute)
    rule_in_words(read)
    condition_of(read, NOW)


def tag(content: bytes, _bench: Bench) -> None:
    """Whatever stands in a tag becomes a short line that any file system and database takes."""
    said = tags.clean(text(content))
    assert len(said) <= tags.TEXT_LIMIT
    assert "\n" not in said
    said.encode()
    tags._year(said)
    number = tags._number(said)
    assert number is None or 0 < number <= tags.NUMBER_LIMIT
    gain = gain_tags._said({"replaygain_track_gain": said, "r128_track_gain": said}, "track")
    assert gain is None or math.isfinite(gain)


def backup_file(content: bytes, bench: Bench) -> None:
    """A backup as it is opened and compared with its sums."""
    with backup._opened(bench.file(content, "x.vbbackup")) as (archive, manifest):
        backup._check(Path("x.vbbackup"), archive, manifest["sha256"], TaskContext())


def backup_manifest(content: bytes, bench: Bench) -> None:
    backup_file(_zipped({"manifest.json": content, "edits.json": b"[]"}), bench)


def backup_rows(content: bytes, bench: Bench) -> None:
    """The rows of a backup, merged into a catalogue; a row that makes no sense is left out and harms no other."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return
    session = bench.session
    for one in BELONGINGS:
        rows = sensible(one, told)
        if one.name == "searches":
            rows = with_files(rows, {})
        one.merge(session, rows)


def analysis_file(content: bytes, bench: Bench) -> None:
    """A file of analysis, with all that is taken over from it."""
    with portable.AnalysisFile(bench.file(content, "x.vbanalysis"), TaskContext()) as opened:
        bench.session.catalog.merge_edits(list(opened.edits()))
        for point in opened.read("", list(opened._place), TaskContext()).values():
            for stage, read in _READERS.items():
                read(point, 1)
                assert stage


def analysis_manifest(content: bytes, bench: Bench) -> None:
    analysis_file(_zipped({"manifest.json": content, "records/000000.jsonl": _RECORD}), bench)


def analysis_records(content: bytes, bench: Bench) -> None:
    try:
        known = json.loads(content.splitlines()[0])["id"] if content else ""
    except (ValueError, RecursionError, KeyError, TypeError, IndexError):
        known = "x"
    part = {"name": "r", "sha256": sha256(content).hexdigest(), "ids": [str(known)]}
    manifest = {"format": portable.FORMAT, "version": 1, "parts": [part]}
    analysis_file(_zipped({"manifest.json": json.dumps(manifest).encode(), "r": content}), bench)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def message(content: bytes, _bench: Bench) -> None:
    """What another process says over the socket; what is no message ends the call by a ValueError."""
    pipe = cast(Any, SimpleNamespace(recv_bytes=lambda: content))
    with suppress(ValueError):
        argv, _, asked_by = ipc._request(pipe)
        assert all(type(word) is str for word in [*argv, asked_by])


def answer(content: bytes, _bench: Bench) -> None:
    """What a worker says; what is no answer is refused by one kind of error."""
    with suppress(answers.ForbiddenAnswer):
        answers.checked(answers.loads(content))


def landmarks(content: bytes, _bench: Bench) -> None:
    with suppress(ValueError):
        read = Landmarks.from_bytes(content)
        assert len(read.frames) == len(read.pitches)


def melody(content: bytes, _bench: Bench) -> None:
    with suppress(ValueError):
        read = TrackMelody.from_bytes(content)
        read.second(3.0)


def contour(content: bytes, _bench: Bench) -> None:
    with suppress(ValueError):
        assert Contour.from_bytes(content).voiced_s >= 0


def journal(content: bytes, bench: Bench) -> None:
    Ring(bench.file(content, "runs.jsonl"), 10).all()


def waveform(content: bytes, bench: Bench) -> None:
    kept = Waveforms(cast(Any, None), bench.folder)
    bench.file(content, "x.peaks")
    kept._kept("x")


_QUERY = query_to_json(
    Query(
        (QueryPart(Kind.TEXT, "calm", -0.5, "c", 1.0, None),), {"year": (1990, None), "genre": ("a", "b"), "tempo": 9}
    )
).encode()
_EDIT = {
    "track_id": "a1-" + "0" * 32, "kind": "stars", "version": 0, "group": "edit", "rev": 5, "device": "d", "value": 3,
}  # fmt: skip
_SOUND = {
    "descriptors": base64.b64encode(np.zeros(len(DESCRIPTORS), "<f4").tobytes()).decode(), "audio_features": {},
    "pitch_contour": [0.5], "spectral_features": {"flatness": 0.1},
}  # fmt: skip
_RECORD = json.dumps({"id": "x", "payload": _EDIT, "vectors": {"v": "AAAA"}}).encode() + b"\n"
_MANIFEST = json.dumps(
    {
        "format": portable.FORMAT, "version": 1,
        "parts": [{"name": "records/000000.jsonl", "sha256": sha256(_RECORD).hexdigest(), "ids": ["x"]}],
    }
).encode()  # fmt: skip
_BACKUP = json.dumps(
    {"format": backup.FORMAT, "version": 1, "made_at": 1.0, "sha256": {"edits.json": sha256(b"[]").hexdigest()}}
).encode()
_ROWS = (
    {"path": "/music"}, {"name": "search.limit", "value": 20}, _EDIT,
    {"name": "Evening", "recipe": None, "made_at": 1.0, "changed_at": 2.0, "entries": [["a1-0", "/a.mp3"]]},
    {"name": "s", "query": _QUERY.decode(), "asked_at": 1.0}, {"name": "", "query": _QUERY.decode(), "asked_at": 1.0},
    {"query_key": "k", "track_id": "a1-0", "asked": "calm", "verdict": "more", "said_at": 1.0},
    {"track_id": "a1-0", "contour": "AACAPw==", "start_s": 1.0, "end_s": 2.0},
)  # fmt: skip

PARSERS: dict[str, Parser] = {
    "playlist": Parser(
        playlist,
        (
            b"#EXTM3U\n#EXTINF:3,A - B\na b.mp3\n../x/c.flac\n\\\\server\\share\\d.mp3\nfile:///e.mp3\nhttp://f/g.mp3\n",
            b'<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track>'
            b"<location>file:///a%20b.mp3</location></track></trackList></playlist>",
            b'{"playlist": {"track": [{"location": ["a.mp3"]}, {"location": "b.mp3"}]}}',
            "\ufeffé.mp3\r\n".encode("utf-16"),
        ),
    ),
    "settings": Parser(
        settings, (b'{"search.limit": 20, "network.spotify": false, "models.device": "cpu"}', b"{}"), json=True
    ),
    "query": Parser(query, (_QUERY,), json=True),
    "batch": Parser(
        batch_line,
        (
            b'{"id": 1, "text": "calm", "weights": {"text": 0.5}, "filter": {"year": [1990, null]}, "from": "1:02"}',
            b'{"hum": ["a.wav"], "emphasis": "rhythm", "per_artist": 2, "diversity": 0.5}',
        ),
        json=True,
    ),
    "recipe": Parser(
        recipe,
        (
            b'{"rules": [{"field": "year", "operator": ">=", "value": 1990}], "any_of": false, "search": "", '
            b'"order": "random", "seed": 3, "tracks": 20, "minutes": null}',
        ),
        json=True,
    ),
    "rule": Parser(
        rule,
        (
            b"genre is jazz",
            b"year >= 1990",
            b"added in the last 30 days",
            b"duration is 3:00..4:30",
            b"folder is ~/music",
            b"rating is not 5",
            b"analysed is yes",
        ),
    ),
    "tag": Parser(tag, (b"Song\x00\r\n", b"3/12", b"-7.03 dB", b"1999-12-31", "ａ\u202e\u2028é".encode())),
    "backup": Parser(backup_file, (_zipped({"manifest.json": _BACKUP, "edits.json": b"[]"}),)),
    "backup manifest": Parser(backup_manifest, (_BACKUP,), json=True),
    "backup rows": Parser(backup_rows, tuple(json.dumps([row]).encode() for row in _ROWS), json=True),
    "analysis": Parser(analysis_file, (_zipped({"manifest.json": _MANIFEST, "records/000000.jsonl": _RECORD}),)),
    "analysis manifest": Parser(analysis_manifest, (_MANIFEST,), json=True),
    "analysis records": Parser(
        analysis_records,
        (_RECORD, json.dumps({"id": "x", "payload": _EDIT | _SOUND, "vectors": {}}).encode()),
        json=True,
    ),
    "message": Parser(message, (b'{"argv": ["status"], "cwd": "/"}',), json=True),
    "answer": Parser(
        answer,
        (
            message_of(Answer(value=np.zeros((3, 2), np.float32))),
            message_of(Answer(error=(KnownError, "a", ""))),
        ),
    ),
    "landmarks": Parser(
        landmarks,
        (
            Landmarks(
                np.array([1, 300], np.int64), np.array([3, 4], np.uint8), np.zeros((1, 5), np.uint8), 400
            ).to_bytes(),
        ),
    ),
    "melody": Parser(melody, (TrackMelody(np.zeros((2, 12), np.uint8), np.zeros(2, np.uint8)).to_bytes(),)),
    "contour": Parser(contour, (struct.pack("<3f", 60.0, math.nan, 62.0),)),
    "journal": Parser(journal, (b'{"at": 1.0, "what": "index"}\n',), json=True),
    "waveform": Parser(waveform, (HEAD + bytes(8),)),
    **kept_parsers.PARSERS,
}
ALLOWED: tuple[type[BaseException], ...] = (KnownError,)
"""What a parser may raise: the world's fault, in words. Anything else is a defect."""
