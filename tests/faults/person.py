"""Starts somebody who uses the program without pause.

    python -m tests.faults.person DATA MUSIC index|search|edit|sync SHOWN [ADDRESS]

Imports nothing more by itself, as the program's own main module does: each child imports its parent's.
"""

from __future__ import annotations

import time

STARTED = time.monotonic()

if __name__ == "__main__":
    from tests.faults.using import main

    main(STARTED)
