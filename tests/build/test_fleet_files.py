"""What an administrator copies out of docs/fleet.md and build/fleet agrees with the program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from app import APP_ID, PRODUCT_NAME
from app.cli.packages import EXIT_CODES
from app.core.package.manifest import SUFFIX

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "fleet.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PLAYBOOK = ROOT / "build" / "fleet" / "install_model.yml"


def test_the_exit_codes_are_everywhere_the_same() -> None:
    codes = re.findall(r"(\d+) [a-z]", EXIT_CODES)
    assert re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE) == codes
    (play,) = yaml.safe_load(PLAYBOOK.read_text(encoding="utf-8"))
    assert ["0", *play["vars"]["meanings"]] == codes


def test_paths_and_links_of_the_examples() -> None:
    assert re.findall(r"ProgramFiles%?\\(\w+)\\", GUIDE) == [APP_ID] * 3
    assert f"/Applications/{PRODUCT_NAME}.app/Contents/MacOS/model-installer-engine" in GUIDE
    assert set(re.findall(r"my-model(\.\w+)", GUIDE)) <= {SUFFIX, ".log"}
    assert all((ROOT / "docs" / link).exists() for link in re.findall(r"\]\((\.[^)]+)\)", GUIDE))
    assert all(heading in GUIDE for heading in ("## Intune", "## Group Policy", "## Jamf", "## Ansible"))


def examples(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("heading", "example"),
    [
        ("Intune", "install my-model"),
        ("Intune", "DIGEST"),
        ("Group Policy", "install "),
        ("Jamf", "install "),
        ("Ansible", "ansible-playbook -i hosts.ini build/fleet/install_model.yml"),
    ],
)
def test_there_is_an_example_of_each(heading: str, example: str) -> None:
    section = GUIDE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert any(example in block for block in section.split("```")[1::2])


def test_the_readme_leads_administrators_there() -> None:
    section = README.partition("## For administrators")[2].partition("\n## ")[0]
    assert "(docs/fleet.md)" in section


def test_the_detection_script_is_powershell() -> None:
    tree_sitter = pytest.importorskip("tree_sitter")
    grammar = pytest.importorskip("tree_sitter_powershell")
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))
    (script,) = examples(GUIDE, "powershell")
    assert not parser.parse(script.encode()).root_node.has_error
    for place in [place for place, letter in enumerate(script) if letter in "(){}"]:
        assert parser.parse((script[:place] + script[place + 1 :]).encode()).root_node.has_error, script[:place]


def test_the_playbook_is_one(tmp_path: Path) -> None:
    ansible = shutil.which("ansible-playbook", path=str(Path(sys.executable).parent))
    if ansible is None:
        pytest.skip("Ansible does not run on Windows")
    home = {"ANSIBLE_LOCAL_TEMP": str(tmp_path), "ANSIBLE_HOME": str(tmp_path)}
    command = [ansible, "--syntax-check", "-i", "localhost,", str(PLAYBOOK)]
    result = subprocess.run(command, env=os.environ | home, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr


STAND_INS = {
    "stat": 'echo "$WHO"',
    "launchctl": '[ "$1 $2" = "asuser 501" ] && shift 2 && exec "$@"',
    "id": "echo 501",
    "sudo": '[ "$1 $2 $3" = "-u ben -H" ] && shift 3 && exec "$@"',
    "app": 'echo "$@" >"$(dirname "$0")/told"; exit "$CODE"',
}


@pytest.mark.skipif(os.name == "nt", reason="a Mac's script")
@pytest.mark.parametrize(("who", "code", "kept"), [("root", 9, True), ("ben", 0, False), ("ben", 5, True)])
def test_the_jamf_script(tmp_path: Path, who: str, code: int, kept: bool) -> None:
    """On a computer that is no Mac: its programs' stand-ins see what they are told."""
    (script,) = examples(GUIDE, "sh")
    for name, line in STAND_INS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n")
        (tmp_path / name).chmod(0o755)
    package = tmp_path / "my-model.foundrymodel"
    package.write_text("x")
    real = re.sub(r'^app=".*"$', f'app="{tmp_path / "app"}"', script, flags=re.MULTILINE)
    (tmp_path / "script.sh").write_text(real.replace("/Users/Shared", str(tmp_path)))
    surroundings = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "WHO": who, "CODE": str(code)}
    result = subprocess.run(["sh", tmp_path / "script.sh"], env=surroundings, timeout=20)
    assert result.returncode == (0 if who == "root" else code) and package.exists() == kept
    if who == "ben":
        assert (tmp_path / "told").read_text() == f"install {package} --silent --update\n"


def test_shell_scripts_have_no_traps(tmp_path: Path) -> None:
    (script,) = examples(GUIDE, "sh")
    (tmp_path / "script.sh").write_text(script)
    scripts = [tmp_path / "script.sh", ROOT / ".ci" / "run", *(ROOT / "build").rglob("*.sh")]
    assert len(scripts) > 2
    checker = Path(sys.executable).with_name("shellcheck")
    result = subprocess.run([checker, *scripts], capture_output=True, text=True, timeout=20)
    assert result.returncode == 0, result.stdout
