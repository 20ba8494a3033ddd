"""The Catalogue page: a server that several computers share what was found out and said of music on."""
