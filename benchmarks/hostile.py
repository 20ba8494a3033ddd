"""Change small real files at random, by seed, and let the program read them all, as it reads a library.

    python -m benchmarks.hostile [--files 500] [--seed 1] [--keep FOLDER]

Each file is a small sound or picture in one of a dozen formats with one to five changes: bits flipped, sizes put in,
parts cut out, doubled or swapped with those of another file. They are indexed by workers with the usual limits,
dropped as pictures, and hummed. Prints a table for each format: how many were read, how
many were told to be unreadable, how many ended a worker or took it to its limit, and how many the program itself failed
on, which is a defect: their files are kept in FOLDER (build/hostile by default), and the exit code is 1. Then the time,
and the largest memory.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.broken import pictures, sounds
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import FileState, Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

SIZES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000)
SOUNDS = ("mp3", "flac", "ogg", "opus", "m4a", "wav")
PICTURES = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "tiff": "TIFF", "bmp": "BMP", "heic": "HEIF"}
HUMMED = 20  # of the sounds, which take longest so
ENDED = {"worker_crashed", "out_of_memory"}


@dataclass
class Tally:
    """What became of each format's files."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, kind: str, what: str) -> None:
        self.counts.setdefault(kind, Counter())[what] += 1

    @property
    def failed(self) -> int:
        """On how many files the program itself failed."""
        return sum(counts["failed"] for counts in self.counts.values())

    def show(self) -> None:
        columns = ("read", "told", "ended", "failed")
        print(f"| format | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
        for kind, counts in sorted(self.counts.items()):
            print(f"| {kind} | {' | '.join(str(counts[column]) for column in columns)} |")


def main(given: Sequence[str] | None = None) -> int:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--files", type=int, default=500)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--keep", type=Path, default=Path("build/hostile"))
    args = told.parse_args(given)
    with tempfile.TemporaryDirectory() as scratch:
        return 1 if run(Path(scratch), args.files, args.seed, args.keep).failed else 0


def run(root: Path, count: int, seed: int, keep: Path) -> Tally:
    """Make the files, let the program read them, and print what became of them."""
    chance, tally = random.Random(seed), Tally()
    music, dropped = root / "music", root / "dropped"
    music.mkdir()
    dropped.mkdir()
    whole = {kind: sounds.sound(kind, 440.0) for kind in SOUNDS}
    drawn = {kind: pictures.picture(form=form) for kind, form in PICTURES.items()}
    for number in range(count):
        kind = chance.choice(SOUNDS)
        (music / f"{number}.{kind}").write_bytes(changed(whole[kind], whole, chance))
        kind = chance.choice(tuple(drawn))
        (dropped / f"{number}.{kind}").write_bytes(changed(drawn[kind], drawn, chance))
    settings = Settings()
    settings.set("search.text_model", False)
    started = time.monotonic()
    with Session.open(Paths.under(root / "data"), settings) as session:
        session.add_folder(music)
        session.index(TaskContext())
        look(session, tally, keep)
        hummed = sorted(music.iterdir())[:HUMMED]
        for kind, paths in ((Kind.IMAGE, sorted(dropped.iterdir())), (Kind.HUM, hummed)):
            for path in paths:
                ask(session, tally, keep, kind, path)
    tally.show()
    print(f"\nseed {seed}: {2 * count:,} files in {time.monotonic() - started:.0f} s{largest()}")
    return tally


def largest() -> str:
    """The largest process there was, where the system tells."""
    if sys.platform == "win32":
        return ""
    import resource

    units = 2**20 if sys.platform == "darwin" else 2**10  # of bytes there, of kilobytes elsewhere
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"; largest process {most / units:.0f} MB"


def look(session: Session, tally: Tally, keep: Path) -> None:
    """Count what the index says of each file."""
    problems = {problem.path: problem for problem in session.problems()}
    for track in session.catalog.rows(session.catalog.page_ids()):
        problem = problems.get(track.path)
        if problem is None:
            tally.add(track.path.suffix[1:], "read" if track.state is FileState.READY else "failed")
        else:
            count(tally, keep, track.path, problem.code)


def count(tally: Tally, keep: Path, path: Path, code: str) -> None:
    what = "ended" if code in ENDED else "failed" if code == "internal_error" else "told"
    tally.add(path.suffix[1:], what)
    if what != "told":
        keep.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, keep)


def ask(session: Session, tally: Tally, keep: Path, kind: Kind, path: Path) -> None:
    try:
        session.search(Query((QueryPart(kind, str(path)),)), TaskContext())
    except KnownError as error:
        count(tally, keep, path, error.code)
    else:
        tally.add(path.suffix[1:], "read")


def changed(content: bytes, others: dict[str, bytes], chance: random.Random) -> bytes:
    """The file with one to five changes."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        chance.choice(CHANGES)(made, others, chance)
    return bytes(made)


def _flip(made: bytearray, _others: dict[str, bytes], chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 8, 64))):
        made[_place(made, chance)] ^= 1 << chance.randrange(8)


def _size(made: bytearray, _others: dict[str, bytes], chance: random.Random) -> None:
    width = chance.choice((1, 2, 4, 8))
    value = chance.choice(SIZES) & (1 << 8 * width) - 1
    place = _place(made, chance)
    made[place : place + width] = value.to_bytes(width, chance.choice(("big", "little")))


def _cut(made: bytearray, _others: dict[str, bytes], chance: random.Random) -> None:
    start = _place(made, chance)
    del made[start : start + chance.choice((1, 16, 500, len(made)))]


def _double(made: bytearray, _others: dict[str, bytes], chance: random.Random) -> None:
    start = _place(made, chance)
    piece = made[start : start + chance.choice((4, 64, 2_000))]
    made[start:start] = piece * chance.choice((1, 2, 50))


def _swap(made: bytearray, others: dict[str, bytes], chance: random.Random) -> None:
    other = others[chance.choice(sorted(others))]
    start, size = chance.randrange(len(other)), chance.choice((16, 200, 2_000))
    place = _place(made, chance)
    made[place : place + size] = other[start : start + size]


def _place(made: bytearray, chance: random.Random) -> int:
    """A place, half of the time among the first bytes, where headers are."""
    if not made:
        made.append(0)
    return chance.randrange(min(len(made), 256) if chance.random() < 0.5 else len(made))


CHANGES: tuple[Callable[[bytearray, dict[str, bytes], random.Random], None], ...] = (
    _flip, _size, _size, _cut, _double, _swap,
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
