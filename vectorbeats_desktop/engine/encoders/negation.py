"""What is asked for, and what is asked not to be there: "calm, without drums", "not sad".

A small grammar of English cues and how far they reach. It works before any encoder, because
sentence models place "sad" and "not sad" side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FULL = 1.0
PARTLY = 0.6  # "less sad", "not too sad": there may be some

_IDIOMS: tuple[tuple[str, str], ...] = (
    # What sounds like a negation and is none. Order matters: longer ones first.
    (r"\bnot (?:too|so|half|at all|that)? ?bad\b", "good"),
    (r"\b(?:nothing|no one|nobody) but\b", ""),
    (r"\b(?:can'?t|cannot|couldn'?t|can not|don'?t|won'?t|never) stop\b", ""),
    (r"\b(?:can'?t|cannot|couldn'?t|can not) help(?: but)?\b", ""),
    (r"\b(?:can'?t|cannot|couldn'?t|can not) (?:get|have) enough(?: of)?\b", ""),
    (r"\b(?:can'?t|cannot|couldn'?t) wait\b", "excited"),
    (r"\b(?:can'?t|cannot|couldn'?t|never) (?:be|get|feel) (?:better|happier)\b", "very happy"),
    (r"\bno matter (?:what|how|where|when|who|which|why|if)(?: \w+)?\b", ""),
    (r"\bno (?:matter|doubt|wonder|problem|kidding|question|less than)\b", ""),
    (r"\bwithout (?:a |any )?(?:doubt|question|fail|exception)\b", ""),
    (r"\bnot (?:only|just|merely|simply)\b(?=.*\bbut\b)", ""),
    (r"\bnot to mention\b", "and"),
    (r"\bnot a cloud\b", "clear sky"),
    (r"\b(?:no worries|not a care|don'?t worry|without a care)\b", "carefree"),
    (r"\b(?:never|non)[- ]?(?:ending|stop)\b", "endless"),
    (r"\bnever ?mind\b", ""),
    (r"\bwhy not\b", ""),
    (r"\bno(?:\.|#)? ?(?=\d)", "number "),
    (r"\b(?:or|and) not\b(?=\s*(?:[?.!]|$))", ""),
)


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set; long lists read best as plain text."""
    return frozenset(words.split())


_TWO_WORD_CUES = {
    ("anything", "but"): FULL,
    ("everything", "but"): FULL,
    ("all", "but"): FULL,
    ("other", "than"): FULL,
    ("rather", "than"): FULL,
    ("instead", "of"): FULL,
    ("free", "of"): FULL,
    ("free", "from"): FULL,
    ("devoid", "of"): FULL,
    ("except", "for"): FULL,
    ("nothing", "like"): FULL,
    ("none", "of"): FULL,
}
_NOUN_CUES = word_set(
    "no without w/o sans minus except excluding avoid avoiding skip lacking unlike neither nor none nothing"
)
_VERB_CUES = word_set("not never cannot ain't aint isnt arent dont doesnt didnt wont wasnt werent cant")
_SOFT_CUES = word_set("less fewer hardly barely scarcely")
_CONTRACTION = re.compile(r"[a-z]+n't")

_INTENSIFIERS = word_set("too very so really that quite overly all")
_SOFTENERS = frozenset({"too", "very", "so", "overly", "quite", "that", "really"})
_FILLERS = _INTENSIFIERS | word_set(
    "a an any the much of at as be being been feel feels feeling sound sounds sounding seem seems look looks "
    "get gets getting make makes making me us you it i want wants need needs like have has having with to in "
    "for know been there anything some one more ever even either your my"
)
_BREAKS = word_set(
    "but however though although instead just only rather yet still please with plus while when where during "
    "because since than that which who so if until unless then"
)
_PREPOSITIONS = word_set("in on at by about from for to into over under near behind beside after before")
_JOINTS = frozenset({"and", "or", "nor", "&", "neither"})
_FRESH_START = word_set("a an some more lots plenty much very only just the with lively full")
_ARTICLES = frozenset({"a", "an", "the", "some"})
_REACH = 4  # content words that one cue can cover, without joints

