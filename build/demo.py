"""The main job on the sample model: each step is the verb that a user would type.

What a conversion loads is loaded while the first verbs run, as in the window while the user still chooses."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.cli import main as command_line
from app.jobs.ahead import Ahead

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "dist" / "demo"
CONVERTED, MODEL = DEMO / "converted", ROOT / "resources" / "sample-model"
STEPS = (
    ["check"],
    ["inspect", str(MODEL)],
    ["estimate", str(MODEL)],
    ["convert", str(MODEL), "--precision", "int4", "--output", str(CONVERTED)],
    ["deploy", str(CONVERTED), "--name", "sample"],
    ["chat", "sample", "--prompt", "What is INT4?"],
    ["models"],
)


def main() -> int:
    shutil.rmtree(DEMO, ignore_errors=True)
    os.environ["MODEL_INSTALLER_HOME"] = str(DEMO)
    ahead = Ahead()
    ahead.load()
    for step in STEPS:
        print(f"\n== model-installer {subprocess.list2cmdline(step)}", flush=True)
        here = step[0] == "convert"
        command = [sys.executable, "-m", "app", *step]
        code = command_line(step, ahead) if here else subprocess.run(command, cwd=ROOT).returncode
        if code:
            ahead.end()
            return code
    print("\n== Done. Everything of this demo lies in one folder, which you may delete:")
    print(f"  {DEMO}")
    print("  converted  the ONNX model")
    print("  data       the library and Foundry Local's catalog")
    print("  logs       the logs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
