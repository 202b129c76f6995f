"""What an administrator copies out of docs/fleet.md and build/fleet agrees with the program."""

import re
from pathlib import Path

import yaml

from app import APP_ID, PRODUCT_NAME
from app.cli.packages import EXIT_CODES
from app.core.package import SUFFIX

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "fleet.md").read_text(encoding="utf-8")
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
