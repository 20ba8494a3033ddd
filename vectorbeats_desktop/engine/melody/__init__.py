"""Melodies: of a recording, of a hum, and where one lies in the other."""
