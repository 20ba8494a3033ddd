"""The Playlists page: what was saved, and paths through the library."""
