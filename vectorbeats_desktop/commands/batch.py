"""`vectorbeats search --batch`: many queries, one JSON object a line in, one out."""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.commands.answers import AnswerJson, error_json, result_json
from vectorbeats_desktop.commands.batch_query import query_of_line
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND
from vectorbeats_desktop.commands.query import Listing
from vectorbeats_desktop.commands.search import wait_for_words
from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.task import Progress, ignore_progress
from vectorbeats_desktop.engine.untrusted_json import loads


@dataclass(frozen=True, slots=True)
class BatchCommand:
    """Answer each line of a file, in order. What is wrong with a line is that line's answer."""

    path: str
    limit: int | None = None
    caps: bool = True
    as_json: bool = True

    def run(self, place: Workplace) -> int:
        """Answer all lines; the exit code says that each has its answer, not that each found something."""
        path = place.absolute(self.path)
        try:
            lines = [line for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
        except (OSError, UnicodeDecodeError) as error:
            raise BadQuery(f"The batch {path} cannot be read: {error}.") from error
        listing = Listing.of(place.session.settings, self.limit, self.caps)
        place.ctx.sink = ignore_progress  # how far the batch is matters, not how far each of its queries is
        for number, line in enumerate(lines, start=1):
            place.ctx.checkpoint()
            place.out.json(self._answer(line, listing, place))
            place.out.progress(Progress("queries", number, len(lines)))
        return FOUND

    def _answer(self, line: str, listing: Listing, place: Workplace) -> AnswerJson:
        identity: object = None
        try:
            asked = _parsed(line)
            identity = asked.get("id")
            query = query_of_line(asked, place.absolute, listing)
            wait_for_words(place, query)
            return {"id": identity, **result_json(place.session.search(query, place.ctx))}
        except KnownError as error:
            return {"id": identity, **error_json(error)}


def _parsed(line: str) -> dict[str, object]:
    try:
        asked = loads(line)
    except ValueError as error:
        raise BadQuery(f"The line is no JSON: {error}.") from error
    if not isinstance(asked, dict):
        raise BadQuery("The line is no JSON object.")
    return asked
