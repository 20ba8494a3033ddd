"""Finding tracks over the wire: what is asked and how often, what is kept, and what each fault becomes."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.spotify_stub import Fault, Stub, track_json
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.privacy import NetworkOff
from vectorbeats_desktop.engine.records import FileState, Tags, Track
from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.remote.spotify.cache import DAY_S, FILE, MONTH_S
from vectorbeats_desktop.engine.remote.spotify.finder import queries
from vectorbeats_desktop.engine.remote.spotify.records import Wanted
from vectorbeats_desktop.engine.remote.spotify.service import Spotify
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext


class Clock:
    """Time that a test moves; who sleeps moves it too."""

    def __init__(self) -> None:
        self.now = time.time()
        self.slept = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


@pytest.fixture
def clock(signed_in: Spotify) -> Clock:
    clock = Clock()
    signed_in._pace._now = signed_in._cache._now = clock
    signed_in._pace._sleep = clock.sleep
    return clock


def track(title: str, artist: str = "Nora Vale", seconds: float | None = 6.0, cover: str = "") -> Track:
    path = Path("/nowhere") / f"{title or 'untitled'}.flac"
    return Track(1, path, 1, FileState.READY, Tags(title=title, artist=artist, duration_s=seconds), "t" + title, cover)


def stock(stub: Stub, *titles: str) -> None:
    stub.catalogue += [track_json(f"id{n}", title, ("Nora Vale",)) for n, title in enumerate(titles)]


def find(spotify: Spotify, *titles: str) -> list[str | None]:
    found = spotify.find([track(title) for title in titles], TaskContext())
    return [None if each is None else each.spotify.spotify_id for each in found]


@pytest.mark.usefixtures("clock")
class TestWhatIsFound:
    def test_all_that_the_api_tells_is_there(self, signed_in: Spotify, stub: Stub) -> None:
        stub.catalogue.append(track_json("id0", "Rainy Night", ("Nora Vale", "Ben"), album="Still Waters"))
        stub.catalogue[0]["preview_url"] = "https://p.scdn.co/mp3-preview/1"
        [found] = signed_in.find([track("Rainy Night")], TaskContext())
        assert found is not None
        said = found.spotify
        assert (said.title, said.artists, said.album, said.year) == (
            "Rainy Night",
            ("Nora Vale", "Ben"),
            "Still Waters",
            1994,
        )
        assert (said.url, said.popularity) == ("https://open.spotify.com/track/id0", 61)
        assert said.preview_url == "https://p.scdn.co/mp3-preview/1"
        assert said.art_url == "https://i.scdn.co/image/300id0"
        assert found.by == "names"

    def test_art_is_offered_only_to_a_track_without_a_cover(self, signed_in: Spotify, stub: Stub) -> None:
        stock(stub, "Rainy Night")
        [found] = signed_in.find([track("Rainy Night", cover="abc")], TaskContext())
        assert found is not None
        assert found.spotify.art_url == ""
        [found] = signed_in.find([track("Rainy Night")], TaskContext())
        assert found is not None
        assert found.spotify.art_url != ""

    def test_what_an_app_in_development_is_not_told_is_not_made_up(self, signed_in: Spotify, stub: Stub) -> None:
        stub.development = True
        stock(stub, "Rainy Night")
        [found] = signed_in.find([track("Rainy Night")], TaskContext())
        assert found is not None
        assert (found.spotify.popularity, found.spotify.preview_url) == (None, "")

    def test_a_files_isrc_is_asked_for_first(self, signed_in: Spotify, stub: Stub) -> None:
        stub.catalogue += [
            track_json("wrong", "Rainy Night", ("Nora Vale",)),
            track_json("right", "Regnerische Nacht", ("Nora Vale",), isrc="DEA620500001"),
        ]
        signed_in._finder._isrc_of = lambda _path: "DE-A62-05-00001"
        [found] = signed_in.find([track("Rainy Night")], TaskContext())
        assert found is not None
        assert (found.spotify.spotify_id, found.by) == ("right", "isrc")
        assert [asked.query["q"] for asked in stub.asked] == ["isrc:DEA620500001"]

    def test_a_file_that_is_away_is_found_by_its_names(self, signed_in: Spotify, stub: Stub) -> None:
        stock(stub, "Rainy Night")
        assert find(signed_in, "Rainy Night") == ["id0"]

    def test_who_is_not_named_is_not_asked_for(self, signed_in: Spotify, stub: Stub) -> None:
        assert signed_in.find([track("", "x"), track("x", ""), track("x", "Various Artists")], TaskContext()) == [
            None,
            None,
            None,
        ]
        assert stub.asked == []

    def test_a_path_is_never_sent(self, signed_in: Spotify, stub: Stub) -> None:
        stock(stub, "Rainy Night")
        find(signed_in, "Rainy Night", "Nothing Of The Kind")
        sent = "".join(f"{asked.line}{asked.query}{asked.headers}{asked.body!r}" for asked in stub.asked)
        assert "nowhere" not in sent
        assert ".flac" not in sent


class TestWhatIsKept:
    def test_an_answer_is_kept_for_a_day_and_asked_anew_fifty_at_a_time(
        self, signed_in: Spotify, stub: Stub, clock: Clock
    ) -> None:
        titles = [f"Song {word}" for word in _words(60)]
        stock(stub, *titles)
        expected = [f"id{n}" for n in range(60)]
        assert find(signed_in, *titles) == expected
        stub.asked.clear()
        clock.now += DAY_S - 300
        assert find(signed_in, *titles) == expected
        assert stub.asked == []
        clock.now += DAY_S
        assert find(signed_in, *titles) == expected
        assert stub.lines() == ["GET /v1/tracks/"] * 2
        clock.now += MONTH_S
        find(signed_in, titles[0])
        assert stub.lines()[2:] == ["GET /v1/search"]

    def test_one_by_one_where_the_app_may_not_ask_for_several(
        self, signed_in: Spotify, stub: Stub, clock: Clock
    ) -> None:
        stock(stub, "Rainy Night", "Deep Below")
        find(signed_in, "Rainy Night", "Deep Below")
        stub.development = True
        stub.asked.clear()
        clock.now += DAY_S
        assert find(signed_in, "Rainy Night", "Deep Below") == ["id0", "id1"]
        assert stub.lines() == ["GET /v1/tracks/", "GET /v1/tracks/id0", "GET /v1/tracks/id1"]
        clock.now += DAY_S
        find(signed_in, "Rainy Night")
        assert stub.lines()[3:] == ["GET /v1/tracks/id0"], "it has learnt that"

    @pytest.mark.parametrize("development", [False, True])
    def test_a_track_that_is_gone_is_looked_for_anew(
        self, signed_in: Spotify, stub: Stub, clock: Clock, development: bool
    ) -> None:
        stock(stub, "Rainy Night")
        find(signed_in, "Rainy Night")
        stub.catalogue[0]["id"] = "new"
        stub.development = development
        clock.now += DAY_S
        assert find(signed_in, "Rainy Night") == ["new"]

    def test_a_miss_is_kept_for_a_day_as_well(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        assert find(signed_in, "Rainy Night") == [None]
        asked = len(stub.asked)
        assert find(signed_in, "Rainy Night") == [None]
        assert len(stub.asked) == asked
        stock(stub, "Rainy Night")
        clock.now += DAY_S + 1
        assert find(signed_in, "Rainy Night") == ["id0"]

    def test_other_tags_are_looked_for_anew(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        stock(stub, "Rainy Night")
        assert find(signed_in, "Rainy Nihgt") == [None]
        assert find(signed_in, "Rainy Night") == ["id0"]

    def test_a_damaged_cache_is_made_anew(self, signed_in: Spotify, stub: Stub, tmp_path: Path) -> None:
        stock(stub, "Rainy Night")
        signed_in._cache.close()
        (tmp_path / "cache" / FILE).write_bytes(b"no database at all" * 100)
        assert find(signed_in, "Rainy Night") == ["id0"]
        stub.asked.clear()
        assert find(signed_in, "Rainy Night") == ["id0"]
        assert stub.asked == []

    def test_a_cache_of_another_version_is_not_believed(self, signed_in: Spotify, stub: Stub, tmp_path: Path) -> None:
        find(signed_in, "Rainy Night")
        signed_in._cache.close()
        with sqlite3.connect(tmp_path / "cache" / FILE) as other:
            other.execute("PRAGMA user_version = 99")
        other.close()
        stock(stub, "Rainy Night")
        assert find(signed_in, "Rainy Night") == ["id0"]

    def test_signing_out_forgets_it(self, signed_in: Spotify, stub: Stub, tmp_path: Path) -> None:
        stock(stub, "Rainy Night")
        find(signed_in, "Rainy Night")
        signed_in.sign_out()
        with sqlite3.connect(tmp_path / "cache" / FILE) as kept:
            assert kept.execute("SELECT (SELECT COUNT(*) FROM tracks) + (SELECT COUNT(*) FROM matches)").fetchone() == (
                0,
            )
        kept.close()


class TestPace:
    def test_no_more_than_the_budget_is_asked_in_a_minute(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        titles = [f"Song {word}" for word in _words(130)]
        stock(stub, *titles)
        begun = clock.now
        find(signed_in, *titles)
        assert len(stub.lines("search")) == 130
        assert 119 <= clock.now - begun <= 122

    def test_a_short_pause_is_waited_for(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        stock(stub, "Rainy Night")
        stub.faults.append(Fault("search", 429, headers={"Retry-After": "4"}))
        assert find(signed_in, "Rainy Night") == ["id0"]
        assert clock.slept >= 4

    def test_of_a_long_pause_one_is_told_and_nothing_is_asked_till_its_end(
        self, signed_in: Spotify, stub: Stub, clock: Clock, settings: Settings, tmp_path: Path
    ) -> None:
        stock(stub, "Rainy Night")
        stub.faults.append(Fault("search", 429, headers={"Retry-After": "3600"}))
        with pytest.raises(errors.SpotifyBusy, match="60 minutes"):
            find(signed_in, "Rainy Night")
        clock.now += 3500
        with pytest.raises(errors.SpotifyBusy, match="100 seconds"):
            find(signed_in, "Rainy Night")
        assert len(stub.asked) == 1
        again = Spotify(settings, tmp_path / "cache", stub.addresses)
        assert again.status().paused_s > 60, "also after a new start"
        again.close()
        clock.now += 101
        assert find(signed_in, "Rainy Night") == ["id0"]

    def test_a_pause_without_an_end_is_half_a_minute(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        stub.faults.append(Fault("search", 429, headers={"Retry-After": "soon"}))
        with pytest.raises(errors.SpotifyBusy):
            find(signed_in, "Rainy Night")
        assert signed_in.status().paused_s == pytest.approx(30)

    def test_waiting_can_be_cancelled(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        ctx = TaskContext()
        stub.faults.append(Fault("search", 429, headers={"Retry-After": "5"}))
        signed_in._pace._sleep = lambda _seconds: ctx.cancel()
        with pytest.raises(Cancelled):
            signed_in.find([track("Rainy Night")], ctx)
        assert len(stub.asked) == 1


def said(message: str, status: int = 403) -> dict[str, Any]:
    return {"error": {"status": status, "message": message}}


@pytest.mark.usefixtures("clock")
class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "kind", "told"),
        [
            (Fault("search", 500, times=3), errors.SpotifyFailing, "status 500"),
            (Fault("search", 503, said("Service unavailable", 503), times=3), errors.SpotifyFailing, "status 503"),
            (Fault("search", 504, times=3), errors.SpotifyTimedOut, "in time"),
            (Fault("search", how="drop", times=3), errors.SpotifyUnreachable, "cannot be reached"),
            (Fault("search", how="garble"), errors.SpotifyStrange, "cannot be understood"),
            (Fault("search", body=[1]), errors.SpotifyStrange, "cannot be understood"),
            (Fault("search", body={"tracks": {"items": "none"}}), errors.SpotifyStrange, "cannot be understood"),
            (Fault("search", 400, {"error": "bad"}), errors.SpotifyStrange, "status 400"),
            (Fault("search", 400, ["bad"]), errors.SpotifyStrange, "status 400"),
            (Fault("search", 403, said("Forbidden")), errors.Forbidden, "refuses"),
            (
                Fault("search", 403, said("Check developer.spotify.com/dashboard, the user may not be registered.")),
                errors.NotRegistered,
                "not open to this account",
            ),
            (
                Fault("search", 403, said("Active premium subscription required for the owner of the app.")),
                errors.PremiumNeeded,
                "Premium",
            ),
        ],
    )  # fmt: skip
    def test_each_is_told_with_what_to_do(
        self, signed_in: Spotify, stub: Stub, fault: Fault, kind: type[errors.SpotifyError], told: str
    ) -> None:
        stub.faults.append(Fault(fault.on, fault.status, fault.body, fault.how, fault.headers, fault.times))
        with pytest.raises(kind, match=told) as raised:
            find(signed_in, "Rainy Night")
        assert type(raised.value) is kind
        assert raised.value.hint
        assert raised.value.code == kind.code
        stock(stub, "Rainy Night")
        assert find(signed_in, "Rainy Night") == ["id0"], "a fault is no miss"

    def test_a_fault_that_passes_is_not_told(self, signed_in: Spotify, stub: Stub) -> None:
        stock(stub, "Rainy Night")
        stub.faults += [Fault("search", 502), Fault("search", how="drop")]
        assert find(signed_in, "Rainy Night") == ["id0"]

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda item: item.update(name=None),
            lambda item: item.update(id="../me"),
            lambda item: item.update(artists=None),
            lambda item: item.update(artists=[None, {"name": 7}]),
            lambda item: item.update(is_local=True),
            lambda item: item.update(type="episode"),
        ],
    )
    def test_an_odd_track_is_none(
        self, signed_in: Spotify, stub: Stub, spoil: Callable[[dict[str, Any]], None]
    ) -> None:
        item = track_json("id0", "Rainy Night", ("Nora Vale",))
        spoil(item)
        stub.faults.append(Fault("search", body={"tracks": {"items": [item, 7, "x", None, []]}}, times=2))
        assert find(signed_in, "Rainy Night") == [None]

    def test_odd_parts_of_a_track_are_left_out(self, signed_in: Spotify, stub: Stub) -> None:
        item = track_json("id0", "Rainy Night", ("Nora Vale",))
        item.update(popularity="61", preview_url="javascript:alert(1)", external_ids=None)
        item["external_urls"]["spotify"] = "file:///etc/passwd"
        item["album"].update(images=[{"url": 3}, {"url": "http://x"}], release_date="0000")
        stub.faults.append(Fault("search", body={"tracks": {"items": [item]}}))
        [found] = signed_in.find([track("Rainy Night")], TaskContext())
        assert found is not None
        told = found.spotify
        assert (told.popularity, told.preview_url, told.art_url, told.year) == (None, "", "", None)
        assert told.url == "https://open.spotify.com/track/id0"

    def test_switching_it_off_in_the_middle_ends_it(
        self, signed_in: Spotify, stub: Stub, settings: Settings, clock: Clock
    ) -> None:
        def switch_off(seconds: float) -> None:
            settings.set("network.spotify", False)
            clock.sleep(seconds)

        stub.faults.append(Fault("search", 429, headers={"Retry-After": "1"}))
        signed_in._pace._sleep = switch_off
        with pytest.raises(NetworkOff):
            signed_in.find([track("Rainy Night")], TaskContext())
        assert len(stub.asked) == 1

    def test_no_log_tells_of_tokens_or_music(
        self, signed_in: Spotify, stub: Stub, caplog: pytest.LogCaptureFixture
    ) -> None:
        stub.faults.append(Fault("search", 403, said("Forbidden")))
        with caplog.at_level(logging.DEBUG), pytest.raises(errors.Forbidden):
            find(signed_in, "Rainy Night")
        told = "".join(record.getMessage() for record in caplog.records if record.name != "urllib3.connectionpool")
        assert "access-" not in told
        assert "Rainy" not in told


class TestSaving:
    @pytest.fixture
    def may_save(self, signed_in: Spotify, stub: Stub, clock: Clock) -> Spotify:
        stub.valid.clear()
        told = stub.grant("playlist-modify-private")
        signed_in._account._kept().save_token_to_cache({**told, "expires_at": time.time() + 3600})
        assert signed_in.status().may_save
        return signed_in

    def test_what_surely_is_there_is_saved_in_order_and_the_rest_told(self, may_save: Spotify, stub: Stub) -> None:
        titles = [f"Song {word}" for word in _words(120)]
        stock(stub, *titles)
        tracks = [track(title) for title in (*titles[::-1], "Nothing Of The Kind")]
        saved = may_save.save("Rain", tracks, TaskContext())
        [made] = stub.playlists.values()
        assert (made["name"], made["public"]) == ("Rain", False)
        assert made["uris"] == [f"spotify:track:id{n}" for n in range(119, -1, -1)]
        assert (saved.added, [each.name for each in saved.missing]) == (120, ["Nothing Of The Kind"])
        assert saved.url == "https://open.spotify.com/playlist/playlist0"

    def test_it_is_not_allowed_by_a_usual_sign_in(self, signed_in: Spotify, stub: Stub, clock: Clock) -> None:
        with pytest.raises(errors.ScopeMissing):
            signed_in.save("Rain", [track("Rainy Night")], TaskContext())
        assert stub.asked == []

    def test_an_empty_playlist_is_not_made(self, may_save: Spotify, stub: Stub) -> None:
        with pytest.raises(errors.NothingMatched):
            may_save.save("Rain", [track("Rainy Night")], TaskContext())
        assert stub.playlists == {}

    def test_a_break_in_the_middle_is_told_and_nothing_is_added_twice(self, may_save: Spotify, stub: Stub) -> None:
        titles = [f"Song {word}" for word in _words(120)]
        stock(stub, *titles)
        may_save.find([track(title) for title in titles], TaskContext())
        stub.asked.clear()
        stub.faults += [Fault("/items", 429, headers={"Retry-After": "1"})]
        real = may_save._api.add

        def then_break(playlist_id: str, ids: Sequence[str], ctx: TaskContext) -> None:
            real(playlist_id, ids, ctx)
            stub.faults.append(Fault("/items", 500, times=9))

        may_save._api.add = then_break  # type: ignore[method-assign]
        with pytest.raises(errors.SavedInPart, match="100 of 120") as broken:
            may_save.save("Rain", [track(title) for title in titles], TaskContext())
        assert "playlist0" in broken.value.hint
        assert len(stub.lines("/items")) == 3, "refused for a while, done, failed; and not tried again"


@pytest.mark.parametrize(
    ("wanted", "asked"),
    [
        (
            Wanted("One (feat. B) [2011 Remaster]", "A & C"),
            ['track:"One" artist:"A"', "A & C One"],
        ),
        (Wanted('Say "Yes": now*', "A"), ['track:"Say Yes now" artist:"A"', "A Say Yes now"]),
        (Wanted("One (Live)", "A"), ['track:"One" artist:"A"', "A One live"]),
        (Wanted("", "", isrc="USDJ20201013"), ["isrc:USDJ20201013"]),
        (Wanted("x", "Various Artists"), []),
    ],
)
def test_what_is_searched_for(wanted: Wanted, asked: list[str]) -> None:
    assert list(queries(wanted)) == asked


def _words(count: int) -> list[str]:
    """Names without numbers that are very different from each other."""
    letters = "bdfgklmnprst"
    return [f"{letters[n % 12]}a{letters[n // 12 % 12]}o{letters[n % 12]}" for n in range(count)]
