"""Everything the program knows; no Qt at all."""
