"""Runs programs in the Windows computer, in Linux namespaces of their own: no process outlives them, no packet leaves.

As a program: wine.py WORDS...    (within ``enclosed``; ends with the exit code of the last word's program)
"""

import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

import wine_libraries

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = "/checkout"  # where Windows sees this project, as Z:\checkout; it cannot write there
# A way out that leads nowhere. Whatever a program would send to another computer is counted by the kernel.
NETWORK = """
ip link set lo up
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link add watch type veth peer name nowhere
ip addr add 198.51.100.2/24 dev watch
ip link set watch arp off up
ip link set nowhere up
ip route add default via 198.51.100.1 dev watch onlink
"""
UNSHARE = ("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
# torch's OpenMP asks for the computer's NUMA nodes by a function that Wine lacks, and ends the process
ENVIRONMENT = {"KMP_AFFINITY": "disabled", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": wine_libraries.overrides()}
ENVIRONMENT |= {"HOME": "/root", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "XDG_RUNTIME_DIR": "/tmp"}
# From source, in the CPython there. The checkout cannot be written to.
PYTHON = (r"Z:\python\python.exe", "-P")
SOURCE = {"PYTHONPATH": r"Z:\checkout", "PYTHONPYCACHEPREFIX": r"C:\pycache", "PYTHONUTF8": "1"}
SOURCE |= {"PYTHONUNBUFFERED": "1", "HYPOTHESIS_STORAGE_DIRECTORY": r"C:\hypothesis"}
# Windows' own programs, which come with the first one and go after the last
SERVICES = ("services", "plugplay", "svchost", "winedevice", "rpcss", "explorer", "tabtip", "conhost", "start", "cmd")


@dataclass
class Wine:
    """The computer whose Debian is ``root``, from within ``enclosed``; windows show on the screen ``display``."""

    root: Path
    display: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def connect(self) -> None:
        """Mount what Windows needs of Linux, and give it a network without an end."""
        sockets = Path("/tmp/.X11-unix")
        sockets.mkdir(exist_ok=True)
        # without /sys no program can count the processor's cores
        for source, target in {"/proc": "proc", "/dev": "dev", "/sys": "sys", sockets: "tmp/.X11-unix"}.items():
            self._mount("--rbind", str(source), target)
        self._mount("--bind", str(ROOT), CHECKOUT.lstrip("/"))
        subprocess.run(["mount", "-o", "remount,bind,ro", self.root / CHECKOUT.lstrip("/")], check=True)
        subprocess.run(["sh", "-ec", NETWORK], check=True)
        (self.root / "etc/resolv.conf").write_text("nameserver 198.51.100.1\n")  # so that look-ups are counted too
        # Wine looks its own name up at every start; Windows knows its own
        (self.root / "etc/hosts").write_text(f"127.0.0.1 localhost {socket.gethostname()}\n")

    def command(self, *words: str, folder: str = "/", program: str = "wine") -> list[str]:
        """What runs ``words``, the first of them a Windows program, in the Linux path ``folder``."""
        environment = ENVIRONMENT | ({"DISPLAY": self.display} if self.display else {}) | self.environment
        settings = [f"{name}={value}" for name, value in environment.items()]
        return ["chroot", str(self.root), "env", "-i", "-C", folder, *settings, program, *words]

    def start(self, *words: str, folder: str = "/") -> "subprocess.Popen[bytes]":
        silent = subprocess.DEVNULL
        return subprocess.Popen(self.command(*words, folder=folder), stdout=silent, stderr=silent, stdin=silent)

    def run(self, *words: str, folder: str = "/", seconds: float = 900) -> "subprocess.CompletedProcess[str]":
        """Until its end; what it prints is UTF-8, as the app's programs print it into pipes."""
        command = self.command(*words, folder=folder)
        pipes = {"capture_output": True, "encoding": "utf-8", "errors": "replace"}
        return subprocess.run(command, timeout=seconds, stdin=subprocess.DEVNULL, **pipes)

    def stay_on(self) -> "subprocess.Popen[bytes]":
        """A program that waits: as long as it does, Windows need not start anew for each of the others.

        It has begun when this returns: Windows' services keep open what the first program prints to, and the end of one
        that is waited for would not be seen.
        """
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        waiting = subprocess.Popen(self.command("cmd"), **pipes)
        waiting.stdout.read(1)
        return waiting

    def settle(self) -> None:
        """Wait until Windows has ended; only then has it written its registry."""
        subprocess.run(self.command("-w", program="wineserver"), check=True)

    def programs(self) -> list[str]:
        """The Windows programs that run now, but for Windows' own services."""
        found = []
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = file.read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            name = PureWindowsPath(words[0]).name.lower()
            if name.endswith(".exe") and name.removesuffix(".exe") not in SERVICES:
                found.append(" ".join(words).strip())
        return found

    def _mount(self, how: str, source: str, target: str) -> None:
        (self.root / target).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", how, source, self.root / target], check=True)


def enclosed(command: Sequence[str]) -> list[str]:
    """``command`` in namespaces of its own: its processes, mounts and network end with it."""
    return [*UNSHARE, *command]


def packets_out() -> int:
    """How many packets have left for other computers since ``connect``, look-ups of names among them."""
    lines = Path("/proc/net/dev").read_text().splitlines()
    counts = next(line.split(":")[1].split() for line in lines if line.strip().startswith("watch:"))
    return int(counts[9])


def windows_path(path: Path, wine: Wine) -> str:
    """How Windows names a Linux ``path``: of drive C, of the checkout, or else of drive Z, the Debian."""
    drive_c = wine.root / "root/.wine/drive_c"
    for folder, name in {drive_c: "C:", ROOT: r"Z:\checkout", wine.root: "Z:"}.items():
        if path.is_relative_to(folder):
            return str(PureWindowsPath(name + "\\", path.relative_to(folder)))
    raise ValueError(f"Windows cannot see {path}")


if __name__ == "__main__":
    from computer import Computer

    wine = Wine(Computer().root)
    wine.connect()
    code = subprocess.run(wine.command(*sys.argv[1:])).returncode
    wine.settle()
    sys.exit(code)
