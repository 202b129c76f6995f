"""Writes a report as PDF with Qt's own text layout: no browser is needed."""

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from app.wording.report.body import Reported, report_body, report_title

RESOLUTION = 1200
PDF = ".pdf"
POINTS = 9.5  # size of the text
PRINTED = 0.95  # share of a chart's own size: it is then no wider than the text
SHARPNESS = 3  # pixels of a chart for each unit of its drawing
STYLE = """
h1 { font-size: 18pt; } h2 { font-size: 13pt; }
.note { color: #5C6679; } table.rows { border-collapse: collapse; }
"""


def ready_for_text() -> QGuiApplication:
    """Qt lays out text only where there is an application; none that needs a screen."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    arguments = ["-platform", "offscreen"] if sys.platform == "linux" else []
    return QGuiApplication([sys.argv[0], *arguments])


def write_pdf(about: Reported, file: Path) -> None:
    """In the language that is set. Raises ``OSError``."""
    application = ready_for_text()
    document = QTextDocument()
    font = QFont(application.font())
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(STYLE)
    charts = _Charts(document)
    document.setHtml(f"<html><body>{report_body(about, charts.add)}</body></html>")
    writer = QPdfWriter(str(file))
    writer.setTitle(report_title(about))
    writer.setResolution(RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())  # the text's own layout leaves 2 cm
    document.print_(writer)
    del writer  # it ends the file
    if not file.is_file() or not file.stat().st_size:
        raise OSError(f"{file} could not be written")


class _Charts:
    """Pictures of the charts, by names that the text has for them."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._count = 0

    def add(self, svg: str) -> str:
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        size = QSizeF(renderer.defaultSize())
        image = QImage((size * SHARPNESS).toSize(), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
        name = f"chart:{self._count}"
        self._count += 1
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        shown = size * PRINTED
        return f'<p><img src="{name}" width="{shown.width():.0f}" height="{shown.height():.0f}"></p>'
