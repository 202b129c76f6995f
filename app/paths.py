"""Where things live. ``MODEL_INSTALLER_HOME`` puts all of them under one folder, for portable use and for tests."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs

from app import APP_ID


def resource(*parts: str) -> Path:
    """A file that ships with the app: in the source tree, or inside the bundle."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent))
    return root.joinpath("resources", *parts)


def data_folder() -> Path:
    """The user's data: the default library and the runtime's own catalog."""
    return _home("data") or _of_user(platformdirs.user_data_path)


def settings_file() -> Path:
    folder = _home("config") or _of_user(platformdirs.user_config_path)
    return folder / "settings.ini"


def log_folder() -> Path:
    return _home("logs") or _of_user(platformdirs.user_log_path)


def connections_note() -> Path:
    """Connections that any process of this program asked for; there should be none."""
    return log_folder() / "connections.txt"


def default_library() -> Path:
    """Installed models, one folder a name and inside it one a version; not inside the runtime's cache."""
    return data_folder() / "models"


def foundry_folder() -> Path:
    """Foundry Local's app data, logs and catalog of registered models."""
    return data_folder() / "foundry"


def foundry_cache() -> Path:
    """Where Foundry Local keeps its index of registered models; other programs may share it."""
    return foundry_folder() / "cache"


def libraries_file() -> Path:
    """Which folders have ever been a library on this computer."""
    return data_folder() / "libraries.json"


def library_lock() -> Path:
    """The lock that a process holds while it changes what is installed."""
    return data_folder() / "library.lock"


def history_file() -> Path:
    """How long earlier conversions on this computer took."""
    return data_folder() / "history.jsonl"


def installations_file() -> Path:
    """How long earlier installations on this computer took."""
    return data_folder() / "installations.jsonl"


def verdict_times_file() -> Path:
    """How long earlier verdicts on this computer took."""
    return data_folder() / "verdict_times.jsonl"


def session_file() -> Path:
    """What was being done in the window when it was closed."""
    return data_folder() / "session.json"


def origins_folder() -> Path:
    """Which checkpoints the models that were converted here came from."""
    return data_folder() / "origins"


def question_runs_folder() -> Path:
    """What installed models answered to the user's own questions."""
    return data_folder() / "questions"


def verdicts_folder() -> Path:
    """What was measured of installed models, at any time."""
    return data_folder() / "verdicts"


def known_models_file() -> Path:
    """The installed models, as they were listed last."""
    return data_folder() / "known_models.json"


def conversations_folder() -> Path:
    """What was said in the chats with installed models."""
    return data_folder() / "conversations"


def speeds_file() -> Path:
    """How fast this computer is."""
    return data_folder() / "speeds.json"


def ports_file() -> Path:
    """At which port each model was served last."""
    return data_folder() / "ports.json"


def work_folder() -> Path:
    """Short-lived folders of running jobs that write nothing large."""
    return data_folder() / "work"


def unregister_folder() -> Path:
    """Model ids of deployments that were ended by force; the next process that opens the catalog unregisters them."""
    return work_folder() / "unregister"


def sample_model() -> Path:
    return resource("sample-model")


def releases_page() -> str:
    """The address of newer versions, which is known to a released bundle; "" elsewhere."""
    file = resource("releases_page.txt")
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _of_user(find: Callable[..., Path]) -> Path:
    """Raises ``OSError`` where the system knows no home of this user."""
    try:
        return find(APP_ID, appauthor=False)
    except RuntimeError as error:
        raise OSError(errno.ENOENT, "no home folder") from error


def _home(part: str) -> Path | None:
    home = os.environ.get("MODEL_INSTALLER_HOME")
    return Path(home) / part if home else None


def command_line() -> Path:
    """This program's command line: the bundle's console executable, or what was installed beside Python."""
    frozen = getattr(sys, "frozen", False)
    return _beside_python("model-installer-engine" if frozen else "model-installer") or Path("model-installer")


def olive_command() -> Path | None:
    """Olive's own command line; None in a bundle, which has Olive inside and no command of it."""
    return None if getattr(sys, "frozen", False) else _beside_python("olive")


def _beside_python(name: str) -> Path | None:
    file = Path(sys.executable).with_name(name + (".exe" if os.name == "nt" else ""))
    return file if file.is_file() else None


def engine_command() -> list[str]:
    """How to start a child process of the engine."""
    if getattr(sys, "frozen", False):
        suffix = ".exe" if os.name == "nt" else ""
        return [str(Path(sys.executable).with_name("model-installer-engine" + suffix)), "--engine"]
    # -P: the working directory may be a model folder with Python files; none of them is ever imported
    return [sys.executable, "-P", "-X", "utf8", "-m", "app", "--engine"]
