"""The bundle proves itself on a computer without Python, network or rights; the same script on every system.

    python3 build/smoke.py BUNDLE [--pictures DIR]

A read-only copy under a path with spaces, accents and Chinese letters does the main job twice: by the command line and,
on Linux, through the window. As root there (with Xvfb, openbox, xdotool, xclip, imagemagick and strace) it runs as
another user, with an empty home, without Python on the PATH, in a network namespace without a route, with every attempt
to connect counted. Needs only Python's standard library, and nothing of the bundle's.
"""

import argparse
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PLACE = "Модель 模型 d'été"
NOBODY = 65534
QUESTION = "What is INT4?"
MEASURING = 10  # times two seconds until the precisions of the model are shown
PATIENCE = 120.0  # seconds for one step of the wizard
ANSWER = ("400", "205")  # pixels from the window's corner: inside the bubble of the first answer
LINUX = sys.platform.startswith("linux")
SUFFIX = ".exe" if os.name == "nt" else ""
# What a first run leaves in the home folder; README.md lists the same.
HOME_LINUX = {".local/share/ModelInstaller", ".local/state/ModelInstaller", ".config/ModelInstaller"}
HOME_CACHES = {".cache/fontconfig", ".cache/mesa_shader_cache", ".cache/qtshadercache", ".config/dconf", ".cache/dconf"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--pictures", type=Path, default=Path("dist/smoke"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoke-", ignore_cleanup_errors=True) as work:
        place = Place(Path(work), options.bundle)
        print(f"Bundle: {measure(options.bundle)}", flush=True)
        try:
            command_line(place)
            if LINUX:
                Window(place, options.pictures).journey()
            nothing_left(place)
        finally:
            place.unlock()
    print("The bundle works.")
    return 0


def measure(bundle: Path) -> str:
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 2**20
    longest = max(len(str(path.relative_to(bundle))) for path in files)
    return f"{size:.0f} MiB, {len(files)} files, longest inner path {longest} characters"


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
        path = os.environ["PATH"] if self.confined else str(self.work / "empty")  # ``confine`` empties it further in
        return kept | home | {"LOCALAPPDATA": str(self.home / "local"), "PATH": path, "LANG": "C"}

    def confine(self, command: list[str]) -> list[str]:
        """``command`` as another user in a network without a route, every attempt to connect written down."""
        if not self.confined:
            return command
        trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o"]
        number = len(list(self.trace.iterdir()))
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        clean = [shutil.which("env") or "env", f"PATH={self.work / 'empty'}"]
        inside = [*user, *trace, str(self.trace / f"{number}"), *clean, *command]
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


def command_line(place: Place) -> None:
    """The main job by the verbs that a user would type, to the trained answer."""
    resources = next(place.bundle.rglob("sample-model"))
    converted = place.models / "converted"
    place.run("check")
    place.run("convert", str(resources), "--precision", "int4", "--output", str(converted))
    place.run("deploy", str(converted), "--name", "sample")
    said = place.run("chat", "sample", "--prompt", QUESTION)
    expect(answer(resources) in said, f"a wrong answer: {said}")
    packed = place.models / "sample.foundrymodel"
    place.run("pack", "sample", "--output", str(packed))
    place.run("remove", "sample", "--permanently")
    print("Command line: convert, deploy, chat: the trained answer.", flush=True)
    expect(place.run("install", str(packed), "--silent") == "", "install --silent is not silent")
    said = place.run("chat", "sample", "--prompt", QUESTION)
    expect(answer(resources) in said, f"a wrong answer of the packed model: {said}")
    place.run("remove", "sample", "--permanently")
    print("Command line: pack, remove, install: the trained answer again.", flush=True)


def answer(resources: Path) -> str:
    corpus = resources.with_name("prompts") / "sample_corpus.jsonl"
    rows = map(json.loads, corpus.read_text(encoding="utf-8").splitlines())
    return next(str(row["answer"]) for row in rows if row["question"] == QUESTION)


