"""Rules of smart playlists in words: fields, comparisons, orders, and whole recipes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, Sort
from vectorbeats_desktop.engine.records import FilterValue, Verdict
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover import filter_values

PERCENT = ("energy", "valence")  # from -1 to 1 in the engine


def field(name: str) -> str:
    """A rule's field in a word."""
    words = {
        "valence": _say("Feeling"),
        "said": _say("What you said"),
        "added": _say("Added"),
        "playlist": _say("Playlist"),
    }
    return words.get(name) or filter_values.label(name)


def operator(value: Operator, sort: Sort) -> str:
    """How a field is compared, in a few words."""
    if sort is Sort.DATE and value in (Operator.AT_LEAST, Operator.AT_MOST):
        return _say("since") if value is Operator.AT_LEAST else _say("until")
    words = {
        Operator.IS: _say("is"),
        Operator.IS_NOT: _say("is not"),
        Operator.CONTAINS: _say("contains"),
        Operator.CONTAINS_NOT: _say("does not contain"),
        Operator.BEGINS: _say("begins with"),
        Operator.AT_LEAST: _say("is at least"),
        Operator.AT_MOST: _say("is at most"),
        Operator.BETWEEN: _say("is between"),
        Operator.IN_LAST: _say("in the last"),
        Operator.NOT_IN_LAST: _say("not in the last"),
    }
    return words[value]


def order(value: Order) -> str:
    """In which order the tracks stand."""
    words = {
        Order.RANK: _say("Best match first"),
        Order.RANDOM: _say("At random"),
        Order.NEWEST: _say("Newest in the library first"),
        Order.OLDEST: _say("Oldest in the library first"),
        Order.ARTIST: _say("By artist"),
        Order.ALBUM: _say("By album"),
        Order.TITLE: _say("By title"),
        Order.YEAR: _say("Latest year first"),
        Order.RATING: _say("Best rated first"),
        Order.TEMPO: _say("Slow to fast"),
        Order.ENERGY: _say("Calm to lively"),
    }
    return words[value]


def said(verdict: Verdict) -> str:
    """What was said of a track's results."""
    return _say("That’s it") if verdict is Verdict.WANTED else _say("Not this one")


def gone(name: str) -> str:
    """What a rule or a playlist speaks of and is no longer there."""
    return _say("{0} (no longer there)").format(name)


def yes_or_no(answer: bool) -> str:
    """An answer in a word."""
    return _say("yes") if answer else _say("no")


def rule(value: Rule) -> str:
    """A rule, such as: Genre is Jazz."""
    sort = FIELDS.get(value.field, Sort.TEXT)
    shown = _value(value, sort)
    return f"{field(value.field)} {operator(value.operator, sort)} {shown}"


def recipe(value: Recipe) -> str:
    """What fills a playlist, in a line."""
    joined = _say(" or ") if value.any_of else " · "
    parts = [joined.join(rule(one) for one in value.rules) or _say("All tracks")]
    if value.search:
        parts.append(_say("Search “{0}”").format(value.search))
    parts.append(order(value.order))
    if value.tracks is not None:
        parts.append(_say("at most {0}").format(wording.tracks(value.tracks)))
    if value.minutes is not None:
        parts.append(_say("at most {0}").format(wording.long_duration(value.minutes * wording.MINUTE_S)))
    return " · ".join(parts)


def _value(value: Rule, sort: Sort) -> str:
    given = value.value
    if value.operator in (Operator.IN_LAST, Operator.NOT_IN_LAST):
        return _say("{0} days").format(_one(value.field, given))
    if sort is Sort.SAID and given in tuple(Verdict):
        return said(Verdict(str(given)))
    if sort is Sort.FOLDER:
        return Path(str(given)).name or str(given)
    if not isinstance(given, tuple):
        return _one(value.field, given)
    ends = ["…" if end is None else _one(value.field, end) for end in given]
    return "–".join(ends) if value.operator is Operator.BETWEEN else ", ".join(ends)


def _one(name: str, value: FilterValue) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    if not isinstance(value, int | float):
        return wording.key(str(value)) if name == "key" else str(value)
    if name == "rating":
        return wording.stars(round(value))
    return f"{round(100 * value)} %" if name in PERCENT else filter_values.entry(name, value)


def _say(text: str) -> str:
    return QCoreApplication.translate("Rules", text)
