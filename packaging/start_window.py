"""The frozen program's window: children that it starts come in here too, and must not open another."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from vectorbeats_desktop.__main__ import gui

    gui()
