"""The Map page: the library as a picture."""
