"""What a person dropped, pasted or chose: files, a picture without a file, words, or a web address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QMimeData, QMimeDatabase, QUrl
from PySide6.QtGui import QImage

from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES
from vectorbeats_desktop.engine.playlists.files import READ as PLAYLIST_SUFFIXES
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.dragging import files_of

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif")


@dataclass(frozen=True, slots=True)
class Intake:
    """One drop or paste. `image` is None unless a picture came without a file of this computer."""

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    caption: str = ""
    text: str = ""
    addresses: tuple[str, ...] = ()  # web addresses, which this program does not fetch

    def __bool__(self) -> bool:
        return bool(self.paths or self.image is not None or self.text or self.addresses)


def read_mime(mime: QMimeData) -> Intake:
    """Take the most useful thing a drop or the clipboard offers: files, else a picture, else words.

    A browser gives a picture's address along with the picture itself: then the picture counts,
    and the address only lends it a name.
    """
    urls = mime.urls() if mime.hasUrls() else []
    if paths := files_of(mime):
        return Intake(paths=tuple(paths))
    addresses = tuple(url.toString() for url in urls if url.scheme() in ("http", "https"))
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if not image.isNull():
        return Intake(image=image, caption=_name_in(urls))
    if addresses:
        return Intake(addresses=addresses)
    text = mime.text().strip() if mime.hasText() else ""
    if text.startswith(("http://", "https://")) and len(text.split()) == 1:
        return Intake(addresses=(text,))
    return Intake(text=" ".join(text.split()))


def offers_something(mime: QMimeData) -> bool:
    """Whether a drag is worth accepting; cheap, as it is asked while the pointer moves."""
    return mime.hasUrls() or mime.hasImage() or mime.hasText()


def kind_of(path: Path, types: QMimeDatabase) -> Kind | None:
    """What a file asks for: IMAGE, SOUND or PLAYLIST by its name, else by its content; None for anything else."""
    suffix = path.suffix.lower()
    if suffix in PICTURE_SUFFIXES:
        return Kind.IMAGE
    if suffix in PLAYLIST_SUFFIXES:
        return Kind.PLAYLIST
    if suffix in AUDIO_SUFFIXES:
        return Kind.SOUND
    family = types.mimeTypeForFile(str(path)).name().partition("/")[0]
    return {"image": Kind.IMAGE, "audio": Kind.SOUND}.get(family)


def dialog_patterns(suffixes: Iterable[str]) -> str:
    """Suffixes as a file dialog wants them, such as `*.jpg *.png`."""
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


def _name_in(urls: list[QUrl]) -> str:
    """The words in an address's last part: `.../rainy%20street.jpg` is about a rainy street."""
    name = unquote(urls[0].fileName()) if urls else ""
    return Path(name).stem.replace("_", " ").replace("-", " ").strip() if len(name) < 120 else ""