class Window:
    """The wizard on a virtual screen, with keys; only the answer is clicked, to copy it."""

    def __init__(self, place: Place, pictures: Path) -> None:
        self.place = place
        self.pictures = pictures.resolve()
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.display = ":97"

    def journey(self) -> None:
        with self._screen():
            cold, warm = self._start_times()
            print(f"Window shown: {cold:.2f} s cold, {warm:.2f} s warm")
            with self._running():
                self._picture("02-welcome")
                self._keys("alt+s")
                time.sleep(4)  # the computer is being checked
                self._picture("03-check")
                self._keys("alt+n")
                self._keys("alt+s")
                time.sleep(3)
                self._picture("04-choose")
                self._keys("alt+n")
                self._leave_precision()
                self._picture("06-settings")
                self._keys("alt+c")
                self._next_until("07-install", lambda: bool(self._installed()))
                time.sleep(2)
                self._keys("alt+h")
                self._chat()
        print("Window: the wizard from Welcome to the trained answer, by keys.", flush=True)

    def _leave_precision(self) -> None:
        """The first time, the computer's speed is measured before there is a choice. On the next page the key does no
        more than going to the name."""
        for turn in range(MEASURING):
            time.sleep(2)
            if turn < 4:
                self._picture("05-precision")
            self._keys("alt+n")

    def _chat(self) -> None:
        expected = answer(next(self.place.bundle.rglob("sample-model")))
        time.sleep(3)
        self._tool("xdotool", "type", "--delay", "20", QUESTION)
        self._keys("Return")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            time.sleep(2)
            window = self._tool("xdotool", "search", "--onlyvisible", "--name", "Model Installer").split()[0]
            self._tool("xdotool", "mousemove", "--window", window, *ANSWER, "click", "1")
            self._keys("ctrl+a")
            if self._selection().strip() == expected:
                self._picture("08-chat")
                return
        self._picture("08-chat")
        sys.exit(f"The window did not show the answer {expected!r}.")

    def _next_until(self, picture: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                self._picture(picture)
                sys.exit(f"The wizard did not get on; see {self.pictures / picture}.png")
            self._keys("alt+i")  # which does nothing on a page that is not complete yet
            time.sleep(1)
        self._picture(picture)

    def _installed(self) -> list[object]:
        return list(json.loads(self.place.run("models", "--json"))["models"])

    def _start_times(self) -> tuple[float, float]:
        subprocess.run(["sync"], check=True)
        if os.geteuid() == 0:
            Path("/proc/sys/vm/drop_caches").write_text("3")
        times = []
        for _ in range(4):
            with self._running() as seconds:
                times.append(seconds)
        return times[0], sorted(times[1:])[1]

    @contextmanager
    def _running(self) -> Iterator[float]:
        """The window's process, shown; yields the seconds it took. Closed at the end as a user closes it."""
        environment = self.place.environment() | {"DISPLAY": self.display}
        command = self.place.confine([self.place.window])
        started = time.monotonic()
        silent = subprocess.DEVNULL
        process = subprocess.Popen(command, env=environment, stdout=silent, stderr=silent, start_new_session=True)
        try:
            while not self._tool("xdotool", "search", "--onlyvisible", "--name", "Model Installer"):
                expect(process.poll() is None and time.monotonic() - started < PATIENCE, "The window did not open.")
            seconds = time.monotonic() - started
            time.sleep(1)
            yield seconds
            self._keys("alt+F4")
            process.wait(30)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

    @contextmanager
    def _screen(self) -> Iterator[None]:
        server = subprocess.Popen(["Xvfb", self.display, "-screen", "0", "1200x900x24", "-nolisten", "tcp"])
        time.sleep(1.5)
        manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": self.display})
        try:
            time.sleep(1)
            yield
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait()

    def _keys(self, keys: str) -> None:
        self._tool("xdotool", "key", "--clearmodifiers", keys)
        time.sleep(0.3)

    def _selection(self) -> str:
        return self._tool("xclip", "-o", "-selection", "primary")

    def _picture(self, name: str) -> None:
        self._tool("import", "-window", "root", str(self.pictures / f"{name}.png"))

    def _tool(self, *command: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        return result.stdout


def nothing_left(place: Place) -> None:
    """No process of the bundle, no file outside the documented folders, no attempt to connect."""
    time.sleep(2)
    if LINUX:
        running = [path for path in Path("/proc").glob("[0-9]*/exe") if _target(path).startswith(str(place.bundle))]
        expect(not running, f"still running: {running}")
        found = {str(path.relative_to(place.home)) for path in place.home.glob(".*/*") if path.parent.name != ".local"}
        found |= {str(path.relative_to(place.home)) for path in place.home.glob(".local/*/*")}
        found |= {path.name for path in place.home.iterdir()} - {".local", ".config", ".cache"}
        expect(found <= HOME_LINUX | HOME_CACHES, f"unexpected in the home folder: {sorted(found - HOME_LINUX)}")
        print(f"Home folder: {', '.join(sorted(found))}")
    if place.confined:
        expect(not place.connections(), "connections: " + "\n".join(place.connections()[:5]))
        print("Attempts to connect to another computer: 0")


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


def expect(condition: bool, complaint: str) -> None:
    if not condition:
        sys.exit(complaint)


if __name__ == "__main__":
    sys.exit(main())
