"""Feed our own parsers with whatever coverage leads to, until time is up.

    python -m benchmarks.fuzz PARSER|all [--minutes 3] [--keep FOLDER]

Needs atheris (the group `fuzz`); runs each parser in a process of its own. Prints a table: inputs tried, a second, and
different failures found. Each failure's input is kept in FOLDER (build/fuzz by default), to be made a small file below
tests/hostile/corpus/PARSER once it is mended. The exit code is 1 when there was any, or a parser did not end well.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

LONGEST_INPUT = 4096
SLOWEST_S = 10
MEMORY_MB = 2048
IN_MEMORY = Path("/dev/shm")  # inputs are files that live for a moment


def main(given: Sequence[str] | None = None) -> int:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("parser")
    told.add_argument("--minutes", type=float, default=3.0)
    told.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    told.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = told.parse_args(given)
    if args.here:
        fuzz(args.parser, args.minutes * 60, args.keep)
        return 0
    from tests.hostile.parsers import PARSERS

    print("| parser | inputs | a second | failures |\n|---|---|---|---|", flush=True)
    went_well = True
    for name in PARSERS if args.parser == "all" else [args.parser]:
        line = [
            sys.executable,
            "-m",
            "benchmarks.fuzz",
            name,
            "--minutes",
            str(args.minutes),
            "--keep",
            str(args.keep),
            "--here",
        ]
        done = subprocess.run(line, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[1])
        rows = [row for row in done.stdout.splitlines() if row.startswith("| ")]
        print(
            rows[-1] if rows and not done.returncode else f"| {name} | ended: {done.stderr[-300:]!r} | | |", flush=True
        )
        went_well &= not done.returncode and bool(rows) and rows[-1].endswith("| 0 |")
    return 0 if went_well else 1


def fuzz(name: str, seconds: float, keep: Path) -> None:
    """Run one parser in this process. A failure is told once for each place of the program that it comes from."""
    import atheris  # type: ignore[import-untyped]

    with atheris.instrument_imports(include=["vectorbeats_desktop", "json", "zipfile"]):
        from tests.hostile.bench import Bench
        from tests.hostile.parsers import ALLOWED, PARSERS

    parser = PARSERS[name]
    keep.mkdir(parents=True, exist_ok=True)
    scratch = tempfile.TemporaryDirectory(prefix="fuzz-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
    seeds = Path(scratch.name) / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(parser.seeds):
        (seeds / str(number)).write_bytes(seed)
    known = Path(__file__).parents[1] / "tests/hostile/corpus" / name.replace(" ", "-")
    bench = Bench(Path(scratch.name) / "bench")
    failures: dict[str, bytes] = {}
    tried, started = 0, time.monotonic()

    def tell() -> None:
        spent = time.monotonic() - started
        print(f"| {name} | {tried:,} | {tried / spent:,.0f} | {len(failures)} |", flush=True)

    def one(content: bytes) -> None:
        nonlocal tried
        tried += 1
        try:
            parser.read(content, bench)
        except ALLOWED:
            pass
        except Exception as error:  # noqa: BLE001 - every other kind is what is looked for
            place = _place(error)
            if place not in failures or len(content) < len(failures[place]):
                failures[place] = content
                mark = hashlib.blake2b(place.encode(), digest_size=4).hexdigest()
                (keep / f"{name.replace(' ', '-')}-{mark}").write_bytes(content)
                (keep / f"{name.replace(' ', '-')}-{mark}.txt").write_text(f"{place}\n\n{traceback.format_exc()}")
                tell()
        if tried % 1000 == 0 or tried in (1, 10, 100):
            tell()

    corpora = [str(seeds)] + ([str(known)] if known.is_dir() else [])
    options = [f"-max_total_time={int(seconds)}", f"-max_len={LONGEST_INPUT}", f"-timeout={SLOWEST_S}"]
    options += [f"-rss_limit_mb={MEMORY_MB}", f"-artifact_prefix={keep}/{name.replace(' ', '-')}-"]
    mutator = {"custom_mutator": _json_mutator} if parser.json else {}
    atheris.Setup([sys.argv[0], *options, *corpora], one, **mutator)
    atheris.Fuzz()


def _json_mutator(content: bytes, longest: int, seed: int) -> bytes:
    import atheris

    from tests.hostile.json_mutation import mutated

    return mutated(content, seed, lambda same: bytes(atheris.Mutate(same, longest)))[:longest]


def _place(error: BaseException) -> str:
    """The kind of an error and where in our own code it came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "vectorbeats_desktop" in frame.filename]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.name}:{last.lineno}"


if __name__ == "__main__":
    sys.exit(main())
