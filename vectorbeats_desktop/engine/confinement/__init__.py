"""What a process that reads files from anywhere is held to, by the system's own means."""

from vectorbeats_desktop.engine.confinement.confine import Confinement, confine, offered

__all__ = ["Confinement", "confine", "offered"]
