"""Sees at once when the source that is recorded from goes away.

The server moves a stream whose source vanishes to another one, without a word: the person would be
recorded by a microphone that they did not choose. `pactl subscribe` tells of it before that one's
first sound arrives.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading

from vectorbeats_desktop.engine.recording.devices import InputDevice, server_sources
from vectorbeats_desktop.engine.recording.take import LONGEST_S

POLL_S = 1.0
END_WAIT_S = 2.0
REMOVED = b"'remove' on source #"
# Ends by itself some time after the longest take: this process may be killed, and could not end it then.
_SUBSCRIBE = ("timeout", f"{LONGEST_S * 2:.0f}", "pactl", "subscribe")


class SourceWatch:
    """Watches one source of the sound server, from a thread of its own."""

    def __init__(self, device: InputDevice) -> None:
        self._device_id = device.device_id
        self._gone = threading.Event()
        self._sure = threading.Event()
        self._sure.set()
        self._closed = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(FileNotFoundError):  # no `timeout` here: the source is looked for now and then
            self._process = subprocess.Popen(
                _SUBSCRIBE,
                env=dict(os.environ, LC_ALL="C.UTF-8"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        self._thread = threading.Thread(target=self._run, name="source-watch", daemon=True)
        self._thread.start()

    @property
    def gone(self) -> bool:
        """Whether the source is no longer there; then it stays gone."""
        return self._gone.is_set()

    def trusted(self, timeout_s: float) -> bool:
        """Whether the source is there; waits so long when that is just being found out."""
        return self._sure.wait(timeout_s) and not self.gone

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()
        if self._process is not None:
            self._process.terminate()  # not kill: `timeout` hands it on to pactl
            self._process.wait()
        self._thread.join(END_WAIT_S)

    def _run(self) -> None:
        self._look()
        if self._process is not None:
            self._follow(self._process)
        while not self.gone and not self._closed.wait(POLL_S):
            self._look()

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                if REMOVED in line:
                    self._sure.clear()
                    self._look()
                if self.gone:
                    return

    def _look(self) -> None:
        sources = server_sources()
        # No answer says nothing about the source; a server that died gives no more sound either.
        if sources is not None and all(source.device_id != self._device_id for source in sources):
            self._gone.set()
        self._sure.set()
