"""Make a release, in two steps.

    python packaging/release.py prepare 1.2.0 [--tests]     version, changelog, shop entry; a commit and its tag
    python packaging/release.py artefacts [--bundles]       wheel, sdist, bundles, bill of materials, audit, checksums

`prepare` wants a clean working copy and something under "Unreleased" in the changelog, and with `--tests` all checks
passed. Nothing is pushed. `artefacts` fills dist/VERSION; the workflow does it on each system once a tag is pushed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from release_texts import (
    AUDITED,
    audit_verdict,
    bumped,
    checksums,
    next_version,
    released_changelog,
    with_libraries,
    with_release,
)
from system_entries import version

ROOT = Path(__file__).resolve().parent.parent
PACKAGING, LOCKS = ROOT / "packaging", ROOT / "packaging" / "locks"
PACKAGE, CHANGELOG = ROOT / "vectorbeats_desktop" / "__init__.py", ROOT / "CHANGELOG.md"
METAINFO = PACKAGING / "linux" / "metainfo" / "org.vectorbeats.VectorBeats.metainfo.xml"
VENV = ROOT / "build" / "release" / "venv"
BUNDLES = ("base", "with-models")
NOT_LOOKED_AT = {("win32", "with-models"): "PyTorch's wheel has a library of Intel's, whose terms nobody has looked at"}
"""What is not made on a system, as the table of licences would refuse it."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    step = steps.add_parser("prepare")
    step.add_argument("version")
    step.add_argument("--tests", action="store_true", help="run all checks first")
    step = steps.add_parser("artefacts")
    step.add_argument("--bundles", action="store_true", help="freeze the program, without and with models")
    step.add_argument("--audited", action="store_true", help="fail when the audit could not be made")
    options = parser.parse_args()
    try:
        if options.step == "prepare":
            prepare(options.version, options.tests)
            return 0
        return artefacts(options.bundles, options.audited)
    except (ValueError, subprocess.CalledProcessError) as error:
        say(f"No release: {error}")
        return 1


def prepare(wanted: str, tests: bool) -> None:
    """Write the version everywhere, commit and tag. Raises ValueError before anything is written."""
    if git("status", "--porcelain"):
        raise ValueError("the working copy has changes that are not committed")
    new, today = next_version(wanted, version()), datetime.date.today()
    if git("tag", "--list", tag := f"v{new}"):
        raise ValueError(f"there is a tag {tag}")
    texts = {
        PACKAGE: bumped(PACKAGE.read_text(encoding="utf-8"), new),
        CHANGELOG: released_changelog(CHANGELOG.read_text(encoding="utf-8"), new, today),
        METAINFO: with_release(METAINFO.read_text(encoding="utf-8"), new, today),
    }
    if tests:
        run(sys.executable, ROOT / "bootstrap.py", "test")
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    git("add", *map(str, texts))
    git("commit", "--quiet", "--message", f"Release {new}")
    git("tag", "--annotate", tag, "--message", f"VectorBeats Desktop {new}")
    say(f"Committed and tagged {tag}. To publish it: git push origin HEAD {tag}")


def artefacts(bundles: bool, audited: bool) -> int:
    """Make what is published into dist/VERSION; 1 for a package with a known hole, or an audit asked for in vain."""
    target = ROOT / "dist" / version()
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    python = tools()
    run(python, "-m", "build", "--outdir", target, ROOT)
    if bundles:
        for kind in BUNDLES:
            if reason := NOT_LOOKED_AT.get((sys.platform, kind)):
                say(f"No bundle {kind}: {reason}.")
            else:
                freeze(kind, target)
    bill_of_materials(python, target)
    verdict = audit(python, target)
    (target / "SHA256SUMS").write_text(checksums(target), encoding="utf-8", newline="\n")
    say(
        f"{target}:\n"
        + "\n".join(f"  {path.stat().st_size / 1e6:8.1f} MB  {path.name}" for path in sorted(target.iterdir()))
    )
    return 1 if verdict == "holes" or (audited and verdict != AUDITED) else 0


def freeze(kind: str, target: Path) -> None:
    """A bundle, packed, under the name of the version and this system."""
    models = ["--models"] if kind == "with-models" else []
    name = f"VectorBeats-{version()}-{sys.platform}-{kind}"
    run(sys.executable, PACKAGING / "build.py", *models, "--to", ROOT / "dist" / name, "--archive")
    for packed in (ROOT / "dist").glob(f"{name}.*"):
        shutil.move(packed, target / packed.name)


def bill_of_materials(python: Path, target: Path) -> None:
    """CycloneDX: every package that a bundle with models is made of, and the native libraries in their wheels."""
    of = next(
        (venv for kind in reversed(BUNDLES) if (venv := interpreter(ROOT / "build" / kind / "venv")).exists()), None
    )
    file = target / f"VectorBeats-{version()}.cdx.json"
    options = ["--pyproject", ROOT / "pyproject.toml", "--of", "JSON", "--output-reproducible", "-o", file]
    run(python, "-m", "cyclonedx_py", "environment", *options, of or sys.executable)
    told = subprocess.run([of or sys.executable, PACKAGING / "licences.py"], check=True, capture_output=True, text=True)
    bill = with_libraries(json.loads(file.read_text(encoding="utf-8")), json.loads(told.stdout), version())
    file.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")


def audit(python: Path, target: Path) -> str:
    """Ask the advisory service for known holes in what is locked; the verdict, which is written down as well."""
    report = target / "audit.json"
    command = [python, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    for lock in ("program", "models"):
        command += ["--requirement", LOCKS / f"{lock}.txt"]
    done = subprocess.run(
        [*command, "--format", "json", "--output", report], capture_output=True, text=True, check=False
    )
    told = report.read_text(encoding="utf-8") if report.exists() else ""
    verdict, text = audit_verdict(told, done.stderr)
    (target / "AUDIT.txt").write_text(text + "\n", encoding="utf-8")
    say(text)
    return verdict


def tools() -> Path:
    """An environment with what releases are made by, as locked; its Python."""
    python = interpreter(VENV)
    if not python.exists():
        run(sys.executable, "-m", "venv", VENV)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--constraint", LOCKS / "program.txt", "-r", LOCKS / "release.txt", "hatchling")
    return python


def interpreter(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def run(*words: str | Path) -> None:
    subprocess.run(words, cwd=ROOT, check=True)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
