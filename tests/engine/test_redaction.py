from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.engine.redaction import LEFT_OUT, Redaction

HOME = Path("/home/anna.schmidt")
FOLDERS = (HOME / "Lieder von Oma", Path("/mnt/Tanzbär"))


@pytest.fixture
def redaction() -> Redaction:
    return Redaction(FOLDERS, home=HOME, user="aschmidt")


@pytest.mark.parametrize(
    "text",
    [
        "No such file or directory: '/home/anna.schmidt/Lieder von Oma/Mein Lied.mp3'",
        "/home/anna.schmidt/Lieder von Oma/Mein Lied.mp3 holds no sound.",
        "/home/anna.schmidt/Lieder von Oma cannot be read.",
        "Mein Lied.mp3 is not the file that was published.",
        "There is no saved search named “Mein Lied”.",
        r"C:\Users\Anna Schmidt\Music\Mein Lied.FLAC is broken",
        r"\\server-of-anna\share\Mein Lied.ogg",
        "~/Mein Lied.wav",
        "the owner is aschmidt, called Anna",
        "a drive named Tanzbär is away; so is Oma",
        "picture Mein Lied.jpeg",
        "Mein Lied (live) feat. Anna.m4a",
    ],
)
def test_nothing_is_left_of_names_and_places(redaction: Redaction, text: str) -> None:
    told = redaction.text(text)
    for word in ("anna", "schmidt", "mein", "lied", "oma", "tanzb"):
        assert word not in told.casefold(), told


@pytest.mark.parametrize(
    "text",
    [
        "the bridge is fitted: new phrases",
        "store ended in search (code -9); it is started again",
        "12,345 files: 12,000 ready, 300 waiting, 45 failed",
        "No space left on device.",
        "40 of 50, 3/4 of them",
    ],
)
def test_what_tells_of_nobody_stays(redaction: Redaction, text: str) -> None:
    assert redaction.text(text) == text


def test_what_follows_a_file_is_kept(redaction: Redaction) -> None:
    assert redaction.text("/home/anna.schmidt/a b.mp3: It holds no sound.") == "‹path›: It holds no sound."


def test_a_traceback_keeps_where_in_the_program_it_was(redaction: Redaction) -> None:
    trace = (
        "Traceback (most recent call last):\n"
        '  File "/home/anna.schmidt/apps/vectorbeats_desktop/engine/session.py", line 212, in index\n'
        "    return self._run(name)\n"
        '  File "/home/anna.schmidt/private/script.py", line 3, in <module>\n'
        "KeyError: 'Mein Lied'\n"
        "FileNotFoundError: [Errno 2] No such file: '/home/anna.schmidt/Mein Lied.mp3'"
    )
    told = redaction.value({"exception": trace})["exception"]
    assert 'File "vectorbeats_desktop/engine/session.py", line 212, in index' in told
    assert "return self._run(name)" in told
    assert "KeyError: ‹…›" in told
    for word in ("anna", "Mein", "private"):
        assert word not in told


def test_fields_that_name_things_are_left_out_whole(redaction: Redaction) -> None:
    entry = {"message": "a track did not play", "fields": {"file": "Mein Lied", "count": 3, "reason": "no output"}}
    assert redaction.value(entry) == {
        "message": "a track did not play",
        "fields": {"file": LEFT_OUT, "count": 3, "reason": "no output"},
    }
