"""The app's picture in the formats that each system wants, drawn from ``resources/icons/app.svg``.

    python build/icons.py FOLDER     writes app.ico, app.icns and app-256.png into FOLDER

Both containers hold PNG files as they are: .ico since Windows Vista, .icns since macOS 10.7.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "resources" / "icons" / "app.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = draw(PICTURE, {*ICO_SIZES, *ICNS_TYPES.values()})
    (folder / "app.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    (folder / "app.icns").write_bytes(icns(pictures))
    (folder / "app-256.png").write_bytes(pictures[256])
    return 0


def draw(source: Path, widths: set[int]) -> dict[int, bytes]:
    """PNG files of the SVG file ``source`` by their width in pixels; the height keeps its shape."""
    application = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(source))
    shape = renderer.defaultSize()
    pictures = {width: _png(renderer, QSize(width, width * shape.height() // shape.width())) for width in widths}
    del application
    return pictures


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon: a header of 6 bytes, an entry of 16 bytes a picture, the pictures."""
    entries, offset = [], 6 + 16 * len(pictures)
    for size, png in sorted(pictures.items()):
        side = size % 256  # 0 stands for 256
        entries.append(struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, len(png), offset))
        offset += len(png)
    return (
        struct.pack("<3H", 0, 1, len(pictures)) + b"".join(entries) + b"".join(p for _, p in sorted(pictures.items()))
    )


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon: pieces of four letters, their length with this header, and a PNG."""
    pieces = [kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for kind, size in ICNS_TYPES.items()]
    body = b"".join(pieces)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def _png(renderer: QSvgRenderer, size: QSize) -> bytes:
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return content.data()


if __name__ == "__main__":
    sys.exit(main())
