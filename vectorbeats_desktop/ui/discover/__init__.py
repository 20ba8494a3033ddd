"""Discover: ask with a picture, a sound or words, and hear what fits."""
