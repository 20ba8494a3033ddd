from __future__ import annotations

import json
from pathlib import Path

from vectorbeats_desktop.engine.journal import Journal, Ring
from vectorbeats_desktop.engine.records import FileProblem, IndexReport, Kind, Query, QueryPart, SearchResult


def report(*problems: FileProblem) -> IndexReport:
    return IndexReport(12, 3, 0, 1, 0, 0, 4, len(problems), 0, 2.5, problems, melodies=2)


def test_a_ring_keeps_the_newest_in_memory_and_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "ring.jsonl"
    ring = Ring(path, keep=3)
    for number in range(20):
        ring.add({"number": number})
        assert len(path.read_text().splitlines()) <= 6, "the file is bounded"
    newest = [{"number": 19}, {"number": 18}, {"number": 17}]
    assert ring.all() == newest
    assert Ring(path, keep=3).all() == newest


def test_a_line_that_was_cut_off_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "ring.jsonl"
    path.write_text('{"number": 1}\n{"numb\n[2]\n{"number": 3}\n')
    assert Ring(path, keep=5).all() == [{"number": 3}, {"number": 1}]


def test_a_disk_that_cannot_be_written_costs_the_file_only(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.write_text("a file where a folder should be")
    ring = Ring(folder / "ring.jsonl", keep=3)
    ring.add({"number": 1})
    assert ring.all() == [{"number": 1}]


def test_a_run_is_kept_with_its_counts_and_each_problem_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    problem = FileProblem(Path("/music/broken.mp3"), "sound", "unreadable_file", "It holds no sound.", "Replace it.")
    journal.add_run(report(problem))
    journal.add_run(report(problem))
    runs, problems = journal.runs.all(), journal.problems.all()
    assert [(run["files"], run["added"], run["analysed"], run["seconds"]) for run in runs] == [(12, 3, 4, 2.5)] * 2
    assert [(one["what"], one["subject"], one["message"]) for one in problems] == [
        ("file", "/music/broken.mp3", "It holds no sound.")
    ]
    journal.clear()
    assert (journal.count(), list(tmp_path.iterdir())) == (0, [])


def test_of_a_search_only_kinds_and_times_are_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    query = Query((QueryPart(Kind.TEXT, "zanzibar"), QueryPart(Kind.IMAGE, "/home/anna/zanzibar.png")))
    journal.add_search(query, SearchResult((), 0, 0, timings_ms={"read": 1.26, "total": 12.34}))
    (kept,) = journal.searches.all()
    assert kept["kinds"] == ["image", "text"]
    assert kept["ms"] == {"read": 1.3, "total": 12.3}
    assert "zanzibar" not in json.dumps(kept)
