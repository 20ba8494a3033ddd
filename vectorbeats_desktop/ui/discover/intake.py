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
PICTURE_TYPES = ("image/png", "image/jpeg", "image/webp", "image/avif", "image/gif", "image/tiff", "image/bmp")


@dataclass(frozen=True, slots=True)
class Intake:
    """One drop or paste. `image` is None unless a picture came without a file of this computer.

    `encoded` is such a picture as a file would hold it: it is decoded where files are, not here.
    """

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    encoded: bytes = b""
    caption: str = ""
    text: str = ""
    addresses: tuple[str, ...] = ()  # web addresses, which this program does not fetch

    def __bool__(self) -> bool:
        return bool(self.paths or self.pictured or self.text or self.addresses)

    @property
    def pictured(self) -> bool:
        """Whether a picture came without a file."""
        return self.image is not None or bool(self.encoded)


def read_mime(mime: QMimeData) -> Intake:
    """Take the most useful thing a drop or the clipboard offers: files, else a picture, else words.

    A browser gives a picture's address along with the picture itself: then the picture counts,
    and the address only lends it a name.
    """
    urls = mime.urls() if mime.hasUrls() else []
    if paths := files_of(mime):
        return Intake(paths=tuple(paths))
    addresses = tuple(url.toString() for url in urls if url.scheme() in ("http", "https"))
    if encoded := _encoded(mime):
        return Intake(encoded=encoded, caption=_name_in(urls))
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if not image.isNull():
        return Intake(image=image, caption=_name_in(urls))
    if addresses:
        return Intake(addresses=addresses)
    text = mime.text().strip() if mime.hasText() else ""
    if text.startswith(("http://", "https://")) and len(text.split()) == 1:
        return Intake(addresses=(text,))
    return Intake(text=" ".join(text.split()))


def _encoded(mime: QMimeData) -> bytes:
    """A picture as whoever offers it has encoded it: asking for an image would decode it in the window's thread."""
    return next((bytes(mime.data(kind).data()) for kind in PICTURE_TYPES if mime.hasFormat(kind)), b"")


def offers_something(mime: QMimeData) -> bool:
    """Whether a drag is worth accepting; cheap, as it is asked while the pointer moves."""
    return mime.hasUrls() or mime.hasImage() or mime.hasText() or any(map(mime.hasFormat, PICTURE_TYPES))


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
