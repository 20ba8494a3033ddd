"""Names as they are compared: what a title is called, and which version of it; who plays.

A title's qualifiers, in brackets or behind a dash, are of three kinds: those that make another recording (live, remix,
karaoke …), those that do not (a remaster, "album version"), and those that belong to the title. Guests ("feat. …") are
taken out of titles, as some files have them there and others with the artists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from anyascii import anyascii

from vectorbeats_desktop.engine.library.folding import fold

REMASTER = "remaster"

# What makes another recording. The first pattern that fits a qualifier counts.
# fmt: off
_VERSIONS: tuple[tuple[str, str], ...] = (
    ("karaoke", r"karaoke|playback|backing track|minus one|sing.?along|originally performed|in the style of|made famous"
                r"|made popular"),
    ("cover", r"\bcover(ed)?\b|\btribute\b|as performed by|lullaby (version|rendition)|piano (cover|rendition)"
              r"|string quartet"),
    ("tempo", r"nightcore|sped up|speed up|slowed|\breverb\b|8d audio|\b8d\b|chipmunk"),
    ("rerecorded", r"re-?record(ed|ing)|taylor.?s version|new recording|\b(19|20)\d\d (version|recording)\b"),
    ("unplugged", r"\bunplugged\b"),
    ("live", r"^live$|^live (at|from|in|on|version|session|sessions|recording|performance|acoustic|bbc|@|/|\d)"
             r"|\blive$|\blive (version|recording|performance|session|sessions|at|from|in|on|19\d\d|20\d\d)\b"
             r"|\bin concert\b|\b(en|ao) vivo\b|\ben directo\b|\ben concert\b|\b(bbc|bbc radio|peel|spotify) session"),
    ("remix", r"\bremix(ed)?\b|\brmx\b|\bmash-?up\b|\bbootleg\b|\bvip( mix)?$|\brework(ed)?\b|\bflip$|\brefix\b"
              r"|\bdub( mix)?$|\bclub mix\b|\bextended\b|\b(12|7)(\"|''| ?inch)|\bmegamix\b|\bmix$"),
    ("instrumental", r"\binstrumental\b"),
    ("acappella", r"\ba ?capp?ella\b|\bvocals only\b"),
    ("acoustic", r"\bacoustic\b|\bstripped\b"),
    ("orchestral", r"\borchestral\b|\bsymphonic version\b|\bpiano version\b"),
    ("demo", r"\bdemo(s)?\b|\brough mix\b|\bouttake\b|\balternate\b|\balternative (take|version|mix)\b|\btake \d"
             r"|\brehearsal\b|\bearly version\b"),
    ("edit", r"\bedit\b|\bradio (mix|version)\b|\bshort version\b|\bsingle edit\b"),
    ("fragment", r"\b(interlude|intro|outro|reprise|skit|prelude|commentary|snippet)\b|voice memo|\bmedley\b"),
    ("version", r"\b(version|cut|take|rendition|arrangement|sessions?)\b"),
)
# What does not.
_SAME = re.compile(
    r"^((the )?(original|album|single|lp|ep|full|standard|studio|main|explicit|clean|mono|stereo|official|bonus)"
    r"( (version|mix|track|audio|video|music video|lyric video|single|album|recording|take))*"
    r"|(official )?(audio|video|music video|lyric video|lyrics?|hd|hq|4k)( (video|version))?"
    r"|bonus( track)?|deluxe( edition| version)?|explicit|clean|mono|stereo|\d{4} (mono|stereo)( mix)?"
    r"|(taken )?from .*|.*\b(soundtrack|motion picture|theme from)\b.*|original soundtrack)$"
)
# fmt: on
_VERSION_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _VERSIONS)
_REMASTER = re.compile(r"\b(re-?master(ed|ing)?|digital(ly)? master|remast\.?)\b")
_OF_REMASTERS = re.compile(
    r"\b(version|edition|(mono|stereo)( mix)?|album|original|single|\d{4}|\d+(th)? anniversary|from"
    r"|(super )?deluxe|expanded|new|digital|in|the|bonus( track)?)\b|[^\w\s]"
)
_PLAIN_MIXES = re.compile(r"^(original|main|album|lp|stereo|mono|single) mix$")
_GUESTS = re.compile(r"(?:^|\s)(?:feat(?:uring)?\b|ft\b|f/)\.?\s*(?P<who>.+)$", re.IGNORECASE)
_WITH = re.compile(r"^with (?P<who>.+)$", re.IGNORECASE)  # in brackets only: "Dance with Somebody" is a title
_BRACKETS = re.compile(r"[(\[{<（【「]([^()\[\]{}<>（）【】「」]*)[)\]}>）】」]")
_KEPT = "\0"  # stands around what was in brackets and belongs to the title
_KEPT_BRACKET = re.compile(f"{_KEPT}[^{_KEPT}]*{_KEPT}")
_DASH = re.compile(r"\s+[-–—~]\s+")
_PART = re.compile(r"\b(?:part|pt|pts|parts|teil|partie|parte)\b\.?\s*(?=\w)", re.IGNORECASE)
_VOLUME = re.compile(r"\b(?:volume|vol)\b\.?\s*(?=\w)", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"(?:\b(?:no|nr)\.\s*|\bnumber\s+|#\s*|№\s*)(?=\d)", re.IGNORECASE)
_COUNTED = re.compile(r"\b(part|volume|act|chapter|book|movement|opus|op) (\w+)\b")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {
    name: str(number)
    for names in (_ROMANS, _ENGLISH, ("eins", "zwei", "drei", "vier"))
    for number, name in enumerate(names, start=1)
}
_LOOKS = str.maketrans({"$": "s", "€": "e", "@": "a"})
_AND = re.compile(r"\s*(?:&|\+|(?<=\s)['’]?n['’]?(?=\s)|['’]n['’])\s*")
_SEPARATORS = re.compile(
    r"\s*(?:;|\s/\s|/|,|&|\+|\||•|、|，|\bfeat(?:uring)?\b\.?|\bft\b\.?|\band\b|\bund\b|\bvs\b\.?|\bversus\b|\bwith\b"
    r"|(?<=\s)[x×](?=\s)|\bpresents\b|\bpres\.)\s*",
    re.IGNORECASE,
)
NOBODY = frozenset(("", "unknown", "unknown artist", "various", "various artists", "va", "diverse", "verschiedene"))


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: in its own script, and in Latin letters."""

    own: str
    latin: str

    @classmethod
    def of(cls, text: str) -> Words:
        """Without case, accents, punctuation and spelling habits."""
        return cls(_spelled(fold(text)), _spelled(fold(anyascii(text))))

    def pairs(self, other: Words) -> Iterator[tuple[str, str]]:
        """The forms to be compared: two foreign scripts as they are, since different words may sound alike."""
        if self.own.isascii() == other.own.isascii():
            yield self.own, other.own
        else:
            yield self.latin, other.latin

    def same(self, other: Words) -> bool:
        """Whether both say the same."""
        return any(mine == theirs for mine, theirs in self.pairs(other))


