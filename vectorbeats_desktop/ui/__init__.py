"""The window: Qt widgets and models.

PySide puts an import of its own in place of Python's, which reads the source of every module that is imported from
then on, to look for its `__feature__` switches: half a thousand files at each start, and 15 MB that `linecache` keeps
of them. The program uses none of those switches, so the one before is put back.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - from now on there is something to put back

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
