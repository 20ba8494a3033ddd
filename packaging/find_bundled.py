"""Runs first in the frozen program: libraries that packages look for by name are found in the bundle first.

On Linux `ctypes.util.find_library` asks the system's cache, which knows nothing of a folder of programs.
"""

import ctypes.util
import sys
from pathlib import Path

_of_system = ctypes.util.find_library


def _found(name: str) -> str | None:
    bundled = sorted(Path(sys._MEIPASS).glob(f"lib{name}.so*"))
    return str(bundled[0]) if bundled else _of_system(name)


if sys.platform == "linux":
    ctypes.util.find_library = _found
