"""Files of arrays that may be anything: a crash left them half written, or they are no arrays at all."""

from __future__ import annotations

import struct
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_OF_NUMPY_AND_ZIP = (
    EOFError,
    LookupError,
    MemoryError,  # a shape that nobody has room for
    OverflowError,
    RuntimeError,  # encrypted, an unknown packing, nested too deeply
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What they raise for bytes that were never theirs; neither promises any kind."""


class BrokenArrays(ValueError):
    """A file holds no arrays that can be read."""


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """All arrays of an npz file, by name; no objects are unpickled. Raises OSError, BrokenArrays."""
    # Opened here: NumPy leaves a file open in which it finds no archive.
    with path.open("rb") as file:
        try:
            with np.load(file, allow_pickle=False) as kept:
                return dict(kept)
        except _OF_NUMPY_AND_ZIP as error:
            raise BrokenArrays(f"{path.name}: {error!r}") from error
