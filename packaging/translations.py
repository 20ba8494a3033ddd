"""Keep the window's translations: `python packaging/translations.py update | missing | fill FILE | compile`.

`update` brings the .ts file to what the sources say, `missing` prints what is not translated as
{context: {source: ""}}, `fill` takes such a table with the texts filled in, `compile` makes the .qm.

lupdate reads a listing that is made here, as it sees neither texts of functions with a fixed context, nor those
of the engine's tables, which may not know Qt.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import sysconfig
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "vectorbeats_desktop"
TS = ROOT / "resources" / "translations" / "vectorbeats_de.ts"
Texts = dict[str, set[str]]
"""Context → source texts."""


@dataclass(frozen=True, slots=True)
class Module:
    """A source file: what its functions and tables translate or mark with which context, by the name in the file."""

    name: str
    tree: ast.Module
    contexts: dict[str, str] = field(default_factory=dict)


def listed() -> Texts:
    """All that the window says. Raises ValueError for a text that cannot be read from the sources."""
    texts: Texts = {}
    modules = {module.name: module for module in _modules()}
    for module in modules.values():
        for context, source in _said(module, modules):
            texts.setdefault(context, set()).add(source)
    texts.setdefault("Settings", set()).update(_of_engine())
    return texts


def _modules() -> Iterator[Module]:
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = Module(name, ast.parse(path.read_text(encoding="utf-8")))
        constants = _constants(module.tree)
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and (context := _context_of(node, constants)):
                module.contexts[node.name] = context
        yield module


def _constants(tree: ast.Module) -> dict[str, str]:
    """Names of the module that stand for a text."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _context_of(function: ast.FunctionDef, constants: dict[str, str]) -> str:
    """The context of a function that translates what it is given, or marks it as `_mark`; else nothing."""
    if function.name == "_mark":
        return constants["CONTEXT"]
    last = function.body[-1]
    if not (isinstance(last, ast.Return) and isinstance(last.value, ast.Call)):
        return ""
    if ast.unparse(last.value.func) != "QCoreApplication.translate":
        return ""
    context, source = last.value.args
    given = {argument.arg for argument in function.args.args}
    return _text(context, constants) if isinstance(source, ast.Name) and source.id in given else ""


def _said(module: Module, modules: dict[str, Module]) -> Iterator[tuple[str, str]]:
    """Each (context, source) of a file."""
    constants, known = _constants(module.tree), dict(module.contexts)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            known |= _imported(node, modules)
    for owner, call in _calls(module.tree, ""):
        called = _called(call)
        if called == "translate" and len(call.args) == 2 and isinstance(call.args[1], ast.Constant):
            yield _text(call.args[0], constants), _text(call.args[1], constants)
        elif ast.unparse(call.func) == "self.tr":
            yield owner, _text(call.args[0], constants)
        elif (context := known.get(ast.unparse(call.func))) and call.args:
            yield from ((context, source) for source in _branches(call.args[0]))


def _imported(node: ast.ImportFrom, modules: dict[str, Module]) -> dict[str, str]:
    found: dict[str, str] = {}
    for alias in node.names:
        name = alias.asname or alias.name
        whole, part = modules.get(f"{node.module}.{alias.name}"), modules.get(node.module or "")
        if whole is not None:
            found |= {f"{name}.{function}": context for function, context in whole.contexts.items()}
        elif part is not None and alias.name in part.contexts:
            found[name] = part.contexts[alias.name]
    return found


def _calls(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.Call]]:
    """Each call, and the class that it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield owner, child
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else owner)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def _branches(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be; what is read from a table was marked there."""
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _text(node: ast.expr, constants: dict[str, str]) -> str:
    if isinstance(node, ast.Name) and node.id in constants:
        return constants[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"This is no plain text, and cannot be translated: {ast.unparse(node)}")


def _of_engine() -> set[str]:
    """What the Settings page shows of the engine's tables."""
    sys.path.insert(0, str(ROOT))
    from vectorbeats_desktop.engine.kept import KEPT
    from vectorbeats_desktop.engine.privacy import NETWORK
    from vectorbeats_desktop.engine.settings import SETTINGS

    shown = [text for line in SETTINGS if not line.hidden for text in (line.title, line.text)]
    shown += [text for line in SETTINGS if line.name == "recorder.device" for text in (line.title, line.text)]
    shown += [text for use in NETWORK for text in (use.title, use.when, use.sent)]
    return {*shown, *(text for kept in KEPT for text in (kept.title, kept.text))}


def update(ts: Path = TS) -> None:
    """Add what is new and take away what is gone, by lupdate."""
    ts.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "listing.py"
        lines = [
            f"QCoreApplication.translate({json.dumps(context)}, {json.dumps(source, ensure_ascii=False)})\n"
            for context, sources in sorted(listed().items())
            for source in sorted(sources)
        ]
        listing.write_text("".join(lines), encoding="utf-8")
        options = ["-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext"]
        options += ["-disable-heuristic", "sametext"]  # the same word may be another in another place
        _run("pyside6-lupdate", str(listing), *options, "-source-language", "en", "-target-language", "de", "-ts", ts)


def translated(ts: Path = TS) -> dict[str, dict[str, str]]:
    """Context → source → translation, which is empty where there is none yet."""
    found: dict[str, dict[str, str]] = {}
    for context, message in _messages(ET.parse(ts)):
        translation = message.find("translation")
        finished = translation is not None and translation.get("type") != "unfinished"
        text = (translation.text or "") if finished and translation is not None else ""
        found.setdefault(context, {})[message.findtext("source") or ""] = text
    return found


def missing(ts: Path = TS) -> dict[str, dict[str, str]]:
    """What is to be translated, ready to be filled in."""
    left = {
        context: {source: "" for source, text in texts.items() if not text} for context, texts in translated(ts).items()
    }
    return {context: texts for context, texts in left.items() if texts}


def fill(table: dict[str, dict[str, str]], ts: Path = TS) -> None:
    """Write these translations into the file. Raises KeyError for a text that is not in it."""
    tree = ET.parse(ts)
    by_place = {(context, message.findtext("source") or ""): message for context, message in _messages(tree)}
    for context, texts in table.items():
        for source, text in texts.items():
            translation = by_place[context, source].find("translation")
            if text and translation is not None:
                translation.text = text
                translation.attrib.pop("type", None)
    body = ET.tostring(tree.getroot(), encoding="unicode")
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    update(ts)  # so that the file looks as lupdate writes it


def _messages(tree: ET.ElementTree[ET.Element]) -> Iterator[tuple[str, ET.Element]]:
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name") or "", message


def compiled(target: Path, ts: Path = TS) -> None:
    """Make the file that Qt reads, of what is translated."""
    _run("pyside6-lrelease", ts, "-qm", target)


def _run(program: str, *arguments: str | Path) -> None:
    subprocess.run([Path(sysconfig.get_path("scripts")) / program, "-silent", *arguments], check=True)


def main(argv: list[str]) -> int:
    match argv:
        case ["update"]:
            update()
        case ["missing"]:
            sys.stdout.write(json.dumps(missing(), indent=1, ensure_ascii=False) + "\n")
        case ["fill", name]:
            fill(json.loads(Path(name).read_text(encoding="utf-8")))
        case ["compile"]:
            compiled(TS.with_suffix(".qm"))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
