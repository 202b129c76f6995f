"""Collects the texts of ``app/`` into ``resources/i18n/<language>.ts`` and compiles each to the ``.qm`` that the window
loads.

Translating is done in the .ts file, by hand or with Qt Linguist; entries of texts that are gone are dropped.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.wording.translation import SOURCE, TRANSLATED  # noqa: E402

I18N = ROOT / "resources" / "i18n"


def main() -> int:
    """Exit code 1 when a text has no translation yet."""
    I18N.mkdir(exist_ok=True)
    unfinished = {language.name: _translate(language.code) for language in TRANSLATED}
    for name, count in unfinished.items():
        print(f"{count} texts are not translated into {name} yet.")
    return int(any(unfinished.values()))


def _translate(code: str) -> int:
    """The number of texts without a translation."""
    source, compiled = I18N / f"{code}.ts", I18N / f"{code}.qm"
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "app").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", SOURCE.code, "-target-language", code]
    _run("lupdate", *options, *files, "-ts", str(source))
    _run("lrelease", "-silent", str(source), "-qm", str(compiled))
    return source.read_text(encoding="utf-8").count('type="unfinished"')


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([program, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
