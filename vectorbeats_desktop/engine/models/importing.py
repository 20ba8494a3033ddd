"""A model's files out of a folder or an archive that a person has, taken by their names and nothing else."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from vectorbeats_desktop.engine.archive_member import BrokenMember, opened_archive
from vectorbeats_desktop.engine.models.digest import BLOCK
from vectorbeats_desktop.engine.models.download import require_space
from vectorbeats_desktop.engine.models.errors import ModelTrouble, WrongContent
from vectorbeats_desktop.engine.models.manifest import ModelEntry
from vectorbeats_desktop.engine.task import Progress, TaskContext

STAGE = "import"
LARGEST = 1.5  # times the stated size; what is larger is not the model, and may be made to fill the disk
SLACK_MB = 50
TOLD = "Choose a folder, a .zip or a .tar with the files of a model."

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, RuntimeError)
"""What damaged archives raise while they are read; RuntimeError is what an encrypted or oddly packed one does."""

Copy = Callable[[Path, TaskContext], list[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that could be a model's: its size and how to open it."""

    size: int
    opened: Callable[[], IO[bytes]]


@contextmanager
def taken_from(place: Path, candidates: Sequence[ModelEntry]) -> Iterator[tuple[ModelEntry, Copy]]:
    """The model whose files a folder or an archive has, and what copies them into a folder, the weights last.

    Files lie at the top or in one folder; others, and links, are passed over. Raises ModelTrouble, WrongContent.
    """
    with ExitStack() as closing:
        try:
            sources = _sources(place, closing)
        except (OSError, BrokenMember, ValueError, *_BROKEN) as error:
            raise ModelTrouble(f"{place.name} cannot be opened: {error}.", TOLD) from error
        entry, weights = _recognised(place, sources, candidates)
        names = [*(name for name in entry.files if name in sources), weights]
        yield entry, lambda folder, ctx: _copy({name: sources[name] for name in names}, entry, folder, ctx)


def _recognised(place: Path, sources: Mapping[str, Source], candidates: Sequence[ModelEntry]) -> tuple[ModelEntry, str]:
    """The entry whose files are there; of several alike, the one whose weights are nearest to the stated size."""
    fitting = []
    for entry in candidates:
        weights = next((name for name in entry.weights if name in sources), None)
        if weights is not None and entry.files[0] in sources:
            apart = abs(sources[weights].size / 1e6 - entry.megabytes)
            fitting.append((apart, entry.model_id, entry, weights))
    if not fitting:
        wanted = candidates[0] if len(candidates) == 1 else None
        needs = f"{wanted.files[0]} and {' or '.join(wanted.weights)}" if wanted else "the files of a model"
        raise WrongContent(f"{place.name} does not hold {needs}.", TOLD)
    _, _, entry, weights = min(fitting, key=lambda found: found[:2])
    return entry, weights


def _sources(place: Path, closing: ExitStack) -> dict[str, Source]:
    if place.is_dir():
        files = [path for path in (*place.iterdir(), *place.glob("*/*")) if path.is_file() and not path.is_symlink()]
        return _first({path.name: Source(path.stat().st_size, _opener(path))} for path in files)
    if zipfile.is_zipfile(place):
        return _zipped(closing.enter_context(opened_archive(place)))
    if tarfile.is_tarfile(place):
        return _taped(closing.enter_context(tarfile.open(place)))
    raise ModelTrouble(f"{place.name} is neither a folder nor an archive that is known.", TOLD)


def _zipped(archive: zipfile.ZipFile) -> dict[str, Source]:
    members = [member for member in archive.infolist() if not member.is_dir() and _is_near(member.filename)]
    return _first({_name(member.filename): Source(member.file_size, _from_zip(archive, member))} for member in members)


def _taped(tape: tarfile.TarFile) -> dict[str, Source]:
    members = [member for member in tape.getmembers() if member.isreg() and _is_near(member.name)]
    return _first({_name(member.name): Source(member.size, _from_tape(tape, member))} for member in members)


def _first(found: Iterator[dict[str, Source]]) -> dict[str, Source]:
    """Each name once: the one that lies higher up comes first."""
    sources: dict[str, Source] = {}
    for each in found:
        sources = {**each, **sources}
    return sources


def _is_near(name: str) -> bool:
    return len(PurePosixPath(name).parts) <= 2


def _name(member: str) -> str:
    return PurePosixPath(member).name


def _from_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _from_tape(tape: tarfile.TarFile, member: tarfile.TarInfo) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        file = tape.extractfile(member)
        assert file is not None, "a regular file has content"
        return file

    return opened


@contextmanager
def _unpacked(name: str, source: Source) -> Iterator[IO[bytes]]:
    """A file, whose archive may be broken further on. Raises WrongContent."""
    try:
        with source.opened() as file:
            yield file
    except _BROKEN as error:
        raise WrongContent(f"{name} cannot be unpacked; the archive is damaged, or has a password.", TOLD) from error


def _copy(sources: Mapping[str, Source], entry: ModelEntry, folder: Path, ctx: TaskContext) -> list[str]:
    """Copy files; raises OSError, NoSpace, WrongContent, Cancelled."""
    total = sum(source.size for source in sources.values())
    most = (LARGEST * entry.megabytes + SLACK_MB) * 1e6
    if total > most:
        raise WrongContent(f"These files have {total / 1e6:,.0f} MB, much more than {entry.title} has.", TOLD)
    require_space(folder, total)
    done = 0
    for name, source in sources.items():
        with _unpacked(name, source) as file, (folder / name).open("wb") as copy:
            while block := file.read(BLOCK):
                ctx.checkpoint()
                done += len(block)
                if done > most:
                    raise WrongContent(f"{name} holds more than it says.", TOLD)
                copy.write(block)
                ctx.report(Progress(STAGE, done, total, name))
    return list(sources)
