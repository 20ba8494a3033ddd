"""Playlists that lead where none should."""

from __future__ import annotations

from collections.abc import Callable

REFUSED: None = None
"""Instead of what is listed: the file is no playlist, and it is said why."""

Listed = tuple[str, ...] | None

CONTENT: dict[str, tuple[Callable[[], bytes], Listed]] = {
    "up.m3u": (lambda: b"../../../etc/passwd-\n../music/good.mp3\n", ("../music/good.mp3",)),
    "absolute.m3u": (lambda: b"/etc/passwd\n", ("/etc/passwd",)),
    "another computer.m3u": (lambda: b"//server/share/a.mp3\n\\\\server\\share\\a.mp3\n//a.mp3\n", ()),
    "addresses.m3u": (lambda: b"http://127.0.0.1:9/a.mp3\nsmb://a/b\nftp://a/b\nfile://server/a.mp3\n", ()),
    "a file of this computer.m3u": (lambda: b"file:///etc/hostname-\nFILE:///a.mp3\n", ("/etc/hostname-", "/a.mp3")),
    "hidden steps.m3u": (lambda: b"file:///%2e%2e/%2e%2e/a.mp3\n", ()),
    "zeros.m3u": (lambda: b"a.mp3\0b\n", REFUSED),
    "zeros in an address.m3u": (lambda: b"file:///a%00b.mp3\n", ()),
    "itself.m3u": (lambda: b"itself.m3u\n" * 3, ("itself.m3u",) * 3),
    "devices.m3u": (lambda: b"/dev/zero\n/proc/self/mem\n", ("/dev/zero", "/proc/self/mem")),
    "a long line.m3u": (lambda: b"x" * 1_000_000 + b"\n", ("x" * 1_000_000,)),
    "200,000 lines.m3u": (lambda: b"a.mp3\n" * 200_000, REFUSED),
    "commands.m3u": (lambda: b"| rm -rf ~\n`id`.mp3\n$(id).mp3\n", ("| rm -rf ~", "`id`.mp3", "$(id).mp3")),
    "entities.xspf": (
        lambda: (
            b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><playlist><trackList><track>'
            b"<location>&x;</location></track></trackList></playlist>"
        ),
        REFUSED,
    ),
    "a thousand million laughs.xspf": (
        lambda: b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><playlist>&b;</playlist>',
        REFUSED,
    ),
    "elements in elements.xspf": (lambda: b"<playlist>" * 100_000, REFUSED),
    "an unknown encoding.xspf": (lambda: b'<?xml version="1.0" encoding="rot13"?><playlist/>', REFUSED),
    "lists in lists.jspf": (lambda: b'{"playlist": {"track": ' + b"[" * 100_000, REFUSED),
    "numbers.jspf": (lambda: b'{"playlist": {"track": [{"location": 7}, {"location": [null]}, 3]}}', ()),
}
