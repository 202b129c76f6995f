"""The folder of a running job's temporary files; an interrupted conversion's is taken up again by the same conversion.

A conversion works beside its output (same volume, so that the result can be renamed into place) in a folder whose name
follows from the output's: two conversions to one place meet there. All other jobs work in the app's data folder.
"""

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
import psutil
from msgspec import Struct

from app import __version__, paths
from app.core.checkpoint.fingerprint import files_of
from app.core.failures import Failure, FailureKind, tells_of_full_disk
from app.core.files.durable import flush_folder, replace_file
from app.core.files.journal import MERGED, OWNER, PATTERN, PIECES
from app.core.files.process_identity import computer_name, process_name
from app.core.library.interrupted_deployment import BEGUN_FILE, take_back
from app.core.requests import Chat, Convert, Deploy, List, Remove, Request
from app.core.wire import from_json, to_json

BUILDERS = ("olive-ai", "onnxruntime", "onnxruntime-genai", "torch", "transformers")
NOTE = "conversion.json"
KEPT = (OWNER, NOTE, PIECES, MERGED)  # entries that the same conversion can go on with
SIGNATURE = "model-installer"
NEED_NO_ROOM = (List, Remove, Chat)
ATTEMPTS = 5
NO_PROCESS = 2**30 + 1  # a number that no system gives to a process
LONG_AGO = 3600  # seconds; signing takes less than one


class Note(Struct, frozen=True):
    """What an interrupted conversion was about."""

    request: Convert
    identity: str
    made: tuple[Path, ...]  # folders that did not exist before, the innermost first


class JobFolder(Struct, frozen=True):
    path: Path
    made: tuple[Path, ...] = ()
    place: Path | None = None  # the file that remembers where a conversion works

    def remove(self) -> None:
        """Delete everything, and the empty folders that were made on the way here."""
        kept = () if take_back(self.path, paths.unregister_folder()) else (BEGUN_FILE,)
        remove_folder(self.path, kept)
        remove_empty(self.made)
        if self.place:
            self.place.unlink(missing_ok=True)

    def leave(self) -> None:
        """Give the folder up, with what is in it: the same conversion can resume in it."""
        with suppress(OSError):
            _leave(self.path)


def make_job_folder(request: Request[Any]) -> JobFolder:
    """A folder for ``request``: a new one, or what the same conversion left when it was ended by force.

    Raises ``OSError``, and ``Failure(DESTINATION_BUSY)`` when another process converts to the same place.
    """
    if not isinstance(request, Convert):
        made = _missing(request.library / request.name) if isinstance(request, Deploy) else ()
        return JobFolder(_short_lived(request), made)
    parent = request.output.parent
    note = Note(request, identity(request), _missing(parent))
    for _ in range(ATTEMPTS):
        path = _take_up(note) or _fresh(parent, note)
        target = parent / _name(request.output)
        try:
            path.rename(target)
        except OSError:
            remove_folder(path)
            if target.exists() and not is_abandoned(target):
                raise Failure(FailureKind.DESTINATION_BUSY, path=str(request.output)) from None
            note = msgspec.structs.replace(note, made=note.made or _discard(target))
            continue
        return JobFolder(target, read_note(target).made, _remember_place(target))
    raise Failure(FailureKind.DESTINATION_BUSY, path=str(request.output))


def signed_folder(parent: Path) -> Path:
    """A new folder in ``parent``, known as useless when this process is gone. Raises ``OSError``."""
    return _fresh(parent, None)


def _short_lived(request: Request[Any]) -> Path:
    """A new folder for a job that writes nothing large. What empties a full disk does without: the folder is not
    there then."""
    try:
        return _fresh(paths.work_folder(), None)
    except OSError as error:
        if not isinstance(request, NEED_NO_ROOM) or not tells_of_full_disk(error):
            raise
        return paths.work_folder() / _unique()


def abandoned_folders(parent: Path) -> Iterator[Path]:
    """Folders of jobs of this computer whose process is gone (power failure, end by force). Only a folder with our own
    signature is one."""
    with suppress(OSError):
        yield from (folder for folder in parent.glob(PATTERN) if is_abandoned(folder))


def is_abandoned(folder: Path) -> bool:
    try:
        owner = (folder / OWNER).read_text(encoding="utf-8")
        signature, computer, number, _ = owner.split(" ")
        if (signature, computer) != (SIGNATURE, computer_name()):
            return False
        return owner != f"{SIGNATURE} {process_name(int(number))}"
    except psutil.NoSuchProcess:
        return True
    except FileNotFoundError:
        return _was_never_signed(folder)
    except (OSError, ValueError, psutil.Error):
        return False


def _was_never_signed(folder: Path) -> bool:
    """Whether its maker was ended between making the folder and signing it: it holds nothing of anybody's then."""
    try:
        old = time.time() - folder.stat().st_mtime > LONG_AGO
        return old and all(entry.name.startswith((NOTE, OWNER)) for entry in folder.iterdir())
    except OSError:
        return False


