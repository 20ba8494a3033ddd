"""PySide must not read the source of all that is imported (see `ui/__init__.py`)."""

from __future__ import annotations

import subprocess
import sys

LOOK = "import linecache; import vectorbeats_desktop.app, vectorbeats_desktop.ui.pages; print(len(linecache.cache))"


def test_no_sources_are_read_at_the_start() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100  # what the first import of Qt brings along; without the mending 330
