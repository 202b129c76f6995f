"""Trouble with where a folder lies: cloud folders, network and removable drives, paths that Windows cannot open."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import psutil

from app.core.failures import FailureKind
from app.core.files.folder import entries
from app.core.findings import Finding, warns

LONGEST_PATH = 259  # characters that a Windows program without long paths can open
LARGEST_ON_FAT = 2**32 - 1  # bytes of a file
_FAT = ("vfat", "msdos", "fat", "fat32")  # Linux, macOS, Windows
_CLOUDS = {
    "OneDrive": r"OneDrive( - .*|-.*)?",
    "Dropbox": r"Dropbox( \(.*\))?",
    "iCloud": r"iCloudDrive|iCloud Drive.*|Mobile Documents|com~apple~CloudDocs",
    "Google Drive": r"Google ?Drive.*|My Drive|GoogleDrive-.*",
    "Box": r"Box( Sync)?|Box-Box",
    "Nextcloud": r"Nextcloud.*",
    "pCloud": r"pCloud ?Drive",
}
_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs2?|9p|fuse\.(sshfs|rclone|davfs).*|ncpfs")
_REMOVABLE = ("/media/", "/run/media/", "/Volumes/")
_DRIVES = {2: "removable", 4: "network"}  # answers of Windows' GetDriveType


def place_findings(folder: Path) -> Iterator[Finding]:
    """What may go wrong because of where ``folder`` lies; nothing of it keeps a model from being converted."""
    if cloud := cloud_of(folder):
        yield warns(FailureKind.SYNCED_FOLDER, name=cloud)
    if drive := drive_kind(folder):
        yield warns(FailureKind.SLOW_DRIVE, path=str(folder), drive=drive)
    if sys.platform == "win32" and (path := too_long_path(folder, [path.name for path in entries(folder)])):
        yield warns(FailureKind.PATH_TOO_LONG, path=path, found=str(len(path)), needed=str(LONGEST_PATH))


def cloud_of(folder: PurePath) -> str:
    """The service that synchronises ``folder``, by the names of the folders it lies in; "" when there is none."""
    for part in folder.parts:
        for cloud, pattern in _CLOUDS.items():
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return cloud
    return ""


def too_long_path(folder: PurePath, names: Sequence[str]) -> str:
    """The longest path in ``folder`` when Windows cannot open it; "" when it can."""
    longest = str(folder / max(names, key=len, default=""))
    return longest if len(longest) > LONGEST_PATH else ""


def drive_kind(folder: Path) -> str:
    """ "network" or "removable"; "" for a disk that is built in, and when the system does not say."""
    if sys.platform == "win32":
        import ctypes

        if str(folder).startswith("\\\\"):
            return "network"
        return _DRIVES.get(ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor), "")
    return kind_of_mount(*_mount_of(folder))


def largest_file(folder: Path) -> int | None:
    """Bytes of the largest file that the drive of ``folder`` can hold; None without a limit, or when it is unknown."""
    return LARGEST_ON_FAT if _mount_of(folder)[1].lower() in _FAT else None


def kind_of_mount(point: str, file_system: str) -> str:
    """Like ``drive_kind``, for one entry of a Unix system's table of mounts."""
    if _NETWORK.fullmatch(file_system):
        return "network"
    return "removable" if f"{point}/".startswith(_REMOVABLE) else ""


def _mount_of(folder: Path) -> tuple[str, str]:
    """Mount point and file system of ``folder``; empty when the system does not say."""
    path = str(folder.absolute())
    mounts = [mount for mount in psutil.disk_partitions(all=True) if _is_inside(path, mount.mountpoint)]
    mount = max(mounts, key=lambda mount: len(mount.mountpoint), default=None)
    return (mount.mountpoint, mount.fstype) if mount else ("", "")


def _is_inside(path: str, mountpoint: str) -> bool:
    return path == mountpoint or path.startswith(mountpoint.rstrip("/\\") + os.sep)
