"""Widgets side by side, and below one another where there is no room for that."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from app.widgets.wrapping_button import WrappingButton

LINE_GAP = 8  # pixels


class WrappingRow(QLayout):
    """Each as large as it wants to be, with ``gap`` pixels between two; a button that is wider than the row wraps its
    words. ``spread``: the last stands at the right of its line, unless it has that for itself."""

    def __init__(self, gap: int, *, spread: bool = False) -> None:
        self._gap, self._spread = gap, spread
        self._items: list[QLayoutItem] = []
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        if isinstance(inside := item.widget(), WrappingButton):
            inside.wrap()
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: a layout by default takes all the room there is, and what it lies in with it."""
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        """The size of all in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        smallest = QSize()
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:  # Qt itself would take it for one line
            rect = rect.translated(0, max(0, (rect.height() - self.heightForWidth(rect.width())) // 2))
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        places: list[tuple[QLayoutItem, QRect]] = []
        y = 0
        for line in self._lines(width):
            x, height = 0, max(size.height() for _, size in line)
            for item, size in line:
                places.append((item, QRect(x, y + (height - size.height()) // 2, size.width(), size.height())))
                x += size.width() + self._gap
            y += height + LINE_GAP
        if self._spread and places and (last := places[-1][1]).x():
            last.moveRight(width - 1)
        return places

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each, and how large."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._shown():
            size = _size(item, width)
            if not lines or taken + size.width() > width:
                lines.append([])
                taken = 0
            lines[-1].append((item, size))
            taken += size.width() + self._gap
        return lines


def _size(item: QLayoutItem, most: int) -> QSize:
    """The size that it wants to have, in a row that is ``most`` pixels wide."""
    wanted = item.sizeHint().expandedTo(item.minimumSize())
    if wanted.width() <= most:
        return wanted
    return QSize(most, item.heightForWidth(most) if item.hasHeightForWidth() else wanted.height())
