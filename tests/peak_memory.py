"""How much more memory this process took at most while something was done.

The mark that `getrusage` keeps is the highest of the whole life, so that what a test took before hides what follows.
Linux can set it back.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_RESET = Path("/proc/self/clear_refs")
_TO_RESET_THE_PEAK = "5"  # proc(5)

CAN_BE_MEASURED = os.access(_RESET, os.W_OK)
WHY_NOT = "this system does not set the mark of the highest memory back"


@dataclass(slots=True)
class Growth:
    """`mb` is how many megabytes were added at most; it is right after the block."""

    mb: float = 0.0


def _highest_mb() -> float:
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii", "replace"), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


@contextmanager
def growth() -> Iterator[Growth]:
    """Measure a block. Only where CAN_BE_MEASURED; elsewhere it stays 0."""
    measured = Growth()
    if not CAN_BE_MEASURED:
        yield measured
        return
    gc.collect()
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)  # else what was freed before would be taken again unseen
    _RESET.write_text(_TO_RESET_THE_PEAK)
    before = _highest_mb()
    yield measured
    measured.mb = _highest_mb() - before
