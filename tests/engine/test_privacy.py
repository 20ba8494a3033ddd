"""No code opens a network client that the privacy table does not name, and what is switched off asks nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.models.test_model_install import FILES, SOURCE, entry
from tests.hub_server import FakeHub, fake_hub
from vectorbeats_desktop.engine.models.installing import Installer
from vectorbeats_desktop.engine.models.shelf import ModelShelf
from vectorbeats_desktop.engine.privacy import LOCAL, NETWORK, NetworkOff, models_host, permit
from vectorbeats_desktop.engine.settings import Settings, declared
from vectorbeats_desktop.engine.task import Progress, TaskContext

PACKAGE = Path(__file__).parents[2] / "vectorbeats_desktop"
CLIENTS = {
    "aiohttp", "asyncio", "ftplib", "h11", "http.client", "http.server", "httpcore", "httpx", "huggingface_hub",
    "grpc", "imaplib", "poplib", "qdrant_client",
    "requests", "smtplib", "socket", "socketserver", "spotipy", "ssl", "telnetlib",
    "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client", "multiprocessing.connection.Client",
    "multiprocessing.connection.Listener", "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets", "PySide6.QtHttpServer",
}  # fmt: skip
"""What can reach a network; the names of a module are told as module.name."""


def clients_in(source: str) -> set[str]:
    """The network clients that a module's source imports, at its top or anywhere within."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "import_module",
            "__import__",
        ):
            named |= {str(argument.value) for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    parents = {".".join(name.split(".")[:end]) for name in named for end in range(1, name.count(".") + 2)}
    return parents & CLIENTS


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "source",
    [
        "import httpx",
        "import urllib.request",
        "from urllib import request",
        "def late():\n    import requests",
        "from multiprocessing.connection import Client",
        "from PySide6.QtNetwork import QNetworkAccessManager",
        "from PySide6 import QtNetwork",
        "import importlib\nimportlib.import_module('socket')",
    ],
)
def test_the_scan_sees_a_client_wherever_it_is_imported(source: str) -> None:
    assert clients_in(source)


@pytest.mark.parametrize("source", ["from urllib.parse import quote", "from multiprocessing.connection import wait"])
def test_the_scan_lets_be_what_reaches_nobody(source: str) -> None:
    assert not clients_in(source)


def test_every_network_client_of_the_program_is_in_the_table() -> None:
    opening = {name for name, source in modules() if clients_in(source)}
    declared_ones = {module for use in NETWORK for module in use.modules} | set(LOCAL)
    assert opening - declared_ones == set(), "say in engine/privacy.py what these ask, when and of whom"
    assert declared_ones - opening == set(), "these open no client any more"


def test_every_use_has_a_switch_and_says_what_is_sent() -> None:
    for use in NETWORK:
        assert declared(use.setting).type is bool
        assert use.setting.startswith("network.")
        assert use.title
        assert use.when
        assert use.sent
        assert use.hosts(Settings())


def test_the_host_is_the_mirrors_when_there_is_one_and_tells_no_password() -> None:
    settings = Settings()
    assert models_host(settings) == "huggingface.co"
    settings.set("models.mirror", "https://anna:secret@models.example:8443/hub")
    assert models_host(settings) == "models.example:8443"


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with fake_hub(SOURCE, FILES) as server:
        yield server


@pytest.fixture
def shelf(tmp_path: Path, hub: FakeHub) -> ModelShelf:
    settings = Settings()
    settings.set("models.mirror", hub.address)
    return ModelShelf(tmp_path / "models", settings, (entry(),))


def test_a_download_that_is_switched_off_asks_nobody(shelf: ModelShelf, hub: FakeHub) -> None:
    shelf.settings.set("network.models", False)
    installer = Installer(shelf, lambda _model, _ctx: None)
    with pytest.raises(NetworkOff, match="switched off") as refused:
        installer.download("tiny", TaskContext())
    assert refused.value.code == "network_off"
    assert "network.models" in refused.value.hint
    assert hub.asked == []
    assert installer.host() == hub.address.removeprefix("http://"), "the host can be told without asking it"
    shelf.settings.set("network.models", True)
    permit("models", shelf.settings)
    assert installer.download("tiny", TaskContext()).entry.model_id == "tiny"


def test_switching_it_off_ends_a_download_and_keeps_what_came(shelf: ModelShelf, hub: FakeHub) -> None:
    hub.delay_s = 0.01

    def see(progress: Progress) -> None:
        if progress.done > 100_000:
            shelf.settings.set("network.models", False)

    with pytest.raises(NetworkOff):
        Installer(shelf, lambda _model, _ctx: None).download("tiny", TaskContext(sink=see))
    kept = shelf.state("tiny").partial_bytes
    assert 0 < kept < sum(map(len, FILES.values()))
