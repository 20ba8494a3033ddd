"""`vectorbeats demo`: make the demo music, index it, and search it by a picture, by words and by a hum."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.commands.answers import result_json
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FAILED, FOUND
from vectorbeats_desktop.commands.search import print_result, wait_for_words
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult

WORDS = "a calm, quiet evening"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class DemoCommand:
    """Show the whole program once, without any music of one's own."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Build, index, search by a picture, by words and by a hum."""
        from vectorbeats_desktop.engine.library.demo import demo_hums  # a synthesiser that few starts need

        folder = place.session.build_demo(place.ctx)
        picture = place.session.demo_pictures()[0]
        hum = demo_hums(folder)[0]
        added = place.session.add_folder(folder)
        report = place.session.index(place.ctx, [added.folder_id])
        by_picture = _search(Kind.IMAGE, str(picture), folder, place)
        by_words = _search(Kind.TEXT, WORDS, folder, place)
        by_hum = _search(Kind.HUM, str(hum), folder, place)
        if self.as_json:
            found = {"picture": by_picture, "words": by_words, "hum": by_hum}
            answers = {by: result_json(result) for by, result in found.items()}
            place.out.json({"folder": str(folder), "files": report.files, "seconds": report.seconds, **answers})
        else:
            place.out.say(f"{report.files} pieces of demo music are in {folder}.")
            place.out.say(f"\nBy the picture {picture}:")
            print_result(by_picture, place)
            place.out.say(f"\nBy the words “{WORDS}”:")
            print_result(by_words, place)
            place.out.say(f"\nBy the hum {hum}:")
            print_result(by_hum, place)
        return FOUND if by_picture.hits and by_words.hits and by_hum.hits else FAILED


def _search(kind: Kind, value: str, folder: Path, place: Workplace) -> SearchResult:
    query = Query((QueryPart(kind, value),), {"folder": str(folder)}, limit=SHOWN, hygiene=True)
    wait_for_words(place, query)
    return place.session.search(query, place.ctx)