@dataclass(frozen=True, slots=True)
class Version:
    """A kind of recording, such as "live", and what is said of it: where, when, by whom."""

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart. `core` leaves out what stands in brackets and belongs to the title, `whole` has it."""

    shown: str  # as written, without qualifiers: what is searched for
    core: Words
    whole: Words
    versions: tuple[Version, ...]
    remaster: bool
    guests: tuple[str, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(version.kind for version in self.versions)


def read_title(text: str) -> Title:
    """Take a title apart."""
    sorting = _Sorting()
    rest = text
    while (fewer := _BRACKETS.sub(sorting.bracket, rest)) != rest:  # from the inside out
        rest = fewer
    first, *segments = _DASH.split(rest)
    told = " - ".join([first, *(segment for segment in segments if not sorting.sort_out(segment))])
    if found := _GUESTS.search(told):
        sorting.guests.extend(split_artists(found["who"].replace(_KEPT, "")))
        told = told[: found.start()]
    whole = " ".join(told.replace(_KEPT, " ").split())
    core = " ".join(_KEPT_BRACKET.sub(" ", told).split())
    words = Words.of(whole)
    return Title(
        whole or text,
        Words.of(core) if core else words,
        words,
        tuple(sorting.versions),
        sorting.remaster,
        tuple(sorting.guests),
    )


@dataclass(slots=True)
class _Sorting:
    """What a title's qualifiers have told so far."""

    guests: list[str] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    remaster: bool = False

    def bracket(self, found: re.Match[str]) -> str:
        """What stays of a bracket: nothing of a qualifier, else its text, marked as having been one."""
        return " " if self.sort_out(found[1]) else f" {_KEPT}{found[1]}{_KEPT} "

    def sort_out(self, qualifier: str) -> bool:
        """Note what a qualifier says; whether it is one."""
        if found := _GUESTS.search(qualifier) or _WITH.match(qualifier.strip()):
            self.guests.extend(split_artists(found["who"]))
            return not (rest := qualifier[: found.start()].strip()) or self.sort_out(rest)
        plain = fold(qualifier).strip(" .-")
        if remaster := bool(_REMASTER.search(plain)):
            self.remaster = True
            plain = " ".join(_OF_REMASTERS.sub(" ", _REMASTER.sub(" ", plain)).split())
        if _SAME.match(plain) or _PLAIN_MIXES.match(plain) or (remaster and not plain):
            return True
        version = version_of(plain)
        if version is None and remaster:
            version = Version("version", plain)  # "Naked Version / Remastered 2013"
        if version is not None:
            self.versions.append(version)
        return version is not None


