"""What a bundle is made of."""

from __future__ import annotations

import plistlib
import re

import pytest
from PySide6.QtCore import QMimeDatabase

from tests.packaging.packaging_scripts import ROOT, SCRIPTS, script
from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES
from vectorbeats_desktop.engine.melody.matcher_child import COMPILED
from vectorbeats_desktop.engine.playlists.files import READ
from vectorbeats_desktop.ui.discover.intake import PICTURE_SUFFIXES

parts, system = script("bundle_parts"), script("system_entries")
QT = "PySide6/Qt/"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (QT + "lib/libQt6Core.so.6", True),
        (QT + "lib/libQt6Charts.so.6", False),  # under the GPL alone
        (QT + "lib/libQt6VirtualKeyboard.so.6", False),  # so is this
        (QT + "plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        (QT + "plugins/platforms/libqxcb.so", True),
        (QT + "lib/libQt6WebEngineCore.so.6", False),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt6Pdf.dll", False),
        ("torchvision.libs/libcudart.faf08d9a.so.13", False),
        ("torch/lib/libtorch_cuda.so", False),  # several gigabytes with what it asks for
        ("torch/lib/libtorch_cuda_linalg.so", False),
        ("torch/lib/libc10_cuda.so", False),
        ("torch/lib/libcaffe2_nvrtc.so", False),
        ("nvidia/cufile/lib/libcufile.so.0", False),
        ("nvidia/nvshmem/lib/libnvshmem_host.so.3", False),
        ("torch/lib/libtorch_cpu.so", True),
        ("torch/lib/libc10.so", True),
        ("libstdc++.so.6", False),  # the computer's own, which its graphics driver was built with
        ("av.libs/libxcb-5ddf6756.so.1.1.0", True),
        ("libportaudio.so.2", True),
    ],
)
def test_what_comes_into_a_bundle(name: str, wanted: bool) -> None:
    assert parts.is_wanted(name) is wanted


def test_the_libraries_of_this_computer_that_nothing_asks_for_stay_out() -> None:
    def entry(name: str, kind: str = "BINARY") -> tuple[str, str, str]:
        return name, f"/usr/lib/{name}", kind

    asked = {"/usr/lib/mod.so": ["liba.so.1"], "/usr/lib/liba.so.1": ["libb.so"], "/usr/lib/libc9.so": ["libd9.so"]}
    entries = [entry("mod.so", "EXTENSION"), *map(entry, ("liba.so.1", "libb.so", "libc9.so", "libd9.so"))]
    entries += [entry("libportaudio.so.2"), ("libQt6Pdf.so.6", QT + "lib/libQt6Pdf.so.6", "SYMLINK")]
    kept = parts.needed(entries, lambda file: asked.get(file, []))
    assert [each[0] for each in kept] == ["mod.so", "liba.so.1", "libb.so", "libportaudio.so.2"]


def test_a_plugin_that_could_not_be_loaded_stops_the_build() -> None:
    plugin = (QT + "plugins/multimedia/libffmpegmediaplugin.so", "/wheel/plugin.so", "BINARY")
    with pytest.raises(ValueError, match=r"asks for libQt6Charts\.so\.6, which is left out"):
        parts.needed([plugin], lambda _file: ["libQt6Core.so.6", "libQt6Charts.so.6"])


def test_pytorch_of_a_card_stops_the_build_rather_than_being_cut() -> None:
    binding = ("torch/lib/libtorch_python.so", "/wheel/libtorch_python.so", "BINARY")
    with pytest.raises(ValueError, match=r"asks for libc10_cuda\.so, libtorch_cuda\.so, which is left out"):
        parts.needed([binding], lambda _file: ["libtorch_cpu.so", "libtorch_cuda.so", "libc10_cuda.so"])


def test_what_runs_models_is_left_out_of_the_base_bundle_only() -> None:
    assert {"torch", "transformers", "open_clip", "onnx"} <= set(parts.left_out(models=False))
    assert not {"torch", "transformers", "open_clip", "onnxruntime"} & set(parts.left_out(models=True))
    assert not {"numpy", "onnxruntime", "sklearn", "numba"} & set(parts.left_out(models=False))


def test_packages_are_followed_to_what_they_need_in_turn() -> None:
    base, models = parts.distributions(models=False), parts.distributions(models=True)
    assert {"numba", "llvmlite", "certifi", "grpcio"} <= set(base)
    assert "torch" not in base
    assert {"torch", "tokenizers"} <= set(models)


def test_numba_finds_the_sources_that_it_looks_for() -> None:
    assert parts.compiled_modules() == [f"vectorbeats_desktop.engine.melody.{name}" for name in COMPILED]


def test_both_programs_answer_for_children_before_anything_else() -> None:
    for name in ("start_window", "start_console"):
        lines = (
            (SCRIPTS / f"{name}.py")
            .read_text(encoding="utf-8")
            .partition('if __name__ == "__main__":\n')[2]
            .splitlines()
        )
        assert lines[0].strip() == "multiprocessing.freeze_support()"


def test_windows_and_macos_are_told_the_version_and_why_the_microphone() -> None:
    assert system.version() == __version__
    assert system.numbers("1.2.0rc1") == (1, 2, 0, 0)
    assert system.windows_strings("vectorbeats-gui", "1.2.0")["ProductVersion"] == "1.2.0"
    plist = plistlib.loads(plistlib.dumps(system.mac_plist("1.2.0")))
    assert plist["CFBundleShortVersionString"] == "1.2.0"
    assert "hum" in plist["NSMicrophoneUsageDescription"]


def test_the_desktop_offers_the_program_for_every_kind_of_file_that_it_opens() -> None:
    entry = (SCRIPTS / "linux" / "applications" / "vectorbeats.desktop").read_text(encoding="utf-8")
    own = (SCRIPTS / "linux" / "mime" / "packages" / "vectorbeats.xml").read_text(encoding="utf-8")
    offered = set(re.search(r"^MimeType=(.*);$", entry, re.MULTILINE)[1].split(";"))  # type: ignore[index]
    types, by_name = QMimeDatabase(), QMimeDatabase.MatchMode.MatchExtension
    for suffix in (*PICTURE_SUFFIXES, *READ, *sorted(AUDIO_SUFFIXES)):
        name = types.mimeTypeForFile(f"x{suffix}", by_name).name()
        # Some are known by their content only, and an .mp4 or .asf is a film to a desktop.
        known = name in offered or name in ("application/octet-stream", "video/mp4", "application/vnd.ms-asf")
        assert known or f'"*{suffix}"' in own, (suffix, name)


def test_the_releases_that_there_were_are_told_to_shops_and_no_others() -> None:
    told = (SCRIPTS / "linux" / "metainfo" / "org.vectorbeats.VectorBeats.metainfo.xml").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## (\S+) – (\S+)$", changelog, re.MULTILINE)
    assert re.findall(r'<release version="([^"]+)" date="([^"]+)"', told) == released


def test_shops_are_told_the_addresses_that_the_project_states() -> None:
    told = (SCRIPTS / "linux" / "metainfo" / "org.vectorbeats.VectorBeats.metainfo.xml").read_text(encoding="utf-8")
    assert re.findall(r"<url [^>]*>([^<]+)<", told) == list(parts.project().get("urls", {}).values())


def test_nothing_of_the_table_of_what_is_left_out_is_imported_by_the_program() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "vectorbeats_desktop").rglob("*.py"))
    for module in parts.LEFT_OUT:
        assert not re.search(rf"^\s*(import|from) {re.escape(module)}\b", sources, re.MULTILINE), module
