"""Which texts a model is calibrated with: built-in ones, or the user's own training file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.events import Failed
from app.core.scorecard.held_out import training_parts
from app.core.texts.training_file import Example
from app.widgets.elements import beside_each_other, button, label
from app.wording.messages import failure_words
from app.workers.call import Call


class TrainingFile(QWidget):
    """``file`` is the one that was chosen and can be read; None: built-in texts."""

    def __init__(self) -> None:
        super().__init__()
        self.file: Path | None = None
        self._call: Call | None = None
        self._text = label("", "small")
        self.button = button(self.tr("Use &your training file…"), icon_name="folder")
        self.button.setToolTip(
            self.tr("The file that the model was trained with keeps its answers closest. It is only read, never kept.")
        )
        self.button.clicked.connect(self._choose_file)
        layout = beside_each_other(12)
        layout.addWidget(self.button)
        layout.addWidget(self._text, 1)
        self.setLayout(layout)
        self.forget()

    def forget(self) -> None:
        self.leave()
        self.file = None
        self._text.setText(self.tr("4 bits are fitted to built-in texts."))

    def leave(self) -> None:
        if self._call:
            self._call.stop()

    def read(self, file: Path) -> None:
        self.leave()
        self._call = Call(lambda: (file, training_parts(file)))
        self._call.done.connect(self._take)
        self._call.failed.connect(self._refuse)
        self._call.begin()

    def _choose_file(self) -> None:
        kinds = self.tr("Training files (*.json *.jsonl *.csv *.tsv *.txt)")
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Choose your training file"), "", kinds)
        if file:
            self.read(Path(file))

    def _take(self, found: tuple[Path, tuple[list[Example], list[Example]]]) -> None:
        self.file, (used, kept) = found
        text = self.tr("4 bits are fitted to {count} examples of “{file}”.").format(
            count=len(used), file=self.file.name
        )
        if kept:
            text += " " + self.tr("{count} others are kept to ask it afterwards.").format(count=len(kept))
        self._text.setText(text)

    def _refuse(self, failed: Failed) -> None:
        self.forget()
        self._text.setText(failure_words(failed).explanation)
