"""What reads files that the program keeps, which a crash may have left half written, and answers of servers.

Whatever is in them, they are read, or count as not there, or are told of in words.
"""

from __future__ import annotations

import json
import logging
import math
import tempfile
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import numpy as np

from tests.hostile.bench import Bench, Parser, text
from vectorbeats_desktop.engine import ipc, log
from vectorbeats_desktop.engine.counters import BOUNDS_S, Counters
from vectorbeats_desktop.engine.encoders import text_model_child
from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge, Diagnostics, Origin
from vectorbeats_desktop.engine.encoders.neural import devices, quick
from vectorbeats_desktop.engine.encoders.phrase_rows import PhraseRows
from vectorbeats_desktop.engine.encoders.text_model import _load_rows
from vectorbeats_desktop.engine.fingerprint.duplicates import DuplicateFinder
from vectorbeats_desktop.engine.fingerprint.index import MANIFEST, FingerprintIndex
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, Landmarks
from vectorbeats_desktop.engine.fingerprint.merging import write_new
from vectorbeats_desktop.engine.fingerprint.segment import FORMAT, HASH_BITS, Damaged, Segment
from vectorbeats_desktop.engine.map import keeping
from vectorbeats_desktop.engine.map.records import Layout
from vectorbeats_desktop.engine.metrics import _counted, openmetrics
from vectorbeats_desktop.engine.models.hub import Hub
from vectorbeats_desktop.engine.models.shelf import _noted
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.remote.spotify import reading
from vectorbeats_desktop.engine.remote.spotify.cache import Cache
from vectorbeats_desktop.engine.remote.spotify.errors import SpotifyStrange
from vectorbeats_desktop.engine.remote.spotify.tokens import Tokens

NOTHING = cast(Any, None)
NOW = 1_700_000_000.0
ORIGIN = Origin("clip 08f7", "clap ada0", "5a1f")
COMMIT = "0" * 40
TRACK = "a1-" + "0" * 32

logging.getLogger(log.ROOT_LOGGER).addHandler(logging.NullHandler())


def counters(content: bytes, bench: Bench) -> None:
    """What was counted can be shown, counted on, and kept."""
    path = bench.file(content, "counters.json")
    read = Counters(path)
    openmetrics(tuple(_counted(read.counted())))
    read.add("searches")
    read.observe("search_duration_seconds", 0.2)
    read.save()
    assert Counters(path).counted() == read.counted()


def segment(content: bytes, bench: Bench) -> None:
    """A file of the index that is whole by its sums; what else it says must not lead beyond its end."""
    with suppress(Damaged, OSError):
        read = Segment(bench.file(content, "x.seg"))
        read.check()
        hashes = np.arange(0, 1 << HASH_BITS, 4093)
        first, last = read.ranges(hashes)
        read.tracks.at(read.places(first, last - first))


def index_manifest(content: bytes, bench: Bench) -> None:
    """The index's list of its files, beside one whole file: opened, or built anew."""
    folder = bench.folder / "fingerprints"
    folder.mkdir(exist_ok=True)
    (folder / "x.seg").write_bytes(_segment())
    (folder / MANIFEST).write_bytes(content)
    index = FingerprintIndex(folder, NOTHING)
    for living in index._opened().segments:
        assert len(living.alive) == len(living.segment.tracks.ids)
        living.ids()
    index.close()


def duplicates(content: bytes, bench: Bench) -> None:
    """What was compared is told anew to whoever asks, and kept."""
    finder = DuplicateFinder(NOTHING, NOTHING, bench.folder / "fingerprints")
    bench.file(content, "duplicates.json")
    found = finder._read()
    found.keep_only({TRACK})
    finder._write(found)
    assert finder._read() == found


def layout(content: bytes, bench: Bench) -> None:
    """The map's places are numbers, one pair for each track."""
    bench.file(content, keeping.NAME)
    read = keeping.load(bench.folder, "recipe")
    if read is not None:
        assert read.places.shape == (len(read.track_ids), 2)
        assert all(type(track) is str for track in read.track_ids)
        assert read.outgrown in (True, False)


