"""The demo library: public-domain tunes played by a synthesiser of our own, and pictures and hums to search with."""

from vectorbeats_desktop.engine.library.demo.build import build_demo, demo_pictures
from vectorbeats_desktop.engine.library.demo.hums import demo_hums

__all__ = ["build_demo", "demo_hums", "demo_pictures"]
