"""Compiles programs and libraries for Windows with the small Debian's compiler."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "x86_64-w64-mingw32-gcc"
LIBRARY = ("-shared", "-nostdlib", "-fno-builtin", "-Wl,-e,DllMainCRTStartup")
ENTRY = "int __stdcall DllMainCRTStartup(void *library, unsigned reason, void *reserved) { return 1; }\n"


@dataclass(frozen=True)
class Compiler:
    """``root`` is the Debian's folder; results lie below it, sources anywhere."""

    root: Path

    def compile(self, result: Path, *arguments: str | Path) -> None:
        with tempfile.TemporaryDirectory(dir=self.root / "tmp") as folder:
            copies = [shutil.copy(word, folder) if isinstance(word, Path) else word for word in arguments]
            inside = [str(word).removeprefix(str(self.root)) for word in copies]
            command = ["chroot", str(self.root), PROGRAM, "-O1", "-s", *inside, "-o", self._inside(result)]
            subprocess.run(command, check=True)

    def library(self, result: Path, *sources: Path, forwards: dict[str, str] | None = None) -> None:
        """One with the exported functions of ``sources`` that hands each name of ``forwards`` on to its
        ``library.function``."""
        with tempfile.TemporaryDirectory() as folder:
            lines = [
                f"LIBRARY {result.name}",
                "EXPORTS",
                *(f"  {name} = {to}" for name, to in (forwards or {}).items()),
            ]
            (definition := Path(folder, "exports.def")).write_text("\n".join(lines), encoding="utf-8")
            (entry := Path(folder, "entry.c")).write_text(ENTRY, encoding="utf-8")
            self.compile(result, *LIBRARY, entry, *sources, *([definition] if forwards else []))

    def _inside(self, path: Path) -> str:
        return f"/{path.relative_to(self.root)}"
