"""Whether a query makes sense."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.selection import Condition
from vectorbeats_desktop.engine.records import Query
from vectorbeats_desktop.engine.search.filters import TrackFilter, checked_filter

LONGEST_LIST = 10_000


def checked(query: Query, within: Sequence[Condition] = ()) -> TrackFilter:
    """The query's filter with the conditions beside it, checked as all of it is. Raises BadQuery."""
    if not query.parts:
        raise BadQuery("The query is empty.", "Drop a picture or a sound, or type some words.")
    if not 1 <= query.limit <= LONGEST_LIST:
        raise BadQuery(f"The number of results must be 1 to {LONGEST_LIST:,}, not {query.limit}.")
    if query.per_artist < 1 or query.per_album < 1:
        raise BadQuery("At least one track by each artist and of each album must be allowed.")
    for part in query.parts:
        if not -1 <= part.weight <= 1:  # also what is no number
            raise BadQuery(f"A weight is a number from -1 to 1, not {part.weight:g}.")
    if not 0 <= query.diversity <= 1:
        raise BadQuery(f"The diversity is a number from 0 to 1, not {query.diversity:g}.")
    return checked_filter(query.filters, within)
