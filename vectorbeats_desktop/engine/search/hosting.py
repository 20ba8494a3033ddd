"""How guests join a search: what is wished for, which of them pass the filter, and what the evidence says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vectorbeats_desktop.engine.library.entries import NameRow
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.library.selection import GENRE_SIGNS, Analysed, Condition, OneOf, Within
from vectorbeats_desktop.engine.records import Kind, Track
from vectorbeats_desktop.engine.search.channel import ReadPart
from vectorbeats_desktop.engine.search.fusion import Weighed
from vectorbeats_desktop.engine.search.guest import Guest, Hospitable, Hosted
from vectorbeats_desktop.engine.search.names import NameIndex
from vectorbeats_desktop.engine.search.naming import Match, NamesEvidence, matched
from vectorbeats_desktop.engine.search.wishes import Wish, Wished

Guests = Mapping[str, Guest]
"""By the ids of their tracks."""


def wished(evidence: Sequence[Weighed], parts: Sequence[ReadPart]) -> Wished:
    """What to ask a server for. What is wanted less of asks for nothing.

    Where a part has a mood and concepts, the concepts are looked for twice: anywhere, and among what has the mood.
    """
    words = tuple(part.part.value for part in parts if part.kind is Kind.TEXT and part.part.weight > 0)
    return Wished(_wishes_of(evidence), words, frozenset(kind for part in parts for kind in part.kinds))


def _wishes_of(evidence: Sequence[Weighed]) -> tuple[Wish, ...]:
    wanted: dict[int, list[Wish]] = {}
    for one in evidence:
        if one.weight > 0 and isinstance(one.evidence, Hospitable):
            wanted.setdefault(one.part, []).append(one.evidence.wish())
    return tuple(wish for wishes in wanted.values() for wish in _together(wishes))


def _together(wishes: Sequence[Wish]) -> list[Wish]:
    """The wishes of one part."""
    placed = [wish for wish in wishes if wish.vector is not None]
    moods = [wish for wish in wishes if wish.vector is None]
    both = [
        next((replace(one, near=mood.near) for one in placed if one.collection == mood.collection), mood)
        for mood in moods
    ]
    return [*placed, *both]


def passing(guests: Guests, conditions: Sequence[Condition]) -> Guests:
    """The guests of which all conditions are known to hold."""
    if not conditions:
        return guests
    return {
        track_id: guest for track_id, guest in guests.items() if all(_holds(guest.track, each) for each in conditions)
    }


def hosted(
    evidence: Sequence[Weighed], guests: Guests, parts: Sequence[tuple[int, ReadPart]], size: int
) -> list[Weighed]:
    """The evidence, that it speaks of guests as well; `size` is the number of the library's tracks.

    A guest's score is what the same formula gives, in standard deviations from this library's mean. Names are
    compared here, with what the server told of the tracks that it proposed: words are never sent.
    """
    if not guests:
        return list(evidence)
    names = NameIndex([_names(guest.track) for guest in guests.values()])
    told = {
        number: matched(names, part.part.value) for number, part in parts if part.kind is Kind.TEXT and part.part.weight
    }
    made = [_received(one, guests, told) for one in evidence]
    for number, part in parts:
        if matches := told.get(number):  # names that nothing in the library has
            made.append(Weighed(NamesEvidence(matches, size), part.part.weight, part.about, number))
    return made


def _names(track: Track) -> NameRow:
    tags = track.tags
    return NameRow(track.track_id, tags.title, tags.artist, tags.album, tags.genre)


def _received(one: Weighed, guests: Guests, told: dict[int, dict[str, Match]]) -> Weighed:
    """The evidence with guests. Which names of theirs the words have is taken from `told`."""
    evidence = one.evidence
    if isinstance(evidence, NamesEvidence):
        return replace(one, evidence=evidence.joined_by(told.pop(one.part, {})), remembered=None)
    of_guests = evidence.receive(tuple(guests.values())) if isinstance(evidence, Hospitable) else None
    return replace(one, remembered=Hosted(one.answers, of_guests, frozenset(guests)))


def _holds(track: Track, condition: Condition) -> bool:
    """Whether a condition is known to hold; what only files tell, such as a year, is not."""
    match condition:
        case OneOf():
            return not _texts(track, condition.field).isdisjoint(map(fold, condition.texts))
        case Within():
            number = _number(track, condition.field)
            return number is not None and condition.low <= number <= condition.high
        case Analysed():
            return condition.done
        case _:
            return False


def _texts(track: Track, field: str) -> frozenset[str]:
    tags = track.tags
    told = {
        "title": (tags.title,),
        "artist": (tags.artist,),
        "album": (tags.album,),
        "genre": (tags.genre, *(part.strip() for part in GENRE_SIGNS.split(tags.genre))),
        "key": (track.features.key,) if track.features is not None else (),
        "mood": track.mood.concepts if track.mood is not None else (),
    }
    return frozenset(map(fold, filter(None, told.get(field, ()))))


def _number(track: Track, field: str) -> float | None:
    if field == "tempo" and track.features is not None:
        return track.features.tempo_bpm
    if track.mood is not None and field in ("energy", "valence"):
        return track.mood.energy if field == "energy" else track.mood.valence
    return None
