"""Spotify: what it says of one's own music, when it is asked for."""
