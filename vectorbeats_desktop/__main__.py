"""Entry points of the program.

Child processes import this module again, so it stays light: the window's Qt and the command
line's parser are imported by the function that needs them.
"""

from __future__ import annotations

import multiprocessing
import sys

INTERRUPTED = 130


def main() -> None:
    """Start the command line, or the window when there are no arguments."""
    multiprocessing.freeze_support()
    try:
        from vectorbeats_desktop import cli

        code = cli.run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is still being read
        code = INTERRUPTED
    sys.exit(code)


def gui() -> None:
    """Start the window."""
    multiprocessing.freeze_support()
    from vectorbeats_desktop import app

    sys.exit(app.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
