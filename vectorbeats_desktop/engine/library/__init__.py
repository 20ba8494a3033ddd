"""What exists: folders, files, tags, and the catalogue that remembers them."""
