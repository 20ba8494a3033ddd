"""Which of Spotify's tracks is a recording, if any of them surely is: a wrong one is worse than none.

Artist, title and version must agree; what remains uncertain (a spelling, a guest named by one side only, seconds that
are missing) takes something off, and below `SURE` nothing is said. Titles are compared word by word and not by how many
letters they share: "Love Me" and "Love You" are no misspellings of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio

from vectorbeats_desktop.engine.remote.spotify.names import (
    Title,
    Version,
    Words,
    album_key,
    album_kind,
    artist_words,
    is_nobody,
    read_title,
    split_artists,
)
from vectorbeats_desktop.engine.remote.spotify.records import Found, SpotifyTrack, Wanted

SURE = 0.8
ISRC_WITHIN_S = 10.0  # how much an ISRC's track may be longer or shorter: fades, silence
WITHIN_S = 12.0
EXACT_S = 3.0
SHORTEST_TYPO = 6  # letters of a word that may be misspelled
OFF = {
    "typo": 0.08,
    "bracket": 0.08,  # "(I Can't Get No) Satisfaction" and "Satisfaction"
    "spacing": 0.02,
    "remaster": 0.03,
    "guest": 0.04,  # whom only Spotify names
    "others": 0.06,  # further artists whom Spotify does not name
    "unknown length": 0.08,
    "vague version": 0.06,  # live, and only one side says where
}
LENGTH_OFF = 0.16  # at WITHIN_S


def best(wanted: Wanted, candidates: Sequence[SpotifyTrack]) -> Found | None:
    """The candidate that is the wanted recording; None when none surely is."""
    by_isrc = [each for each in candidates if wanted.isrc and each.isrc == wanted.isrc and _plausible(wanted, each)]
    if by_isrc:
        return Found(max(by_isrc, key=lambda each: _preference(wanted, each)), 1.0, "isrc")
    scored = [(score(wanted, each), each) for each in candidates]
    sure = [(value, each) for value, each in scored if value >= SURE]
    if not sure:
        return None
    value, found = max(sure, key=lambda pair: (round(pair[0], 2), _preference(wanted, pair[1])))
    return Found(found, value, "names")


def score(wanted: Wanted, candidate: SpotifyTrack) -> float:
    """How surely a candidate is the wanted recording, by names and length: 0 (something speaks against it) to 1."""
    mine, theirs = read_title(wanted.title), read_title(candidate.title)
    parts = (
        _title_off(mine, theirs),
        _artists_off(wanted.artist, mine.guests, candidate.artists, theirs.guests),
        _length_off(wanted.duration_s, candidate.duration_s),
        _version_off(
            _versions(mine, wanted.album), _versions(theirs, candidate.album), _apart(wanted, candidate) <= EXACT_S
        ),
    )
    off = 0.0
    for part in parts:
        if part is None:
            return 0.0
        off += part
    if mine.remaster != theirs.remaster:
        off += OFF["remaster"]
    return max(0.0, 1.0 - off)


def _title_off(mine: Title, theirs: Title) -> float | None:
    if (off := _words_off(mine.whole, theirs.whole)) is not None:
        return off
    one_has_brackets = mine.core.same(mine.whole) != theirs.core.same(theirs.whole)
    if (
        one_has_brackets
        and _numbers(mine) == _numbers(theirs)
        and (off := _words_off(mine.core, theirs.core)) is not None
    ):
        return off + OFF["bracket"]
    return None


def _numbers(title: Title) -> list[str]:
    return sorted(word for word in title.whole.latin.split() if word.isdigit())


def _words_off(mine: Words, theirs: Words) -> float | None:
    """What two texts are apart; None when they say different things."""
    for a, b in mine.pairs(theirs):
        if not a or not b:
            return None
        if a == b:
            return 0.0
        if a.replace(" ", "") == b.replace(" ", ""):
            return OFF["spacing"]
        if _misspelled(a.split(), b.split()):
            return OFF["typo"]
    return None


def _misspelled(mine: list[str], theirs: list[str]) -> bool:
    """Whether one word differs, and by one slip of the pen: not at its ends, where grammar is."""
    if len(mine) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    if min(len(a), len(b)) < SHORTEST_TYPO or not (a + b).isalpha() or a[0] != b[0] or a[-1] != b[-1]:
        return False
    return OSA.distance(a, b) == 1


def _artists_off(
    artist: str, guests: Iterable[str], artists: Sequence[str], their_guests: Iterable[str]
) -> float | None:
    if is_nobody(artist) or not artists:
        return None
    whole, together = artist_words(artist), artist_words(" and ".join(artists))
    # "Earth, Wind & Fire" is one name: names as they are before their parts.
    if any(_same_name(whole, artist_words(name)) for name in artists):
        mine, theirs = [whole, *_named(guests)], _named([*artists, *their_guests])
    else:
        mine = _named([*split_artists(artist), *guests])
        theirs = _named([part for name in artists for part in split_artists(name)] + list(their_guests))
    if _same_name(whole, together) or (_all_in(mine, theirs) and _all_in(theirs, mine)):
        return 0.0
    if not mine or not theirs or not _in(mine[0], theirs) or not _in(theirs[0], mine):
        return None  # whoever is first on one side plays no part on the other
    mine_only = [name for name in mine if not _in(name, theirs)]
    theirs_only = [name for name in theirs if not _in(name, mine)]
    if mine_only and theirs_only:
        return None  # others play with them
    return OFF["others"] if mine_only else OFF["guest"]


def _named(names: Iterable[str]) -> list[Words]:
    return [artist_words(name) for name in names]


def _same_name(mine: Words, theirs: Words) -> bool:
    off = _words_off(mine, theirs)
    return (off is not None and off < OFF["typo"]) or _in_any_order(mine, theirs)


def _in(name: Words, names: Iterable[Words]) -> bool:
    return any(_same_name(name, each) for each in names)


def _all_in(mine: Sequence[Words], theirs: Sequence[Words]) -> bool:
    return all(_in(name, theirs) for name in mine)


def _in_any_order(mine: Words, theirs: Words) -> bool:
    """Whether the words are the same, as in "Cash, Johnny"."""
    return any(sorted(a.split()) == sorted(b.split()) and a for a, b in mine.pairs(theirs))


def _versions(title: Title, album: str) -> dict[str, Version]:
    """The kinds of a track; an album of nothing but live recordings says it of each."""
    told = {version.kind: version for version in title.versions}
    if (kind := album_kind(album)) and not told:
        told[kind] = Version(kind)
    return told


def _version_off(mine: dict[str, Version], theirs: dict[str, Version], same_length: bool) -> float | None:
    if mine.keys() != theirs.keys():
        return None
    off = 0.0
    for kind, version in mine.items():
        other = theirs[kind]
        if version.detail == other.detail:
            continue
        if not version.detail or not other.detail:
            if not same_length:
                return None
            off += OFF["vague version"]
        elif not _same_detail(version.detail, other.detail):
            return None
    return off


def _same_detail(mine: str, theirs: str) -> bool:
    """Whether both tell of the same occasion, or the same hand: "wembley stadium 1986" and "wembley 86"."""
    numbers, other_numbers = ({word[-2:] for word in text.split() if word.isdigit()} for text in (mine, theirs))
    if numbers and other_numbers and numbers.isdisjoint(other_numbers):
        return False
    return token_set_ratio(mine, theirs) >= 80


def _apart(wanted: Wanted, candidate: SpotifyTrack) -> float:
    if wanted.duration_s is None or candidate.duration_s is None:
        return float("inf")
    return abs(wanted.duration_s - candidate.duration_s)


def _length_off(mine: float | None, theirs: float | None) -> float | None:
    if mine is None or theirs is None:
        return OFF["unknown length"]
    apart = abs(mine - theirs)
    if apart > WITHIN_S:
        return None
    return 0.0 if apart <= EXACT_S else LENGTH_OFF * (apart - EXACT_S) / (WITHIN_S - EXACT_S)


def _plausible(wanted: Wanted, candidate: SpotifyTrack) -> bool:
    """Whether an ISRC may be believed: in some files it is another track's."""
    if ISRC_WITHIN_S < _apart(wanted, candidate) < float("inf"):
        return False
    mine, theirs = read_title(wanted.title), read_title(candidate.title)
    if not wanted.title or _title_off(mine, theirs) is not None:
        return True
    return _artists_off(wanted.artist, mine.guests, candidate.artists, theirs.guests) is not None


def _preference(wanted: Wanted, candidate: SpotifyTrack) -> tuple[bool, bool, bool, int]:
    """Of several that are the recording, which is wanted most: of the same album, as remastered, of the same year."""
    album = bool(wanted.album) and album_key(wanted.album) == album_key(candidate.album)
    remaster = read_title(wanted.title).remaster == read_title(candidate.title).remaster
    year = wanted.year is not None and wanted.year == candidate.year
    return album, remaster, year, candidate.popularity or 0
