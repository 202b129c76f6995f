"""How the answers of a chat are worded: at once, for this chat alone, with one click back to how it was installed."""

from PySide6.QtWidgets import QWidget

from app.core.library.sampling import Sampling
from app.widgets.collapsible import CHANGED
from app.widgets.dialog_frame import lay_out_dialog
from app.widgets.elements import button, label
from app.widgets.reading_order import KeyedDialog
from app.widgets.sampling_form import SamplingForm
from app.widgets.window_size import fit_to_screen

_SIZE, _SMALLEST = (640, 560), (480, 360)  # pixels at 100 % scaling


class ChatSettings(KeyedDialog):
    """A window beside the chat, which its ``toggle`` opens; that stands in the chat."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How it answers in this chat"))
        self._installed = Sampling()
        self.form = SamplingForm()
        self.toggle = button(self.tr("Se&ttings"), "link")
        self.toggle.clicked.connect(self._open)
        self.reset_button = button(self.tr("As it was &installed"))
        self.reset_button.clicked.connect(lambda: self.form.show_value(self._installed))
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        fit_to_screen(self, _SIZE, _SMALLEST)
        lead = label(self.tr("It applies to this chat only."), "lead")
        lay_out_dialog(self, lead, [self.reset_button, self.close_button]).addWidget(self.form)
        form = self.form
        form.repetition_penalty.setEnabled(False)  # the runtime (2.2) takes no other than the installed model's
        form.tutorial_button.hide()
        for field in (form.temperature, form.top_p, form.top_k, form.repetition_penalty, form.max_output_tokens):
            field.valueChanged.connect(self._mark)

    def _open(self) -> None:
        self.show()
        self.close_button.setFocus()

    def show_installed(self, sampling: Sampling) -> None:
        self.form.show_value(sampling)
        self._installed = self.form.value()  # rounded by the fields
        self._mark()

    def changed(self) -> Sampling | None:
        """None while it is as the model was installed."""
        value = self.form.value()
        return None if value == self._installed else value

    def _mark(self) -> None:
        differs = self.changed() is not None
        self.toggle.setText(self.tr("Se&ttings") + (CHANGED if differs else ""))
        self.reset_button.setEnabled(differs)
