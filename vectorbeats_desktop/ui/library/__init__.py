"""Library: the folders, what becomes of them, and every track in them."""
