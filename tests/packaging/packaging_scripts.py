"""The scripts of the folder `packaging`, which are no package: they are started by name."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "packaging"


def script(name: str) -> ModuleType:
    """A script, imported as its siblings import it."""
    if str(SCRIPTS) not in sys.path:
        sys.path.append(str(SCRIPTS))
    return importlib.import_module(name)