def bridge(content: bytes, bench: Bench) -> None:
    """A bridge that is taken maps pictures to numbers."""
    read = Bridge.load(bench.file(content, "bridge.npz"), ORIGIN)
    mapped = read.to_music(np.ones((1, len(read.centre)), np.float32))
    assert mapped.shape[0] == 1
    assert math.isfinite(read.usual)


def phrases(content: bytes, bench: Bench) -> None:
    rows = PhraseRows(bench.folder)
    rows._path("space", ["calm"]).write_bytes(content)
    kept = rows.kept("space", ["calm"], 4)
    assert kept is None or kept.shape == (1, 4)
    _load_rows(rows._path("space", ["calm"]), 1)


def spotify(content: bytes, _bench: Bench) -> None:
    """An answer of the Web API, whatever was asked."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return
    for read in (reading.read_search, reading.read_several, reading.read_name, reading.read_track, reading.read_id):
        with suppress(SpotifyStrange):
            read(answer)
    reading.read_address(answer)


def spotify_kept(content: bytes, bench: Bench) -> None:
    """A track as it was kept for a day."""
    kept = Cache(bench.folder, lambda: NOW)
    kept._run("INSERT OR REPLACE INTO tracks VALUES ('x', ?, ?)", text(content).encode(errors="replace").decode(), NOW)
    read = kept.track("x")
    assert read is None or all(type(said) is str for said in (read.title, read.url, *read.artists))
    kept.close()


def tokens(content: bytes, _bench: Bench) -> None:
    """What the keyring holds; a keyring may hold anything."""
    Tokens(cast(Any, SimpleNamespace(get=lambda _name: text(content))), "client").get_cached_token()


def hub(content: bytes, _bench: Bench) -> None:
    """The hub's answers: the revision and the list of its files, both out of one document."""
    try:
        told = json.loads(content)
        both = json.dumps(told["revision"]).encode(), json.dumps(told["tree"]).encode()
    except (ValueError, RecursionError, KeyError, TypeError):
        both = content, content

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=both["/tree/" in request.url.path])

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        for file in Hub(client, "https://hub.example").revision("some/model", "").files.values():
            assert file.size >= 0
            assert type(file.name) is str


def model_note(content: bytes, bench: Bench) -> None:
    """What is noted beside a model that was installed."""
    read = _noted(NOTHING, bench.file(content, "installed.json"))
    assert read is None or all(type(file.name) is str for file in read.files)


def small_notes(content: bytes, bench: Bench) -> None:
    """Notes that save work: the precision, the quick form, the text model's sum."""
    note = bench.file(content, devices.NOTES)
    devices._noted(bench.folder)
    text_model_child._remembered(note)
    model = cast(Any, SimpleNamespace(space="x"))
    quick._note(model, bench.folder).write_bytes(content)
    judged = quick.judgement(model, bench.folder)
    assert judged is None or judged.good(1.0) in (True, False)


def address(content: bytes, bench: Bench) -> None:
    """Where the running program listens, as a program says that was killed."""
    paths = Paths.under(bench.folder)
    bench.file(content, ipc.ADDRESS_NAME)
    assert ipc.call(paths, ["doctor"], bench.folder, lambda *_: None) is None


def log_lines(content: bytes, bench: Bench) -> None:
    bench.file(content, log.FILE_NAME)
    json.dumps(log.tail(bench.folder))


@cache
def _segment() -> bytes:
    frames, pitches = np.arange(0, 400, 4), (np.arange(100) % 60).astype(np.uint8)
    made = Landmarks(frames, pitches, np.zeros((0, 5), np.uint8), 450)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.seg"
        write_new(path, [(TRACK, made)])
        return path.read_bytes()


