"""What goes into the bundle and what stays out, each with its reason; read by ``installer.spec``."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Distributions whose version or entry points something asks for at run time.
METADATA = (
    *("foundry-local-sdk", "olive-ai", "onnxruntime", "onnxruntime-genai", "onnxruntime-genai-core", "onnx", "onnx-ir"),
    *("onnxscript", "torch", "torchmetrics", "transformers", "tokenizers", "safetensors", "huggingface-hub", "tqdm"),
    *("regex", "requests", "packaging", "filelock", "numpy", "pyyaml", "optuna", "opentelemetry-api"),
    *("opentelemetry-sdk", "lightning-utilities", "pydantic", "PySide6-Essentials", "psutil", "msgspec"),
)

# Modules that nothing here needs, by who would bring them.
NEVER = (
    *("tkinter", "PyQt5", "PyQt6", "matplotlib", "IPython"),  # other windows, plots and notebooks
    "readline",  # for lines that are typed; its library is under the GPL, which would reach over to the whole program
    *("openai", "foundry_local_sdk.openai"),  # Foundry Local is spoken to by its native interface
    *(
        "hf_xet",
        "typer",
        "shellingham",
        "rich",
        "markdown_it",
        "mdurl",
        "pygments",
    ),  # Hugging Face: downloads, terminal
    *("prompt_toolkit", "questionary", "wcwidth", "pandas"),  # Olive: its dialogue, the tables of its evaluations
    *("sqlalchemy", "alembic", "mako"),  # Optuna: studies that are kept in a database
    # transformers: training; app/engine/conversion/merge.py reads adapters itself
    *("peft", "accelerate", "sklearn", "scipy"),
    *("tensorboard", "torch.utils.tensorboard", "torch.utils.benchmark", "torch.utils.bottleneck", "networkx"),  # torch
    *("torch.testing._internal.generated", "torch.testing._internal.opinfo", "onnx.backend.test", "numpy.f2py"),
    *("setuptools", "pkg_resources", "distutils", "_distutils_hack", "lib2to3", "pip", "PyInstaller"),  # building
    "tzdata",  # on Windows 600 files with the rules of time zones, of which nothing here asks for one by its name
    "chardet",  # requests: it takes charset_normalizer as well, and only the list of licences brings this one
    *("pytest", "_pytest", "py", "hypothesis", "mypy", "lxml", "ansible", "cryptography"),  # of this project's tests
)
# The window starts in a moment because it has none of these.
ENGINE_ONLY = (
    *("app.engine", "torch", "numpy", "transformers", "olive", "onnx", "onnxruntime", "onnxruntime_genai"),
    *("foundry_local_sdk", "sympy", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPdf"),
    "typing_extensions",  # msgspec does without
)

# Of Qt the command line needs the settings, and what prints a report.
WINDOW_ONLY = (
    "PySide6.QtWidgets",
    *("app.application", "app.windows", "app.wizard", "app.pages", "app.dialogs", "app.widgets", "app.workers"),
)

EXECUTION_PROVIDERS = "Microsoft.Windows.AI.MachineLearning.dll"
_MODELLING = r"(modeling|processing|image_processing|video_processing|feature_extraction|generation)_?"
_DROPPED = (
    r"^torch/(test|include|share)/",  # for building against torch
    r"^torch/bin/(?!torch_shm_manager)",
    r"^torch/lib/.*(test|jitbackend|backend_with_compiler|aoti_custom_ops)",
    # torch's own sources, less those that it reads at import: configurations, and what its script compiler looks at
    r"^torch/(?!(nn|jit)/|functional\.py$|(.*/)?\w*config\w*\.py$).*\.py$",
    r"\.(pdb|lib|pyi|pxd|h|hpp|cuh|cmake|a)$",  # for compilers and debuggers
    r"^(numpy/.*/tests|onnx/backend/test)/",
    r"^olive/cli/init/",  # its dialogue
    r"^jiter/",  # of the openai package
    # Windows' parts for other processors are downloads, and are asked for by this; Foundry Local does without
    rf"/{re.escape(EXECUTION_PROVIDERS)}$",
    r"^libcudart",  # of the building computer
    r"^transformers/models/.*/(modular|convert)_[^/]*\.py$",  # what its authors make the others of
    # licences lie 180 characters deep, too long for Windows: all are in one file
    r"\.dist-info/(licenses|LICENSES|license_files)/",
    r"\.dist-info/(RECORD|INSTALLER|REQUESTED|WHEEL|direct_url\.json|top_level\.txt|sboms/.*)$",
)
_DROPPED_QT = (
    # the app is made of widgets, and nothing in it speaks to the network
    r"Qt6?(Quick|Qml|Pdf|VirtualKeyboard|Network)",
    r"libQt6(Quick|Qml|Pdf|VirtualKeyboard|Egl)",
    r"/qml/",
    r"/translations/",  # of Qt's own dialogues; there is none for Indonesian
    r"plugins/(tls|networkinformation)",
    r"plugins/(egldeviceintegrations|generic)",  # for devices without a desktop
    r"plugins/platforms/.*(eglfs|linuxfb|vnc|minimalegl|vkkhr)",
    r"plugins/platforminputcontexts/.*virtualkeyboard",
    r"plugins/imageformats/.*(pdf|tiff|webp|tga|wbmp|icns)",  # our pictures are SVG and PNG
    r"platformthemes/libqgtk3",  # whose libraries of GTK go with it
    r"opengl32sw\.dll",  # pictures in three dimensions without a graphics card
)
Entry = tuple[str, str, str]


def is_no_test(module: str) -> bool:
    """mobius brings its tests along, beside what they test."""
    return not module.endswith(("_test", "conftest", "_testing"))


def convertible_families(builder: Path) -> set[str]:
    """The folders of ``transformers/models`` whose modelling code a conversion may import: those of the models that can
    be converted, and those that the model builder in the folder ``builder`` names at its own import."""
    import transformers
    from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

    sys.path.insert(0, str(ROOT))
    from app.core.families.table import FAMILIES

    names = {kind for kind, name in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES.items() if name in FAMILIES}
    classes = {name for file in builder.rglob("*.py") for name in _imported(file, "transformers")}
    modules = (transformers._class_to_module.get(name, "").split(".") for name in classes)
    return {"auto"} | {name.replace("-", "_") for name in names} | {parts[1] for parts in modules if len(parts) > 1}


def _imported(file: Path, package: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            yield from (alias.name for alias in node.names)


def keep_data(entries: Iterable[Entry], families: set[str]) -> list[Entry]:
    """The files to keep. Every family's configuration and tokenizer stays: families borrow them from each other."""
    others = rf"^transformers/models/(?!({'|'.join(sorted(families))})/)[^/]+/{_MODELLING}[^/]*\.py$"
    dropped = re.compile("|".join((*_DROPPED, *_DROPPED_QT, others)))
    return [entry for entry in entries if not dropped.search(entry[0].replace("\\", "/"))]


def keep_modules(entries: Iterable[Entry], families: set[str]) -> list[Entry]:
    others = rf"^transformers\.models\.(?!({'|'.join(sorted(families))})\.)[^.]+\.{_MODELLING}\w*$"
    dropped = re.compile(rf"^transformers\.models\.\w+\.(modular|convert)_|{others}")
    return [entry for entry in entries if not dropped.search(entry[0])]


def genai_modules(package: Path) -> list[str]:
    """The model builder's modules by dotted name: it imports them by paths that it adds itself."""
    files = (package / "models").rglob("*.py")
    names = (".".join(file.relative_to(package.parent).with_suffix("").parts) for file in files)
    return [name.removesuffix(".__init__") for name in names]
