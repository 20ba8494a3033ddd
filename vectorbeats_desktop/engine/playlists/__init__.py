"""Playlists: saved ones, files of them, and ways through the music."""
