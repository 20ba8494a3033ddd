"""What a release writes and says."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.packaging_scripts import ROOT, SCRIPTS, script

texts, licences = script("release_texts"), script("licences")
DAY = datetime.date(2027, 1, 2)
WELL = {"name": "two", "version": "2.0", "vulns": []}


@pytest.mark.parametrize(("wanted", "released"), [("0.2", "0.2"), ("1.0.0-rc1", "1.0.0rc1"), ("0.1.0", "0.1.0")])
def test_a_version_is_taken_in_its_usual_form(wanted: str, released: str) -> None:
    assert texts.next_version(wanted, "0.1.0") == released


@pytest.mark.parametrize("wanted", ["0.0.9", "next", "1x"])
def test_an_older_version_or_none_is_refused(wanted: str) -> None:
    with pytest.raises(ValueError, match=r"older|no version"):
        texts.next_version(wanted, "0.1.0")


def test_the_real_texts_take_a_release() -> None:
    package = (ROOT / "vectorbeats_desktop" / "__init__.py").read_text(encoding="utf-8")
    assert '\n__version__ = "9.1"\n' in texts.bumped(package, "9.1")
    changelog = texts.released_changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), "9.1", DAY)
    assert changelog.startswith("# Changelog\n\n## Unreleased\n\n## 9.1 – 2027-01-02\n\n* ")
    with pytest.raises(ValueError, match="nothing under"):
        texts.released_changelog(changelog, "9.2", DAY)
    metainfo = next((SCRIPTS / "linux" / "metainfo").iterdir()).read_text(encoding="utf-8")
    twice = texts.with_release(texts.with_release(metainfo, "9.1", DAY), "9.1", DAY)
    assert twice.count('<release version="9.1" date="2027-01-02" type="stable"/>') == 1


def test_checksums_are_read_by_the_usual_tool(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"abc")
    (tmp_path / "SHA256SUMS").write_text(texts.checksums(tmp_path), newline="\n")
    assert (tmp_path / "SHA256SUMS").read_text().startswith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9c")
    if (tool := shutil.which("sha256sum")) is None:
        pytest.skip("this system has another tool")
    assert subprocess.run([tool, "--check", "SHA256SUMS"], cwd=tmp_path, check=False).returncode == 0


def test_an_audit_that_was_not_made_is_not_taken_for_a_good_one() -> None:
    verdict, told = texts.audit_verdict("", "ERROR: could not connect\n")
    assert verdict == texts.NOT_MADE
    assert "NOT AUDITED" in told
    assert "could not connect" in told


def test_a_service_that_knows_nothing_has_audited_nothing() -> None:
    told = texts.audit_verdict(json.dumps({"dependencies": [WELL, {"name": "three", "skip_reason": "not there"}]}), "")
    assert told[0] == texts.NOT_MADE
    assert told[1].startswith("NOT AUDITED: the service says nothing of three.")


def test_a_hole_is_told() -> None:
    bad = {"name": "one", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
    told = texts.audit_verdict(json.dumps({"dependencies": [bad, WELL]}), "")
    assert told == (texts.HOLES, "2 packages audited, 1 known holes.\none 1.0: PYSEC-1")
    assert texts.audit_verdict(json.dumps({"dependencies": [WELL]}), "")[0] == texts.AUDITED


def test_the_bill_of_materials_names_what_wheels_bring_along() -> None:
    library = {"name": "x264", "files": ["libx264.so.165"], "licence": "GPL-2.0-or-later", "source": "https://x; y"}
    bill = {"components": [{"name": "av"}], "metadata": {"component": {"name": "vectorbeats-desktop"}}}
    made = texts.with_libraries(bill, [library], "9.1")
    assert [each["name"] for each in made["components"]] == ["av", "x264"]
    assert made["components"][1]["licenses"] == [{"expression": "GPL-2.0-or-later"}]
    assert made["components"][1]["externalReferences"] == [{"type": "distribution", "url": "https://x"}]
    assert made["metadata"]["component"] == {"name": "vectorbeats-desktop", "version": "9.1"}


def test_the_bill_of_materials_also_names_what_nobody_has_looked_at() -> None:
    table = licences.Table.read()
    told = licences.told_libraries(table, ["libsurprise-0a1b2c3d.so.2", "libx264-d6533a8d.so.165", "libsurprise.so.2"])
    made = texts.with_libraries({}, told, "9.1")["components"]
    assert [each["name"] for each in made] == ["surprise", "x264"]
    assert made[0]["licenses"] == [{"license": {"name": "NOASSERTION"}}]
    assert "externalReferences" not in made[0]
    assert made[0]["properties"][0]["value"] == "libsurprise-0a1b2c3d.so.2, libsurprise.so.2"
    assert made[1]["licenses"] == [{"expression": "GPL-2.0-or-later"}]
