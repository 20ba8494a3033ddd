"""Kills the program while it is used: `python -m benchmarks.faults`."""
