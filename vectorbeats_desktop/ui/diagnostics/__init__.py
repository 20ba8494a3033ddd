"""The Diagnostics page: how every part is, how fast searches are, the log, and a report for support."""
