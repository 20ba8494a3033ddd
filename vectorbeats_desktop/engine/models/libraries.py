"""What runs models is a large part of an installation, and may be left out of it: is it here?"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache

from vectorbeats_desktop.engine.errors import ModelUnavailable

NEEDED = ("torch", "transformers", "open_clip", "safetensors")
MISSING = "This installation of VectorBeats lacks what runs models. Everything that is built in works without."
FROZEN_HINT = "Models run in the bundle “VectorBeats with models”, which takes the same library as it is."
PYTHON_HINT = "Install “vectorbeats-desktop[models]”, into the same Python."


class NoModelLibraries(ModelUnavailable):
    """The libraries that run models were left out of this installation."""

    code = "no_model_libraries"


def can_run_models() -> bool:
    """Whether the libraries that run models are installed. Imports none of them."""
    return _missing() is None


def models_hint() -> str:
    """What to do to have models here."""
    return FROZEN_HINT if getattr(sys, "frozen", False) else PYTHON_HINT


def lack() -> str:
    """Why no model can run here, with what to do about it; empty where they can."""
    return "" if can_run_models() else f"{MISSING} {models_hint()}"


def require_libraries() -> None:
    """Raise NoModelLibraries where models cannot run."""
    if not can_run_models():
        raise NoModelLibraries(MISSING, models_hint())


@cache
def _missing() -> str | None:
    return next((name for name in NEEDED if importlib.util.find_spec(name) is None), None)
