"""Where the bundle is verified: a read-only copy in an awkward place, an empty home, no network, no rights."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

PLACE = "Модель 模型 d'été"
NOBODY = 65534
QUESTION = "What is INT4?"
LINUX = sys.platform.startswith("linux")
SUFFIX = ".exe" if os.name == "nt" else ""


class Place:
    """A read-only copy of the bundle, a home of its own, and how to run programs there."""

    def __init__(self, work: Path, bundle: Path) -> None:
        self.work = work
        self.bundle = work / PLACE / bundle.name
        shutil.copytree(bundle, self.bundle, symlinks=True)
        self._chmod(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH, remove=True)
        self.home = work / "home"
        self.home.mkdir()
        self.models = work / "my models"
        self.models.mkdir()
        self._tools = {name: shutil.which(name) for name in ("unshare", "setpriv", "strace", "ip")}
        self.trace = work / "trace"
        self.trace.mkdir()
        self.confined = LINUX and os.geteuid() == 0 and all(self._tools.values())
        if self.confined:
            work.chmod(0o755)
            for folder in (self.home, self.models, self.trace):
                os.chown(folder, NOBODY, NOBODY)
        else:
            print("Not root on Linux, or without unshare, setpriv, strace and ip: same user, network as it is.")

    @property
    def engine(self) -> str:
        return str(self._program("model-installer-engine"))

    @property
    def window(self) -> str:
        return str(self._program("model-installer"))

    def environment(self) -> dict[str, str]:
        """An empty home, and no Python on the PATH."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "DISPLAY") if name in os.environ}
        home = {"HOME": str(self.home), "USERPROFILE": str(self.home), "APPDATA": str(self.home / "roaming")}
        if os.name == "nt":  # which says itself where a user's folders are, whatever the environment says
            home["MODEL_INSTALLER_HOME"] = str(self.home)
        path = os.environ["PATH"] if self.confined else str(self.work / "empty")  # ``confine`` empties it further in
        return kept | home | {"LOCALAPPDATA": str(self.home / "local"), "PATH": path, "LANG": "C"}

    def confine(self, command: list[str], *, traced: bool = True) -> list[str]:
        """``command`` as another user in a network without a route, every attempt to connect written down if
        ``traced``, which takes time."""
        if not self.confined:
            return command
        trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o"]
        trace.append(str(self.trace / f"{len(list(self.trace.iterdir()))}"))
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        clean = [shutil.which("env") or "env", f"PATH={self.work / 'empty'}"]
        inside = [*user, *(trace if traced else ()), *clean, *command]
        full = [self._tools.get(word) or word for word in inside]
        # the loopback device is up, for Foundry Local's own endpoint; there is no other
        return [str(self._tools["unshare"]), "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *full]

    def run(self, *arguments: str) -> str:
        """One verb of the command line; its standard output. Exits when it fails."""
        command = self.confine([self.engine, *arguments])
        pipes = {"capture_output": True, "text": True, "encoding": "utf-8"}
        result = subprocess.run(command, env=self.environment(), timeout=600, **pipes)
        if result.returncode:
            sys.exit(
                f"{arguments[0]} ended with {result.returncode}:\n{result.stdout[-2000:]}\n{result.stderr[-2000:]}"
            )
        return result.stdout

    def connections(self) -> list[str]:
        """Attempts to reach another computer, as traced."""
        found = []
        for file in self.trace.iterdir():
            for line in file.read_text(errors="replace").splitlines():
                if "AF_INET" in line and '"127.0.0.1"' not in line and '"::1"' not in line:
                    found.append(line)
        return found

    def unlock(self) -> None:
        self._chmod(stat.S_IWUSR, remove=False)

    def _program(self, name: str) -> Path:
        inside = self.bundle / "Contents" / "MacOS"
        return (inside if inside.is_dir() else self.bundle) / f"{name}{SUFFIX}"

    def _chmod(self, bits: int, remove: bool) -> None:
        for path in [self.bundle, *self.bundle.rglob("*")]:
            if not path.is_symlink():
                mode = path.stat().st_mode
                path.chmod(mode & ~bits if remove else mode | bits)


def answer(resources: Path) -> str:
    corpus = resources.with_name("prompts") / "sample_corpus.jsonl"
    rows = map(json.loads, corpus.read_text(encoding="utf-8").splitlines())
    return next(str(row["answer"]) for row in rows if row["question"] == QUESTION)


def expect(condition: bool, complaint: str) -> None:
    if not condition:
        sys.exit(complaint)
