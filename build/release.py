"""What goes beside the downloads in ``dist/release``: SHA256SUMS, the bill of materials in CycloneDX's JSON, and notes
that say what was tried on which system.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "dist" / "release"
NOTES = "RELEASE_NOTES.md"
TRIED = "What was tried on which system"  # the README's heading
BUNDLED = ROOT / "dist" / "work" / "installer" / "bundled.txt"  # written by installer.spec


def main() -> int:
    RELEASE.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    from app import APP_ID, __version__

    if BUNDLED.is_file():
        write_materials(RELEASE / f"{APP_ID}-{__version__}-{sys.platform}.cdx.json", BUNDLED.read_text().split())
    (RELEASE / NOTES).write_text(notes((ROOT / "README.md").read_text(encoding="utf-8")), encoding="utf-8")
    write_checksums(RELEASE)
    return 0


def notes(readme: str) -> str:
    """The part of ``readme`` below the heading ``TRIED``, with it."""
    after = readme[readme.index(f"## {TRIED}\n") :]
    end = after.find("\n## ", 1)
    return after[:end].strip() + "\n"


def write_materials(path: Path, bundled: list[str]) -> None:
    """The components of the environment that the bundle holds; ``bundled`` are ``name==version``."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    found = subprocess.run([*command, "--pyproject", str(ROOT / "pyproject.toml")], stdout=subprocess.PIPE, check=True)
    document = json.loads(found.stdout)
    wanted = {_normal(line.split("==")[0]) for line in bundled}
    document["components"] = [part for part in document.get("components", []) if _normal(part["name"]) in wanted]
    kept = {part["bom-ref"] for part in document["components"]} | {document["metadata"]["component"]["bom-ref"]}
    document["dependencies"] = [
        entry | {"dependsOn": [ref for ref in entry.get("dependsOn", []) if ref in kept]}
        for entry in document.get("dependencies", [])
        if entry["ref"] in kept
    ]
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")


def write_checksums(folder: Path) -> None:
    """In the format of ``sha256sum --check``."""
    lines = []
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != "SHA256SUMS":
            with file.open("rb") as content:
                lines.append(f"{hashlib.file_digest(content, 'sha256').hexdigest()}  {file.name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


if __name__ == "__main__":
    sys.exit(main())
