"""The demo library: public-domain tunes played by a synthesiser of our own, and pictures to search with."""

from vectorbeats_desktop.engine.library.demo.build import build_demo, demo_pictures

__all__ = ["build_demo", "demo_pictures"]
