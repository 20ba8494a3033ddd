"""What two tracks are, line by line: the name of a fact, how they compare in it, and what it is of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.records import Features, TrackDetails
from vectorbeats_desktop.ui.traits.details_words import facts, key_name, tempo

LEAST_PERCENT = 3  # less is not heard as another tempo


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """A line of the comparison."""

    name: str
    values: tuple[str, str]
    note: str = ""


def compared_facts(details: Sequence[TrackDetails]) -> list[ComparedFact]:
    """Tempo and key first, then whatever else is known of either."""
    first, second = (facts(each) for each in details)
    one, other = (each.track.features for each in details)
    names = dict.fromkeys([key_name(), *first, *second])
    return [
        ComparedFact(_say("Tempo"), (tempo(details[0]), tempo(details[1])), _tempo_note(one, other)),
        *(_fact(name, first.get(name, ""), second.get(name, "")) for name in names),
    ]


def _fact(name: str, one: str, other: str) -> ComparedFact:
    unknown = _say("not known")
    return ComparedFact(name, (one or unknown, other or unknown), _say("the same") if one == other != "" else "")


def _tempo_note(one: Features | None, other: Features | None) -> str:
    if one is None or other is None:
        return ""
    percent = round(100 * (one.tempo_bpm / other.tempo_bpm - 1))
    if abs(percent) < LEAST_PERCENT:
        return _say("the same")
    return (_say("1 is {0} % faster") if percent > 0 else _say("1 is {0} % slower")).format(abs(percent))


def _say(text: str) -> str:
    return QCoreApplication.translate("ComparedFacts", text)
