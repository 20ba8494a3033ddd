"""Mixed queries on a real library: what must come first, what must not be there, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest

from tests.mixed_library import EVENING, RECORDED, Mix, make_mixed, opened, titles
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Confidence, Kind, Query, QueryPart, SoundSort, Verdict
from vectorbeats_desktop.engine.task import TaskContext

FURIOUS, CALM = "furious loud anger", "calm quiet sleep"
Parts = Callable[[Mix], tuple[QueryPart, ...]]


@dataclass(frozen=True)
class Scenario:
    """A query, and what must hold of the titles that it finds."""

    name: str
    parts: Parts
    first: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()  # the first of each pair stands before the second
    absent: tuple[str, ...] = ()
    only: frozenset[str] | None = None
    others: Mapping[str, object] = field(default_factory=dict)


SCENARIOS = (
    Scenario("furious words find the loud", lambda m: (m.words(FURIOUS),), first=("Furnace",)),
    Scenario("calm words find the calm", lambda m: (m.words(CALM),), before=(("Amazing Grace", "Furnace"),)),
    Scenario("a picture's name says what it shows", lambda m: (m.picture("furious riot"),), first=("Furnace",)),
    Scenario("a title with a typo finds the title", lambda m: (m.words("evening bels"),), first=("Évening Bells",)),
    Scenario("a sound finds itself", lambda m: (m.sound("fast beat"),), first=("Run",)),
    Scenario(
        "like a track finds another one", lambda m: (m.like("calm piano"),), ("Évening Bells",), absent=("Rainy Night",)
    ),
    Scenario("a hum finds its tune", lambda m: (m.hum("Ode to Joy"),), first=("Ode to Joy",)),
    Scenario(
        "a playlist finds what is like its tracks, and not them",
        lambda m: (m.playlist(),),
        before=(("Évening Bells", "Holiday"), ("Évening Bells", "Silent Night")),
        absent=("Rainy Night", "Deep Below"),
    ),
    Scenario(
        "a picture and words that agree",
        lambda m: (m.picture("furious riot"), m.words(FURIOUS)),
        first=("Furnace",),
        before=(("Furnace", "Silent Night"),),
    ),
    Scenario(
        "a sound and a mood that agree",
        lambda m: (m.like("fast beat"), m.words(FURIOUS)),
        first=("Furnace",),
        absent=("Run",),
    ),
    Scenario(
        "a name against a mood: the name stays first, and the mood orders the rest",
        lambda m: (m.words("Furnace"), m.words(CALM, 0.4)),
        first=("Furnace",),
        before=(("Amazing Grace", "Run"),),
    ),
    Scenario(
        "a sound against a mood: what has something of both stands before what has neither",
        lambda m: (m.like("calm piano"), m.words("happy cheerful joyful")),
        first=("Évening Bells",),
        before=(("Holiday", "Furnace"),),
    ),
    Scenario(
        "lively, but not furious",
        lambda m: (m.words("energetic lively dance"), m.words("furious anger aggressive", -1.0)),
        first=("Run",),
        before=(("Holiday", "Furnace"),),
    ),
    Scenario(
        "like these two, less like that one",
        lambda m: (m.like("calm piano"), m.like("soft bells"), m.like("loud noise", -1.0)),
        before=(("Silent Night", "Run"), ("Deep Below", "Run")),
        absent=("Rainy Night", "Évening Bells", "Furnace"),
    ),
    Scenario(
        "a picture less words",
        lambda m: (m.picture("furious riot"), m.words(FURIOUS, -1.0)),
        before=(("Évening Bells", "Furnace"),),
    ),
    Scenario(
        "a playlist less a track",
        lambda m: (m.playlist(), m.sound("soft bells", -1.0)),
        before=(("Furnace", "Évening Bells"),),
    ),
    Scenario(
        "a name less its tune",
        lambda m: (m.words("Ode to Joy"), m.hum("Ode to Joy", -1.0)),
        before=(("Run", "Ode to Joy"),),
    ),
    Scenario(
        "a mood within a genre",
        lambda m: (m.words(FURIOUS),),
        only=frozenset({"Rainy Night", "Deep Below"}),
        others={"filters": {"genre": "ambient"}},
    ),
    Scenario(
        "filters that leave nothing",
        lambda m: (m.words(FURIOUS), m.hum("Ode to Joy")),
        only=frozenset(),
        others={"filters": {"genre": "Metal", "year": (None, 1999.0)}},
    ),
    Scenario(
        "a hum within a year that its tune is not of",
        lambda m: (m.hum("Ode to Joy"), m.words(CALM)),
        absent=("Ode to Joy",),
        others={"filters": {"year": (1990.0, None)}},
    ),
    Scenario(
        "a sure hum, hardly counted, against a mood",
        lambda m: (m.hum("Ode to Joy", 0.05), m.words(FURIOUS)),
        first=("Ode to Joy", "Furnace"),
        before=(("Run", "Silent Night"),),
    ),
    Scenario(
        "a hum and a mood: the mood orders the rest",
        lambda m: (m.hum("Ode to Joy"), m.words(CALM, 0.5)),
        first=("Ode to Joy", "Amazing Grace"),
        before=(("Silent Night", "Furnace"),),
    ),
    Scenario(
        "hums of two tunes find both",
        lambda m: (m.hum("Ode to Joy"), m.hum("Greensleeves"), m.words(FURIOUS, 0.3)),
        before=(("Ode to Joy", "Furnace"), ("Greensleeves", "Furnace")),
    ),
    Scenario(
        "a recording of a track finds it and nothing else",
        lambda m: (m.recording(RECORDED),),
        only=frozenset({RECORDED}),
    ),
    Scenario(
        "a recording, hardly counted, against a mood: the mood orders the rest",
        lambda m: (m.recording(RECORDED, 0.1), m.words(FURIOUS)),
        first=(RECORDED, "Furnace"),
        before=(("Run", "Silent Night"),),
    ),
    Scenario(
        "a mood, and not what was recorded",
        lambda m: (m.recording(RECORDED, -1.0), m.words(CALM)),
        before=(("Amazing Grace", "Furnace"), ("Furnace", RECORDED)),
    ),
    Scenario(
        "a part that counts nothing changes nothing",
        lambda m: (m.words(CALM, 0.0), m.words(FURIOUS)),
        first=("Furnace",),
    ),
    Scenario(
        "only what is not wanted",
        lambda m: (m.words(FURIOUS, -1.0), m.sound("loud noise", -0.5)),
        before=(("Silent Night", "Furnace"), ("Holiday", "Run")),
    ),
    Scenario("the first half of a sound", lambda m: (m.piece_of_both(0.5, 5.5),), first=("Furnace",)),
    Scenario("its second half", lambda m: (m.piece_of_both(6.5, 11.5),), first=("Évening Bells",)),
    Scenario(
        "one track by each artist",
        lambda m: (m.words(FURIOUS),),
        first=("Furnace",),
        absent=("Run",),
        others={"per_artist": 1},
    ),
)


@pytest.fixture(scope="module")
def mix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mix]:
    root = tmp_path_factory.mktemp("mixes")
    make_mixed(root)
    with opened(root) as made:
        yield made


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_what_must_come_first(mix: Mix, scenario: Scenario) -> None:
    result = mix.search(*scenario.parts(mix), **scenario.others)
    found = titles(result)
    assert found[: len(scenario.first)] == list(scenario.first), found
    for above, below in scenario.before:
        assert found.index(above) < found.index(below), found
    assert not set(scenario.absent) & set(found)
    assert scenario.only is None or set(found) == scenario.only
    assert [reading.part for reading in result.readings] == list(range(len(scenario.parts(mix))))
    for hit in result.hits:
        strengths = [reason.strength for reason in hit.reasons]
        assert sum(map(abs, strengths)) <= 1.0 + 1e-5
        assert [strength > 0 for strength in strengths] == sorted((s > 0 for s in strengths), reverse=True)


def test_reasons_say_which_part_and_channel_spoke_for_a_track_and_against_it(mix: Mix) -> None:
    result = mix.search(mix.picture("furious riot"), mix.words(FURIOUS, -1.0))
    furnace = next(hit for hit in result.hits if hit.track.tags.title == "Furnace")
    spoke_for = {(reason.part, reason.channel) for reason in furnace.reasons if reason.strength > 0}
    against = {(reason.part, reason.channel) for reason in furnace.reasons if reason.strength < 0}
    assert (0, "affect") in spoke_for
    assert (1, "affect") in against
    assert any(reason.text.endswith("which you want less of") for reason in furnace.reasons)
    assert sum(abs(reason.strength) for reason in furnace.reasons) > 0.8


def test_a_sure_hum_is_told_as_what_put_its_track_first(mix: Mix) -> None:
    first = mix.search(mix.hum("Ode to Joy", 0.05), mix.words(FURIOUS)).hits[0]
    assert (first.reasons[0].channel, first.reasons[0].part) == ("humming", 0)
    assert first.melody is not None
    assert first.confidence is not Confidence.FAINT


def test_a_recording_says_where_in_its_track_it_was_made(mix: Mix) -> None:
    first = mix.search(mix.recording(RECORDED, 0.1), mix.words(FURIOUS)).hits[0]
    assert first.recording is not None
    assert first.match_start_s == first.recording.start_s == pytest.approx(9.0, abs=0.5)
    assert (first.reasons[0].channel, first.reasons[0].part) == ("recognition", 0)
    assert {reason.part for reason in first.reasons if reason.strength < 0} == {1}


def test_a_recording_of_no_stated_kind_that_is_recognised_is_music_whatever_it_was_heard_as(mix: Mix) -> None:
    recorded = replace(mix.recording(RECORDED), kind=Kind.AUTO)
    result = mix.search(recorded)
    assert titles(result)[0] == RECORDED
    assert result.hits[0].recording is not None
    (reading,) = result.readings
    assert (reading.kinds[0], reading.sort) == (Kind.RECOGNISE, SoundSort.MUSIC)
    assert not any("was heard as" in notice or "may be" in notice for notice in result.notices)


def test_moving_a_slider_reads_nothing_again(mix: Mix, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (mix.picture("calm evening"), mix.hum("Ode to Joy"), mix.like("calm piano"), mix.words("night"))
    before = mix.search(*parts)
    reader = mix.session.search_service._parts.memory._reader

    def never(part: QueryPart, ctx: TaskContext) -> None:
        pytest.fail(f"{part.kind} was read again")

    monkeypatch.setattr(reader, "read", never)
    moved = mix.search(*(replace(part, weight=0.3) for part in parts[:2]), *parts[2:], diversity=0.5)
    assert titles(moved) != titles(before)
    assert titles(mix.search(*parts)) == titles(before)


def test_what_has_changed_is_read_again(mix: Mix, tmp_path: pytest.TempPathFactory) -> None:
    picture = mix.root / "changing.png"
    picture.write_bytes((mix.root / "IMG_1.png").read_bytes())
    part = QueryPart(Kind.IMAGE, str(picture))
    dark = titles(mix.search(part))
    picture.write_bytes((mix.root / "furious riot.png").read_bytes())
    assert titles(mix.search(replace(part, caption="calm quiet sleep"))) != dark
    assert [hit.score for hit in mix.search(part).hits] != [hit.score for hit in mix.search(mix.picture("IMG_1")).hits]
    picture.unlink()
    with pytest.raises(BadQuery, match="no file"):
        mix.search(part)


def test_what_was_not_wanted_is_hidden_for_this_query_only(mix: Mix) -> None:
    query = Query((mix.words(FURIOUS), mix.picture("IMG_1", 0.2)))
    furnace = mix.track_id("Furnace")
    mix.session.verdicts.say(query, furnace, Verdict.UNWANTED)
    hidden = mix.session.search(query, TaskContext())
    assert "Furnace" not in titles(hidden)
    assert hidden.hidden == 1
    weighed_otherwise = replace(query, parts=(mix.words(FURIOUS, 0.5), mix.picture("IMG_1")), limit=5)
    assert "Furnace" not in titles(mix.session.search(weighed_otherwise, TaskContext()))
    assert titles(mix.search(mix.words(FURIOUS)))[0] == "Furnace"
    mix.session.verdicts.say(query, furnace, None)
    back = mix.session.search(query, TaskContext())
    assert (titles(back)[0], back.hidden) == ("Furnace", 0)


def test_what_was_wanted_comes_first_and_says_who_said_so(mix: Mix) -> None:
    query = Query((mix.hum("Ode to Joy"), mix.words(FURIOUS)))
    mix.session.verdicts.say(query, mix.track_id("Silent Night"), Verdict.WANTED)
    first, second = mix.session.search(query, TaskContext()).hits[:2]
    assert (first.track.tags.title, first.verdict) == ("Silent Night", Verdict.WANTED)
    assert "you said so" in [reason.text for reason in first.reasons]
    assert (second.track.tags.title, second.verdict) == ("Ode to Joy", None)
    (said,) = mix.session.verdicts.all()
    assert said.asked == f"hum “Ode to Joy, hummed”, “{FURIOUS}”"
    mix.session.verdicts.forget(said)
    assert titles(mix.session.search(query, TaskContext()))[0] == "Ode to Joy"


def test_verdicts_count_for_other_queries_only_where_the_person_wants_it(mix: Mix) -> None:
    asked, other = Query((mix.words("party"),)), (mix.words("happy cheerful joyful"),)
    before = {hit.track.tags.title: hit.score for hit in mix.search(*other).hits}
    mix.session.verdicts.say(asked, mix.track_id("Holiday"), Verdict.WANTED)
    mix.session.verdicts.say(asked, mix.track_id("Run"), Verdict.UNWANTED)
    assert {hit.track.tags.title: hit.score for hit in mix.search(*other).hits} == before
    mix.session.settings.set("search.learn_from_verdicts", True)
    try:
        learned = {hit.track.tags.title: hit for hit in mix.search(*other).hits}
    finally:
        mix.session.settings.reset("search.learn_from_verdicts")
        for said in mix.session.verdicts.all():
            mix.session.verdicts.forget(said)
    gained = learned["Holiday"].score - before["Holiday"]
    assert gained > learned["Furnace"].score - before["Furnace"] > learned["Run"].score - before["Run"]
    assert "you did not want it before" in [reason.text for reason in learned["Run"].reasons]


def test_diversity_keeps_the_best_and_brings_up_what_is_different(mix: Mix) -> None:
    alike = titles(mix.search(mix.words(CALM)))
    different = mix.search(mix.words(CALM), diversity=0.8)
    assert titles(different)[0] == alike[0]
    assert titles(different) != alike
    assert set(titles(different)) == set(alike)
    assert titles(mix.search(mix.words(CALM), diversity=0.8)) == titles(different)
    assert titles(mix.search(mix.hum("Ode to Joy"), mix.words(CALM, 0.5), diversity=1.0))[0] == "Ode to Joy"


def test_an_album_waits_until_others_have_had_their_turn(mix: Mix) -> None:
    demo = {"Ode to Joy", "Greensleeves", "Amazing Grace", "Silent Night"}
    found = titles(mix.search(mix.words(CALM), per_album=1))
    assert len(demo & set(found[:5])) == 1
    assert set(found[-5:]) >= demo - set(found[:5]) - {"Run"}


def test_ratings_filter_and_are_taken_back(mix: Mix) -> None:
    def rated(low: float) -> set[str]:
        return set(titles(mix.search(mix.words(CALM), filters={"rating": (low, None)})))

    for title, stars in (("Holiday", 5), ("Run", 3)):
        mix.session.rate(mix.track_id(title), stars)
    assert (rated(3), rated(4)) == ({"Holiday", "Run"}, {"Holiday"})
    assert "Holiday" not in titles(mix.search(mix.words(CALM), filters={"rating": 0}))
    for title in ("Holiday", "Run"):
        mix.session.rate(mix.track_id(title), None)
    assert rated(1) == set()
    with pytest.raises(BadQuery, match="1 to 5 stars"):
        mix.session.rate(mix.track_id("Run"), 6)


def test_a_playlist_that_is_none_is_refused_in_words(mix: Mix) -> None:
    with pytest.raises(BadQuery, match="Nowhere"):
        mix.search(QueryPart(Kind.PLAYLIST, "Nowhere"))
    assert f"sounds like “{EVENING}”" in [
        reason.text for hit in mix.search(mix.playlist()).hits for reason in hit.reasons
    ]


def test_a_name_that_shall_not_be_there_is_not_looked_for(mix: Mix) -> None:
    found = mix.search(mix.words("calm, not furnace"))
    assert not [reason.text for hit in found.hits for reason in hit.reasons if reason.channel == "names"]
    assert titles(mix.search(mix.words("furnace, not calm")))[0] == "Furnace"
