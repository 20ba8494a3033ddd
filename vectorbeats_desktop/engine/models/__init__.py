"""The models a person may install: what there are, where they come from, and whether they are whole."""
