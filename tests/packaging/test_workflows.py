"""What the hosted checks and the release do, as far as that can be told without them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from tests.packaging.packaging_scripts import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OF_PROCESSOR = "https://download.pytorch.org/whl/cpu"
JOBS = [
    (path.stem, name, job)
    for path in WORKFLOWS
    for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()
]


def commands(job: Mapping[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def systems(job: Mapping[str, Any]) -> set[str]:
    rows = job.get("strategy", {}).get("matrix", {}).get("include", [])
    return {row["system"] for row in rows} or {job["runs-on"]}


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS, ids=[f"{stem}-{name}" for stem, name, _ in JOBS])
def test_pytorch_comes_without_libraries_of_cards(workflow: str, name: str, job: Mapping[str, Any]) -> None:
    if re.search(r"bootstrap\.py test|release\.py artefacts", commands(job)):
        assert OF_PROCESSOR in job["env"]["PIP_EXTRA_INDEX_URL"]


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS, ids=[f"{stem}-{name}" for stem, name, _ in JOBS])
def test_the_scripts_that_are_run_are_there(workflow: str, name: str, job: Mapping[str, Any]) -> None:
    for script in re.findall(r"python (\S+\.py)", commands(job)):
        assert (ROOT / script).is_file(), f"{workflow}: {script}"


def test_the_tests_run_where_the_bundles_are_made() -> None:
    by_name = {(stem, name): job for stem, name, job in JOBS}
    made = systems(by_name["release", "bundles"])
    assert made <= systems(by_name["ci", "checks"])
    assert {each.split("-")[0] for each in made} == {"ubuntu", "windows", "macos"}
    assert set(by_name["release", "publish"]["needs"]) == {"bundles", "newer"}
    for job in (by_name["ci", "checks"], by_name["release", "bundles"]):
        assert "packaging/installed.py" in commands(job)
