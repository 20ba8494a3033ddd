"""Pictures, words and music read into the concept space."""
