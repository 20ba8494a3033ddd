"""What fuzzing has found, and neighbours of what is well-formed: none of it is more than the world's fault.

The inputs below `corpus/` come from `benchmarks.fuzz`, each the shortest that reached a defect, all of them mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.hostile.bench import Bench
from tests.hostile.json_mutation import mutated
from tests.hostile.parsers import ALLOWED, PARSERS

CORPUS = Path(__file__).parent / "corpus"
FOUND = sorted(CORPUS.glob("*/*"))
MUTATIONS = 150


def _cut(number: int, content: bytes) -> bytes:
    return content[: number % (len(content) + 1)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("parsers"))
    yield made
    made.close()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_mended(path: Path, bench: Bench) -> None:
    with suppress(*ALLOWED):
        PARSERS[path.parent.name.replace("-", " ")].read(path.read_bytes(), bench)


@pytest.mark.parametrize("name", PARSERS)
def test_what_is_meant_well_is_read(name: str, bench: Bench) -> None:
    for seed in PARSERS[name].seeds:
        PARSERS[name].read(seed, bench)


@pytest.mark.parametrize("name", [name for name, parser in PARSERS.items() if parser.json])
def test_neighbours_of_it_are_read_or_refused(name: str, bench: Bench) -> None:
    parser = PARSERS[name]
    for number in range(MUTATIONS):
        seed = parser.seeds[number % len(parser.seeds)]
        content = mutated(seed, number, partial(_cut, number))
        try:
            parser.read(content, bench)
        except ALLOWED:
            continue
        except Exception as error:
            raise AssertionError(content) from error


@pytest.mark.parametrize("brackets", [b"[", b'{"a":'])
@pytest.mark.parametrize("name", [name for name, parser in PARSERS.items() if parser.json])
def test_brackets_in_brackets_are_refused(name: str, brackets: bytes, bench: Bench) -> None:
    """Deeper than Python follows, which is no ValueError."""
    with suppress(*ALLOWED):
        PARSERS[name].read(brackets * 20_000, bench)


def test_every_input_has_its_parser() -> None:
    assert {path.parent.name.replace("-", " ") for path in FOUND} <= set(PARSERS)
    assert len(FOUND) >= 20
