"""Threads share the heap's arenas, in a process of its own, as the choice cannot be taken back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

THREADS = 12
COUNT = f"""
import ctypes, re, sys, tempfile, threading
from vectorbeats_desktop.engine import heap
if sys.argv[1] == "shared":
    heap.share_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes, libc.fclose.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
together = threading.Barrier({THREADS})

def work():
    together.wait()
    for size in range(100, 2000):
        libc.malloc(size)
    together.wait()

threads = [threading.Thread(target=work) for _ in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with tempfile.NamedTemporaryFile("r") as told:
    file = libc.fopen(told.name.encode(), b"w")
    libc.malloc_info(0, file)
    libc.fclose(file)
    print(len(re.findall("<heap ", told.read())))
"""


def arenas(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", COUNT, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="arenas are of glibc")
def test_many_threads_have_two_arenas() -> None:
    assert arenas("shared") <= 2
    assert arenas("apart") > 2
