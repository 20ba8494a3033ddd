"""The commands of the command line; each works through a Session and prints to an Output."""
