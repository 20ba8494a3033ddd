"""The remote catalogue: what was computed and said is shared over a Qdrant server, and reused from there."""
