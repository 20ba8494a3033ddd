"""Draw the program's icon from its SVG, in every form that systems ask for: `python packaging/icons.py FOLDER`.

For Linux `hicolor/…/vectorbeats.png`, for Windows `vectorbeats.ico`, for macOS `vectorbeats.icns`.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "vectorbeats.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)
MAC_SIZE = 1024
NAME = "vectorbeats"


def draw(size: int) -> Image.Image:
    """The icon, `size` pixels in square, on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(buffer.data().data()))


def write(folder: Path) -> None:
    """All forms into one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        target = folder / "hicolor" / f"{size}x{size}" / "apps"
        target.mkdir(parents=True, exist_ok=True)
        draw(size).save(target / f"{NAME}.png")
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copy(SVG, scalable / f"{NAME}.svg")
    largest, *others = (draw(size) for size in sorted(WINDOWS_SIZES, reverse=True))
    largest.save(folder / f"{NAME}.ico", sizes=[(size, size) for size in WINDOWS_SIZES], append_images=others)
    draw(MAC_SIZE).save(folder / f"{NAME}.icns")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    write(Path(sys.argv[1]))
