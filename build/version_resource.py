"""The version resource of the Windows executables: what Explorer shows under Properties, Details."""

from pathlib import Path

_TEXT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
                    subtype=0x0),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      {strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [0x409, 1200])])
  ]
)
"""


def write(folder: Path, version: str, product: str, program: str) -> Path:
    """The file that PyInstaller's ``version`` option reads; ``version`` is up to four numbers with dots."""
    path = folder / f"{program}.version.txt"
    path.write_text(text(version, product, program), encoding="utf-8")
    return path


def text(version: str, product: str, program: str) -> str:
    numbers = tuple((*(int(part) for part in version.split(".")), 0, 0, 0, 0)[:4])
    entries = {
        "CompanyName": f"The makers of {product}",
        "FileDescription": f"{product} (engine)" if program.endswith("engine") else product,
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{program}.exe",
        "ProductName": product,
        "ProductVersion": version,
    }
    strings = ",\n      ".join(f"StringStruct({key!r}, {value!r})" for key, value in entries.items())
    return _TEXT.format(numbers=numbers, strings=strings)
