"""What Windows and macOS are told about the programs: version resource and Info.plist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "VectorBeats"
IDENTIFIER = "org.vectorbeats.VectorBeats"
DESCRIPTION = "Find music in your own collection by picture, words or sound"
COPYRIGHT = "The VectorBeats developers; source under the Apache License 2.0, see licences/SUMMARY.md"
MICROPHONE = (
    "VectorBeats listens while you hum or let it hear what plays, to find that in your library. "
    "Nothing leaves this computer."
)
OLDEST_MACOS = "13.0"  # PySide6 6.11
OPENED = {  # by what macOS calls them
    "Music": ("public.audio",),
    "Picture": ("public.image",),
    "Playlist": ("public.m3u-playlist",),
    "Folder": ("public.folder",),
}


def version() -> str:
    """The program's version, as the package states it."""
    text = (ROOT / "vectorbeats_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("vectorbeats_desktop states no version")
    return found[1]


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows has them: `1.2.0rc1` is 1.2.0.0."""
    plain = [int(part) for part in re.findall(r"\d+", re.split(r"[a-z+-]", version)[0])][:4]
    return tuple([*plain, 0, 0, 0, 0][:4])  # type: ignore[return-value]


def windows_strings(program: str, version: str) -> dict[str, str]:
    """What the properties of a program show."""
    return {
        "CompanyName": "The VectorBeats developers",
        "FileDescription": DESCRIPTION if program.endswith("gui") else f"{DESCRIPTION}, by commands",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
    }


def mac_plist(version: str) -> dict[str, object]:
    """Info.plist, but for what PyInstaller states by itself."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": ".".join(map(str, numbers(version)[:3])),
        "CFBundleVersion": ".".join(map(str, numbers(version)[:3])),
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": list(types),
            }
            for name, types in OPENED.items()
        ],
        "LSApplicationCategoryType": "public.app-category.music",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSMicrophoneUsageDescription": MICROPHONE,
    }
