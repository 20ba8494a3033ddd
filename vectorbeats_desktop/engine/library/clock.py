"""A hybrid logical clock (Kulkarni and others 2014): numbers that order what is done on several computers.

A number is 4,096 times the milliseconds since 2020 by the computer's clock, or, where that would not rise, one more
than the largest number that this computer has made or seen. So what was done in knowledge of something else comes
after it, however wrong the clocks are. Numbers stay below 2**53, which JSON and the server keep exactly; a clock that
stands after 2071 is taken to stand there, and what claims to be from after 2080 is not believed, so that no number can
be so large that none comes after it.
"""

from __future__ import annotations

import time

EPOCH_MS = 1_577_836_800_000  # 2020-01-01, UTC
STEPS = 4_096  # in a millisecond
LIMIT = 2**53 - 2**50
_LAST_STAMP = 2**53 - 2**51


def wall_ms() -> int:
    """Milliseconds since 1970 by this computer's clock."""
    return time.time_ns() // 1_000_000


def stamp(now_ms: int) -> int:
    """The number of a moment; 0 for one before 2020, by a clock that is not set."""
    return min(max(0, now_ms - EPOCH_MS) * STEPS, _LAST_STAMP)


def following(last: int, now_ms: int) -> int:
    """The number after `last`, at this moment."""
    return min(max(last + 1, stamp(now_ms)), LIMIT - 1)


def ahead_ms(number: int, now_ms: int) -> int:
    """How many milliseconds a number lies in the future."""
    return number // STEPS - (now_ms - EPOCH_MS)


def seconds(number: int) -> float:
    """The seconds since 1970 at which a number was made, by its computer's clock."""
    return (EPOCH_MS + number // STEPS) / 1000
