"""CLIP and CLAP in a process of their own: what pictures show, what music sounds like, and sentences for both."""
