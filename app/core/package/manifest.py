"""A converted model as one file for other computers: what is in it, and what may be in it.

A ZIP64 archive, stored and not compressed since weights do not compress: the model's files, and last the manifest with
the size and SHA-256 of each. It is written in one pass (``packing``) and read with distrust (``unpacking``).
"""

import re
from pathlib import Path, PurePosixPath

from msgspec import Struct

from app.core.library.notes import DEPLOYMENT, UNCONFIRMED
from app.core.library.sampling import Sampling

SUFFIX = ".foundrymodel"
MEDIA_TYPE = "application/x-foundrymodel"
MANIFEST = "manifest.json"
PACKAGE_NOTE = "package.json"  # the manifest, in the folder of a model that was installed from a package
PACKAGE_FORMAT = 1  # version of the manifest; a higher one is refused
PART_SUFFIX = ".part"  # suffix of a package that is being written

MAXIMUM_FILES = 200
MAXIMUM_MANIFEST = 1_000_000  # bytes
# Data only: nothing that a computer would run, and no note of our own about a deployment on another computer.
_SUFFIXES = frozenset({".json", ".jinja", ".txt", ".md", ".onnx", ".data", ".onnx_data", ".model", ".tiktoken"})
# "LICENSE", "LICENSE-APACHE-2.0", "NOTICE.txt", "LICENSE.md.base": no other ending, which might make a program of it
_PLAIN_NAMES = re.compile(
    r"(LICEN[CS]E|NOTICE|COPYING|USE_POLICY)([_-][A-Za-z0-9_-]+)*([_-][0-9]+(\.[0-9]+)*)?(\.(txt|md|rst|base))*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}")
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NEVER = frozenset({MANIFEST, PACKAGE_NOTE, DEPLOYMENT, UNCONFIRMED})


class PackedFile(Struct, frozen=True):
    """One file of the model; ``sha256`` in lower-case hexadecimal digits."""

    name: str  # no folder is part of it
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """What a package says about itself; believed only as far as the files agree with it."""

    format: int = PACKAGE_FORMAT
    name: str  # the name in the library that it comes from
    architecture: str = ""
    precision: str = ""
    context_length: int = 0  # tokens
    system_prompt: str = ""
    sampling: Sampling = Sampling()
    source: str = ""  # the checkpoint's folder name
    license: str = ""  # the license that the model card names
    created: str = ""  # ISO 8601, UTC
    installer: str = ""  # version
    files: tuple[PackedFile, ...] = ()

    @property
    def bytes(self) -> int:
        """The size of all files, unpacked."""
        return sum(file.bytes for file in self.files)


class PackedModel(Struct, frozen=True, kw_only=True):
    """A package that was written."""

    path: Path
    name: str
    bytes: int  # size of the package
    seconds: float


def is_package(path: Path) -> bool:
    """Whether ``path`` is a package by its name; its content is not read."""
    return path.suffix.lower() == SUFFIX and path.is_file()


def is_license(name: str) -> bool:
    """Whether a file of this name holds a licence, a notice or a policy of use."""
    return bool(_PLAIN_NAMES.fullmatch(name))


def may_be_packed(name: str) -> bool:
    """Whether a file of this name belongs into a package: data or a licence, directly in the model's folder, with a
    name that every system can write."""
    safe = _NAME.fullmatch(name) and not name.endswith(".") and not _WINDOWS_DEVICE.fullmatch(name)
    known = PurePosixPath(name).suffix.lower() in _SUFFIXES or is_license(name)
    return bool(safe and known and name.lower() not in _NEVER)
