"""What a release changes in texts, and what it says: no file and no program is touched here."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from licences import UNKNOWN
from packaging.version import InvalidVersion, Version

AUDITED, HOLES, NOT_MADE = "audited", "holes", "not made"
HEADING = "## Unreleased"
READ_BLOCK = 1 << 20


def next_version(wanted: str, now: str) -> str:
    """The version to be released, in its usual form. Raises ValueError for none, or one that is not newer.

    The very version that is stated already may be released, as long as it never was: the first one is.
    """
    try:
        version = Version(wanted)
    except InvalidVersion as error:
        raise ValueError(f"{wanted} is no version") from error
    if version < Version(now):
        raise ValueError(f"{version} is older than {now}")
    return str(version)


def bumped(text: str, version: str) -> str:
    """The package's `__init__` with that version. Raises ValueError when it states none."""
    changed, count = re.subn(r'^__version__ = "[^"]+"$', f'__version__ = "{version}"', text, flags=re.MULTILINE)
    if count != 1:
        raise ValueError("vectorbeats_desktop/__init__.py states no version")
    return changed


def released_changelog(text: str, version: str, date: datetime.date) -> str:
    """The changelog with what was unreleased under the version and its date. Raises ValueError when nothing was."""
    before, heading, after = text.partition(f"{HEADING}\n")
    if not heading:
        raise ValueError(f"CHANGELOG.md has no “{HEADING}”")
    if not after.partition("\n## ")[0].strip():
        raise ValueError(f"CHANGELOG.md has nothing under “{HEADING}”")
    return f"{before}{HEADING}\n\n## {version} – {date.isoformat()}\n{after}"


def with_release(metainfo: str, version: str, date: datetime.date) -> str:
    """The shops' entry with that release on top, in place of one of the same version."""
    kind = "development" if Version(version).is_prerelease or Version(version) < Version("1") else "stable"
    line = f'    <release version="{version}" date="{date.isoformat()}" type="{kind}"/>\n'
    others = re.sub(rf' *<release version="{re.escape(version)}"[^>]*/>\n', "", metainfo)
    head, mark, tail = others.partition("  <releases>\n")
    if not mark:
        raise ValueError("the metainfo file has no <releases>")
    return head + mark + line + tail


def checksums(folder: Path) -> str:
    """The SHA-256 of each file, as `sha256sum --check` reads them."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != "SHA256SUMS":
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def audit_verdict(report: str, errors: str) -> tuple[str, str]:
    """What an audit came to, and how that is told. `report` is pip-audit's JSON, or empty."""
    if not report:
        reason = (errors.strip().splitlines() or ["it says nothing"])[-1]
        return NOT_MADE, f"NOT AUDITED: the advisory service could not be asked ({reason}). Audit before publishing."
    packages = json.loads(report)["dependencies"]
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    holes = [f"{each['name']} {each['version']}: {hole['id']}" for each in packages for hole in each.get("vulns", ())]
    told = f"{len(packages) - len(skipped)} packages audited, {len(holes)} known holes."
    if skipped:  # a service that cannot be reached may answer that it knows no package
        told = f"NOT AUDITED: the service says nothing of {', '.join(skipped)}. Audit before publishing. {told}"
    return (HOLES if holes else NOT_MADE if skipped else AUDITED), "\n".join([told, *holes])


def with_libraries(bill: dict[str, Any], libraries: Sequence[Mapping[str, Any]], version: str) -> dict[str, Any]:
    """A CycloneDX bill with the native libraries that came in wheels, which no package's metadata names."""
    components = [
        {
            "type": "library",
            "bom-ref": f"native:{library['name']}",
            "name": library["name"],
            "licenses": [_licence(library["licence"])],
            "properties": [{"name": "vectorbeats:files", "value": ", ".join(library["files"])}],
            **_sources(library["source"].split(";")[0]),
        }
        for library in libraries
    ]
    root = {**bill.get("metadata", {}).get("component", {}), "version": version}
    metadata = {**bill.get("metadata", {}), "component": root}
    return {**bill, "metadata": metadata, "components": [*bill.get("components", ()), *components]}


def _licence(said: str) -> dict[str, Any]:
    """NOASSERTION is no expression of SPDX's grammar, so that CycloneDX takes it for a name only."""
    return {"license": {"name": said}} if said == UNKNOWN else {"expression": said}


def _sources(url: str) -> dict[str, Any]:
    return {"externalReferences": [{"type": "distribution", "url": url}]} if url else {}
