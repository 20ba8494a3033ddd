"""Recordings recognised by their landmarks: pairs of spectral peaks, as Wang (2003) described them."""
