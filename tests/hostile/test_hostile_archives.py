"""Archives that unpack to more, are locked, or are packed in ways that are not read: told in words, and not written."""

from __future__ import annotations

import io
import json
import struct
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.engine.models.test_model_install import entry
from vectorbeats_desktop.engine import archive_member
from vectorbeats_desktop.engine.backup import file as backup
from vectorbeats_desktop.engine.models.errors import ModelTrouble, WrongContent
from vectorbeats_desktop.engine.models.importing import taken_from
from vectorbeats_desktop.engine.remote import portable
from vectorbeats_desktop.engine.task import TaskContext

MEMBERS = (archive_member.member, archive_member.json_member)


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def changed(path: Path, offset: int, value: int) -> Path:
    """The archive with a field of all local and central headers changed; `offset` counts as in the central ones."""
    content = bytearray(path.read_bytes())
    for mark, shift in ((b"PK\x01\x02", 0), (b"PK\x03\x04", -2)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            struct.pack_into("<H", content, place + offset + shift, value)
    path.write_bytes(content)
    return path


LOCKED, PACKING = 8, 10


@pytest.mark.parametrize("read", MEMBERS)
@pytest.mark.parametrize(("offset", "value"), [(LOCKED, 1), (PACKING, 99)])
def test_a_member_that_cannot_be_read_is_broken(tmp_path: Path, read: Any, offset: int, value: int) -> None:
    path = changed(zipped(tmp_path / "x.zip", a=b"[1]"), offset, value)
    with archive_member.opened_archive(path) as archive, pytest.raises(archive_member.BrokenMember):
        read(archive, "a", 100)


def test_a_member_is_bounded_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", a=bytes(10_000_000))
    assert path.stat().st_size < 20_000
    with archive_member.opened_archive(path) as archive:
        with pytest.raises(archive_member.BrokenMember, match="larger"):
            archive_member.member(archive, "a", 1_000_000)
        with pytest.raises(archive_member.BrokenMember, match="cannot be read"):
            archive_member.member(archive, "b", 1)
    deep = zipped(tmp_path / "y.zip", a=b"[" * 100_000)
    with archive_member.opened_archive(deep) as archive, pytest.raises(archive_member.BrokenMember, match="JSON"):
        archive_member.json_member(archive, "a", 1_000_000)


def test_a_backup_or_analysis_that_is_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "LARGEST_JSON", 1_000)
    monkeypatch.setattr(portable, "LARGEST_MANIFEST", 1_000)
    path = zipped(tmp_path / "x", **{"manifest.json": b" " * 5_000_000})
    with pytest.raises(backup.UnreadableBackup), backup._opened(path):
        pass
    with pytest.raises(portable.UnreadableAnalysis):
        portable.AnalysisFile(path, TaskContext())


def test_files_of_a_backup_stay_where_they_belong(tmp_path: Path) -> None:
    kept: list[tuple[str, ...]] = []
    names = ["files/00/../../x.sh", "files/../x", "files/00/a\\b", "/files/00/x", "files/00/..", "files/00/fine.wav"]
    sums = {name: sha256(b"x").hexdigest() for name in names}
    manifest = {"format": backup.FORMAT, "version": 1, "made_at": 1.0, "sha256": sums}
    path = tmp_path / "x.vbbackup"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name in names:
            archive.writestr(name, b"x")

    def keep_file(name: tuple[str, ...], _content: bytes) -> Path:
        kept.append(name)
        return tmp_path

    session = SimpleNamespace(
        copies=SimpleNamespace(make=lambda *_: None), catalog=None, searches=SimpleNamespace(keep_file=keep_file)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup, "BELONGINGS", ())
        patch.setattr(backup, "with_files", lambda rows, _files: rows)
        with pytest.raises(KeyError, match="searches"):  # there are no belongings to merge
            backup.read_backup(cast(Any, session), path, TaskContext())
    assert kept == [("00", "fine.wav")]


@pytest.mark.parametrize(("offset", "value"), [(LOCKED, 1), (PACKING, 99)])
def test_a_model_in_a_locked_archive_is_told_of(tmp_path: Path, offset: int, value: int) -> None:
    model = entry()
    files = {model.files[0]: b"{}", model.weights[0]: b"x" * 64}
    path = changed(zipped(tmp_path / "model.zip", **files), offset, value)
    (tmp_path / "to").mkdir()
    with taken_from(path, [model]) as (_, copy), pytest.raises(WrongContent, match="cannot be unpacked"):
        copy(tmp_path / "to", TaskContext())


def test_a_model_in_a_damaged_tape_is_told_of(tmp_path: Path) -> None:
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w:gz") as made:
        told = tarfile.TarInfo("../../x.sh")
        told.size = 4
        made.addfile(told, io.BytesIO(b"evil"))
    path = tmp_path / "model.tar.gz"
    content = tape.getvalue()
    path.write_bytes(content[: len(content) - 12])
    with pytest.raises(ModelTrouble), taken_from(path, [entry()]):
        pass
    assert not (tmp_path.parent / "x.sh").exists()
