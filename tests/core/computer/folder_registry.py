"""Windows' registry made of folders (keys) and files (values), in the place of the module ``winreg``."""

from pathlib import Path
from types import ModuleType


class Key:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> "Key":
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to close."""

    def Close(self) -> None:
        """There is nothing to close."""


class FolderRegistry(ModuleType):
    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, root: Path) -> None:
        super().__init__("winreg")
        self.root = root

    def write(self, path: str, **values: str) -> None:
        folder = self._folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, value in values.items():
            (folder / name).write_text(value)

    def OpenKey(self, _: str, path: str) -> Key:
        folder = self._folder(path)
        if not folder.is_dir():
            raise FileNotFoundError(2, "The system cannot find the file specified", path)
        return Key(folder)

    def QueryValueEx(self, key: Key, name: str) -> tuple[str, int]:
        return (key.folder / name).read_text(), 1

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:
        return len(self._keys(key)), 0, 0

    def EnumKey(self, key: Key, number: int) -> str:
        return self._keys(key)[number]

    def _keys(self, key: Key) -> list[str]:
        return sorted(entry.name for entry in key.folder.iterdir() if entry.is_dir())

    def _folder(self, path: str) -> Path:
        return self.root.joinpath("registry", *path.split("\\"))