def read_note(folder: Path) -> Note:
    """Raises ``OSError`` and ``ValueError``: not every job leaves one."""
    return from_json((folder / NOTE).read_bytes(), Note)


def can_be_resumed(folder: Path) -> bool:
    """Whether the conversion that left ``folder`` can still be asked for, and would find something done."""
    try:
        note = read_note(folder)
        done = any((folder / name).exists() for name in (PIECES, MERGED))
        return done and not os.path.lexists(note.request.output) and identity(note.request) == note.identity
    except (OSError, ValueError, msgspec.MsgspecError):
        return False


def _take_up(note: Note) -> Path | None:
    """The folder that the same conversion left, now ours, under a name that no other job looks for."""
    parent = note.request.output.parent
    for folder in abandoned_folders(parent):
        try:
            if read_note(folder).identity != note.identity:
                continue
            mine = parent / _unique()
            folder.rename(mine)  # fails for all but one of those who try
            _sign_folder(mine)
            for entry in mine.iterdir():
                if entry.name not in KEPT:
                    shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
            return mine
        except (OSError, ValueError, msgspec.MsgspecError):
            continue
    return None


def _discard(folder: Path) -> tuple[Path, ...]:
    """Delete what another conversion to the same place has left; returns the folders that it had made."""
    try:
        made = read_note(folder).made
        mine = folder.with_name(_unique())
        folder.rename(mine)
        remove_folder(mine)
        return made
    except (OSError, ValueError, msgspec.MsgspecError):
        return ()


def remove_abandoned(folder: Path) -> None:
    """Delete what a job left, and the empty folders that it had made. The first process that renames it has it:
    what the same conversion has just resumed stays."""
    mine = folder.with_name(_unique())
    try:
        if not is_abandoned(folder):
            return
        folder.rename(mine)
        if not is_abandoned(mine):  # another job took it between the look and the rename
            mine.rename(folder)
            return
    except OSError:
        return
    made: tuple[Path, ...] = ()
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        made = read_note(mine).made
    kept = () if take_back(mine, paths.unregister_folder()) else (BEGUN_FILE,)
    remove_folder(mine, kept)
    remove_empty(made)


def _fresh(parent: Path, note: Note | None) -> Path:
    folder = parent / _unique()
    try:
        folder.mkdir(parents=True)
        if note:
            replace_file(folder / NOTE, to_json(note))
        _sign_folder(folder)
    except OSError:
        remove_folder(folder)
        raise
    return folder


def _sign_folder(folder: Path) -> None:
    replace_file(folder / OWNER, f"{SIGNATURE} {process_name(os.getpid())}")
    flush_folder(folder)


def _leave(folder: Path) -> None:
    replace_file(folder / OWNER, f"{SIGNATURE} {computer_name()} {NO_PROCESS} -")


def _unique() -> str:
    return PATTERN.replace("*", uuid.uuid4().hex[:8])


def _name(output: Path) -> str:
    return PATTERN.replace("*", hashlib.sha256(os.fsencode(output.name)).hexdigest()[:8])


def _remember_place(folder: Path) -> Path:
    """Note where the conversion works: it may be anywhere on this computer."""
    place = paths.work_folder() / f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}.place"
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, to_json(folder))
    return place


def remove_folder(folder: Path, kept: tuple[str, ...] = ()) -> None:
    """Delete a job's folder but for the files ``kept``, with which it is swept later; the signature goes last, so that
    what an interruption leaves is still known as ours."""
    with suppress(OSError):
        for entry in folder.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name not in (OWNER, *kept):
                entry.unlink()
        (folder / OWNER).unlink(missing_ok=True)
        try:
            folder.rmdir()
        except OSError:  # Another program holds it for a moment: what is left has no owner and is swept later
            _leave(folder)


def remove_empty(folders: tuple[Path, ...]) -> None:
    with suppress(OSError):  # the first that holds something
        for folder in folders:
            folder.rmdir()


def _missing(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in (folder, *folder.parents) if not path.exists())


def identity(request: Convert) -> str:
    """Tells which earlier conversion can be resumed: the same for the same files, recipe, destination and programs.
    Raises ``OSError`` when a folder is gone."""
    folders = {request.checkpoint.folder, request.checkpoint.model_folder}
    parts = (
        __version__,
        [(name, _version(name)) for name in BUILDERS],
        os.fsencode(request.output),
        to_json(request.recipe),
        [(os.fsencode(folder), sorted(files_of(folder))) for folder in sorted(folders)],
        _mark_of(request.calibration),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _mark_of(file: Path | None) -> tuple[object, ...]:
    if file is None:
        return ()
    found = file.stat()
    return os.fsencode(file), found.st_size, found.st_mtime_ns


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
