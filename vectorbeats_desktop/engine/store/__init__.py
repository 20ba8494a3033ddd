"""The embedded vector store, owned by one child process."""
