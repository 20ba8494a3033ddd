"""What the Diagnostics page says of what was counted: the same families that a monitor reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vectorbeats_desktop.engine.metrics import Family
from vectorbeats_desktop.ui.diagnostics.words import tr
from vectorbeats_desktop.ui.wording import locale, stage

By = Mapping[str, float]


def told(families: Sequence[Family]) -> list[tuple[str, str]]:
    """Titles and what is said under each; what is not known, or never happened, is left out."""
    named = {family.name: family for family in families}
    rows = (
        (tr("Files"), _listed(_by(named, "files"), _state)),
        (tr("Time of each stage"), _listed(_by(named, "stage_seconds"), stage, _seconds)),
        (tr("Already known when a search asked"), _cache(named)),
        (tr("Points of the vector store"), _listed(_by(named, "store_points"), str)),
        (
            tr("On the disk"),
            _listed(_by(named, "size_bytes"), _part, _size),
        ),
        (tr("Processes started again"), _listed(_by(named, "worker_restarts"), str)),
        (tr("Remote catalogue"), _sync(named)),
        (tr("What went wrong, by its code"), _listed(_by(named, "errors"), str)),
    )
    return [(title, said) for title, said in rows if said]


def _by(named: Mapping[str, Family], name: str) -> By:
    """The values of a family with one label, by it."""
    family = named.get(name)
    values = family.values if family is not None else ()
    return {labels[0][1]: value for labels, value in values if isinstance(value, float) and labels}


def _number(value: float) -> str:
    return f"{value:,.0f}"


def _listed(values: By, name: Callable[[str], str], said: Callable[[float], str] = _number) -> str:
    return " · ".join(f"{name(key)} {said(each)}" for key, each in values.items() if each)


def _size(value: float) -> str:
    return locale().formattedDataSize(int(value))


def _seconds(value: float) -> str:
    return tr("{0} s").format(f"{value:,.1f}") if value < 100 else tr("{0} min").format(f"{value / 60:,.0f}")


def _cache(named: Mapping[str, Family]) -> str:
    family = named.get("cache_requests")
    counts = {labels: value for labels, value in (family.values if family else ()) if isinstance(value, float)}
    said = []
    for cache, title in (("parts", tr("parts")), ("evidence", tr("answers"))):
        hits, misses = (counts.get((("cache", cache), ("outcome", outcome)), 0.0) for outcome in ("hit", "miss"))
        if hits + misses:
            said.append(
                tr("{0} % of {1} {2}").format(round(100 * hits / (hits + misses)), f"{hits + misses:,.0f}", title)
            )
    return " · ".join(said)


def _sync(named: Mapping[str, Family]) -> str:
    said = _listed(_by(named, "sync_records"), lambda key: {"waiting": tr("waiting")}.get(key, tr("refused")))
    if (family := named.get("sync_lag_seconds")) is not None and isinstance(lag := family.values[0][1], float):
        said = " · ".join(filter(None, (tr("last sync {0} min ago").format(f"{lag / 60:,.0f}"), said)))
    return said


def _state(name: str) -> str:
    return {
        "ready": tr("ready"), "pending": tr("waiting"), "failed": tr("failed"), "unreachable": tr("unreachable"),
    }.get(name, name)  # fmt: skip


def _part(name: str) -> str:
    return {
        "catalogue": tr("catalogue"), "store": tr("vector store"), "fingerprints": tr("fingerprints"),
        "copies": tr("copies"), "cache": tr("cache"),
    }.get(name, name)  # fmt: skip
