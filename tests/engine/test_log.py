from __future__ import annotations

import json
import logging
from pathlib import Path

from vectorbeats_desktop.engine import log


def test_a_line_is_json_with_its_fields_and_traceback(tmp_path: Path) -> None:
    handler = log.configure(tmp_path)
    try:
        try:
            int("out of tune")
        except ValueError:
            logging.getLogger("vectorbeats_desktop.test").exception("it broke", extra={"file": tmp_path})
        entries = log.tail(tmp_path)
    finally:
        log.release(handler)
    assert entries[-1]["message"] == "it broke"
    assert entries[-1]["fields"] == {"file": str(tmp_path)}
    assert "ValueError" in entries[-1]["exception"]


def test_files_rotate_and_a_cut_line_is_skipped(tmp_path: Path) -> None:
    handler = log.configure(tmp_path)
    try:
        logger = logging.getLogger("vectorbeats_desktop.test")
        for number in range(3):
            logger.info("x" * (log.FILE_BYTES // 2), extra={"number": number})
    finally:
        log.release(handler)
    assert len(list(tmp_path.glob("vectorbeats.jsonl*"))) >= 2
    with (tmp_path / log.FILE_NAME).open("a") as file:
        file.write('{"message": "cut of')
    assert [entry["fields"]["number"] for entry in log.tail(tmp_path)][-1] == 2


def test_configuring_again_moves_the_log(tmp_path: Path) -> None:
    log.configure(tmp_path / "one")
    handler = log.configure(tmp_path / "two")
    try:
        logging.getLogger("vectorbeats_desktop.test").warning("here")
    finally:
        log.release(handler)
    assert log.tail(tmp_path / "one") == []
    assert json.dumps(log.tail(tmp_path / "two")[0]).count("here") == 1
