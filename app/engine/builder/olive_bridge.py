"""The bridge between Olive 0.13.0 and onnxruntime-genai 0.18: an Olive pass on top of Olive's own ``ModelBuilder``.

Olive 0.13.0 was written for an older onnxruntime-genai and stumbles twice over a newer one:

* since 0.15 ``create_model`` wants ``check_extra_options`` to have prepared its options;
* since 0.16 ``onnxruntime_genai.models.quantized_model`` is gone, which Olive imports to patch it. The patch matters
  only for checkpoints that Olive itself quantised.

The builder also stamps its models with the revision of the git repository that it is installed in, where there is one.

``tests/engine/builder/test_olive_bridge.py`` fails when an Olive no longer needs this. The pass also makes the builder
write weight by weight (``streaming.py``).
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from olive import cache
from olive.common import utils
from olive.model.config import model_config
from olive.passes.onnx.model_builder import ModelBuilder as OliveModelBuilder
from olive.telemetry import telemetry_extensions
from olive.telemetry.telemetry import Telemetry
from onnxruntime_genai import __commit__
from onnxruntime_genai.models import builder

from app.core.files.journal import PIECES
from app.core.files.links import link_or_copy
from app.core.snippets.olive import PACKAGES
from app.engine.builder.corrections import corrected_builder
from app.engine.builder.streaming import Streaming, streaming_builder
from app.engine.monkey_patch import patched, replaced_function
from app.paths import resource

# Olive finds a pass by its type's name in the package config: there "ModelBuilder" becomes the class below, so that the
# run config stays one that plain Olive understands. ``olive run --package-config`` takes the same file.
PACKAGE_CONFIG: dict[str, Any] = json.loads(resource(PACKAGES).read_text(encoding="utf-8"))


class BridgedModelBuilder(OliveModelBuilder):  # type: ignore[misc]  # olive ships no types
    """Olive's ``ModelBuilder`` pass, working with onnxruntime-genai 0.18 and within the memory that people have.

    Olive makes the instance itself, so the caller sets on the class how the model is written; else its pieces lie in
    Olive's own cache.
    """

    streaming: ClassVar[Streaming | None] = None

    @staticmethod
    def maybe_patch_quant() -> None:
        """Leave out Olive's patch of a module that no longer exists."""

    def _run_for_config(self, model: Any, config: Any, output_model_path: str) -> Any:
        streaming = type(self).streaming or Streaming(_silent, Path(output_model_path).with_name(PIECES))
        with corrected_builder(), _prepared_options(), own_revision(), streaming_builder(streaming):
            return super()._run_for_config(model, config, output_model_path)


def _silent(_written: int, _total: int, _tensors: tuple[int, int]) -> None:
    """The report of progress that reports nothing."""


@contextmanager
def private_cache() -> Iterator[None]:
    """While this is open, Olive's cache is taken for what it is here: the job's own, thrown away at the end.

    Olive reads every file of the checkpoint to make a key for its cache (20 s for 15 GB), and copies the result out of
    it twice (three times the space). Size and time of a file do for the key, and a hard link does for the copy.
    """
    linking = SimpleNamespace(**{**vars(shutil), "copytree": partial(shutil.copytree, copy_function=link_or_copy)})
    with (
        patched(model_config, hash_file=_stamp),
        patched(cache, shutil=linking),
        patched(utils, shutil=linking),
        # Olive starts its telemetry's threads also where telemetry is off, and a thread's start waits for ever without
        # memory. It also looks for the sources of all its callers
        patched(Telemetry, _create_logger=lambda _: None),
        patched(telemetry_extensions, _resolve_invoked_from=lambda *_: ""),
    ):
        yield


@contextmanager
def own_revision() -> Iterator[None]:
    """While this is open, a model is stamped with the builder's own revision, and no git is started to ask for it."""

    def get_genai_commit(_original: Any) -> str:
        return str(__commit__)

    with replaced_function(builder.Model, get_genai_commit):
        yield


def _stamp(path: Path, **_: Any) -> str:
    stat = path.stat()
    return hashlib.sha256(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode()).hexdigest()


@contextmanager
def _prepared_options() -> Iterator[None]:
    """``builder.create_model`` prepares its options itself while this is open."""

    def create_model(
        original: Any,
        model_name: str,
        input_path: str,
        output_dir: str,
        precision: str,
        execution_provider: str,
        cache_dir: str,
        **extra_options: Any,
    ) -> None:
        arguments = (model_name, input_path, output_dir, precision, execution_provider, cache_dir)
        builder.check_extra_options(*arguments, extra_options)  # fills in hf_details
        original(*arguments, **extra_options)

    with replaced_function(builder, create_model):
        yield
