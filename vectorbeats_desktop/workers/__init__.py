"""Qt threads that own the jobs a window starts."""
