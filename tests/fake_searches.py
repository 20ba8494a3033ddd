"""Searches and verdicts in memory, for tests of the window."""

from __future__ import annotations

from vectorbeats_desktop.engine.records import Query, Said, SavedSearch, Verdict


class FakeSearches:
    """The history and the saved searches, in memory."""

    def __init__(self) -> None:
        self.kept: list[SavedSearch] = []

    def saved(self) -> list[SavedSearch]:
        return [one for one in self.kept if one.name]

    def history(self, limit: int = 200) -> list[SavedSearch]:
        return [one for one in reversed(self.kept) if not one.name][:limit]

    def save(self, name: str, query: Query, *, replace: bool = False) -> SavedSearch:
        if replace:
            self.kept = [one for one in self.kept if one.name != name]
        assert name not in {one.name for one in self.kept}
        return self._keep(name, query)

    def remember(self, query: Query) -> None:
        self._keep("", query)

    def forget(self, search_id: int) -> None:
        self.kept = [one for one in self.kept if one.search_id != search_id]

    def clear_history(self) -> None:
        self.kept = self.saved()

    def _keep(self, name: str, query: Query) -> SavedSearch:
        made = SavedSearch(len(self.kept) + 1, name, query, 0.0)
        self.kept.append(made)
        return made


class FakeVerdicts:
    """What was said of hits, by query, in memory."""

    def __init__(self) -> None:
        self.said: list[tuple[Query, str, Verdict | None]] = []

    def say(self, query: Query, track_id: str, verdict: Verdict | None) -> None:
        self.said.append((query, track_id, verdict))

    def all(self) -> list[Said]:
        keys = list(dict.fromkeys((repr(query), track_id) for query, track_id, _verdict in self.said))
        found = []
        for query, track_id, _verdict in self.said:
            verdict = self.of(query).get(track_id)
            if verdict is not None and (key := (repr(query), track_id)) in keys:
                keys.remove(key)
                found.append(Said(repr(query), track_id, verdict, query.parts[0].value, 0.0))
        return found[::-1]

    def forget(self, said: Said) -> None:
        query = next(query for query, _track_id, _verdict in self.said if repr(query) == said.query_key)
        self.say(query, said.track_id, None)

    def of(self, query: Query) -> dict[str, Verdict]:
        found: dict[str, Verdict] = {}
        for asked, track_id, verdict in self.said:
            if asked == query and verdict is not None:
                found[track_id] = verdict
            elif asked == query:
                found.pop(track_id, None)
        return found
