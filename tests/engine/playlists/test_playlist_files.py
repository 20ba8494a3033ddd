"""Playlist files as other players, other systems and attackers write them."""

from __future__ import annotations

import contextlib
import os
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists import files
from vectorbeats_desktop.engine.playlists.files import (
    CannotWrite,
    UnreadablePlaylist,
    read_playlist_file,
    write_playlist_file,
)
from vectorbeats_desktop.engine.records import FileState, Tags, Track

NAMES = st.one_of(
    st.text(string.ascii_letters + string.digits + " #%&'+,;=@[]:?*\"<>|\\\t\n\rÄéßノ", min_size=1, max_size=20),
    st.binary(min_size=1, max_size=20).map(os.fsdecode),
).filter(lambda name: "/" not in name and "\0" not in name and name not in (".", ".."))


def track(path: Path, **tags: object) -> Track:
    return Track(1, path, 1, FileState.READY, Tags(**tags))  # type: ignore[arg-type]


def listed(folder: Path, content: str | bytes, name: str = "list.m3u") -> list[Path]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_playlist_file(path)


@given(
    st.lists(st.tuples(NAMES, NAMES, st.text(max_size=20)), min_size=1, max_size=6),
    st.sampled_from((".m3u8", ".xspf", ".jspf")),
)
@settings(max_examples=60, deadline=None)
def test_any_file_name_and_any_title_comes_back(entries: list[tuple[str, str, str]], ending: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        tracks = []
        for folder, name, title in entries:
            path = Path(root, "music", folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_dir():
                path.touch()
            tracks.append(track(path, title=title, artist=title, duration_s=1.5))
        target = Path(root, "lists", f"mine{ending}")
        target.parent.mkdir()
        write_playlist_file(target, tracks)
        assert read_playlist_file(target) == [one.path for one in tracks]


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@settings(max_examples=100, deadline=None)
def test_whatever_a_file_holds_it_is_a_list_of_paths_or_refused_in_words(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as root, contextlib.suppress(UnreadablePlaylist):
        assert all(path.is_absolute() for path in listed(Path(root), content))


def test_written_paths_are_relative_and_survive_a_move_of_the_whole_tree(tmp_path: Path) -> None:
    song = tmp_path / "a" / "music" / "Björk — Jóga #1.flac"
    song.parent.mkdir(parents=True)
    song.touch()
    for name in ("x.m3u8", "x.xspf", "x.jspf"):
        write_playlist_file(tmp_path / "a" / name, [track(song, title="Jóga", artist="Björk & <co>")])
        assert str(tmp_path) not in (tmp_path / "a" / name).read_text("utf-8")
    (tmp_path / "a").rename(tmp_path / "b")
    for name in ("x.m3u8", "x.xspf", "x.jspf"):
        assert read_playlist_file(tmp_path / "b" / name) == [tmp_path / "b" / "music" / song.name]


def test_a_link_on_the_way_up_does_not_lead_astray(tmp_path: Path) -> None:
    song = tmp_path / "home" / "music" / "a.flac"
    song.parent.mkdir(parents=True)
    song.touch()
    (tmp_path / "disk" / "deep" / "lists").mkdir(parents=True)
    (tmp_path / "home" / "lists").symlink_to(tmp_path / "disk" / "deep" / "lists")
    target = tmp_path / "home" / "lists" / "x.m3u8"
    write_playlist_file(target, [track(song)])
    assert read_playlist_file(target) == [song]
    assert read_playlist_file(tmp_path / "disk" / "deep" / "lists" / "x.m3u8") == [song]


def test_an_m3u_of_another_player_is_read(tmp_path: Path) -> None:
    for name in ("plain.mp3", "Ünïcode.mp3", " spaced.mp3", "sub/deep.mp3", "caf\xe9.mp3"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    winamp = b"#EXTM3U\r\n#EXTINF:12,Somebody\r\nplain.mp3\r\n\r\nsub\\deep.mp3\r\ncaf\xe9.mp3\r\n  plain.mp3  \r\n"
    assert listed(tmp_path, winamp) == [tmp_path / n for n in ("plain.mp3", "sub/deep.mp3", "café.mp3", "plain.mp3")]
    assert listed(tmp_path, "\ufeffÜnïcode.mp3\n spaced.mp3") == [tmp_path / "Ünïcode.mp3", tmp_path / " spaced.mp3"]
    assert listed(tmp_path, "Ünïcode.mp3\r\nplain.mp3".encode("utf-16")) == [
        tmp_path / "Ünïcode.mp3",
        tmp_path / "plain.mp3",
    ]
    assert listed(tmp_path, "U\u0308ni\u0308code.mp3") == [tmp_path / "Ünïcode.mp3"]
    assert listed(tmp_path, f"file://{tmp_path}/plain.mp3\rfile:///x%20y.mp3") == [
        tmp_path / "plain.mp3",
        Path("/x y.mp3"),
    ]


def test_what_is_not_there_is_listed_too_since_a_drive_may_be_away(tmp_path: Path) -> None:
    assert listed(tmp_path, "gone.mp3\n/media/usb/x.mp3") == [tmp_path / "gone.mp3", Path("/media/usb/x.mp3")]


@pytest.mark.parametrize(
    "entry",
    [
        "http://example.com/stream.mp3",
        "HTTPS://example.com/a",
        "smb://server/share/a.mp3",
        "rtsp://example.com/a",
        "file://server/share/a.mp3",
        "\\\\server\\share\\a.mp3",
        "//server/share/a.mp3",
        "../../../../../../../../etc/no such file.mp3",
        "sub/../../nothing here.mp3",
        "file:///../../nothing%20here.mp3",
        "with\0nul.mp3",
        "#EXTINF:1,a comment",
    ],
)
def test_addresses_of_the_network_and_ways_up_to_nowhere_are_left_out(tmp_path: Path, entry: str) -> None:
    if "\0" not in entry:
        assert listed(tmp_path, f"{entry}\nkept.mp3\n") == [tmp_path / "kept.mp3"]
    uri = entry.replace("\0", "%00").replace("#", "http://a/#").replace(" ", "%20")
    xml = f"<playlist><trackList><track><location>{uri}</location></track></trackList></playlist>"
    assert listed(tmp_path, xml, "x.xspf") == []


def test_a_way_up_to_a_file_that_is_there_is_followed(tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    (tmp_path / "lists").mkdir()
    (tmp_path / "music" / "a.mp3").touch()
    assert listed(tmp_path / "lists", "../music/a.mp3") == [tmp_path / "music" / "a.mp3"]


def test_an_xspf_of_another_player_is_read(tmp_path: Path) -> None:
    xml = """<?xml version="1.0" encoding="ISO-8859-1"?>
    <playlist version="1" xmlns="http://xspf.org/ns/0/" xmlns:vlc="http://www.videolan.org/vlc/">
      <title>caf\xe9</title><location>http://example.com/playlist</location>
      <trackList>
        <track><location>a%20b.mp3</location><location>second.mp3</location><title>One</title></track>
        <track><title>no place</title><extension application="x"><location>not this.mp3</location></extension></track>
        <track><location> sub/&#233;.mp3 </location></track>
        <track><location>file:///C:/Music/c.mp3</location></track>
      </trackList>
    </playlist>"""
    found = listed(tmp_path, xml.encode("latin-1"), "x.xspf")
    assert found[:2] == [tmp_path / "a b.mp3", tmp_path / "sub" / "é.mp3"]
    assert found[2].name == "c.mp3"
    assert len(found) == 3


BOMB = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        f"<?xml version='1.0'?>{BOMB}<playlist><trackList><track><location>&b;</location>",
        '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><playlist>&x;</playlist>',
        '<!DOCTYPE p SYSTEM "http://127.0.0.1:9/x.dtd"><playlist/>',
        "<playlist><trackList><track>",
        "<html><body>404</body></html>",
        "<?xml version='1.0' encoding='no-such-code'?><playlist/>",
        "<playlist>&undefined;</playlist>",
        "\0\0\0\0binary",
        "<" * 100_000,
    ],
)
def test_hostile_and_broken_files_are_refused_in_words(tmp_path: Path, content: str) -> None:
    for written in (content.encode(), content.replace("'1.0'", "'1.0' encoding='utf-16'").encode("utf-16")):
        with pytest.raises(UnreadablePlaylist):
            listed(tmp_path, written, "x.xspf")


def test_a_deep_xml_is_no_trouble(tmp_path: Path) -> None:
    deep = "<playlist><trackList>" + "<a>" * 50_000 + "</a>" * 50_000 + "</trackList></playlist>"
    assert listed(tmp_path, deep, "x.xspf") == []


def test_files_that_are_too_large_list_too_much_or_are_none_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ENTRIES", 10)
    with pytest.raises(UnreadablePlaylist, match="more than 10"):
        listed(tmp_path, "a.mp3\n" * 11)
    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    with pytest.raises(UnreadablePlaylist, match="too large"):
        listed(tmp_path, "#" * 101)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.m3u")
    for path in (tmp_path / "pipe.m3u", tmp_path, tmp_path / "nothing.m3u"):
        with pytest.raises(UnreadablePlaylist, match="no playlist file"):
            read_playlist_file(path)


def test_a_path_that_no_system_takes_is_no_trouble(tmp_path: Path) -> None:
    long = "ä/" * 3_000 + "x" * 5_000
    assert listed(tmp_path, f"../{long}\n {long}\nkept.mp3")[-1] == tmp_path / "kept.mp3"


def test_a_file_is_written_whole_or_not_at_all_and_replaced_only_when_asked(tmp_path: Path) -> None:
    target, tracks = tmp_path / "x.m3u8", [track(tmp_path / "a.mp3")]
    target.write_text("mine")
    with pytest.raises(BadQuery, match="already"):
        write_playlist_file(target, tracks)
    assert target.read_text() == "mine"
    write_playlist_file(target, tracks, replace=True)
    assert read_playlist_file(target) == [tmp_path / "a.mp3"]
    assert [path.name for path in tmp_path.iterdir()] == ["x.m3u8"]
    with pytest.raises(BadQuery, match=r"\.m3u8 or \.xspf or \.jspf"):
        write_playlist_file(tmp_path / "x.pls", tracks)
    with pytest.raises(BadQuery, match="no tracks"):
        write_playlist_file(tmp_path / "y.m3u8", [])
    with pytest.raises(CannotWrite):
        write_playlist_file(tmp_path / "no folder" / "y.m3u8", tracks)
    for name in ("ю" * 200, "x.m3u8/y"):  # longer than names can be; below what is no folder
        with pytest.raises(CannotWrite):
            write_playlist_file(tmp_path / f"{name}.m3u8", tracks)
    longest = tmp_path / f"{'ю' * 125}.m3u8"  # 255 bytes
    write_playlist_file(longest, tracks)
    assert read_playlist_file(longest) == [tmp_path / "a.mp3"]


def test_a_jspf_of_another_player_is_read(tmp_path: Path) -> None:
    text = """\ufeff{"playlist": {"title": "Evening", "track": [
        {"location": ["one%20song.mp3", "https://example.org/one.mp3"], "title": "One"},
        {"location": "two.mp3"}, {"title": "nowhere"}, {"location": []}, {"location": [5]}, "no track",
        {"location": ["https://example.org/three.mp3"]}]}}"""
    assert listed(tmp_path, text.encode(), "x.jspf") == [tmp_path / "one song.mp3", tmp_path / "two.mp3"]


@pytest.mark.parametrize("text", ["{", "{}", '{"playlist": []}', '{"playlist": {"track": {}}}', "{" * 100_000])
def test_json_that_is_no_playlist_is_refused_in_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadablePlaylist, match="no playlist"):
        listed(tmp_path, text.encode(), "x.jspf")
