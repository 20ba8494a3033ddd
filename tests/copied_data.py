"""Copies of data folders, for tests to change: Edge reserves half a gigabyte for a store, and fills little of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.store.optimiser import copy_data


def copied(data: Path, target: Path, *left_out: str) -> Paths:
    """A copy of a data folder that nobody has open; `target` may be there already."""
    ignored = shutil.ignore_patterns("owner*", *left_out)
    shutil.copytree(data, target, ignore=ignored, copy_function=_copy, dirs_exist_ok=True)
    return Paths.under(target)


def _copy(source: str, target: str) -> None:
    copy_data(source, target)
    shutil.copystat(source, target)
