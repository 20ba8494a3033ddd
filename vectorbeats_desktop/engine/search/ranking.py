"""Which tracks are scored for a query, which of them may be answers, and in what order they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from vectorbeats_desktop.engine.records import Kind, Verdict
from vectorbeats_desktop.engine.search.channel import ReadPart
from vectorbeats_desktop.engine.search.confidence import Spread
from vectorbeats_desktop.engine.search.fusion import NO_PART, Ranking, Weighed, candidates, fuse
from vectorbeats_desktop.engine.search.identity import Identified
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.naming import NamesEvidence
from vectorbeats_desktop.engine.search.verdicts import LearnedEvidence, SaidEvidence

LEAST_CANDIDATES = 400  # from each channel
CANDIDATES_PER_HIT = 4
SCORED_WHOLE = 1_000  # a library up to this size needs no candidates: all of it is scored


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What was said of tracks for this query, and what was learned from what was said for others."""

    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    learned: LearnedEvidence | None = None

    @classmethod
    def of(cls, verdicts: dict[str, Verdict], learned: LearnedEvidence | None) -> SaidBefore:
        """From what was said of each track."""
        wanted = frozenset(track_id for track_id, verdict in verdicts.items() if verdict is Verdict.WANTED)
        return cls(wanted, frozenset(verdicts) - wanted, learned)

    def evidence(self) -> list[Weighed]:
        """What is said beside the parts of the query."""
        said = [Weighed(SaidEvidence(), 1.0, part=NO_PART)] if self.wanted else []
        return [*said, *([Weighed(self.learned, 1.0, part=NO_PART)] if self.learned is not None else [])]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The tracks that may be answers, in order. `hidden` of them are left out, because the person did not want them."""

    ranking: Ranking
    spread: Spread
    identified: Identified
    never_hidden: frozenset[str]
    hidden: int


def favoured(evidence: Sequence[Weighed], view: LibraryView, limit: int) -> set[str]:
    """The tracks to score: what some channel favours, or all of a small library. Raises StoreUnavailable."""
    found = candidates(evidence, max(LEAST_CANDIDATES, CANDIDATES_PER_HIT * limit))
    return found.union(view.track_ids) if evidence and len(view.track_ids) <= SCORED_WHOLE else found


def ranked(
    evidence: Sequence[Weighed],
    scored: Collection[str],
    parts: Sequence[ReadPart],
    view: LibraryView,
    allowed: frozenset[str] | None,
    said: SaidBefore,
) -> Ranked:
    """Fuse the evidence, and leave what may be an answer. Raises StoreUnavailable.

    What surely was heard stands above what fits a mood, and what the person said is wanted stands above all.
    """
    identified = Identified.of(evidence)
    whole = fuse(evidence, {*scored, *view.sample, *said.wanted}).silenced(identified.settled())
    sure = identified.columns()
    # One track far above all others would make faint what else fits.
    others = [track_id for track_id in view.sample if track_id not in sure]
    spread = Spread.of(whole.of(others), len(view.track_ids))
    permitted = whole.only(_permission(parts, identified, allowed))
    shown = permitted.only(lambda track_id: track_id not in said.unwanted) if said.unwanted else permitted
    by_word = next((place for place, one in enumerate(evidence) if isinstance(one.evidence, SaidEvidence)), 0)
    return Ranked(
        shown.lifted(sure).lifted(dict.fromkeys(said.wanted, by_word)),
        spread,
        identified,
        said.wanted | identified.likely() | _named(evidence),
        len(permitted.track_ids) - len(shown.track_ids),
    )


def _permission(
    parts: Sequence[ReadPart], identified: Identified, allowed: frozenset[str] | None
) -> Callable[[str], bool]:
    """What tells whether a track may be an answer.

    Left out are those that the filter keeps out, those that "like" and playlists were asked of, and where nothing
    but hums and recordings was asked, those that were not compared with them.
    """
    asked = {part.sound.track_id for part in parts if part.kind is Kind.LIKE and part.sound is not None}
    asked.update(track_id for part in parts for track_id in part.members)
    return lambda track_id: (
        track_id not in asked and (allowed is None or track_id in allowed) and identified.permits(track_id)
    )


def _named(evidence: Sequence[Weighed]) -> frozenset[str]:
    """Tracks that the words name."""
    found = (weighed.evidence for weighed in evidence if weighed.weight > 0)
    return frozenset(track for names in found if isinstance(names, NamesEvidence) for track in names.asked_for())
