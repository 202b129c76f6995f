"""A push button whose words stand in several lines where there is no room for them in one."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter


class WrappingButton(QPushButton):
    """Wraps only once it was told to; before that it is never narrower than its words, as Qt has it."""

    def wrap(self) -> None:
        """From now on it may be as narrow as its longest word, and is then as high as its lines."""
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # a fixed height would be that of one line
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        if not self.hasHeightForWidth():
            return whole
        longest = max(map(self._width_of, self.text().split(" ")))
        return QSize(min(whole.width(), self._beside_words() + longest), whole.height())

    def heightForWidth(self, width: int) -> int:
        """In pixels, as ``width`` is; -1, as Qt has it, while it does not wrap."""
        if not self.hasHeightForWidth():
            return super().heightForWidth(width)
        return self.sizeHint().height() + (len(self._lines(width)) - 1) * self.fontMetrics().lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasHeightForWidth() or self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(self._lines(self.width()))
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _lines(self, width: int) -> list[str]:
        room = width - self._beside_words()
        lines: list[str] = []
        for word in self.text().split(" "):
            if lines and self._width_of(f"{lines[-1]} {word}") <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def _beside_words(self) -> int:
        """The width of what is beside the words: margins, borders, an icon."""
        self.ensurePolished()  # the letters are otherwise those of another style
        return self.sizeHint().width() - self._width_of(self.text())

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()
