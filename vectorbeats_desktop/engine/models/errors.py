"""What may go wrong with models on their way to this computer."""

from __future__ import annotations

from vectorbeats_desktop.engine.errors import KnownError


class ModelTrouble(KnownError):
    """A model could not be installed, imported, verified or removed; what was there before is unharmed."""

    code = "model_trouble"


class NoConnection(ModelTrouble):
    """The server cannot be reached, or does not give what is asked for."""

    code = "no_connection"


class WrongContent(ModelTrouble):
    """A file is not the one that was published."""

    code = "wrong_content"


class NoSpace(ModelTrouble):
    """The disk is full, or would be."""

    code = "no_space"
