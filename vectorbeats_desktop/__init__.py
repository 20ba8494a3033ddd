"""VectorBeats Desktop: find music in your own collection by picture, words or sound."""

__version__ = "0.1.0"
