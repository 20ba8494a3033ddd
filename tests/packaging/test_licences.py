"""No package and no native library comes into a bundle whose licence nobody has looked at."""

from __future__ import annotations

import sys
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.packaging.packaging_scripts import ROOT, script

licences, parts = script("licences"), script("bundle_parts")
TABLE = licences.Table.read()


@pytest.fixture(scope="module")
def program() -> list[metadata.Distribution]:
    """Every package of the program's lock file that this system has."""
    lines = (ROOT / "packaging" / "locks" / "program.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines]
    return [metadata.distribution(each.name) for each in wanted if each.marker is None or each.marker.evaluate()]


def test_every_package_has_a_licence_that_is_allowed(program: list[metadata.Distribution]) -> None:
    assert len(program) > 80
    assert TABLE.unlisted_packages(program) == []


def test_every_library_in_a_wheel_has_a_licence_that_is_allowed(program: list[metadata.Distribution]) -> None:
    files = [str(file) for each in program for file in each.files or ()]
    bundled = [file for file in files if licences.is_library(file) and parts.is_wanted(file)]
    usual = {"x264", "x265"} if sys.platform == "darwin" else {"x264", "x265", "Qt6Core"}  # there Qt is frameworks
    assert usual <= {licences.library_stem(Path(file).name) for file in bundled}
    assert TABLE.unlisted_libraries(bundled) == []


class Said:
    """A distribution that says something of its licence."""

    def __init__(self, said: dict[str, str]) -> None:
        self.metadata = Message()
        for name, value in {"Name": "made-up", **said}.items():
            self.metadata[name] = value


@pytest.mark.parametrize(
    ("said", "unlisted"),
    [
        ({"License-Expression": "MIT OR GPL-3.0-only"}, False),
        ({"License-Expression": "MIT AND AGPL-3.0-only"}, True),
        ({"Classifier": "License :: OSI Approved :: ISC License (ISCL)"}, False),
        ({"Classifier": "License :: OSI Approved :: GNU Affero General Public License v3"}, True),
        ({"License": "BSD"}, False),
        ({"License": "Proprietary"}, True),
        ({}, True),
    ],
)
def test_what_a_package_says_is_read(said: dict[str, str], unlisted: bool) -> None:
    assert bool(TABLE.unlisted_packages([Said(said)])) is unlisted


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("libx264-d6533a8d.so.165", "x264"),
        ("libgfortran-040039e1-0352e75f.so.5.0.0", "gfortran"),
        ("libcudart.faf08d9a.so.13", "cudart"),
        ("libpyside6.abi3.so.6.11", "pyside6"),
        ("libpython3.11.so.1.0", "python3.11"),
        ("libavcodec.62.dylib", "avcodec"),
        ("avcodec-62.dll", "avcodec"),
        ("Qt6Core.dll", "Qt6Core"),
        ("avcodec-62-984de33114b7fa384296817dec999c9d.dll", "avcodec"),
        ("libx265-217-276e7d75772a32bd086b54d54e01fd11.dll", "x265"),
        ("libstdc++-6-2d5c346d47ad531ef9f5185db0e8cef3.dll", "stdc++"),
        ("libscipy_openblas64_-63c857e738469261263c764a36be9436.dll", "scipy_openblas64_"),
        ("msvcp140-a4c2229bdc2a2a630acdc095b4d86008.dll", "msvcp140"),
        ("libpyside6.abi3.6.11.dylib", "pyside6"),
        ("shiboken6.abi3.dll", "shiboken6"),
    ],
)
def test_a_library_is_known_by_its_name_without_its_build(file: str, stem: str) -> None:
    assert licences.is_library(file)
    assert licences.library_stem(file) == stem


OF_OTHER_SYSTEMS = [
    "av.libs/libgcc_s_seh-1-4c0a762e4178b574f72d1ef1f8bb5fc9.dll",
    "av.libs/libiconv-2-6ce5f4ff92ada49d6f23a8e413455502.dll",
    "av.libs/libwinpthread-1-02332fab016bf884a2a7a7b2ece22ffe.dll",
    "av.libs/zlib1-79e0c4f9db71cb511398c504b832d395.dll",
    "PySide6/msvcp140_codecvt_ids.dll",
    "PySide6/pyside6.abi3.dll",
    "shiboken6/vcamp140.dll",
    "shiboken6/vccorlib140.dll",
    "_sounddevice_data/portaudio-binaries/libportaudio64bit.dll",
    "torch/lib/uv.dll",
    "PIL/.dylibs/libz.1.3.1.zlib-ng.dylib",
    "PySide6/libpyside6.abi3.6.11.dylib",
    "sklearn/.dylibs/libomp.dylib",
    "torch/lib/libomp.dylib",
]
LEFT_OUT = [
    "PySide6/pyside6qml.abi3.dll",
    "PySide6/opengl32sw.dll",
    "torchvision/jpeg8.dll",
    "torchvision/_C.pyd",
    "torchvision/.dylibs/libc++.1.0.dylib",
    "_sounddevice_data/portaudio-binaries/libportaudio64bit-asio.dll",
    "_sounddevice_data/portaudio-binaries/libportaudio32bit.dll",
]


def test_what_wheels_of_windows_and_macos_bring_is_known_or_left_out() -> None:
    """Names as they stand in the wheels of the locked versions."""
    assert TABLE.unlisted_libraries(OF_OTHER_SYSTEMS) == []
    assert [file for file in OF_OTHER_SYSTEMS if not parts.is_wanted(file)] == []
    assert [file for file in LEFT_OUT if parts.is_wanted(file)] == []


def test_a_bundle_that_the_table_would_refuse_is_not_released() -> None:
    assert TABLE.unlisted_libraries(["torch/lib/libiomp5md.dll"])
    assert parts.is_wanted("torch/lib/libiomp5md.dll"), "PyTorch asks for it"
    assert set(script("release").NOT_LOOKED_AT) == {("win32", "with-models")}


def test_an_unknown_library_is_told_and_an_extension_module_is_its_package_s() -> None:
    assert TABLE.unlisted_libraries(["a/libsurprise.so.1"]) == ["a/libsurprise.so.1: not in the table"]
    assert not licences.is_library("rapidfuzz/fuzz_cpp.cpython-311-x86_64-linux-gnu.so")


def test_every_licence_that_asks_for_its_text_has_it() -> None:
    there = {text.stem for text in licences.TEXTS.iterdir()}
    asked = {part for each in TABLE.libraries for part in each.licence.split(" OR ")[0].split(" AND ")}
    copyleft = {part.split(" ")[0].removesuffix("-or-later").removesuffix("-only") for part in asked if "GPL" in part}
    assert copyleft - there - {"LGPL-2.0"} == set()  # of the latter any later one may be taken
    assert TABLE.bundle.removesuffix("-or-later") in there
