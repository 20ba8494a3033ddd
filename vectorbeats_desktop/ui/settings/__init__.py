"""The Settings page: everything that can be chosen, made from the declared table, and the Privacy section."""
