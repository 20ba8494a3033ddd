"""From a file to numbers: decoding, descriptors, mood; the pool that runs them."""
