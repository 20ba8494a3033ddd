"""The Models page: what can be installed so that pictures, words and music are understood by content."""
