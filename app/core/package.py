"""A converted model as one file for other computers: what is in it, and what may be in it.

A ZIP64 archive, stored and not compressed since weights do not compress: the model's files, and last the manifest with
the size and SHA-256 of each. It is written in one pass (``packing``) and read with distrust (``unpacking``).
"""

import re
from pathlib import Path, PurePosixPath

from msgspec import Struct

from app.core.library import DEPLOYMENT, UNCONFIRMED
from app.core.plan import Sampling

SUFFIX = ".foundrymodel"
MEDIA_TYPE = "application/x-foundrymodel"
MANIFEST = "manifest.json"
PACKAGE_NOTE = "package.json"  # the manifest, in the folder of a model that was installed from a package
FORMAT = 1  # of the manifest; a higher one is refused
PART_SUFFIX = ".part"  # of a package that is being written

MAXIMUM_FILES = 200
MAXIMUM_MANIFEST = 1_000_000  # bytes
# Data only: nothing that a computer would run, and no note of our own about a deployment on another computer.
_SUFFIXES = frozenset({".json", ".jinja", ".txt", ".md", ".onnx", ".data", ".model", ".tiktoken"})
_PLAIN_NAMES = re.compile(r"(LICEN[CS]E|NOTICE|COPYING|USE_POLICY)([._-][A-Za-z0-9._-]*)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}")
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NEVER = frozenset({MANIFEST, PACKAGE_NOTE, DEPLOYMENT, UNCONFIRMED})


class PackedFile(Struct, frozen=True):
    """One file of the model; ``sha256`` in lower-case hexadecimal digits."""

    name: str  # without folders
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """What a package says about itself; believed only as far as the files agree with it."""

    format: int = FORMAT
    name: str  # that the model had in the library it comes from
    architecture: str = ""
    precision: str = ""
    context_length: int = 0  # tokens
    system_prompt: str = ""
    sampling: Sampling = Sampling()
    source: str = ""  # the checkpoint's folder name
    license: str = ""  # by the model card
    created: str = ""  # ISO 8601, UTC
    installer: str = ""  # version
    files: tuple[PackedFile, ...] = ()

    @property
    def bytes(self) -> int:
        """Of all files, unpacked."""
        return sum(file.bytes for file in self.files)


class PackedModel(Struct, frozen=True, kw_only=True):
    """A package that was written."""

    path: Path
    name: str
    bytes: int  # of the package
    seconds: float


def is_package(path: Path) -> bool:
    """By its name; what is in it is another question."""
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
