"""The bridge from pictures to music: a map between two models' spaces, fitted on this computer."""