_TOKEN = re.compile(r"[\w/&'’]+(?:-[\w'’]+)*|[.,;:!?()—–…\n]")
_FREE_OF = re.compile(r"([\w']{3,})-(?:free|less)")
_NON = re.compile(r"non-([\w']{3,})")


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Words that were negated, the words that did it, and how strongly: 1 is "none at all"."""

    text: str
    cue: str
    strength: float = FULL


@dataclass(frozen=True, slots=True)
class Request:
    """Words taken apart: what is wanted, what is not, and cues that led nowhere."""

    wanted: str
    unwanted: tuple[Unwanted, ...] = ()
    dangling: tuple[str, ...] = ()


def split(text: str) -> Request:
    """Return what `text` asks for and what it asks not to be there.

    The wanted words keep their order and lose the negated ones; idioms that only look like
    negations ("not bad", "can't stop dancing", "no matter what") count as what they mean.
    """
    plain = text.replace("’", "'").casefold()
    for pattern, meaning in _IDIOMS:
        plain = re.sub(pattern, meaning, plain)
    reader = _Reader(_TOKEN.findall(plain))
    reader.read()
    return Request(" ".join(reader.wanted).strip(" ,;:"), tuple(reader.unwanted), tuple(reader.dangling))


class _Reader:
    """One pass over the tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.wanted: list[str] = []
        self.unwanted: list[Unwanted] = []
        self.dangling: list[str] = []

    def read(self) -> None:
        place = 0
        while place < len(self.tokens):
            if affix := _affixed(self.tokens[place]):
                self.unwanted.append(Unwanted(affix, self.tokens[place]))
                place += 1
                continue
            length, strength = self._cue(place)
            place = self._negate(place, length, strength) if length else self._keep(place)

    def _keep(self, place: int) -> int:
        self.wanted.append(self.tokens[place])
        return place + 1

    def _cue(self, place: int) -> tuple[int, float]:
        """Return how many tokens a cue takes here (0: there is none), and its strength."""
        word = self.tokens[place]
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else ""
        if strength := _TWO_WORD_CUES.get((word, following), 0.0):
            return 2, strength
        if word in _NOUN_CUES or word in _VERB_CUES or _CONTRACTION.fullmatch(word):
            return 1, FULL
        return (1, PARTLY) if word in _SOFT_CUES else (0, 0.0)

    def _negate(self, place: int, length: int, strength: float) -> int:
        """Take the words a cue covers out of the wanted ones; return where reading goes on."""
        cue = " ".join(self.tokens[place : place + length])
        start = place + length
        twice, _ = self._cue(start) if start < len(self.tokens) else (0, 0.0)
        if twice and cue not in _NOUN_CUES and self.tokens[start] in ("without", "lacking"):
            return start + twice  # "not without drums" wants drums
        start += twice  # "don't want no drums" still wants none
        start, softened = self._skip_fillers(start)
        covered, end = self._scope(start)
        if not covered:
            if not _is_mere_no(cue, self.tokens, place):
                self.dangling.append(cue)
            return end
        self.unwanted.append(Unwanted(" ".join(covered), cue, PARTLY if softened else strength))
        return end

    def _skip_fillers(self, start: int) -> tuple[int, bool]:
        softened = False
        while start < len(self.tokens) and (self.tokens[start] in _FILLERS or self._cue(start)[0]):
            softened = softened or self.tokens[start] in _SOFTENERS
            start += 1
        return start, softened

    def _scope(self, start: int) -> tuple[list[str], int]:
        """Return the words from `start` that a cue covers, and the place behind them."""
        covered: list[str] = []
        place = start
        while place < len(self.tokens) and len(covered) < _REACH * 2:
            word = self.tokens[place]
            if word in _JOINTS:
                if not self._goes_on(place + 1):
                    return covered, place
            elif self._ends_scope(place, bool(covered)):
                return covered, place
            elif word not in _FILLERS:
                covered.append(word)
            if len(covered) >= _REACH and not self._next_is_joint(place + 1):
                return covered, place + 1
            place += 1
        return covered, place

    def _ends_scope(self, place: int, begun: bool) -> bool:
        word = self.tokens[place]
        if begun and word in _ARTICLES and self.tokens[place - 1] not in _JOINTS:
            return True  # "instead of metal a lullaby": a new noun begins
        return not word[0].isalnum() or word in _BREAKS or word in _PREPOSITIONS or self._cue(place)[0] > 0

    def _goes_on(self, place: int) -> bool:
        """Whether what follows "and" or "or" is negated too: "drums or bass", but not "and a piano"."""
        if place >= len(self.tokens):
            return False
        word = self.tokens[place]
        return word[0].isalnum() and word not in _FRESH_START and word not in _BREAKS and not self._cue(place)[0]

    def _next_is_joint(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place] in _JOINTS


def _affixed(word: str) -> str:
    """Return what "drum-free", "wordless" written with a hyphen, or "non-vocal" do without."""
    found = _FREE_OF.fullmatch(word) or _NON.fullmatch(word)
    return found.group(1) if found else ""


def _is_mere_no(cue: str, tokens: list[str], place: int) -> bool:
    """Whether "no" only answers: "no, something happy"."""
    return cue == "no" and place + 1 < len(tokens) and not tokens[place + 1][0].isalnum()