def version_of(qualifier: str) -> Version | None:
    """Which other recording a folded qualifier tells of; None when none."""
    for kind, pattern in _VERSION_PATTERNS:
        if pattern.search(qualifier):
            return Version(kind, " ".join(re.sub(r"[^\w]+", " ", pattern.sub(" ", qualifier)).split()))
    return None


_LIVE_ALBUM = re.compile(
    r"^live$|\blive (at|from|in|on|@|19\d\d|20\d\d)\b|\blive[)\]]?$|\bin concert\b|\b(en|ao) vivo\b"
)


def album_kind(album: str) -> str:
    """What an album's name says of all its tracks: "live", "karaoke", "cover", "unplugged", or nothing."""
    plain = fold(album)
    if "unplugged" in plain:
        return "unplugged"
    if _LIVE_ALBUM.search(plain):
        return "live"
    if re.search(r"\bkaraoke\b|\bsing.?along\b|made famous by|in the style of", plain):
        return "karaoke"
    return "cover" if re.search(r"\btribute (to|album)\b|\blullaby renditions\b|\bcovers of\b", plain) else ""


def album_key(album: str) -> str:
    """An album's name without its edition."""
    return read_title(re.sub(r"(?i)\b(deluxe|expanded|anniversary|special|remastered|edition)\b", "", album)).core.latin


def split_artists(text: str) -> list[str]:
    """The names in a list of artists."""
    return [name for name in (part.strip() for part in _SEPARATORS.split(text)) if name]


def artist_words(name: str) -> Words:
    """A name as it is compared: articles and "and" do not count."""
    words = Words.of(name)
    return Words(_without_small_words(words.own), _without_small_words(words.latin))


def is_nobody(artist: str) -> bool:
    """Whether no one is named."""
    return fold(artist).strip("<>[]() .") in NOBODY


def _without_small_words(text: str) -> str:
    return " ".join(word for word in text.split() if word not in ("the", "and")) or text


def _spelled(folded: str) -> str:
    text = re.sub(r"(?<=[a-z])in['’](?=\W|$)", "ing", folded)
    text = _AND.sub(" and ", text)
    text = re.sub(r"(?<=\w)!(?=\w)", "i", text.translate(_LOOKS))
    text = _NUMBER_SIGN.sub("number ", _VOLUME.sub("volume ", _PART.sub("part ", text)))
    text = re.sub(r"['’‘`´.]", "", text)
    text = " ".join(re.sub(r"[\W_]+", " ", text).split()) or folded
    return _COUNTED.sub(lambda found: f"{found[1]} {_number(found[2])}", text)


def _number(word: str) -> str:
    return _COUNTS.get(word) or (word.lstrip("0") or "0" if word.isdigit() else word)
