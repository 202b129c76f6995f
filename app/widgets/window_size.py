"""How large a window opens: as its author wants, but with its buttons on the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.widgets.theme import text_scale

TITLE_BAR = 40  # pixels at 100 % scaling that the system's frame takes, at most


def fit_to_screen(window: QWidget, size: tuple[int, int], smallest: tuple[int, int]) -> None:
    """Resize ``window`` to ``size``, and let the user make it as small as ``smallest``, in pixels at 100 % scaling; but
    never larger than what the screen has beside its task bar, which is 1280 x 680 at full HD and 150 %. With larger
    letters it is larger by as much."""
    available = _available(window)
    window.setMinimumSize(QSize(*smallest).boundedTo(available))
    window.resize((QSize(*size) * text_scale()).boundedTo(available))


def grow_to(window: QWidget, height: int) -> None:
    """Make ``window`` as high as ``height`` pixels, as far as the screen has them; never lower than it is."""
    window.resize(window.width(), max(window.height(), min(height, _available(window).height())))


def _available(window: QWidget) -> QSize:
    return window.screen().availableGeometry().size() - QSize(0, TITLE_BAR)
