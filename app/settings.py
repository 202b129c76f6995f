"""What the app remembers between starts: typed properties over one ini file."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app import paths
from app.core.recipe.recipe import Precision

MAXIMUM_RECENT = 5


class Settings:
    def __init__(self, file: Path | None = None) -> None:
        self._store = QSettings(str(file or paths.settings_file()), QSettings.Format.IniFormat)

    @property
    def recent_folders(self) -> tuple[Path, ...]:
        """Model folders that were chosen lately and still exist, the latest first."""
        folders = (Path(text) for text in self._texts("recent_folders"))
        return tuple(folder for folder in folders if folder.is_dir())

    def remember_folder(self, folder: Path) -> None:
        others = [text for text in self._texts("recent_folders") if Path(text) != folder]
        self._store.setValue("recent_folders", [str(folder), *others][:MAXIMUM_RECENT])

    @property
    def library(self) -> Path:
        """Where installed models live."""
        return Path(self._text("library") or paths.default_library())

    @library.setter
    def library(self, folder: Path) -> None:
        self._store.setValue("library", str(folder))

    @property
    def language(self) -> str:
        """Its code; "" for the system's language."""
        return self._text("language")

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> str:
        """ "light" or "dark"; "" for the desktop's own."""
        return self._text("theme")

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def precision(self) -> Precision | None:
        """The usual one; None: what is recommended for each model."""
        text = self._text("precision")
        return Precision(text) if text in list(Precision) else None

    @precision.setter
    def precision(self, wanted: Precision | None) -> None:
        self._store.setValue("precision", wanted.value if wanted else "")

    @property
    def threads(self) -> int:
        """With how many a model is installed; 0: as many as are measured to be fastest."""
        text = self._text("threads")
        return int(text) if text.isdigit() else 0

    @threads.setter
    def threads(self, count: int) -> None:
        self._store.setValue("threads", str(count) if count else "")

    def reset(self) -> None:
        """All of these as at first; the window's place and the folders used lately stay."""
        for key in ("library", "language", "theme", "precision", "threads"):
            self._store.remove(key)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size, as ``QWidget.saveGeometry`` gave it; empty at first."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _texts(self, key: str) -> list[str]:
        value = self._store.value(key)  # an ini file gives a list of one back as a plain string
        return [value] if isinstance(value, str) else [str(item) for item in value or []]
