"""Runs first in the frozen program, on Linux: lets it find its own libraries, and lets others find theirs.

`ctypes.util.find_library` asks the system's cache, which knows nothing of a folder of programs. And the folder's
libraries, which PyInstaller makes known by LD_LIBRARY_PATH, are not for the browser, the file manager or `pactl` that
the program starts; its own children are told to begin as if started by hand, and so find them again.
"""

import ctypes.util
import os
import sys
from pathlib import Path

SEARCHED, SEARCHED_BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"
BEGIN_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"

_of_system = ctypes.util.find_library


def _found(name: str) -> str | None:
    bundled = sorted(Path(sys._MEIPASS).glob(f"lib{name}.so*"))
    return str(bundled[0]) if bundled else _of_system(name)


if sys.platform == "linux":
    ctypes.util.find_library = _found
    before = os.environ.pop(SEARCHED_BEFORE, None)
    os.environ.pop(SEARCHED, None)
    if before is not None:
        os.environ[SEARCHED] = before
    os.environ[BEGIN_ANEW] = "1"
