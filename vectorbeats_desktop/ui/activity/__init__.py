"""The Activity page: what runs now, when it shall hold back, what was done, and what went wrong."""
