"""Processes of the program that is killed: which runs, what it is for, and how long it takes to go."""

from __future__ import annotations

import time

import psutil

ORPHAN_S = 5.0


def runs(process: psutil.Process) -> bool:
    """False for a zombie as well: it has ended, and only its exit code has not been asked for."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def name_of(child: psutil.Process) -> str:
    """What a child is for, as far as its memory map and command line tell."""
    try:
        words = " ".join(child.cmdline())
        if "resource_tracker" in words:
            return "resource tracker"
        libraries = " ".join(entry.path for entry in child.memory_maps())
    except psutil.Error:
        return "child"
    for library, name in (("qdrant_edge", "store"), ("numba", "melody matcher"), ("/av/", "worker")):
        if library in libraries:
            return name
    return "starting child"


def gone(processes: list[psutil.Process]) -> tuple[float, list[psutil.Process]]:
    """Wait until processes have ended, at most 5 s; returns the time it took and those that stay."""
    began = time.monotonic()
    left = list(processes)
    while left and time.monotonic() - began < ORPHAN_S:
        time.sleep(0.01)
        left = [each for each in left if runs(each)]
    return time.monotonic() - began, left
