"""Processes that speak the recorder's protocol without any sound. They import little, so they start fast."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection

import numpy as np

from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.errors import MicrophoneLost, NoMicrophone
from vectorbeats_desktop.engine.recording.messages import Ended, Opened, Piece, Start, Stop
from vectorbeats_desktop.engine.recording.take import Heard

RATE = 1_000
BLOCK = np.full(40, 0.25, np.float32)


def speak(pipe: Connection, device_id: str) -> None:
    """Do what the real process does, without sound. The device's id says how it goes wrong."""
    try:
        takes = 0
        while True:
            if isinstance(pipe.recv(), Start):
                takes += 1
                pipe.send(_one_take(pipe, device_id, takes))
    except EOFError:
        return


def _one_take(pipe: Connection, device_id: str, takes: int) -> Ended:
    if device_id == "missing" or (device_id == "stale" and takes > 1):
        return Ended(NoMicrophone("None there.", "Plug it in."))
    if device_id == "dies at once":
        os._exit(5)
    if device_id == "slow":
        pipe.poll(60)
        return Ended()
    pipe.send(Opened(InputDevice(device_id, f"{device_id}, process {os.getpid()}"), RATE))
    for number in range(10_000):
        pitch = ((number * 0.04, 60.0), (number * 0.04 + 0.016, None))
        pipe.send(Piece(Heard((number + 1) * 0.04, -12.0, pitch, 0.016 * (number + 1), False, False), BLOCK))
        if device_id == "short" and number == 4:
            return Ended()
        if device_id == "unplugged" and number == 4:
            return Ended(MicrophoneLost("Gone.", "Plug it in."))
        if device_id == "dies" and number == 4:
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        if device_id == "deaf":
            time.sleep(60)
        if pipe.poll(0.005) and isinstance(pipe.recv(), Stop):
            return Ended()
    raise AssertionError("nobody stopped it")


def list_two(pipe: Connection) -> None:
    pipe.send((InputDevice("a", "A microphone", default=True), InputDevice("b", "Speakers", monitor=True)))


def list_none(pipe: Connection) -> None:
    pipe.send(NoMicrophone("No microphone was found.", "Plug one in."))


def list_and_die(pipe: Connection) -> None:
    os._exit(3)


def list_and_hang(pipe: Connection) -> None:
    time.sleep(60)
