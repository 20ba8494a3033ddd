"""JSON changed so that it stays JSON: byte by byte, a fuzzer would hardly ever get past the brackets."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63) - 1, 10**400, 0.5, -0.0, 1e308, float("inf"),
    float("-inf"), float("nan"), "", "x", "\0", "\ud800", "\udcff", "a\nb", "../../x", "/", "nan", "1e999",
    "é" * 300, [], {}, [None], [[]], [0, 0], [None, None], ["a", 1], {"x": 1}, [1e400, 2], "\u202e", "9" * 400,
)  # fmt: skip
"""Values that something may not have thought of."""


def mutated(content: bytes, seed: int, other: Callable[[bytes], bytes]) -> bytes:
    """The document with one to three places changed; every eighth time, and what is no JSON, by `other`."""
    chance = random.Random(seed)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return other(content)
    if chance.random() < 0.125:
        return other(content)
    for _ in range(chance.randint(1, 3)):
        document = _changed(document, chance)
    try:
        return json.dumps(document).encode()
    except (ValueError, RecursionError):
        return other(content)


def _changed(value: Any, chance: random.Random) -> Any:
    """The value with one place in it changed, taken out, doubled or wrapped."""
    if isinstance(value, str) and value[:1] in "{[" and chance.random() < 0.7:
        try:
            return json.dumps(_changed(json.loads(value), chance))  # JSON in JSON, as saved searches are kept
        except (ValueError, RecursionError):
            return chance.choice(STRANGE)
    if isinstance(value, dict) and value and chance.random() < 0.85:
        return _in_dict(value, chance)
    if isinstance(value, list) and value and chance.random() < 0.85:
        return _in_list(value, chance)
    if isinstance(value, str) and value and chance.random() < 0.5:
        place = chance.randrange(len(value))
        return value[:place] + str(chance.choice(STRANGE)) + value[place + chance.randint(0, 1) :]
    return chance.choice(STRANGE)


def _in_dict(value: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    key = chance.choice(sorted(value))
    rest = {name: each for name, each in value.items() if name != key}
    done = chance.random()
    if done < 0.1:
        return rest
    if done < 0.2:
        return {**rest, str(chance.choice(STRANGE)): value[key]}
    return {**value, key: _changed(value[key], chance)}


def _in_list(value: list[Any], chance: random.Random) -> list[Any]:
    place = chance.randrange(len(value))
    done = chance.random()
    if done < 0.1:
        return value[:place] + value[place + 1 :]
    if done < 0.2:
        return value + [value[place]] * chance.choice((1, 2, 50))
    return [*value[:place], _changed(value[place], chance), *value[place + 1 :]]
