"""Collects the texts of ``app/`` into ``resources/i18n/id.ts`` and compiles it to the ``id.qm`` that the window loads.

Translating is done in the .ts file, by hand or with Qt Linguist; entries of texts that are gone are dropped.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"


def main() -> int:
    """Exit code 1 when a text has no translation yet."""
    I18N.mkdir(exist_ok=True)
    source, compiled = I18N / "id.ts", I18N / "id.qm"
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "app").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "id"]
    _run("lupdate", *options, *files, "-ts", str(source))
    _run("lrelease", "-silent", str(source), "-qm", str(compiled))
    unfinished = source.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{unfinished} texts are not translated yet.")
    return int(unfinished > 0)


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([program, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
