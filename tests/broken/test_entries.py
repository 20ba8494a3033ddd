"""Which names and entries are left out where a system cannot have them; on Linux all of them are tried."""

from __future__ import annotations

from tests.broken import entries


def test_linux_tries_all_of_it() -> None:
    assert entries.names_on("linux") == entries.NAMES
    assert entries.not_on("linux") == frozenset()


def test_macos_has_no_names_that_are_not_utf_8() -> None:
    assert set(entries.NAMES) - set(entries.names_on("darwin")) == {b"not UTF-8 \xff\xfe\x80.mp3"}
    assert entries.not_on("darwin") == {"a socket"}


def test_windows_has_no_signs_that_it_forbids_no_pipes_and_no_links() -> None:
    names = entries.names_on("win32")
    assert len(names) >= 8
    assert {b"two\nlines.mp3", b"CON.mp3", b"file:name.mp3", b"back\\slash.mp3"}.isdisjoint(names)
    assert entries.not_on("win32") >= {"a pipe", "a dangling link", "a socket"}