def _kept(name: str) -> bytes:
    """A file as the program writes it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if name == keeping.NAME:
            keeping.save(folder, "recipe", Layout((TRACK,), np.zeros((1, 2), np.float32), 1))
        elif name == "bridge.npz":
            _bridge().save(folder / name)
        else:
            np.savez(folder / name, rows=np.full((1, 4), 0.5, np.float32))
        return (folder / name).read_bytes()


def _bridge() -> Bridge:
    def rows(*shape: int) -> np.ndarray:
        return np.random.default_rng(1).normal(size=shape).astype(np.float32)

    told = Diagnostics(8_000, 2, 0.01, 0.3, 0.01)
    return Bridge(ORIGIN, rows(3), rows(3, 2), rows(2, 4), ("calm",), rows(1, 3), rows(1, 4), 0.2, told)


def _json(document: object) -> bytes:
    return json.dumps(document).encode()


_LABELS = {"kind": "text"}
_TRACK = {
    "id": "4uLU6hMCjMI75M1A2tKUQC", "name": "Calm", "type": "track", "is_local": False, "artists": [{"name": "A"}],
    "album": {"name": "B", "release_date": "1999-01-02", "images": [{"url": "https://i.example/a", "width": 300}]},
    "duration_ms": 1000, "external_ids": {"isrc": "GBAYE0601498"}, "popularity": 50,
    "external_urls": {"spotify": "https://open.spotify.com/track/4"}, "preview_url": None,
}  # fmt: skip
_DIGEST = {"kind": "sha256", "value": "0" * 64}

PARSERS: dict[str, Parser] = {
    "counters": Parser(
        counters,
        (
            _json(
                {
                    "totals": [["searches", _LABELS, 3.0]],
                    "histograms": [["search_duration_seconds", _LABELS, [1] * (len(BOUNDS_S) + 1), 2.5]],
                }
            ),
        ),
        json=True,
    ),
    "segment": Parser(segment, (_segment(),)),
    "index manifest": Parser(
        index_manifest,
        (
            _json(
                {
                    "format": FORMAT,
                    "version": FINGERPRINT_VERSION,
                    "changed": 3,
                    "segments": [{"name": "x.seg", "gone": [0]}],
                }
            ),
        ),
        json=True,
    ),
    "duplicates": Parser(
        duplicates,
        (_json({"version": FINGERPRINT_VERSION, "compared": [TRACK], "pairs": [[TRACK, TRACK, 5]]}),),
        json=True,
    ),
    "map": Parser(layout, (_kept(keeping.NAME),)),
    "bridge": Parser(bridge, (_kept("bridge.npz"),)),
    "phrases": Parser(phrases, (_kept("said.npz"),)),
    "spotify": Parser(
        spotify,
        (
            _json({"tracks": {"items": [_TRACK]}}),
            _json({"tracks": [_TRACK, None]}),
            _json(_TRACK),
            _json({"id": "me", "display_name": "Me"}),
        ),
        json=True,
    ),
    "spotify kept": Parser(
        spotify_kept, tuple(_json(asdict(found)) for found in (reading.read_track(_TRACK),) if found), json=True
    ),
    "tokens": Parser(
        tokens,
        (_json({"access_token": "a", "refresh_token": "r", "expires_at": 1, "scope": "", "client_id": "client"}),),
        json=True,
    ),
    "hub": Parser(
        hub,
        (
            _json(
                {
                    "revision": {"sha": COMMIT},
                    "tree": [
                        {"type": "file", "path": "a.json", "size": 3, "oid": "0" * 40},
                        {"type": "file", "path": "b.bin", "size": 9, "lfs": {"size": 9, "oid": "sha256:" + "0" * 64}},
                        {"type": "directory", "path": "c"},
                    ],
                }
            ),
        ),
        json=True,
    ),
    "model note": Parser(
        model_note,
        (
            _json(
                {
                    "revision": COMMIT,
                    "how": "hub",
                    "at": NOW,
                    "files": [{"name": "a.bin", "size": 3, "digest": _DIGEST}],
                }
            ),
        ),
        json=True,
    ),
    "notes": Parser(
        small_notes,
        (_json({"half": True}), _json({"file": [1, 2], "sha256": "0"}), _json({"form": "8 bits, ONNX", "faster": 2.0})),
        json=True,
    ),
    "address": Parser(address, (_json({"address": "/nowhere", "secret": "00ff"}),), json=True),
    "log": Parser(log_lines, (b'{"time": "2026-01-01", "message": "x"}\n',), json=True),
}
