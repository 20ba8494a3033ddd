"""What is imported keeps the window waiting as little as can be: how PySide does it, and in which thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOOK = "import linecache; import vectorbeats_desktop.app, vectorbeats_desktop.ui.pages; print(len(linecache.cache))"


def test_no_sources_are_read_at_the_start() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100  # what the first import of Qt brings along; without the mending 330


START = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer

def main():
    threads = {}

    class Listener:
        def find_spec(self, name, path=None, target=None):
            threads.setdefault(name, threading.current_thread() is threading.main_thread())

    from vectorbeats_desktop import app
    from vectorbeats_desktop.engine.paths import Paths
    application = app.make_application()
    program = app.Program(application, Paths.under(Path(sys.argv[1])))
    sys.meta_path.insert(0, Listener())

    def look():
        if any(type(child).__name__ == "Player" for child in program.window.children()):
            program.window.close()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(30_000, program.window.close)
    program.start()
    application.exec()
    timer.stop()
    print(program.close(), [name for name in app.PLAYER_MODULES if threads.get(name, True)])

if __name__ == "__main__":
    main()
"""


def test_what_plays_is_not_imported_in_the_thread_of_the_window(tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(START)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(script), str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    assert done.stdout == "True []\n"
