"""The library as a picture: each track a place, so that near means alike."""
