"""The wheel, installed as pipx does it: its programs are there, and it brings all that they read."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.packaging.packaging_scripts import ROOT, script
from vectorbeats_desktop import __version__

scripts = script("installed")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made offline: what makes it is installed with the checks."""
    made: Path = scripts.made_wheel(tmp_path_factory.mktemp("wheel"), "--no-build-isolation")
    return made


def test_all_resources_and_sources_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        (about,) = (name for name in held if name.endswith(".dist-info/METADATA"))
        assert f"\nVersion: {__version__}\n" in archive.read(about).decode()
    package = "vectorbeats_desktop"
    for folder, place in ((ROOT / "resources", f"{package}/resources"), (ROOT / package, package)):
        files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
        missing = [
            path for path in files if "__pycache__" not in path.parts and f"{place}/{path.as_posix()}" not in held
        ]
        assert missing == []
    strangers = {name.split("/")[0] for name in held} - {package}
    assert all(name.endswith(".dist-info") for name in strangers), "it would lay other folders beside its own"


def test_what_is_installed_starts_and_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    venv = scripts.installed(wheel, tmp_path / "venv", "--no-deps", "--no-index")
    # What it needs is taken from these tests' environment, but not the program itself, which that has as well.
    surroundings = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    surroundings |= {"VECTORBEATS_DATA_DIR": str(tmp_path / "data"), "QT_QPA_PLATFORM": "offscreen"}
    (site,) = (path for path in venv.rglob("site-packages") if path.is_dir())
    others = "\n".join(dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))))
    (site / "tests-environment.pth").write_text(others + "\n", encoding="utf-8")
    asked = [scripts.python_of(venv), "-c", "import vectorbeats_desktop as it; print(it.__file__)"]
    told = subprocess.run(asked, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True).stdout
    assert Path(told.strip()).is_relative_to(site)
    assert scripts.run(venv, surroundings, "--version").split()[-1] == __version__
    models = json.loads(scripts.run(venv, surroundings, "models", "list", "--json"))
    assert len(models) > 3, "the list of models is one of the resources"
    found = scripts.run(venv, surroundings, "settings", "list", "--json")
    assert "privacy.encrypt" in found
