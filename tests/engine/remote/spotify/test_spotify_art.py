"""Covers from Spotify: from whom they are fetched, what is refused, and for how long they are kept."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.spotify_stub import Fault, Stub, serve_pictures
from vectorbeats_desktop.engine.errors import Cancelled, KnownError
from vectorbeats_desktop.engine.privacy import NetworkOff
from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.remote.spotify.art import LARGEST_BYTES, LONGEST_S, is_spotifys
from vectorbeats_desktop.engine.remote.spotify.cache import ART_FOLDER, DAY_S, Cache
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

ADDRESS = "https://i.scdn.co/image/300id0"


def picture(colour: str = "teal", side: int = 640, kind: str = "JPEG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(content, kind)
    return content.getvalue()


@pytest.fixture
def served(spotify: Spotify, stub: Stub) -> Spotify:
    """Nobody is signed in: pictures need no leave."""
    serve_pictures(spotify, stub)
    stub.pictures["300id0"] = picture()
    return spotify


def fetch(spotify: Spotify, address: str = ADDRESS) -> Path | None:
    return spotify.cover(address, TaskContext())


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / ART_FOLDER).glob("*"))


def test_a_cover_is_fetched_once_made_small_and_no_sign_in_goes_along(
    served: Spotify, stub: Stub, tmp_path: Path
) -> None:
    file = fetch(served)
    assert file is not None
    with Image.open(file) as small:
        assert (small.format, small.size) == ("JPEG", (512, 512))
    assert fetch(served) == file
    assert kept(tmp_path) == [file]
    assert stub.lines() == ["GET /image/300id0"]
    assert not {"Authorization", "Cookie", "Referer"} & set(stub.asked[0].headers)


@pytest.mark.parametrize(
    "address",
    [
        "http://i.scdn.co/image/x",
        "https://i.scdn.co.example.org/image/x",
        "https://example.org/i.scdn.co/x",
        "https://i.scdn.co@example.org/x",
        "https://anna:secret@i.scdn.co/x",
        "https://i.scdn.co:8443/x",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "https://[i.scdn.co/x",
        "",
    ],
)
def test_only_spotifys_picture_hosts_are_asked(served: Spotify, stub: Stub, address: str) -> None:
    assert not is_spotifys(address)
    with pytest.raises(errors.SpotifyStrange):
        fetch(served, address)
    assert stub.asked == []


def test_it_is_not_led_elsewhere(served: Spotify, stub: Stub) -> None:
    stub.faults.append(Fault("image", 302, headers={"Location": f"{stub.base}/image/300id0"}))
    with pytest.raises(errors.SpotifyStrange, match="302"):
        fetch(served)
    assert len(stub.asked) == 1


@pytest.mark.parametrize("content", [b"<html>Welcome</html>", b"", picture()[:400], b"GIF89a" + bytes(40)])
def test_what_is_no_picture_is_a_miss_and_not_asked_for_again_that_day(
    served: Spotify, stub: Stub, tmp_path: Path, content: bytes
) -> None:
    stub.pictures["300id0"] = content
    assert fetch(served) is None
    assert fetch(served) is None
    assert len(stub.asked) == 1
    assert kept(tmp_path) == []


def test_it_is_judged_by_what_it_is_and_not_by_its_name(served: Spotify, stub: Stub) -> None:
    stub.pictures["cover.exe"] = picture("navy", 64, "PNG")
    file = fetch(served, "https://image-cdn-ak.spotifycdn.com/image/cover.exe")
    assert file is not None
    with Image.open(file) as small:
        assert (small.format, small.size) == ("JPEG", (64, 64))


def test_one_that_is_too_large_is_left(served: Spotify, stub: Stub, tmp_path: Path) -> None:
    stub.pictures["300id0"] = picture() + bytes(LARGEST_BYTES)
    with pytest.raises(errors.SpotifyStrange, match="too large"):
        fetch(served)
    assert kept(tmp_path) == []


def test_one_that_takes_too_long_is_left(served: Spotify) -> None:
    times = iter((0.0, LONGEST_S + 1))
    served._art._now = lambda: next(times)
    with pytest.raises(errors.SpotifyTimedOut):
        fetch(served)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("image", 404), errors.NotThere),
        (Fault("image", 403), errors.Forbidden),
        (Fault("image", 500), errors.SpotifyFailing),
        (Fault("image", how="drop"), errors.SpotifyUnreachable),
        (Fault("image", 200, picture(), "cut"), errors.SpotifyUnreachable),
    ],
)
def test_a_fault_is_told_and_the_next_time_it_may_be_there(
    served: Spotify, stub: Stub, fault: Fault, expected: type[KnownError]
) -> None:
    stub.faults.append(fault)
    with pytest.raises(expected):
        fetch(served)
    assert fetch(served) is not None


def test_switched_off_nothing_is_fetched_not_even_what_is_kept(served: Spotify, stub: Stub, settings: Settings) -> None:
    fetch(served)
    settings.set("network.spotify", False)
    with pytest.raises(NetworkOff):
        fetch(served)
    assert len(stub.asked) == 1


def test_switching_off_and_cancelling_end_a_fetch(served: Spotify, stub: Stub, settings: Settings) -> None:
    class Gone(TaskContext):
        def checkpoint(self) -> None:
            if stub.asked:
                raise Cancelled

    with pytest.raises(Cancelled):
        served.cover(ADDRESS, Gone())

    class Off(TaskContext):
        def checkpoint(self) -> None:
            if len(stub.asked) > 1:
                settings.set("network.spotify", False)

    with pytest.raises(NetworkOff):
        served.cover(ADDRESS, Off())


def test_a_pause_that_spotify_asked_for_is_kept(served: Spotify, stub: Stub) -> None:
    served._pace.pause(3600)
    with pytest.raises(errors.SpotifyBusy):
        fetch(served)
    assert stub.asked == []


def test_after_a_day_it_is_fetched_anew_and_what_was_kept_goes(served: Spotify, stub: Stub, tmp_path: Path) -> None:
    old = fetch(served)
    start = time.time()
    served._cache._now = lambda: start + DAY_S + 60
    stub.pictures["300id0"] = picture("maroon")
    new = fetch(served)
    assert new is not None
    assert new != old
    assert kept(tmp_path) == [new]


def test_a_later_start_removes_what_is_a_day_old(served: Spotify, tmp_path: Path) -> None:
    fetch(served)
    start = time.time()
    later = Cache(tmp_path / "cache", lambda: start + DAY_S + 60)
    assert later.art(ADDRESS) is None
    later.close()
    assert kept(tmp_path) == []


def test_a_file_that_someone_removed_is_fetched_anew(served: Spotify, stub: Stub) -> None:
    file = fetch(served)
    assert file is not None
    file.unlink()
    assert fetch(served) == file
    assert file.is_file()


@pytest.mark.parametrize("forget", [Cache.clear, None], ids=["privacy page", "signing out"])
def test_it_is_forgotten_with_what_spotify_said(
    served: Spotify, stub: Stub, tmp_path: Path, forget: Callable[[Cache], None] | None
) -> None:
    fetch(served)
    cache = Cache(tmp_path / "cache")
    assert cache.count() == 1
    if forget is None:
        served.sign_out()
    else:
        forget(cache)
    assert (cache.count(), kept(tmp_path)) == (0, [])
    cache.close()
    assert fetch(served) is not None
    assert len(stub.asked) == 2
