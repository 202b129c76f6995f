"""Rolls a packed model out to three computers of its own with the Ansible playbook that docs/fleet.md shows.

    python3 build/check_fleet.py INSTALLER ANSIBLE_PLAYBOOK

Each computer is a network namespace with its own sshd, home and processes (Linux, as root). One has the model already,
one has too little space, and one loses power half-way and is run again. Needs only Python's standard library.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAYBOOK = ROOT / "build" / "fleet" / "install_model.yml"
INSIDE = "--inside"  # this process has namespaces of its own already
BALLAST = 300_000_000  # bytes beside the sample model, so that there is a half-way
PATIENCE = 120.0  # seconds
NETWORK = "10.77.0"
DATA = ".local/share/ModelInstaller"
SSHD_OPTIONS = {
    "UsePAM": "no",
    "StrictModes": "no",
    "PidFile": "none",
    "PermitRootLogin": "yes",
    "Subsystem": "sftp internal-sftp",
}
SSHD = ["-f", "/dev/null", "-D", "-e", *(f"-o{name}={value}" for name, value in SSHD_OPTIONS.items())]
SET_UP = """
set -e
mount --bind "$FOLDER/passwd" /etc/passwd
mount -t tmpfs tmpfs /run && mkdir -p /run/sshd
mount --bind "$FOLDER/tmp" /var/tmp
[ -z "$SPACE" ] || mount -t tmpfs -o size="$SPACE" tmpfs "$FOLDER/home/$DATA"
ip link set lo up
while ! ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done
ip addr add "$ADDRESS/24" dev eth0 && ip link set eth0 up
exec "$@"
"""


def main() -> int:
    if INSIDE not in sys.argv:
        if not sys.platform.startswith("linux") or os.geteuid():
            sys.exit("The fleet is made of network namespaces: Linux, and the rights of root, are needed.")
        alone = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        return subprocess.run([*alone, sys.executable, *sys.argv, INSIDE]).returncode
    installer, playbook = (str(Path(argument).resolve()) for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="fleet-") as work:
        _network()
        started = time.monotonic()
        Fleet(Path(work), installer, playbook).roll_out()
        print(f"The fleet works ({time.monotonic() - started:.0f} s).")
    return 0


def _network() -> None:
    for command in ("link set lo up", "link add fleet type bridge", f"addr add {NETWORK}.1/24 dev fleet"):
        subprocess.run(["ip", *command.split()], check=True)
    subprocess.run(["ip", "link", "set", "fleet", "up"], check=True)


class Host:
    """One computer; ``space`` limits the disk of its models ("30m")."""

    def __init__(self, work: Path, number: int, name: str, space: str = "") -> None:
        self.name, self.address = name, f"{NETWORK}.{number}"
        self._work, self._number, self._space = work, number, space
        self._folder = work / name
        self.home = self._folder / "home"
        (self.home / DATA).mkdir(parents=True)
        (self._folder / "tmp").mkdir()
        lines = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()
        others = [line for line in lines if not line.startswith("root:")]
        text = "\n".join([f"root:x:0:0:root:{self.home}:/bin/sh", *others, ""])
        (self._folder / "passwd").write_text(text, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def power_on(self) -> None:
        keys = ["-h", str(self._work / "host_key"), "-o", f"AuthorizedKeysFile={self._work / 'key.pub'}"]
        sshd = [shutil.which("sshd", path="/usr/sbin:/sbin:" + os.environ["PATH"]) or "sshd", *SSHD, *keys]
        alone = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", SET_UP]
        environment = os.environ | {"FOLDER": str(self._folder), "ADDRESS": self.address, "SPACE": self._space}
        with (self._folder / "sshd.log").open("ab") as log:
            self._process = subprocess.Popen([*alone, "sh", *sshd], env=environment | {"DATA": DATA}, stderr=log)
        near = f"host{self._number}"
        pair = f"link add {near} type veth peer name eth0 netns {self._process.pid}"
        own, theirs = Path("/proc/self/ns/net"), Path(f"/proc/{self._process.pid}/ns/net")
        _wait(lambda: theirs.readlink() != own.readlink())
        for command in (pair, f"link set {near} master fleet up"):
            subprocess.run(["ip", *command.split()], check=True)
        _wait(self._answers)

    def power_off(self) -> None:
        """All at once, as when somebody pulls the plug."""
        assert self._process
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def _answers(self) -> bool:
        try:
            socket.create_connection((self.address, 22), timeout=1).close()
        except OSError:
            return False
        return True

    def staged(self) -> list[Path]:
        """The half-way unpacked ballast."""
        return list((self.home / DATA / "models").glob(".package-*/ballast.data"))

    def installed(self) -> list[Path]:
        return list((self.home / DATA / "models").glob("*/*/deployment.json"))

    def log(self) -> str:
        return (self.home / ".local/state/ModelInstaller/log/install.log").read_text(encoding="utf-8")


class Fleet:
    def __init__(self, work: Path, installer: str, playbook: str) -> None:
        self._work, self._installer, self._playbook = work, installer, playbook
        self.package = work / "sample.foundrymodel"
        for key in ("key", "host_key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / key], check=True)
        self.current = Host(work, 2, "current")
        self.full = Host(work, 3, "full", space="100m")
        self.interrupted = Host(work, 4, "interrupted")
        self.hosts = (self.current, self.full, self.interrupted)
        rows = [f"{host.name} ansible_host={host.address}" for host in self.hosts]
        (work / "hosts.ini").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def roll_out(self) -> None:
        self._pack()
        for host in self.hosts:
            host.power_on()
        said = self._finish(self._start("--limit", "current"))
        _expect(_recap(said)["current"] >= {"changed=1", "failed=0"}, said)
        print("One computer has the model now.", flush=True)

        run = self._start()
        _wait(lambda: any(path.stat().st_size > BALLAST // 4 for path in self.interrupted.staged()), run)
        self.interrupted.power_off()
        (half,) = self.interrupted.staged()
        inode, size = half.stat().st_ino, half.stat().st_size
        said = self._finish(run)
        self._expect_refusal(said)
        _expect("unreachable=1" in _recap(said)["interrupted"] and not self.interrupted.installed(), said)
        print(f"One lost power after {size / 1e6:.0f} of {BALLAST / 1e6:.0f} MB.", flush=True)

        self.interrupted.power_on()
        said = self._finish(self._start())
        self._expect_refusal(said)
        _expect(_recap(said)["interrupted"] >= {"changed=1", "failed=0", "unreachable=0"}, said)
        (note,) = self.interrupted.installed()
        _expect(note.with_name("ballast.data").stat().st_ino == inode, "the half that was there was not gone on with")
        _expect("Exit code 0" in self.interrupted.log(), self.interrupted.log())
        print("Run again, it went on from there; the first was left alone, the full one refused.", flush=True)

    def _expect_refusal(self, said: str) -> None:
        """Of the computer with too little space; and the one that has the model is not touched."""
        _expect(_recap(said)["full"] >= {"failed=1", "changed=0"} and "Exit code 5" in said, said)
        _expect("Exit code 5" in self.full.log() and not list(self.full.home.glob("tmp/*")), self.full.log())
        _expect(_recap(said)["current"] >= {"changed=0", "failed=0", "unreachable=0"}, said)

    def _pack(self) -> None:
        converted = self._work / "converted"
        resources = next(Path(self._installer).parent.rglob("sample-model"), ROOT / "resources" / "sample-model")
        self._run("convert", str(resources), "--output", str(converted))
        with (converted / "ballast.data").open("wb") as file:
            file.truncate(BALLAST)
        self._run("deploy", str(converted), "--name", "sample")
        self._run("pack", "sample", "--output", str(self.package))

    def _run(self, *arguments: str) -> None:
        home = {"MODEL_INSTALLER_HOME": str(self._work / "here")}
        result = subprocess.run([self._installer, *arguments], env=os.environ | home, capture_output=True, text=True)
        _expect(not result.returncode, f"{arguments[0]}: {result.stdout}{result.stderr}")

    def _start(self, *options: str) -> "subprocess.Popen[str]":
        quiet = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ConnectTimeout=10 -o LogLevel=ERROR"
        settings = {
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "ANSIBLE_PRIVATE_KEY_FILE": str(self._work / "key"),
            "ANSIBLE_SSH_ARGS": f"{quiet} -o ServerAliveInterval=2 -o ServerAliveCountMax=2",
            "ANSIBLE_LOCAL_TEMP": str(self._work / "ansible"),
            "ANSIBLE_NOCOLOR": "1",
            "MODEL_INSTALLER_HOME": str(self._work / "here"),  # of the computer that runs it; sshd hands nothing on
        }
        command = [self._playbook, "-i", str(self._work / "hosts.ini"), str(PLAYBOOK), "-e", f"package={self.package}"]
        command += ["-e", f"installer={self._installer}", *options]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen(command, cwd=self._work, env=os.environ | settings, **pipes)  # type: ignore[call-overload, no-any-return]

    def _finish(self, run: "subprocess.Popen[str]") -> str:
        said, _ = run.communicate(timeout=PATIENCE)
        return said


def _recap(said: str) -> dict[str, set[str]]:
    """Of each computer the counts at the end of a run: {"changed=1", ...}."""
    rows = re.findall(r"^(\w+)\s+: (ok=.*)$", said, re.MULTILINE)
    return {name: set(counts.split()) for name, counts in rows}


def _wait(condition: Callable[[], bool], process: "subprocess.Popen[str] | None" = None) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if process and process.poll() is not None:
            sys.exit(f"The playbook ended too early:\n{process.communicate()[0]}")
        _expect(time.monotonic() < end, "waited in vain")
        time.sleep(0.05)


def _expect(condition: bool, complaint: str) -> None:
    if not condition:
        sys.exit(complaint)


if __name__ == "__main__":
    sys.exit(main())
